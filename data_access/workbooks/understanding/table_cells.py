"""The cells of the columns that are taken, each with indicator, place, year, status and scale."""

from collections.abc import Mapping

import pandas as pd

from data_access.workbooks.reading.layouts import joined
from data_access.workbooks.understanding.columns import Surroundings
from data_access.workbooks.understanding.grid import Grid
from data_access.workbooks.understanding.place_names import is_total
from data_access.workbooks.understanding.places_of_rows import RowPlace
from data_access.workbooks.understanding.reading import ReadColumn, ReadTable
from data_access.workbooks.understanding.row_years import RowYears, has_year
from data_access.workbooks.understanding.tables import Table
from data_access.workbooks.understanding.written_units import scale_for

ROUNDED = 1000


def table_cells(
    around: Surroundings, grid: Grid, read: ReadTable, places: Mapping[int, RowPlace], years: RowYears
) -> pd.DataFrame:
    """A frame with CELL_COLUMNS, status, standard_code, source_kind, scale (what numbers are multiplied by).

    Empty where no column is taken, or boundaries or years are not known.
    """
    if not read.boundaries.value:
        return joined([])
    units = around.catalogue.indicators["unit"]
    frames = []
    for column in read.columns:
        if column.is_taken and column.unit.value and has_year(column):
            cells = _cells(around.table, grid, column, places, years)
            scale = scale_for(str(units[column.indicator.value]), column.unit.value)
            # Thousands are rounded: what they come to is not exact.
            qualifier = "about" if scale is not None and scale >= ROUNDED else ""
            cells = cells.assign(
                scale=scale or 1.0,
                qualifier=qualifier,
                standard_code=column.standard.value if read.standard.value else "",
                source_kind=read.source_kind.value,
                is_vintage_stated=read.boundaries.how in ("stated", "chosen"),
            )
            frames.append(cells)
    return joined(frames)


def _cells(
    table: Table, grid: Grid, column: ReadColumn, places: Mapping[int, RowPlace], years: RowYears
) -> pd.DataFrame:
    rows = list(places)
    of_column = int(column.year.value) if column.year.value else pd.NA
    frame = pd.DataFrame(
        {
            "sheet": table.sheet,
            "row": rows,
            "column": column.column,
            "place_column": table.place,
            "indicator_code": column.indicator.value,
            "vintage": [place.vintage for place in places.values()],
            "level": [place.level for place in places.values()],
            "area_code": [place.code for place in places.values()],
            # A sum is named by what it sums up, not by a name that its area bears.
            "area_name": [
                "" if is_total(place.name) and place.code else place.name for place in places.values()
            ],
            "year": pd.array([years.by_row.get(row, of_column) for row in rows], dtype="Int64"),
        }
    )
    frame["raw"] = pd.Series([grid.at(row, column.column) for row in rows], dtype="object")
    return frame.assign(status=column.status.value)
