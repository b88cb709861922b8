"""Makes the reading of a file's tables, and from it the cells to be checked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from data_access.workbooks.checking.catalogue import Catalogue
from data_access.workbooks.checking.findings import Findings
from data_access.workbooks.reading.layouts import joined
from data_access.workbooks.reading.options import Choice
from data_access.workbooks.reading.places import Gazetteer
from data_access.workbooks.reading.sheets import Sheet, address
from data_access.workbooks.understanding.boundaries import (
    FIRST_YEAR_OF_TODAY_ALONE,
    Boundaries,
    boundaries_of,
)
from data_access.workbooks.understanding.columns import Surroundings, names_of, read_column
from data_access.workbooks.understanding.disagreements import (
    tell_boundaries,
    tell_columns,
    tell_notes,
    tell_place,
    tell_source_kind,
    tell_splitting,
    tell_surplus,
    tell_title,
    tell_years,
)
from data_access.workbooks.understanding.fractions import tell_fractions
from data_access.workbooks.understanding.given_choices import tell_choices, usable
from data_access.workbooks.understanding.grid import Grid
from data_access.workbooks.understanding.lines_around import comments_of
from data_access.workbooks.understanding.measured_by import measured_by, source_kind_of, standard_of
from data_access.workbooks.understanding.money.cells import Amounts, amounts_of, joined_amounts
from data_access.workbooks.understanding.money.columns import is_of_money, money_columns, with_programmes
from data_access.workbooks.understanding.money.phrases import OF_MONEY
from data_access.workbooks.understanding.money.telling import tell_money_columns
from data_access.workbooks.understanding.parsing import OF_HOUSEHOLDS
from data_access.workbooks.understanding.places_of_rows import (
    RowPlace,
    Where,
    area_above,
    level_of_heading,
    row_places,
    without_totals,
    written_places,
)
from data_access.workbooks.understanding.reading import (
    Part,
    ReadColumn,
    Reading,
    ReadNote,
    ReadRow,
    ReadTable,
)
from data_access.workbooks.understanding.row_years import RowYears, row_years, with_year
from data_access.workbooks.understanding.table_cells import table_cells
from data_access.workbooks.understanding.tables import Table, tables_of
from data_access.workbooks.understanding.telling import Telling
from data_access.workbooks.understanding.titles import (
    UNIT,
    Statements,
    asked_of_no_cell,
    statements_of,
    units_elsewhere,
)
from vocabulary.vintages import NEW, OF_LARGE_AREAS, OLD

EXAMPLES = 3


class Understood(NamedTuple):
    """The reading of a file, the cells of its figures (CELL_COLUMNS and ``scale``), and its amounts."""

    reading: Reading
    cells: pd.DataFrame
    money: Amounts


@dataclass(frozen=True)
class Reader:
    """What tables are read with: the sender's choice and the earlier reading that was corrected."""

    choice: Choice
    gazetteer: Gazetteer
    catalogue: Catalogue
    findings: Findings
    given: Reading | None = None
    digest: str = ""


def understand(reader: Reader, digest: str, sheets: Sequence[Sheet]) -> Understood:
    """How the tables of some sheets are understood, and what they hold.

    What contradicts itself or is not known goes to the findings; of a table with an error there may be no
    cells. A sheet without a table is warned of. The reading is confirmed where ``given`` was and says the
    same.
    """
    names = names_of(reader.catalogue)
    parted = [(sheet, tables_of(sheet)) for sheet in sheets]
    elsewhere = units_elsewhere(sheet for sheet, found in parted if not found)
    tables: list[ReadTable] = []
    cells: list[pd.DataFrame] = []
    money: list[Amounts] = []
    for sheet, found in parted:
        if not found:
            reader.findings.warning("sheet_not_read", sheet.name)
        for table in found:
            of_money = is_of_money(table) and not reader.choice.indicator
            grammar = OF_MONEY if of_money else OF_HOUSEHOLDS
            said = statements_of(table, found[0], reader.gazetteer, grammar)
            if table is found[0]:
                said = replace(said, asked=(*said.asked, *asked_of_no_cell(sheet)))
            if not tables:
                said = replace(said, asked=(*said.asked, *elsewhere))
            around = Surroundings(table, said, reader.choice, reader.catalogue, names, grammar)
            read, of_table, amounts = _read_table(replace(reader, digest=digest), sheet, around, len(tables))
            tables.append(read)
            cells.append(of_table)
            money.append(amounts)
    reading = Reading(digest, tuple(tables))
    is_confirmed = reader.given is not None and reader.given.confirmed and reader.given.says_the_same(reading)
    return Understood(
        replace(reading, confirmed=is_confirmed),
        joined(frame for frame in cells if len(frame)),
        joined_amounts(money),
    )


def _read_table(
    reader: Reader, sheet: Sheet, around: Surroundings, number: int
) -> tuple[ReadTable, pd.DataFrame, Amounts]:
    table, grid = around.table, Grid(sheet)
    telling = Telling(reader.findings, sheet.name, around, reader.digest)
    given = _given(reader.given, number, table)
    if table.of_role("indicator") and table.headings and _is_of_indicators(table):
        telling.error("indicators_in_rows", address(table.top, table.place))
        return ReadTable(sheet.name, _span(table)), joined([]), joined_amounts([])
    years = row_years(telling, table, grid)
    columns = _columns(around, years, given)
    read, where, named = _located(reader, around, grid, columns, given)
    of_columns = {int(one.year.value) for one in columns if one.is_taken and one.year.value}
    where = replace(where, years=tuple(of_columns | set(years.by_row.values())))
    places = row_places(where, written_places(table, grid))
    if read.of_money:
        places = without_totals(places)
    read = replace(
        read,
        first_rows=_first_rows(grid, places, columns, table.place),
        rows=len([p for p in places if not p.left_out]),
        left_out=tuple(f"{p.name} ({address(p.row, table.place)})" for p in places if p.left_out),
        comments=comments_of(sheet, (table.top, table.bottom)),
    )
    if reader.given is not None:
        tell_choices(telling, reader.given, given, read)
    _tell(telling, grid, read, years)
    tell_boundaries(telling, read, named, table.place)
    tell_place(telling, reader.gazetteer, where.within)
    _tell_rows(telling, table, places)
    if read.of_money:
        return read, joined([]), amounts_of(table, grid, read, places, years)
    kept = {place.row: place for place in places if not place.left_out}
    return read, table_cells(around, grid, read, kept, years), joined_amounts([])


def _columns(around: Surroundings, years: RowYears, given: ReadTable | None) -> tuple[ReadColumn, ...]:
    """The columns of a table, of figures or of money, each with its year."""
    chosen = {one.column: usable(one, around.catalogue) for one in given.columns} if given else {}
    figures = around.table.figures
    if around.grammar is OF_MONEY:
        columns = money_columns(around, chosen)
    else:
        columns = tuple(read_column(heading, around, chosen.get(heading.column)) for heading in figures)
    columns = tuple(with_year(column, around, years, chosen.get(column.column)) for column in columns)
    if around.grammar is OF_MONEY:
        return with_programmes(columns, given, around.catalogue)
    return measured_by(around, columns, years.by_row, given)


def _tell(telling: Telling, grid: Grid, read: ReadTable, years: RowYears) -> None:
    """What title, notes, columns and years say of nothing or against one another."""
    tell_title(telling, read)
    tell_notes(telling, read)
    if read.of_money:
        tell_money_columns(telling, read.columns)
    else:
        tell_source_kind(telling, read)
        tell_columns(telling, read.columns)
        tell_fractions(telling, grid, read.columns)
    tell_splitting(telling, grid, read.columns)
    tell_surplus(telling, grid, read.columns)
    tell_years(telling, [one for one in read.columns if not one.first_year.value], years.stated)


def _is_of_indicators(table: Table) -> bool:
    return any(heading.column == table.place and heading.role == "indicator" for heading in table.headings)


def _given(given: Reading | None, number: int, table: Table) -> ReadTable | None:
    """What was chosen for a table: of the reading's table in its place, where it has the same headings."""
    if given is None or number >= len(given.tables):
        return None
    found = given.tables[number]
    headings = [heading.path for heading in table.figures]
    same = len(found.columns) == len(headings)
    return (
        found
        if same
        and found.shape == ReadTable("", "", columns=tuple(ReadColumn(0, "", h) for h in headings)).shape
        else None
    )


def _located(
    reader: Reader, around: Surroundings, grid: Grid, columns: tuple[ReadColumn, ...], given: ReadTable | None
) -> tuple[ReadTable, Where, Boundaries]:
    """The table with its boundaries, level and place."""
    table, said, of_money = around.table, around.said, around.grammar is OF_MONEY
    written = written_places(table, grid)
    named = boundaries_of(reader.gazetteer, written, level_of_heading(table))
    boundaries = _boundaries(around, named, columns, given)
    level = Part(named.level, "concluded", address(table.body[0], table.place)) if named.level else Part()
    where = Where(reader.gazetteer, boundaries.value, named.level)
    found = area_above(where, written)
    if found is None and said.place is not None and said.place[0].level != named.level:
        found = said.place[0].id
    place = Part() if found is None else _place_part(reader.gazetteer, found, said)
    read = ReadTable(
        sheet=table.sheet,
        cells=_span(table),
        titles=tuple(text for _, _, text in table.titles),
        title_words=said.unknown,
        title_accepted=bool(given and given.title_accepted and given.title_words == said.unknown),
        boundaries=boundaries,
        level=level,
        place=place,
        standard=Part() if of_money else standard_of(around, given),
        source_kind=Part() if of_money else source_kind_of(around, given),
        programme=given.programme if of_money and given and given.programme.how == "chosen" else Part(),
        of_money=of_money,
        columns=columns,
        notes=_notes(said, given),
    )
    return read, replace(where, within=found), named


def _notes(said: Statements, given: ReadTable | None) -> tuple[ReadNote, ...]:
    """The lines that are not understood, those with the same words once, with what a person said of them."""
    accepted = {note.words for note in given.notes if note.accepted} if given else set()
    by_words = {one.words: one for one in reversed(said.asked)}
    return tuple(
        ReadNote(one.cell, one.words, one.value == UNIT, one.words in accepted)
        for one in reversed(by_words.values())
    )


def _boundaries(
    around: Surroundings, named: Boundaries, columns: Sequence[ReadColumn], given: ReadTable | None
) -> Part:
    table, said, choice = around.table, around.said, around.choice
    if named.vintage:
        return Part(named.vintage, "concluded", address(named.row, table.place) if named.row else "")
    if said.boundaries:
        stated = said.boundaries[0]
        return Part(stated.value, "stated", stated.cell, stated.words)
    chosen = choice.vintage or (choice.place[0] if choice.place else "")
    if chosen in (OLD, NEW):
        return Part(chosen, "chosen")
    if given is not None and given.boundaries.how == "chosen" and given.boundaries.value in (OLD, NEW):
        return given.boundaries
    years = [int(column.year.value) for column in columns if column.is_taken and column.year.value]
    if years and min(years) >= FIRST_YEAR_OF_TODAY_ALONE:
        return Part(NEW, "concluded")
    return Part(OF_LARGE_AREAS, "concluded") if not named.level else Part()


def _place_part(gazetteer: Gazetteer, found: int, said: Statements) -> Part:
    area = gazetteer.areas[found]
    key = f"{area.vintage}.{area.level}.{area.code}"
    if said.place is not None and said.place[0].id == found:
        return Part(key, "stated", said.place[1].cell, area.full_name_vi)
    return Part(key, "concluded", "", area.full_name_vi)


def _first_rows(
    grid: Grid, places: Sequence[RowPlace], columns: Sequence[ReadColumn], place_column: int
) -> tuple[ReadRow, ...]:
    shown = [place for place in places if not place.left_out][:EXAMPLES]
    return tuple(
        ReadRow(
            one.row,
            one.name,
            one.code,
            one.area,
            tuple(grid.text(one.row, column.column) for column in columns),
            address(one.row, place_column),
            one.how,
        )
        for one in shown
    )


def _span(table: Table) -> str:
    columns = [heading.column for heading in table.headings]
    return f"{address(table.top, min(columns))}:{address(table.bottom, max(columns))}"


def _tell_rows(telling: Telling, table: Table, places: Sequence[RowPlace]) -> None:
    for place in places:
        if place.left_out == "outside":
            whole = telling.around.said.place
            telling.error(
                "outside_place",
                address(place.row, table.place),
                place=place.area or (whole[0].full_name_vi if whole else ""),
            )
        elif place.left_out and place.left_out != "sum":
            telling.warning(
                "row_left_out", address(place.row, table.place), name=place.name, row=place.left_out
            )
