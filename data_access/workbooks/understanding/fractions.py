"""Rates that may be shares of one instead of percents: 0,1022 for 10,22 %."""

from collections.abc import Sequence

from data_access.workbooks.understanding.grid import Grid
from data_access.workbooks.understanding.reading import ReadColumn
from data_access.workbooks.understanding.telling import Telling


def tell_fractions(telling: Telling, grid: Grid, columns: Sequence[ReadColumn]) -> None:
    """Ask for the unit of each column of rates where none is above one and none is shown as a percentage.

    Columns are judged one by one, however few rows they have: shares may stand beside percents.
    """
    for column in columns:
        if not column.is_taken or column.unit.value != "percent" or column.unit.how == "chosen":
            continue
        values = [
            value
            for row in telling.around.table.body
            if (row, column.column) not in grid.sheet.percent
            and (value := _number(grid.at(row, column.column))) is not None
        ]
        if values and 0 < max(values) <= 1:
            telling.error("unit_unclear", column.cell, name=" / ".join(column.heading))


def _number(cell: object) -> float | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    try:
        text = str(cell).strip()
        return None if text.endswith("%") else float(text.replace(",", "."))
    except ValueError:
        return None
