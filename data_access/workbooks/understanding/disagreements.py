"""What of a table contradicts itself, is said by nobody, or is not taken: findings, each with its cells."""

import re
from collections.abc import Iterable, Sequence

from data_access.text.folding import folded
from data_access.workbooks.reading.places import Gazetteer
from data_access.workbooks.reading.sheets import address
from data_access.workbooks.reading.text_table import TEXT_SHEET
from data_access.workbooks.understanding.boundaries import FIRST_YEAR_OF_TODAY_ALONE, Boundaries
from data_access.workbooks.understanding.columns import is_title_named, units_said
from data_access.workbooks.understanding.grid import Grid
from data_access.workbooks.understanding.headers import is_number
from data_access.workbooks.understanding.meanings import VARIANTS, Meaning
from data_access.workbooks.understanding.reading import ReadColumn, ReadTable
from data_access.workbooks.understanding.row_years import has_year
from data_access.workbooks.understanding.telling import Telling, cell_frame, quoted
from data_access.workbooks.understanding.titles import Stated
from data_access.workbooks.understanding.written_units import UNITS, scale_for
from vocabulary.vintages import NEW, OLD

MOST_NAMED = 5
_THOUSAND = 1_000
_PART_OF_YEAR = re.compile(r"thang|quy|ky|dot|tuan|ngay|month|quarter|week|day|ky bao cao|thang bao cao")


def tell_columns(telling: Telling, columns: Sequence[ReadColumn]) -> None:
    """Columns that are not taken, units that nobody says, figures that two columns would become."""
    for column in columns:
        if column.is_taken:
            tell_unit(telling, column, _unit_of(telling, column))
        elif column.reason != "not_wanted":
            telling.warning(
                "column_not_taken",
                column.cell,
                name=" / ".join(column.heading),
                reason=column.reason or "words",
                words=quoted(column.not_understood),
            )
    _tell_units_of_nothing(telling, columns)
    _tell_same_figures(telling, columns)
    _tell_chosen_indicator(telling, columns)


def tell_splitting(telling: Telling, grid: Grid, columns: Sequence[ReadColumn]) -> None:
    """A column of words or parts of a year that is not understood says which of several each row is."""
    rows = telling.around.table.body
    for column in columns:
        if column.is_taken or column.reason in ("not_wanted", "no_heading"):
            continue
        texts = sum(
            bool(grid.text(row, column.column)) and not is_number(grid.at(row, column.column)) for row in rows
        )
        is_part_of_year = bool(_PART_OF_YEAR.fullmatch(folded(" ".join(column.heading))))
        if 2 * texts > len(rows) or is_part_of_year:
            telling.error("column_splits_rows", column.cell, name=" / ".join(column.heading))


def tell_surplus(telling: Telling, grid: Grid, columns: Sequence[ReadColumn]) -> None:
    """Numbers of a text table after its last heading: a mark within a number parted a cell in two."""
    last = max((one.column for one in columns if one.heading), default=grid.width)
    for column in columns:
        if telling.sheet == TEXT_SHEET and not column.heading and column.column > last:
            row = next(one for one in telling.around.table.body if grid.text(one, column.column))
            text = grid.text(row, column.column)
            telling.error("surplus_cell", address(row, column.column), text=text)


def tell_unit(telling: Telling, column: ReadColumn, unit: str) -> None:
    """A unit of a column that is missing or said in two ways; ``unit`` is that of what it counts."""
    said = units_said(column, Meaning(scale=_scale_in(column)), telling.around, unit)
    names = list(dict.fromkeys(one.value for one in said))
    lines = telling.around.said.units
    others = [
        (line, one)
        for line, one in lines
        if not any(scale_for(unit, name) is not None for name in line.units)
    ]
    if len(names) > 1:
        first, second = said[0], next(one for one in said if one.value != said[0].value)
        telling.error(
            "unit_contradicted", first.cell, text=first.words, other_text=second.words, other_cell=second.cell
        )
    elif not said and others and unit not in ("percent", ""):
        one = others[0][1]
        telling.error(
            "unit_contradicted",
            column.cell,
            text=" / ".join(column.heading),
            other_text=one.words,
            other_cell=one.cell,
        )
    elif not column.unit.value:
        telling.error("unit_missing", column.cell, name=" / ".join(column.heading))


def _unit_of(telling: Telling, column: ReadColumn) -> str:
    """The unit of what a column counts, "" where that has none."""
    return str(telling.around.catalogue.indicators["unit"].get(column.indicator.value, ""))


def _tell_units_of_nothing(telling: Telling, columns: Sequence[ReadColumn]) -> None:
    """Lines that state thousands or millions of what no column counts, «triệu người» over households."""
    named = [column for column in columns if column.indicator.value]
    units = [_unit_of(telling, column) for column in named]
    for line, stated in telling.around.said.units:
        is_scaled = any(UNITS[name].factor >= _THOUSAND for name in line.units)
        if named and is_scaled and not any(scale_for(unit, name) for unit in units for name in line.units):
            telling.error(
                "unit_contradicted",
                stated.cell,
                text=stated.words,
                other_text=" / ".join(named[0].heading),
                other_cell=named[0].cell,
            )


def _scale_in(column: ReadColumn) -> str:
    return column.unit.value if column.unit.how == "stated" and column.unit.cell == column.cell else ""


def _tell_same_figures(telling: Telling, columns: Sequence[ReadColumn]) -> None:
    seen: dict[tuple[str, str], ReadColumn] = {}
    for column in columns:
        if not column.is_taken:
            continue
        key = (column.indicator.value, column.year.value)
        first = seen.setdefault(key, column)
        if first is not column:
            telling.error(
                "columns_same_figure",
                column.cell,
                name=" / ".join(column.heading),
                other_name=" / ".join(first.heading),
                other_cell=first.cell,
                indicator=column.indicator.value,
            )


def _tell_chosen_indicator(telling: Telling, columns: Sequence[ReadColumn]) -> None:
    """The sender named an indicator for a table whose own words name another one."""
    code = telling.around.choice.indicator
    title = telling.around.said.title
    if not code or any(column.indicator.value == code for column in columns):
        return
    other = next((column for column in columns if column.is_taken), None)
    if other is not None and code not in VARIANTS.get(other.indicator.value, ()):
        cell = other.cell if title is None else title.cell
        telling.error("indicator_contradicted", cell, indicator=code, other=other.indicator.value)


def tell_title(telling: Telling, table: ReadTable) -> None:
    """Words of a title on households or people that are not understood: they may narrow what is counted."""
    said = telling.around.said
    if said.unknown and not table.title_accepted and not is_title_named(telling.around):
        cell = said.title.cell if said.title else ""
        telling.error("title_not_understood", cell, words=quoted(said.unknown))


def tell_notes(telling: Telling, table: ReadTable) -> None:
    """Lines around a table that are not understood, until a person says that they change nothing."""
    for note in table.notes:
        if note.accepted:
            continue
        code = "note_with_unit" if note.names_unit else "note_not_understood"
        sheet, _, cell = note.cell.rpartition("!")
        if sheet:
            telling.findings.errors(code, cell_frame(sheet, [cell]), text=note.words)
        else:
            telling.error(code, cell, text=note.words)


def tell_source_kind(telling: Telling, table: ReadTable) -> None:
    """A title that speaks of a review and of a survey, of which none is chosen."""
    stated = {one.value: one for one in telling.around.said.source_kinds}
    if len(stated) > 1 and not table.source_kind.value:
        one, other = list(stated.values())[:2]
        telling.error("source_kind_unclear", one.cell, text=one.words, other_text=other.words)


def tell_years(telling: Telling, columns: Sequence[ReadColumn], of_rows: Iterable[Stated]) -> None:
    """Years of which the title, the name of the sheet, headings, rows and the sender say different things."""
    said, choice = telling.around.said, telling.around.choice
    _tell_no_year(telling, columns)
    in_headings = [
        Stated(column.year.value, column.year.cell, column.year.words)
        for column in columns
        if column.year.value and column.year.how == "stated" and column.year.cell
    ]
    groups = [group for group in (in_headings, list(of_rows)) if group]
    stated = [one for group in groups for one in group] or list(said.years)
    contradiction = _of_title(groups, said.years) or _of_periods(stated, said.periods)
    if contradiction is not None:
        _contradiction(telling, *contradiction)
        return
    fills = any(column.year.how == "chosen" for column in columns)
    is_other = choice.year is not None and str(choice.year) not in {one.value for one in stated}
    if stated and is_other and not fills:
        telling.error(
            "year_not_as_chosen",
            stated[0].cell,
            year=stated[0].value,
            text=stated[0].words,
            other_year=str(choice.year),
        )


def _tell_no_year(telling: Telling, columns: Sequence[ReadColumn]) -> None:
    """Columns whose year neither they nor their rows, nor title, sheet or sender say: one error for all."""
    without = [column for column in columns if column.is_taken and not has_year(column)]
    if without:
        names = quoted(" / ".join(column.heading) for column in without[:MOST_NAMED])
        telling.error("table_year_missing", without[0].cell, words=names)


def _of_title(groups: Sequence[Sequence[Stated]], titles: Sequence[Stated]) -> tuple[Stated, Stated] | None:
    """The first two years that differ: of headings or rows and a title, or of two titles."""
    for group in groups:
        years = {one.value for one in group}
        other = next((title for title in titles if title.value not in years), None)
        if other is not None:
            return group[0], other
    differing = [one for one in titles if one.value != titles[0].value]
    return (titles[0], differing[0]) if differing and not groups else None


def _of_periods(stated: Sequence[Stated], periods: Sequence[Stated]) -> tuple[Stated, Stated] | None:
    """A year that lies outside a span of years that the title states."""
    for period in periods:
        first, last = map(int, period.value.split("–"))
        outside = next((one for one in stated if not first <= int(one.value) <= last), None)
        if outside is not None:
            return outside, period
    return None


def _contradiction(telling: Telling, one: Stated, other: Stated) -> None:
    telling.error(
        "year_contradicted",
        one.cell,
        year=one.value,
        text=one.words,
        other_year=other.value,
        other_text=other.words,
        other_cell=other.cell or telling.sheet,
    )


def tell_boundaries(telling: Telling, table: ReadTable, named: Boundaries, place_column: int) -> None:
    """Boundaries that nobody says, or of which names, title, sender and year say different things."""
    said, choice = telling.around.said, telling.around.choice
    place_cell = address(named.row, place_column) if named.row else ""
    chosen = choice.vintage or (choice.place[0] if choice.place else "")
    for stated in said.boundaries:
        if named.vintage and stated.value != named.vintage:
            telling.error(
                "boundaries_contradicted",
                place_cell,
                era=named.vintage,
                other_text=stated.words,
                other_cell=stated.cell,
            )
            return
    if chosen in (OLD, NEW) and named.vintage and chosen != named.vintage:
        telling.error("boundaries_not_as_chosen", place_cell, era=named.vintage)
    # What was foreseen for later years was foreseen for the units of its time.
    years = [
        int(column.year.value)
        for column in table.columns
        if column.is_taken and column.year.value and column.status.value not in ("planned", "target")
    ]
    late = next((year for year in years if year >= FIRST_YEAR_OF_TODAY_ALONE), None)
    if named.vintage == OLD and late is not None:
        telling.error("boundaries_ended", place_cell, era=OLD, year=str(late))
    if not table.boundaries.value and any(column.is_taken for column in table.columns):
        telling.error(
            "boundaries_unclear",
            address(int(table.first_rows[0].row), place_column) if table.first_rows else "",
        )


def tell_place(telling: Telling, gazetteer: Gazetteer, found: int | None) -> None:
    """A title that names another province or district than the one that all places lie in."""
    place = telling.around.said.place
    if place is None or found is None:
        return
    known, stated = place
    area = gazetteer.areas[found]
    same_level = area.level == known.level
    if (
        same_level
        and (area.vintage, area.code) != (known.vintage, known.code)
        and area.name_vi != known.name_vi
    ):
        telling.error(
            "place_contradicted", stated.cell, place=known.full_name_vi, other_place=area.full_name_vi
        )
