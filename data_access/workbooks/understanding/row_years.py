"""Years that rows state: in a column of years, or in a row between them that heads those below it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from data_access.workbooks.reading.sheets import address
from data_access.workbooks.understanding.columns import Surroundings
from data_access.workbooks.understanding.grid import Grid
from data_access.workbooks.understanding.parsing import parsed_title
from data_access.workbooks.understanding.reading import Part, ReadColumn
from data_access.workbooks.understanding.tables import Table
from data_access.workbooks.understanding.telling import Telling
from data_access.workbooks.understanding.titles import Stated
from data_access.workbooks.understanding.written_years import year_in


@dataclass(frozen=True)
class RowYears:
    """The year of each row that states one; ``column_cell`` heads them, "" where no row does."""

    by_row: Mapping[int, int] = field(default_factory=dict)
    column_cell: str = ""
    words: str = ""
    stated: tuple[Stated, ...] = ()


def row_years(telling: Telling, table: Table, grid: Grid) -> RowYears:
    """The years of a table's rows; rows between them that narrow what is counted are errors."""
    columns = table.of_role("year")
    _refuse_narrowing(telling, table)
    if columns:
        column = columns[0].column
        found = {row: year for row in table.body if (year := _year(grid.text(row, column))) is not None}
        stated = tuple(Stated(str(year), address(row, column), str(year)) for row, year in found.items())
        return RowYears(found, address(table.top, column), columns[0].path[-1], stated)
    heads = {row: year for row, text in table.sections if (year := _year_of_section(text)) is not None}
    if not heads:
        return RowYears()
    by_row = {
        row: heads[max(before)] for row in table.body if (before := [one for one in heads if one < row])
    }
    stated = tuple(Stated(str(year), address(row, table.place), str(year)) for row, year in heads.items())
    return RowYears(by_row, address(min(heads), table.place), "", stated)


def _year(text: str) -> int | None:
    said = parsed_title(text)
    is_year_alone = len(said.years) == 1 and not said.unknown and not said.values("status")
    return said.years[0] if is_year_alone else year_in(text)


def _year_of_section(text: str) -> int | None:
    said = parsed_title(text)
    return said.years[0] if len(said.years) == 1 and not said.terms else None


def _refuse_narrowing(telling: Telling, table: Table) -> None:
    """«Khu vực nông thôn» or «Kế hoạch» above some rows: they are not what the headings say."""
    for row, text in table.sections:
        grammar = telling.around.grammar
        said = grammar.title(text)
        statuses = [status for status in said.values("status") if status != "final"]
        if statuses or any(said.values(facet) for facet in grammar.narrowing):
            telling.error("section_narrows", address(row, table.place), name=text)


def with_year(
    column: ReadColumn, around: Surroundings, years: RowYears, chosen: ReadColumn | None
) -> ReadColumn:
    """The column with its year: of its heading, of the rows, the title, the sheet, or the sender."""
    if column.year.value or years.column_cell or not column.is_taken:
        return (
            column
            if column.year.value or not years.column_cell
            else replace(column, year=Part("", "stated", years.column_cell, years.words))
        )
    stated = {one.value: one for one in around.said.years}
    if len(stated) == 1:
        one = next(iter(stated.values()))
        return replace(column, year=Part(one.value, "stated", one.cell, one.words))
    if chosen is not None and chosen.year.how == "chosen" and (not stated or chosen.year.value in stated):
        return replace(column, year=chosen.year)
    if around.choice.year is not None:
        return replace(column, year=Part(str(around.choice.year), "chosen"))
    return column


def has_year(column: ReadColumn) -> bool:
    """Whether the year of a column's figures is known: its own, or one in each of its rows."""
    return bool(column.year.value or column.year.cell)
