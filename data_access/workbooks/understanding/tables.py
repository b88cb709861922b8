"""Where the tables of a sheet are: titles above, headings, rows, notes below.

A table begins with a row of headings: one that names a column of places, or that has two years or more. Its
headings reach up over merged groups and down to the first row with a place and a number. Several tables on
a sheet, below one another or side by side, are told apart by their columns of places.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from data_access.workbooks.reading.sheets import Sheet
from data_access.workbooks.understanding.grid import Grid
from data_access.workbooks.understanding.headers import (
    is_number,
    is_numbering,
    is_year,
    may_be_number,
    role_of,
)
from data_access.workbooks.understanding.lines_around import last_row, own_titles, texts_beside, titles_above
from data_access.workbooks.understanding.written_units import stated_units

MOST_HEADER_ROWS = 6


@dataclass(frozen=True)
class Heading:
    """A column's headings from the outermost inward, with the cell (row, column) of each."""

    column: int
    role: str
    path: tuple[str, ...]
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Table:
    """One table of a sheet: rows are numbers of the sheet, columns counted from 0.

    ``titles`` and ``notes`` are its lines above and below, with their cells. ``place`` is the column of
    places. ``body`` are its rows with a number in them, ``sections`` the rows between without any.
    ``beside`` are texts in its rows that stand in no column of places or figures.
    """

    sheet: str
    top: int
    bottom: int
    place: int
    headings: tuple[Heading, ...]
    body: tuple[int, ...]
    titles: tuple[tuple[int, int, str], ...] = ()
    notes: tuple[tuple[int, int, str], ...] = ()
    sections: tuple[tuple[int, str], ...] = field(default=())
    beside: tuple[tuple[int, int, str], ...] = ()

    def of_role(self, role: str) -> tuple[Heading, ...]:
        """The columns of a role."""
        return tuple(heading for heading in self.headings if heading.role == role)

    @property
    def figures(self) -> tuple[Heading, ...]:
        """The columns that may hold figures."""
        return tuple(
            heading for heading in self.headings if heading.role == "" and heading.column != self.place
        )


def tables_of(sheet: Sheet) -> list[Table]:
    """The tables of a sheet from the top; none where no row names places or years."""
    grid = Grid(sheet)
    starts = _starts(grid)
    found: list[Table] = []
    last = 0
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else None
        if start > last:
            for table in _tables_at(grid, start, end, last):
                found.append(table)
                last = max(last, table.bottom)
    return found


def _starts(grid: Grid) -> list[int]:
    """The rows that name columns."""
    found: list[int] = []
    low = 0
    for row in grid.rows:
        # A row of sub-headings may look like headings of its own.
        if row > low and _names_columns(grid, row):
            found.append(row)
            places = [
                one for one in grid.filled(row) if role_of(grid.text(row, one)) in ("place", "indicator")
            ]
            low = _lowest_heading(grid, row, (0, grid.width - 1), places[0]) if places else row
    return found


def _names_columns(grid: Grid, row: int) -> bool:
    filled = grid.filled(row)
    if len(filled) < 2:
        return False
    texts = [grid.text(row, column) for column in filled]
    years = [is_year(grid.at(row, column)) for column in filled]
    is_text = [
        not is_number(grid.at(row, column)) or year for column, year in zip(filled, years, strict=True)
    ]
    roles = [role_of(text) for text in texts]
    if all(is_text) and ("place" in roles or "indicator" in roles):
        return True
    first_is_name = not years[0] and filled[0] == 0 and not roles[0]
    return (
        sum(years) >= 2
        and all(is_text)
        and not first_is_name
        and all(year or role or not text for year, role, text in zip(years, roles, texts, strict=True))
    )


def _tables_at(grid: Grid, start: int, end: int | None, after: int) -> Iterator[Table]:
    """The table whose headings are at a row, or those that stand side by side there."""
    places = [
        column for column in grid.filled(start) if role_of(grid.text(start, column)) in ("place", "indicator")
    ]
    groups = _side_by_side(grid, start, places)
    spans = [(left, right) for left, right, _ in groups]
    for left, right, own in groups:
        table = _table(grid, (start, end, after), (left, right), own)
        if table is not None:
            yield replace(table, titles=tuple(own_titles(table.titles, spans, (left, right))))


def _side_by_side(grid: Grid, start: int, places: list[int]) -> list[tuple[int, int, int | None]]:
    """First and last column of each table of a row and its column of places, None where it has no heading.

    Columns of places next to one another are of one table: the last is the finest.
    """
    filled = grid.filled(start)
    firsts: list[list[int]] = []
    for column in places:
        between = [one for one in filled if firsts and firsts[-1][-1] < one < column]
        if firsts and all(
            role_of(grid.text(start, one)) in ("number", "code", "region", "place", "year") for one in between
        ):
            firsts[-1].append(column)
        else:
            firsts.append([column])
    if not firsts:
        return [(0, grid.width - 1, None)]
    lefts = [0]
    for group in firsts[1:]:
        left = group[0]
        while left - 1 in filled and role_of(grid.text(start, left - 1)) in ("number", "code"):
            left -= 1
        lefts.append(left)
    rights = [left - 1 for left in lefts[1:]] + [grid.width - 1]
    return [(left, right, group[-1]) for left, right, group in zip(lefts, rights, firsts, strict=True)]


def _table(
    grid: Grid, rows: tuple[int, int | None, int], span: tuple[int, int], place: int | None
) -> Table | None:
    start, end, after = rows
    left, right = span
    if place is None:
        years = [column for column in range(left, right + 1) if is_year(grid.at(start, column))]
        place = _most_letters(grid, start, end, range(left, min(years, default=left)))
    low = _lowest_heading(grid, start, span, place)
    top = _highest_heading(grid, start, place, after)
    headings = tuple(_headings(grid, (top, low), span, place))
    bottom = last_row(grid, low, end)
    columns = [heading.column for heading in headings if heading.role == "" and heading.column != place]
    rows_below = [row for row in grid.rows if low < row <= bottom]
    body = [row for row in rows_below if any(is_number(grid.at(row, column)) for column in columns)]
    flawed = {row for row, column in grid.sheet.flaws if column in columns and low < row <= bottom}
    # A row whose every number has a mark is one of figures that are refused, not one of none.
    flawed |= {row for row in rows_below if any(may_be_number(grid.at(row, column)) for column in columns)}
    found = {*body, *(row for row in flawed if grid.text(row, place))}
    found |= set(_rows_of_words(grid, sorted(found), place, columns))
    body = sorted(
        row for row in found if not is_numbering([grid.at(row, one) for one in range(left, right + 1)])
    )
    if not body or not columns:
        return None
    table = Table(grid.sheet.name, top, body[-1], place, headings, tuple(body))
    return replace(
        _with_lines(grid, table, (low, bottom), span), titles=tuple(titles_above(grid, after, top))
    )


def _rows_of_words(grid: Grid, found: list[int], place: int, columns: list[int]) -> Iterator[int]:
    """Rows between others that name a place and have a word where figures would be: «không», «chưa có»."""
    inner = [row for row in grid.rows if found and found[0] < row < found[-1]]
    for row in inner:
        if grid.text(row, place) and any(grid.at(row, column) is not None for column in columns):
            yield row


def _with_lines(grid: Grid, table: Table, rows: tuple[int, int], span: tuple[int, int]) -> Table:
    """The table with the lines between, below and beside its rows; ``rows``: its last heading and line."""
    low, bottom = rows
    left, right = span
    body = table.body
    rows_below = [row for row in grid.rows if low < row <= bottom]
    said = [
        (row, column, grid.text(row, column))
        for row in rows_below
        for column in grid.filled(row)
        if left <= column <= right
    ]
    notes = tuple(one for one in said if one[0] > body[-1])
    sections = tuple(
        (row, text) for row, _, text in said if body[0] < row < body[-1] and row not in body
    ) + tuple(
        (row, text)
        for row, _, text in said
        if low < row < body[0] and not is_numbering([grid.at(row, c) for c in range(left, right + 1)])
    )
    remarks = {heading.column for heading in table.headings if heading.role in ("note", "unit")}
    unheaded = set(range(left, right + 1)) - {heading.column for heading in table.headings}
    beside = tuple(texts_beside(grid, (table.top, low, body[-1]), unheaded, remarks))
    return replace(table, notes=notes, sections=sections, beside=beside)


def _most_letters(grid: Grid, start: int, end: int | None, columns: range) -> int:
    """The column left of the years with the most names in it."""
    below = [row for row in grid.rows if row > start and (end is None or row < end)]
    counts = {
        column: sum(bool(grid.text(row, column)) and not is_number(grid.at(row, column)) for row in below)
        for column in columns
    }
    return max(counts, key=lambda column: (counts[column], column), default=0)


def _lowest_heading(grid: Grid, start: int, span: tuple[int, int], place: int) -> int:
    """The last row of the headings: rows below that name no place and hold no number but years."""
    low = grid.lowest(start, place)
    for row in grid.rows:
        if not low < row <= start + MOST_HEADER_ROWS:
            continue
        cells = [grid.at(row, column) for column in range(span[0], span[1] + 1)]
        held = [cell for cell in cells if cell is not None]
        if not held or grid.text(row, place) or is_numbering(cells):
            break
        if not all(is_year(cell) or not is_number(cell) for cell in held):
            break
        low = row
    return low


def _highest_heading(grid: Grid, start: int, place: int, after: int) -> int:
    """The first row of the headings: groups above them that are merged, or several in a row."""
    top = start
    for row in reversed([one for one in grid.rows if after < one < start and one >= start - 3]):
        filled = grid.filled(row)
        is_group = bool(filled) and min(filled) > place and (len(filled) > 1 or grid.is_wide(row, filled[0]))
        if row != top - 1 or not is_group or any(_is_unit(grid.text(row, column)) for column in filled):
            break
        top = row
    return top


def _is_unit(text: str) -> bool:
    found = stated_units(text)
    return found is not None and not found.rest


def _headings(grid: Grid, rows: tuple[int, int], span: tuple[int, int], place: int) -> Iterator[Heading]:
    top, low = rows
    for column in range(span[0], span[1] + 1):
        cells = _path(grid, top, low, column, span[0])
        path = tuple(grid.text(*cell) for cell in cells)
        role = role_of(path[-1]) if len(path) == 1 else ""
        if column == place:
            role = role if role == "indicator" else "place"
        if path or column == place or _has_numbers(grid, low, column):
            yield Heading(column, role, path, cells)


def _path(grid: Grid, top: int, low: int, column: int, left: int) -> tuple[tuple[int, int], ...]:
    """The cells that head a column, the outermost first, each once."""
    cells: list[tuple[int, int]] = []
    for row in range(top, low + 1):
        cell = _heading_cell(grid, row, low, column, left)
        if (
            cell is not None
            and cell not in cells
            and grid.text(*cell) not in [grid.text(*one) for one in cells[-1:]]
        ):
            cells.append(cell)
    return tuple(cells)


def _heading_cell(grid: Grid, row: int, low: int, column: int, left: int) -> tuple[int, int] | None:
    """The cell that heads a column in a row: its own, that it is merged into, or its group's to the left."""
    origin = grid.origin(row, column)
    if grid.text(*origin):
        return origin
    if row >= low or origin != (row, column) or not _has_below(grid, row, low, column):
        return None
    for other in range(column - 1, left - 1, -1):
        if not _has_below(grid, row, low, other):
            return None
        if grid.text(row, other):
            return None if grid.is_wide(row, other) else (row, other)
    return None


def _has_below(grid: Grid, row: int, low: int, column: int) -> bool:
    return any(grid.text(below, column) for below in range(row + 1, low + 1))


def _has_numbers(grid: Grid, low: int, column: int) -> bool:
    return any(is_number(grid.at(row, column)) for row in grid.rows if row > low)
