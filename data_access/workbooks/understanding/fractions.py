"""Rates that may be shares of one instead of percents: 0,1022 for 10,22 %."""

from collections.abc import Sequence

from data_access.workbooks.understanding.disagreements import Telling
from data_access.workbooks.understanding.grid import Grid
from data_access.workbooks.understanding.reading import ReadColumn

FEWEST = 3


def tell_fractions(telling: Telling, grid: Grid, columns: Sequence[ReadColumn]) -> None:
    """Ask for the unit of a table's rates where none is above one and none is shown as a percentage."""
    rates = [column for column in columns if column.is_taken and column.unit.value == "percent"]
    if not rates or any(column.unit.how == "chosen" for column in rates):
        return
    values = [
        value
        for column in rates
        for row in telling.around.table.body
        if (row, column.column) not in grid.sheet.percent
        and (value := _number(grid.at(row, column.column))) is not None
    ]
    if len(values) >= FEWEST and max(values) <= 1 and max(values) > 0:
        telling.error("unit_unclear", rates[0].cell, name=" / ".join(rates[0].heading))


def _number(cell: object) -> float | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    try:
        text = str(cell).strip()
        return None if text.endswith("%") else float(text.replace(",", "."))
    except ValueError:
        return None
