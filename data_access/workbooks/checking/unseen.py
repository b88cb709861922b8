"""What a sender does not see or mean in a file: hidden rows and columns, queries, surplus cells."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from data_access.text.folding import folded
from data_access.workbooks.checking.findings import Findings
from data_access.workbooks.reading.layouts import Header, texts_of
from data_access.workbooks.reading.sheets import ReadFile, Sheet, address, column_letters
from data_access.workbooks.reading.text_table import TEXT_SHEET
from data_access.workbooks.understanding.harmless_lines import is_harmless

MOST_NAMED = 12


def tell_of_connections(read_file: ReadFile, findings: Findings) -> None:
    """A warning that names the workbook's connections to other data, which are not followed."""
    if read_file.connections:
        findings.warning("connections_ignored", names="; ".join(read_file.connections[:MOST_NAMED]))


def tell_of_hidden(sheet: Sheet, cells: pd.DataFrame, findings: Findings) -> None:
    """A warning for the hidden rows, and one for the hidden columns, of the cells that are read of a sheet.

    ``cells`` has the columns row, column and raw.
    """
    if not sheet.hidden_rows and not sheet.hidden_columns:
        return
    filled = cells[cells["raw"].notna()]
    rows = sorted(sheet.hidden_rows & set(filled["row"].unique()))
    if rows:
        findings.warning("hidden_rows", sheet.name, rows=written_ranges(rows), count=len(rows))
    columns = sorted(sheet.hidden_columns & set(filled["column"].unique()))
    if columns:
        letters = ", ".join(column_letters(int(column)) for column in columns[:MOST_NAMED])
        findings.warning("hidden_columns", sheet.name, columns=letters)


def tell_of_comments(sheet: Sheet, findings: Findings, cells: pd.DataFrame | None = None) -> None:
    """A warning for each comment on a cell that may say something of the figures, with its text.

    With ``cells`` (columns row, column and place_column) only those on figures and their places: a template
    explains its own headings.
    """
    told = {place: text for place, text in sheet.comments.items() if text and not is_harmless(text)}
    if not told:
        return
    if cells is not None:
        own = set(zip(cells["row"], cells["column"], strict=True))
        own |= set(zip(cells["row"], cells["place_column"], strict=True))
        told = {place: text for place, text in told.items() if place in own}
    places = pd.DataFrame(sorted(told), columns=["row", "column"]).assign(sheet=sheet.name)
    findings.warnings("cell_comment", places, text=[told[place] for place in sorted(told)])


def refuse_double_headings(sheet: Sheet, header: Header, findings: Findings) -> None:
    """An error for each heading that stands above several columns: only one of them would be read."""
    for code, columns in header.twice().items():
        cells = pd.DataFrame({"sheet": sheet.name, "row": header.row, "column": columns[1:]})
        findings.errors("heading_twice", cells, name=code, other_cell=address(header.row, columns[0]))


def tell_changed_headings(
    sheet: Sheet, header: Header, names: Mapping[str, tuple[str, str]], findings: Findings
) -> None:
    """What a template's heading says instead of the name of the hidden code below it, by which it is read.

    An error where it is the name of another indicator, else a warning.
    """
    if header.row - 1 not in sheet.cells.index:
        return
    named = {folded(name): code for code, both in names.items() for name in both}
    for column, code in header.columns.items():
        label = sheet.cells.loc[header.row - 1, column]
        if code not in names or not isinstance(label, str) or folded(label) in map(folded, names[code]):
            continue
        cell = pd.DataFrame({"sheet": [sheet.name], "row": [header.row - 1], "column": [column]})
        if folded(label) in named:
            findings.errors("heading_changed", cell, name=label, indicator=code)
        else:
            findings.warnings("heading_changed", cell, name=label, indicator=code)


def refuse_surplus_cells(sheet: Sheet, header_row: int, findings: Findings) -> None:
    """An error for each row of a text table that goes on after the last heading.

    A mark within a number or a name has then parted it in two, and every cell after it is in a wrong column.
    """
    if sheet.name != TEXT_SHEET or header_row not in sheet.cells.index:
        return
    headings = sheet.cells.loc[header_row].notna().to_numpy()
    width = int(headings.nonzero()[0].max(initial=-1)) + 1
    beyond = sheet.cells.loc[header_row + 1 :].iloc[:, width:].notna()
    rows = beyond.index[beyond.any(axis=1)]
    cells = pd.DataFrame({"sheet": sheet.name, "row": list(rows), "column": width})
    texts = [_first_text(one) for _, one in sheet.cells.loc[rows].iloc[:, width:].iterrows()]
    findings.errors("surplus_cell", cells, text=texts)


def _first_text(cells: "pd.Series[Any]") -> str:
    return next((text for text in texts_of(cells) if text), "")


def written_ranges(numbers: Sequence[int]) -> str:
    """Numbers in order as ranges: 3–5, 9."""
    starts = [numbers[0], *(after for before, after in pairwise(numbers) if after != before + 1)]
    ends = [*(before for before, after in pairwise(numbers) if after != before + 1), numbers[-1]]
    ranges = [str(one) if one == last else f"{one}–{last}" for one, last in zip(starts, ends, strict=True)]
    return ", ".join(ranges[:MOST_NAMED]) + ("…" if len(ranges) > MOST_NAMED else "")
