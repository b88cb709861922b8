"""The amounts of the money columns that are taken, each with place, period, fund, stage and unit."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pandas as pd

from data_access.workbooks.understanding.grid import Grid
from data_access.workbooks.understanding.money.wholes import sums_of
from data_access.workbooks.understanding.places_of_rows import RowPlace
from data_access.workbooks.understanding.reading import ReadColumn, ReadTable
from data_access.workbooks.understanding.row_years import RowYears, has_year
from data_access.workbooks.understanding.tables import Table

MONEY_COLUMNS = (
    *("sheet", "row", "column", "place_column", "vintage", "level", "area_code", "area_name", "year"),
    *("period_from", "fund", "stage", "with_carried_over", "programme", "project_code", "as_of", "status"),
    *("unit", "is_total", "is_vintage_stated", "raw"),
)


class Sums(NamedTuple):
    """Which cells of a sheet have to agree.

    In each of ``rows`` and ``totals`` the column ``whole`` is the sum of the columns of ``parts``, for each
    such pair of ``across``; in each of ``columns`` each of ``totals`` is the sum of ``rows``.
    """

    sheet: str
    rows: tuple[int, ...]
    totals: tuple[int, ...]
    columns: tuple[int, ...]
    across: tuple[tuple[int, tuple[int, ...]], ...]


class Amounts(NamedTuple):
    """The cells of money of a file (MONEY_COLUMNS), and what has to add up in them."""

    cells: pd.DataFrame
    sums: tuple[Sums, ...] = ()


def joined_amounts(listed: Iterable[Amounts]) -> Amounts:
    """The amounts of several tables as one."""
    found = list(listed)
    frames = [one.cells for one in found if len(one.cells)]
    cells = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(MONEY_COLUMNS))
    return Amounts(cells, tuple(sums for one in found for sums in one.sums))


def amounts_of(
    table: Table, grid: Grid, read: ReadTable, places: Sequence[RowPlace], years: RowYears
) -> Amounts:
    """The amounts of a table, also those of its rows of totals (``is_total``), which become no records.

    None where no column is taken or the boundaries are not known.
    """
    if not read.boundaries.value:
        return joined_amounts([])
    taken = [one for one in read.columns if one.is_taken and one.unit.value and has_year(one)]
    is_stated = read.boundaries.how in ("stated", "chosen")
    frames = [_cells(table, grid, one, places, years).assign(is_vintage_stated=is_stated) for one in taken]
    cells = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(MONEY_COLUMNS))
    return Amounts(cells, (_sums(table, taken, places),) if taken else ())


def _cells(
    table: Table, grid: Grid, column: ReadColumn, places: Sequence[RowPlace], years: RowYears
) -> pd.DataFrame:
    shown = [place for place in places if place.left_out in ("", "sum")]
    of_column = int(column.year.value) if column.year.value else pd.NA
    years_of_rows = pd.array([years.by_row.get(one.row, of_column) for one in shown], dtype="Int64")
    frame = pd.DataFrame(
        {
            "sheet": table.sheet,
            "row": [one.row for one in shown],
            "column": column.column,
            "place_column": table.place,
            "vintage": [one.vintage for one in shown],
            "level": [one.level for one in shown],
            "area_code": [one.code for one in shown],
            "area_name": [one.name for one in shown],
            "year": years_of_rows,
            "is_total": [one.left_out == "sum" for one in shown],
        }
    )
    first = int(column.first_year.value) if column.first_year.value else None
    facts = {
        "period_from": years_of_rows if first is None else first,
        "fund": column.fund.value,
        "stage": column.stage.value,
        "with_carried_over": column.carried.value == "yes",
        "programme": column.programme.value,
        "project_code": column.project.value or None,
        "as_of": column.as_of.value or None,
        "status": column.status.value,
        "unit": column.unit.value,
    }
    frame["raw"] = pd.Series([grid.at(one.row, column.column) for one in shown], dtype="object")
    return frame.assign(**facts)


def _sums(table: Table, taken: Sequence[ReadColumn], places: Sequence[RowPlace]) -> Sums:
    totals = tuple(place.row for place in places if place.left_out == "sum")
    rows = tuple(place.row for place in places if not place.left_out)
    across = tuple((one.whole.column, tuple(part.column for part in one.parts)) for one in sums_of(taken))
    return Sums(table.sheet, rows, totals, tuple(column.column for column in taken), across)
