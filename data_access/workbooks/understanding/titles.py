"""What the lines above and below a table and the name of its sheet say of all its columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from data_access.text.folding import folded
from data_access.workbooks.reading.places import Gazetteer
from data_access.workbooks.reading.places.known import Known
from data_access.workbooks.reading.sheets import Sheet, address
from data_access.workbooks.understanding.boundaries import said_of_boundaries
from data_access.workbooks.understanding.harmless_lines import is_caption, is_harmless
from data_access.workbooks.understanding.lexicon import Term
from data_access.workbooks.understanding.parsing import (
    NARROWING,
    OF_HOUSEHOLDS,
    Grammar,
    Parsed,
    parsed_title,
)
from data_access.workbooks.understanding.place_names import LEVELS, bearers, place_in_title
from data_access.workbooks.understanding.tables import Table
from data_access.workbooks.understanding.written_units import UnitLine, names_scaled_unit, stated_units
from vocabulary.vintages import NEW, OLD

_NUMBER_OF_A_LIST = re.compile(r"[A-Za-z]|\d{1,3}|[IVX]+")
# What notes change: which households are counted, at which time of the year, how sure the figures are.
ACTING = (*NARROWING, "time", "status", "standard")
UNIT = "unit"
PART_OF_A_YEAR = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|(?:quy|thang|quarter|month)\d{0,2}")
# «Q1.2024», «T6.2024»: short forms, beside a year alone.
_SHORT_PART = re.compile(r"q(?:[1-4]|i{1,3}|iv)|t\d{1,2}|\d{1,2}t|h[12]")
_ONLY = re.compile(r"\bchỉ\b|\bchi\b|\bonly\b")


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

    ``above`` are the terms of its title, ``lines`` those of each line of it, ``unknown`` the words of lines
    on households or people that are not understood. ``years`` are single years, ``periods`` spans of them,
    ``standards`` the spans of standards, ``source_kinds`` how the figures were measured.
    ``narrowing`` are groups that a line other than the title names. ``asked`` are lines that are neither
    understood nor known to be harmless, by ``UNIT`` where they name a unit.
    """

    above: Parsed = NOTHING
    lines: tuple[tuple[Parsed, Stated], ...] = ()
    title: Stated | None = None
    unknown: tuple[str, ...] = ()
    years: tuple[Stated, ...] = ()
    periods: tuple[Stated, ...] = ()
    standards: tuple[Stated, ...] = ()
    source_kinds: tuple[Stated, ...] = ()
    statuses: tuple[Stated, ...] = ()
    units: tuple[tuple[UnitLine, Stated], ...] = ()
    boundaries: tuple[Stated, ...] = ()
    narrowing: tuple[Stated, ...] = ()
    asked: tuple[Stated, ...] = ()
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


def statements_of(
    table: Table, first: Table, gazetteer: Gazetteer, grammar: Grammar = OF_HOUSEHOLDS
) -> Statements:
    """What is said of a table; ``first`` is the first of its sheet, whose lines hold where it has none."""
    lines = table.titles or first.titles
    own = _of_lines(lines, gazetteer, grammar)
    is_further = table.titles and first is not table
    general = _of_lines(first.titles, gazetteer, grammar) if is_further else Statements()
    named = _of_sheet_name(table.sheet, grammar)
    notes = _of_notes(table.notes, gazetteer, grammar)
    beside = _of_cells_beside(table, gazetteer, grammar)
    return Statements(
        above=own.above,
        lines=own.lines,
        title=own.title,
        unknown=own.unknown,
        years=(*(own.years or general.years), *named.years, *notes.years),
        periods=own.periods,
        standards=(*(own.standards or general.standards), *notes.standards),
        source_kinds=(*(own.source_kinds or general.source_kinds), *notes.source_kinds),
        statuses=(*own.statuses, *named.statuses, *notes.statuses, *beside.statuses),
        units=(*(own.units or general.units), *notes.units),
        boundaries=(*(own.boundaries or general.boundaries), *notes.boundaries),
        narrowing=(*own.narrowing, *named.narrowing, *notes.narrowing, *beside.narrowing),
        asked=(*own.asked, *named.asked, *notes.asked, *beside.asked),
        place=own.place or general.place,
    )


def _of_lines(lines: Iterable[tuple[int, int, str]], gazetteer: Gazetteer, grammar: Grammar) -> Statements:
    said = _Collected(grammar)
    terms: list[Term] = []
    unknown: list[str] = []
    read: list[tuple[Parsed, Stated]] = []
    title: Stated | None = None
    place: tuple[Known, Stated] | None = None
    for row, column, text in lines:
        stated = Stated("", address(row, column), text)
        said.boundary(text, stated)
        rest = said.unit(text, stated)
        bare, found = place_in_title(gazetteer, rest)
        place = place or (None if found is None else (found, stated))
        if is_harmless(rest) or _is_place(gazetteer, rest):
            continue
        parsed = grammar.title(bare)
        words = [word for word in parsed.unknown if not _NUMBER_OF_A_LIST.fullmatch(word)]
        is_on_subject = any(term.facet in grammar.subjects for term in parsed.terms)
        if words and (said.note(bare, stated, is_asked=not is_on_subject) or not is_on_subject):
            continue
        said.times(parsed, stated)
        unknown.extend(words)
        terms += parsed.terms
        read.append((parsed, stated))
        if is_on_subject and (title is None or words):
            title = stated
    return replace(said.statements(Parsed(tuple(terms)), title, tuple(unknown), place), lines=tuple(read))


def _is_place(gazetteer: Gazetteer, text: str) -> bool:
    return any(area.level in LEVELS for vintage in (OLD, NEW) for area in bearers(gazetteer, vintage, text))


class _Collected:
    """Years, units, statuses and boundaries as lines state them one after another."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.years: list[Stated] = []
        self.periods: list[Stated] = []
        self.standards: list[Stated] = []
        self.source_kinds: list[Stated] = []
        self.statuses: list[Stated] = []
        self.units: list[tuple[UnitLine, Stated]] = []
        self.boundaries: list[Stated] = []
        self.narrowing: list[Stated] = []
        self.asked: list[Stated] = []

    def unit(self, text: str, stated: Stated) -> str:
        """Take the units that a line states; return the rest of the line, which says something else."""
        found = stated_units(text)
        if found is None:
            if names_scaled_unit(text):
                self.asked.append(Stated(UNIT, stated.cell, stated.words))
            return text
        self.units.append((found.line, stated))
        if found.line.units and found.line.unknown:
            self.asked.append(Stated(UNIT, stated.cell, stated.words))
        return found.rest

    def note(self, text: str, stated: Stated, is_asked: bool = True) -> bool:
        """Take what a note says of the figures; ask for one that is not understood. Whether it is."""
        parsed = self.grammar.note(text)
        acting = [
            term for term in parsed.terms if term.facet in ACTING and term.value not in ("final", "end")
        ]
        narrows = self.grammar.asks_what_narrows and any(map(parsed.values, self.grammar.narrowing))
        if parsed.unknown or narrows or (_ONLY.search(text.casefold()) and not acting):
            if is_asked and all(one.cell != stated.cell for one in self.asked):
                self.asked.append(stated)
            return False
        measured = [term for term in parsed.terms if term.facet == "source"]
        self.times(parsed._replace(terms=(*acting, *measured)), stated)
        self.narrowing += [
            Stated(term.value, stated.cell, stated.words)
            for term in acting
            if term.facet not in ("status", "standard")
        ]
        return True

    def boundary(self, text: str, stated: Stated) -> None:
        """Take a statement on the boundaries."""
        vintage = said_of_boundaries(text)
        if vintage:
            self.boundaries.append(Stated(vintage, stated.cell, stated.words))

    def times(self, parsed: Parsed, stated: Stated) -> None:
        """Take the years, periods, statuses and kinds of source of a line."""
        self.years += [Stated(str(year), stated.cell, stated.words) for year in parsed.years]
        spans = [Stated(f"{first}–{last}", stated.cell, stated.words) for first, last in parsed.periods]
        if parsed.values("standard"):
            self.standards += spans
        else:
            self.periods += spans
        self.statuses += [Stated(status, stated.cell, stated.words) for status in parsed.values("status")]
        self.source_kinds += [Stated(kind, stated.cell, stated.words) for kind in parsed.values("source")]

    def statements(
        self,
        above: Parsed,
        title: Stated | None,
        unknown: tuple[str, ...],
        place: tuple[Known, Stated] | None,
    ) -> Statements:
        """All that was taken."""
        return Statements(
            above=above,
            title=title,
            unknown=unknown,
            years=tuple(self.years),
            periods=tuple(self.periods),
            standards=tuple(self.standards),
            source_kinds=tuple(self.source_kinds),
            statuses=tuple(self.statuses),
            units=tuple(self.units),
            boundaries=tuple(self.boundaries),
            narrowing=tuple(self.narrowing),
            asked=tuple(self.asked),
            place=place,
        )


def _of_sheet_name(name: str, grammar: Grammar) -> Statements:
    said = _Collected(grammar)
    stated, parsed = Stated("", "", name), grammar.title(name)
    said.times(parsed, stated)
    if not grammar.asks_what_narrows:
        said.narrowing += [Stated(value, "", name) for facet in NARROWING for value in parsed.values(facet)]
    words = [folded(word) for word in parsed.unknown]
    is_short = said.years and any(map(_SHORT_PART.fullmatch, words))
    if is_short or any(map(PART_OF_A_YEAR.fullmatch, words)):
        said.asked.append(stated)
    elif names_scaled_unit(name):
        said.asked.append(Stated(UNIT, "", name))
    return said.statements(Parsed(), None, (), None) if len(said.years) <= 1 else Statements()


def _of_notes(notes: Sequence[tuple[int, int, str]], gazetteer: Gazetteer, grammar: Grammar) -> Statements:
    """What the lines under a table say of its figures, and which of them are not understood."""
    said = _Collected(grammar)
    for row, column, text in notes:
        stated = Stated("", address(row, column), text)
        said.boundary(text, stated)
        rest = said.unit(text, stated)
        if not is_harmless(rest) and not is_caption(rest) and not _is_place(gazetteer, rest):
            said.note(place_in_title(gazetteer, rest)[0], stated)
    return said.statements(Parsed(), None, (), None)


def _of_cells_beside(table: Table, gazetteer: Gazetteer, grammar: Grammar) -> Statements:
    """Notes beside a table or in its rows: a unit there is that of nobody knows which columns."""
    said = _Collected(grammar)
    sections = [(row, table.place, text) for row, text in table.sections if names_scaled_unit(text)]
    for row, column, text in (*table.beside, *sections):
        stated = Stated("", address(row, column), text)
        if names_scaled_unit(text):
            said.asked.append(Stated(UNIT, stated.cell, stated.words))
        elif stated_units(text) is None and not is_harmless(text) and not _is_place(gazetteer, text):
            said.note(text, stated)
    return said.statements(Parsed(), None, (), None)


def asked_of_no_cell(sheet: Sheet) -> tuple[Stated, ...]:
    """The texts of boxes on a sheet that may say something of its figures, and units in its margins."""
    texts = (*sheet.boxes, *filter(names_scaled_unit, sheet.margins))
    return tuple(
        Stated(UNIT if names_scaled_unit(text) else "", "", text) for text in texts if not is_harmless(text)
    )


def units_elsewhere(sheets: Iterable[Sheet]) -> tuple[Stated, ...]:
    """The cells of sheets without a table that name thousands of something."""
    return tuple(
        Stated(UNIT, f"{sheet.name}!{address(int(str(row)), int(str(column)))}", cell)
        for sheet in sheets
        for row, cells in sheet.cells.iterrows()
        for column, cell in cells.items()
        if isinstance(cell, str) and names_scaled_unit(cell)
    )
