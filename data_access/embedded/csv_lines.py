"""The CSV files of ``data/`` as typed lines, and the fingerprint that shows whether they changed."""

import csv
import hashlib
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from data_access.store.errors import EmbeddedDataUnusable

# Part of the fingerprint: raise it when the same files must be read into the store differently.
LOADING_RULES = 4

# A folder of data made before these files existed is still read.
MAY_BE_MISSING = {
    *("areas/predecessors.csv", "areas/successors.csv", "census/communes_2019.csv"),
    *("census/incomplete_communes.csv", "census/former_districts.csv", "census/notes.csv"),
    *("communes/today.csv", "communes/notes.csv"),
}

# Parents come before their children.
FILES = {
    "source": ("sources.csv",),
    "standard": ("standards.csv",),
    "indicator": ("indicators.csv",),
    "area": tuple(
        f"areas/{name}.csv"
        for name in ("nation", "regions", "provinces", "districts", "communes", "groups", "predecessors")
    ),
    "area_name": ("areas/dated_names.csv",),
    "crosswalk": ("crosswalk.csv", "areas/successors.csv"),
    "area_class": ("area_classes.csv",),
    "known_slip": ("known_slips.csv",),
    "figure": ("figures/*.csv",),
    "census_commune": ("census/communes_2019.csv",),
    "incomplete_commune": ("census/incomplete_communes.csv",),
    "former_district": ("census/former_districts.csv",),
    "census_note": ("census/notes.csv",),
    "commune_of_today": ("communes/today.csv",),
    "commune_note": ("communes/notes.csv",),
    "programme": ("programmes/programmes.csv",),
    "project": ("programmes/projects.csv",),
    "measure": ("programmes/measures.csv",),
    "lineage": ("programmes/lineage.csv",),
    "money": ("programmes/money.csv",),
    "target": ("programmes/targets.csv",),
    "outcome": ("programmes/outcomes.csv",),
}


class Line(NamedTuple):
    """One row of a file: where it is and its cells by column, empty cells as None."""

    path: Path
    number: int
    cells: dict[str, Any]

    def refuse(self, reason: str, column: str) -> NoReturn:
        """Raise ``EmbeddedDataUnusable`` about one cell of this line."""
        text = str(self.cells.get(column))
        raise EmbeddedDataUnusable(
            path=str(self.path), line=str(self.number), column=column, reason=reason, text=text
        )


def digest_of(data_dir: Path) -> str:
    """The digest of every file the store is built from, and of the rules by which they are read."""
    digest = hashlib.sha256(f"rules {LOADING_RULES}\n".encode())
    for table in FILES:
        for path in _paths(data_dir, table):
            digest.update(f"{path.relative_to(data_dir).as_posix()} {path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def lines(data_dir: Path, table: str) -> Iterator[Line]:
    """Every line of the files that fill ``table``, in the order of the files.

    Raises ``EmbeddedDataUnusable`` for a missing file or a cell that is not of its column's type.
    """
    for path in _paths(data_dir, table):
        yield from _lines_of_file(path)


def _paths(data_dir: Path, table: str) -> list[Path]:
    found: list[Path] = []
    for pattern in FILES[table]:
        paths = sorted(path for path in data_dir.glob(pattern) if path.is_file())
        if not paths and pattern not in MAY_BE_MISSING:
            raise EmbeddedDataUnusable(path=str(data_dir / pattern), reason="missing")
        found += paths
    return found


def _lines_of_file(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            header = next(reader, [])
            typed = [(column, READ_AS[column]) for column in header if column in READ_AS]
            for cells in reader:
                yield _line(path, reader.line_num, header, cells, typed)
        except (csv.Error, UnicodeDecodeError) as error:
            raise EmbeddedDataUnusable(path=str(path), reason="not_a_table", text=str(error)) from error


def _line(
    path: Path, number: int, header: list[str], cells: list[str], typed: list[tuple[str, "_Reader"]]
) -> Line:
    if len(cells) != len(header):
        raise EmbeddedDataUnusable(path=str(path), line=str(number), reason="not_a_table")
    line = Line(path, number, {column: cell or None for column, cell in zip(header, cells, strict=True)})
    for column, read in typed:
        if line.cells[column] is not None:
            line.cells[column] = read(line, column)
    return line


def _whole(line: Line, column: str) -> int:
    try:
        return int(line.cells[column])
    except ValueError:
        line.refuse("not_a_number", column)


def _real(line: Line, column: str) -> float:
    try:
        number = float(line.cells[column])
    except ValueError:
        line.refuse("not_a_number", column)
    if not math.isfinite(number):
        line.refuse("not_a_number", column)
    return number


def _flag(line: Line, column: str) -> bool:
    meanings = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    meaning = meanings.get(line.cells[column].lower())
    return line.refuse("not_yes_or_no", column) if meaning is None else meaning


_Reader = Callable[[Line, str], Any]
READ_AS: dict[str, _Reader] = {
    **dict.fromkeys(("year", "period_from", "period_to", "first_year", "last_year"), _whole),
    **dict.fromkeys(("applies_from", "applies_to"), _whole),
    # Money is whole đồng and is never read as a float, however large.
    **dict.fromkeys(("amount_vnd", "amount_min_vnd", "amount_max_vnd"), _whole),
    **dict.fromkeys(("position", "decimals", "list_total"), _whole),
    **dict.fromkeys(("population_urban", "population_rural", "households_urban", "households_rural"), _whole),
    **dict.fromkeys(("registered_population",), _whole),
    **dict.fromkeys(("land_area",), _real),
    **dict.fromkeys(("value", "value_min", "value_max", "quantity", "baseline"), _real),
    **dict.fromkeys(("is_default", "confirmed", "is_money", "adds_up", "doubtful"), _flag),
    **dict.fromkeys(("each_year", "with_carried_over"), _flag),
}
