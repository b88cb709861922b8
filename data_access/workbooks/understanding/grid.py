"""The cells of a sheet by row and column."""

from data_access.workbooks.reading.sheets import Sheet
from data_access.workbooks.understanding.headers import text_of


class Grid:
    """The cells of a sheet by row and column, merged headings read for all columns that they cover."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows: list[int] = [int(row) for row in sheet.cells.index]
        self._cells: dict[int, list[object]] = {
            int(row): list(values)
            for row, values in zip(self.rows, sheet.cells.to_numpy(dtype=object), strict=True)
        }
        self.width = sheet.cells.shape[1]
        self._merged = {(top, left): one for one in sheet.merged for top, left in [(one[0], one[1])]}
        self._covered = {
            (row, column): (top, left)
            for top, left, bottom, right in sheet.merged
            if (bottom - top) * (right - left) < 10_000
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    def at(self, row: int, column: int) -> object:
        """A cell; None where it is empty."""
        cells = self._cells.get(row)
        value = cells[column] if cells is not None and column < len(cells) else None
        return None if value is None or value != value or value == "" else value

    def text(self, row: int, column: int) -> str:
        """A cell as text."""
        return text_of(self.at(row, column))

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The cell that a cell is merged into, or itself."""
        return self._covered.get((row, column), (row, column))

    def is_wide(self, row: int, column: int) -> bool:
        """Whether a cell is merged over several columns."""
        found = self._merged.get((row, column))
        return found is not None and found[3] > found[1]

    def lowest(self, row: int, column: int) -> int:
        """The last row that the cell is merged over."""
        found = self._merged.get(self.origin(row, column))
        return row if found is None else found[2]

    def filled(self, row: int) -> list[int]:
        """The columns of a row that hold anything."""
        return [column for column in range(self.width) if self.at(row, column) is not None]
