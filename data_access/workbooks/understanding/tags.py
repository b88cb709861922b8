"""Tables whose columns have tags of the humanitarian exchange language: what each tag is taken for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from data_access.workbooks.checking.file_check import FileCheck
from data_access.workbooks.checking.unseen import (
    refuse_surplus_cells,
    tell_of_comments,
    tell_of_hidden,
)
from data_access.workbooks.checking.years import with_written_years
from data_access.workbooks.reading.hxl_years import with_tagged_years, year_of_tag
from data_access.workbooks.reading.layouts import (
    Header,
    form_cells,
    hxl_header,
    hxl_level,
    joined,
    tidy_cells,
)
from data_access.workbooks.reading.places import Gazetteer, vintage_of_year, with_parents
from data_access.workbooks.reading.places.wanted import Wanted
from data_access.workbooks.reading.sheets import Sheet, address
from data_access.workbooks.understanding.headers import text_of
from data_access.workbooks.understanding.place_names import LEVELS
from data_access.workbooks.understanding.reading import How, Part, ReadColumn, Reading, ReadRow, ReadTable
from data_access.workbooks.understanding.telling import cell_frame
from data_access.workbooks.understanding.written_units import own_unit
from vocabulary.vintages import NEW, OLD

EXAMPLES = 3
# What other lists put before the numbers of their codes.
PREFIX = re.compile(r"^VN(?=\d)")


def tagged_cells(check: FileCheck, digest: str, sheets: Sequence[Sheet]) -> tuple[Reading, pd.DataFrame]:
    """How the columns of tagged sheets are understood, and the cells of their figures (CELL_COLUMNS).

    Tags that are not known are warned of; a sheet without tags is too.
    """
    given = check.choice.reading
    tables: list[ReadTable] = []
    frames: list[pd.DataFrame] = []
    indicators = set(map(str, check.catalogue.indicators.index))
    for sheet in sheets:
        header = hxl_header(sheet, indicators)
        if header is None:
            check.findings.warning("sheet_not_read", sheet.name)
            continue
        columns = _columns(check, sheet, header)
        columns = _with_choices(columns, given, len(tables), indicators)
        cells = _cells(check, sheet, _taken(header, columns), indicators)
        tables.append(_table(check, sheet, header, columns, cells))
        frames.append(cells)
    reading = Reading(digest, tuple(tables))
    is_confirmed = given is not None and given.confirmed and given.says_the_same(reading)
    return replace(reading, confirmed=is_confirmed), joined(frame for frame in frames if len(frame))


def _columns(check: FileCheck, sheet: Sheet, header: Header) -> tuple[ReadColumn, ...]:
    """The columns that have a tag and are no place, year or remark on the figures."""
    found = []
    for column, tag in _tags(sheet, header):
        code = header.columns.get(column, "")
        is_figure = code in check.catalogue.indicators.index or code == "value"
        if is_figure or not code:
            found.append(_column(check, sheet, header, (column, tag)))
    return tuple(found)


def _tags(sheet: Sheet, header: Header) -> Iterable[tuple[int, str]]:
    for column, cell in sheet.cells.loc[header.row].items():
        if isinstance(cell, str) and cell.strip().startswith("#"):
            yield int(str(column)), cell.strip()


def _column(check: FileCheck, sheet: Sheet, header: Header, at: tuple[int, str]) -> ReadColumn:
    column, tag = at
    cell, code = address(header.row, column), header.columns.get(column, "")
    above = sheet.cells[column].get(header.row - 1)
    path = tuple(filter(None, (text_of(above), tag)))
    read = ReadColumn(column, cell, path)
    year, of_rows = year_of_tag(tag), header.column("year")
    stated = Part(str(year), "stated", cell, tag) if year else Part()
    if not year and of_rows is not None:
        stated = Part("", "stated", address(header.row, of_rows))
    if code == "value":
        named = header.column("indicator_code")
        codes = [] if named is None else sorted(set(map(text_of, sheet.cells.loc[header.row + 1 :, named])))
        code = " ".join(filter(None, codes))
    if not code:
        return replace(read, reason="tag", not_understood=(tag,))
    units = check.catalogue.indicators["unit"]
    unit = str(units.get(code, ""))
    if "pct" in tag.casefold().split("+") and unit and not unit.startswith("percent"):
        return replace(read, reason="contradiction", not_understood=("pct", unit))
    return replace(
        read,
        indicator=Part(code, "stated", cell, tag),
        year=stated,
        unit=Part(own_unit(unit) or unit, "concluded", cell, tag),
        status=Part(check.choice.status, "declared"),
    )


def _with_choices(
    columns: tuple[ReadColumn, ...], given: Reading | None, number: int, indicators: set[str]
) -> tuple[ReadColumn, ...]:
    """The columns with what a person chose for them in a reading of the same tags."""
    tables = given.tables if given is not None else ()
    if number >= len(tables) or tables[number].shape != ReadTable("", "", columns=columns).shape:
        return columns
    return tuple(
        replace(one, indicator=chosen.indicator, reason="" if chosen.indicator.value else "not_wanted")
        if chosen.indicator.how == "chosen" and chosen.indicator.value in (*indicators, "")
        else one
        for one, chosen in zip(columns, tables[number].columns, strict=True)
    )


def _taken(header: Header, columns: Sequence[ReadColumn]) -> Header:
    """The header with the columns of figures that are taken."""
    figures = {one.column: one for one in columns}
    kept = {
        column: code
        for column, code in header.columns.items()
        if column not in figures or (code == "value" and figures[column].is_taken)
    }
    chosen = {
        one.column: one.indicator.value
        for one in columns
        if one.is_taken and header.columns.get(one.column) != "value"
    }
    return Header(header.row, {**kept, **chosen})


def _cells(check: FileCheck, sheet: Sheet, header: Header, indicators: set[str]) -> pd.DataFrame:
    is_tidy = header.column("value") is not None and header.column("indicator_code") is not None
    cells = tidy_cells(sheet, header) if is_tidy else form_cells(sheet, header, indicators)
    if cells.empty:
        return cells
    refuse_surplus_cells(sheet, header.row, check.findings)
    cells = with_tagged_years(with_written_years(cells, sheet, header, check.findings), sheet, header)
    level = hxl_level(sheet, header)
    codes = {code: own_code(check.gazetteer, str(code), level) for code in cells["area_code"].unique()}
    cells = cells.assign(
        area_code=cells["area_code"].map(codes), level=cells["level"].where(cells["level"].ne(""), level)
    )
    tell_of_hidden(sheet, cells, check.findings)
    tell_of_comments(sheet, check.findings)
    return with_parents(cells, sheet)


def own_code(gazetteer: Gazetteer, code: str, level: str) -> str:
    """A code without «VN» before it where that is one of an area of the tagged level; as it is elsewhere."""
    bare = PREFIX.sub("", code)
    is_own = level and any(gazetteer.id_of((one, level, bare)) is not None for one in (OLD, NEW))
    return bare if is_own else code


def _table(
    check: FileCheck, sheet: Sheet, header: Header, columns: tuple[ReadColumn, ...], cells: pd.DataFrame
) -> ReadTable:
    for one in columns:
        if not one.is_taken and one.reason != "not_wanted":
            name, words = " / ".join(one.heading), ", ".join(f"“{word}”" for word in one.not_understood)
            frame = cell_frame(sheet.name, [one.cell])
            check.findings.warnings("column_not_taken", frame, name=name, reason=one.reason, words=words)
    level = hxl_level(sheet, header)
    rows = cells.drop_duplicates("row") if len(cells) else cells
    last = int(cells["row"].max()) if len(cells) else header.row
    return ReadTable(
        sheet.name,
        f"{address(header.row, 0)}:{address(last, sheet.cells.shape[1] - 1)}",
        level=Part(level, "stated", address(header.row, 0)) if level else Part(),
        source_kind=Part(check.choice.source_kind, "declared"),
        columns=columns,
        first_rows=tuple(_first_rows(check, sheet, columns, rows.head(EXAMPLES))),
        rows=len(rows),
    )


def _first_rows(
    check: FileCheck, sheet: Sheet, columns: Sequence[ReadColumn], rows: pd.DataFrame
) -> Iterable[ReadRow]:
    for row in rows.to_dict("records"):
        year = row["year"] if not pd.isna(row["year"]) else check.choice.year
        vintage = row["vintage"] or check.choice.vintage or (vintage_of_year(int(year)) if year else "")
        wanted = Wanted(vintage, row["level"], row["area_code"], row["area_name"], LEVELS)
        found = check.gazetteer.find(wanted)
        if found.area_id is None and row["area_name"]:
            found = check.gazetteer.by_name(wanted)
        area = "" if found.area_id is None else check.gazetteer.areas[found.area_id].full_name_vi
        number = int(row["row"])
        values = tuple(text_of(sheet.cells.at[number, one.column]) for one in columns)
        cell = address(number, int(row["place_column"]))
        how: How = "stated" if area else ""
        yield ReadRow(number, row["area_name"], row["area_code"], area, values, cell, how)
