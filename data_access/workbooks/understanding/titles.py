"""What the lines above and below a table and the name of its sheet say of all its columns."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from data_access.text.folding import folded
from data_access.workbooks.reading.places import Gazetteer
from data_access.workbooks.reading.places.known import Known
from data_access.workbooks.reading.sheets import Sheet, address
from data_access.workbooks.understanding.boundaries import said_of_boundaries
from data_access.workbooks.understanding.lexicon import Term
from data_access.workbooks.understanding.parsing import Parsed, parsed_title
from data_access.workbooks.understanding.place_names import place_in_title
from data_access.workbooks.understanding.tables import Table
from data_access.workbooks.understanding.written_units import UnitLine, unit_line

# Who sends the table, and what it is attached to: nothing of what is counted.
# «Sở …» sends a table, and «Số hộ …» begins its title: the accents tell them apart.
_LETTERHEAD = re.compile(
    r"^\W*(?:ubnd|u[ỷy] ban|ủy ban|uy ban nhan dan|sở |bộ |cộng h[oò][àa] |cong hoa xa hoi"
    r"|độc lập|doc lap|chi cục"
    r"|phòng |cục |tổng cục|đơn vị (?:báo cáo|gửi)|mẫu số|kèm theo|ban hành|nguồn\s*:|nơi nhận|người lập"
    r"|cổng thông tin|ban chỉ đạo|so (?:lao dong|nong nghiep|tai chinh)|bo (?:lao dong|nong nghiep))"
    r"|^.{0,40}ngày \S+ tháng \S+ năm \S+$"
)
_NOTE = re.compile(r"^\W*(?:ghi chu|luu y|note|chu thich|\*)")
_NUMBER_OF_A_LIST = re.compile(r"[A-Za-z]|\d{1,3}|[IVX]+")
SUBJECTS = ("unit", "list", "group", "condition", "children")
NARROWING = ("group", "condition", "children")


@dataclass(frozen=True)
class Stated:
    """Something that the file states, with its cell and words; the cell of a sheet's name is ""."""

    value: str
    cell: str
    words: str


NOTHING = Parsed()


@dataclass(frozen=True)
class Statements:
    """What is said of a whole table.

    ``above`` are the terms of its title, ``unknown`` the words of lines on households or people that are not
    understood (with ``unknown_cell``); ``unread`` those of its other lines. ``years`` are single years,
    ``periods`` spans of them, ``standards`` the spans of standards.
    """

    above: Parsed = NOTHING
    title: Stated | None = None
    unknown: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    years: tuple[Stated, ...] = ()
    periods: tuple[Stated, ...] = ()
    standards: tuple[Stated, ...] = ()
    statuses: tuple[Stated, ...] = ()
    units: tuple[tuple[UnitLine, Stated], ...] = ()
    boundaries: tuple[Stated, ...] = ()
    place: tuple[Known, Stated] | None = None


class YearAbove(NamedTuple):
    """A year that a line above a table states, with its cell."""

    year: int
    row: int
    column: int
    text: str


def years_above(sheet: Sheet, first_row: int) -> list[YearAbove]:
    """The years that the lines above a row state, each once."""
    found: dict[int, YearAbove] = {}
    for row, cells in sheet.cells.loc[: first_row - 1].iterrows():
        for column, cell in cells.items():
            for year in parsed_title(cell).years if isinstance(cell, str) else ():
                found.setdefault(year, YearAbove(year, int(str(row)), int(str(column)), cell))
    return list(found.values())


def statements_of(table: Table, first: Table, gazetteer: Gazetteer) -> Statements:
    """What is said of a table; ``first`` is the first of its sheet, whose lines hold where it has none."""
    lines = table.titles or first.titles
    own = _of_lines(lines, gazetteer)
    general = _of_lines(first.titles, gazetteer) if table.titles and first is not table else Statements()
    named = _of_sheet_name(table.sheet)
    notes = _of_notes(table.notes)
    return Statements(
        above=own.above,
        title=own.title,
        unknown=own.unknown,
        unread=own.unread,
        years=(*(own.years or general.years), *named.years, *notes.years),
        periods=own.periods,
        standards=(*(own.standards or general.standards),),
        statuses=(*own.statuses, *named.statuses, *notes.statuses),
        units=(*(own.units or general.units), *notes.units),
        boundaries=(*(own.boundaries or general.boundaries), *notes.boundaries),
        place=own.place or general.place,
    )


def _of_lines(lines: Iterable[tuple[int, int, str]], gazetteer: Gazetteer) -> Statements:
    said = _Collected()
    terms: list[Term] = []
    unknown: list[str] = []
    unread: list[str] = []
    title: Stated | None = None
    place: tuple[Known, Stated] | None = None
    for row, column, text in lines:
        stated = Stated("", address(row, column), text)
        said.boundary(text, stated)
        bare, found = place_in_title(gazetteer, text)
        place = place or (None if found is None else (found, stated))
        if said.unit(text, stated) or _LETTERHEAD.search(unicodedata.normalize("NFC", text).casefold()):
            continue
        parsed = parsed_title(bare)
        said.times(parsed, stated)
        words = [word for word in parsed.unknown if not _NUMBER_OF_A_LIST.fullmatch(word)]
        is_on_subject = any(term.facet in SUBJECTS for term in parsed.terms)
        (unknown if is_on_subject else unread).extend(words)
        terms += parsed.terms
        if is_on_subject and (title is None or words):
            title = stated
    return said.statements(Parsed(tuple(terms)), title, (tuple(unknown), tuple(unread)), place)


class _Collected:
    """Years, units, statuses and boundaries as lines state them one after another."""

    def __init__(self) -> None:
        self.years: list[Stated] = []
        self.periods: list[Stated] = []
        self.standards: list[Stated] = []
        self.statuses: list[Stated] = []
        self.units: list[tuple[UnitLine, Stated]] = []
        self.boundaries: list[Stated] = []

    def unit(self, text: str, stated: Stated) -> bool:
        """Take a line that states a unit; whether it is one."""
        found = unit_line(text)
        if found is not None:
            self.units.append((found, stated))
        return found is not None and len(text) < 60

    def boundary(self, text: str, stated: Stated) -> None:
        """Take a statement on the boundaries."""
        vintage = said_of_boundaries(text)
        if vintage:
            self.boundaries.append(Stated(vintage, stated.cell, stated.words))

    def times(self, parsed: Parsed, stated: Stated) -> None:
        """Take the years, periods and statuses of a line."""
        self.years += [Stated(str(year), stated.cell, stated.words) for year in parsed.years]
        spans = [Stated(f"{first}–{last}", stated.cell, stated.words) for first, last in parsed.periods]
        if parsed.values("standard"):
            self.standards += spans
        else:
            self.periods += spans
        self.statuses += [Stated(status, stated.cell, stated.words) for status in parsed.values("status")]

    def statements(
        self,
        above: Parsed,
        title: Stated | None,
        words: tuple[tuple[str, ...], tuple[str, ...]],
        place: tuple[Known, Stated] | None,
    ) -> Statements:
        """All that was taken."""
        lists = (self.years, self.periods, self.standards, self.statuses)
        years, periods, standards, statuses = map(tuple, lists)
        units, boundaries = tuple(self.units), tuple(self.boundaries)
        return Statements(above, title, *words, years, periods, standards, statuses, units, boundaries, place)


def _of_sheet_name(name: str) -> Statements:
    said = _Collected()
    said.times(parsed_title(name), Stated("", "", name))
    return said.statements(Parsed(), None, ((), ()), None) if len(said.years) <= 1 else Statements()


def _of_notes(notes: Sequence[tuple[int, int, str]]) -> Statements:
    """Units and boundaries as notes say them; years and statuses where they are said of the figures."""
    said = _Collected()
    for row, column, text in notes:
        stated = Stated("", address(row, column), text)
        said.unit(text, stated)
        said.boundary(text, stated)
        bare = folded(text)
        if _NOTE.search(bare) and "so lieu" in bare and "khong" not in bare:
            said.times(Parsed(tuple(_statuses(text)), parsed_title(text).years), stated)
    return said.statements(Parsed(), None, ((), ()), None)


def _statuses(text: str) -> Iterable[Term]:
    found = parsed_title(text).terms
    return [term for term in found if term.facet == "status" and term.value != "final"]
