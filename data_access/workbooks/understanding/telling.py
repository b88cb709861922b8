"""Where findings of a table go, and the cells that they name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from data_access.workbooks.checking.findings import Findings
from data_access.workbooks.understanding.columns import Surroundings

_CELL = r"([A-Z]+)(\d+)"


@dataclass(frozen=True)
class Telling:
    """Where findings of a table go, with what it is read with."""

    findings: Findings
    sheet: str
    around: Surroundings
    digest: str = ""

    def error(self, code: str, cell: str, **facts: object) -> None:
        """An error at a cell of the table; at its sheet where the cell is ""."""
        if cell:
            self.findings.errors(code, cell_frame(self.sheet, [cell]), **facts)
        else:
            self.findings.error(code, self.sheet, **facts)

    def warning(self, code: str, cell: str, **facts: object) -> None:
        """A warning likewise."""
        if cell:
            self.findings.warnings(code, cell_frame(self.sheet, [cell]), **facts)
        else:
            self.findings.warning(code, self.sheet, **facts)


def quoted(words: Iterable[str]) -> str:
    """Words as a sentence lists them."""
    return ", ".join(f"“{word}”" for word in words)


def cell_frame(sheet: str, cells: Sequence[str]) -> pd.DataFrame:
    """Addresses such as B4 as the frame of cells that findings take."""
    parts = pd.Series(list(cells), dtype="str").str.extract(_CELL)
    columns = [_number(letters) for letters in parts[0]]
    return pd.DataFrame({"sheet": sheet, "row": parts[1].astype("int64"), "column": columns})


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
