"""The lines above, below and beside a table."""

from collections.abc import Collection, Iterator, Sequence

from data_access.workbooks.reading.sheets import Sheet, address
from data_access.workbooks.understanding.grid import Grid
from data_access.workbooks.understanding.harmless_lines import is_harmless
from data_access.workbooks.understanding.headers import is_number
from data_access.workbooks.understanding.reading import ReadNote


def last_row(grid: Grid, low: int, end: int | None) -> int:
    """The last row before the title lines of the next table."""
    if end is None:
        return grid.rows[-1]
    row = end - 1
    while (
        row > low
        and grid.filled(row)
        and not any(is_number(grid.at(row, column)) for column in grid.filled(row))
    ):
        row -= 1
    return row


def titles_above(grid: Grid, after: int, top: int) -> Iterator[tuple[int, int, str]]:
    """The lines above the headings, below the table before them; of a table further down only the nearest."""
    rows = [row for row in grid.rows if after < row < top]
    if after:
        while rows and not grid.filled(rows[-1]):
            rows.pop()
        blanks = [row for row in rows if not grid.filled(row)]
        rows = [row for row in rows if not blanks or row > blanks[-1]]
    for row in rows:
        for column in grid.filled(row):
            yield row, column, grid.text(row, column)


def own_titles(
    titles: Sequence[tuple[int, int, str]], spans: Sequence[tuple[int, int]], own: tuple[int, int]
) -> Iterator[tuple[int, int, str]]:
    """The lines above one of several tables side by side: of a row with a title above each, its own alone."""
    for row, column, text in titles:
        columns = [at for line, at, _ in titles if line == row]
        parted = sum(any(left <= at <= right for at in columns) for left, right in spans) > 1
        if not parted or own[0] <= column <= own[1]:
            yield row, column, text


def texts_beside(
    grid: Grid, rows: tuple[int, int, int], columns: Collection[int], remarks: Collection[int]
) -> Iterator[tuple[int, int, str]]:
    """Texts of a table's ``columns`` without a heading, and those below headings of remarks.

    ``rows`` are its first row, the last of its headings, and its last row.
    """
    top, low, bottom = rows
    for row in (one for one in grid.rows if top <= one <= bottom):
        for column in grid.filled(row):
            is_here = column in columns or (column in remarks and row > low)
            if is_here and not is_number(grid.at(row, column)):
                yield row, column, grid.text(row, column)


def comments_of(sheet: Sheet, rows: tuple[int, int]) -> tuple[ReadNote, ...]:
    """The comments on the cells of a table, from its first heading to its last row, that are not harmless."""
    first, last = rows
    return tuple(
        ReadNote(address(row, column), text)
        for (row, column), text in sorted(sheet.comments.items())
        if first <= row <= last and text and not is_harmless(text)
    )
