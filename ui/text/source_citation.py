"""A source as a line names it and as a list names it in full, and the sources of what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from ui.text.figures import text_in
from vocabulary.words import Words

SOURCES_NAMED = 3
# Columns of a frame of figures that name sources: of the first indicator, of the second one, and of all the
# units that a restated figure is made of.
SOURCE_COLUMNS = ("source_code", "second_source_code", "parts_sources")
# What an address leads to, where that is not the document itself.
NOT_THE_DOCUMENT = ("copy", "article", "list", "site")


class NamedSource(NamedTuple):
    """A source in full: what it is, its address ("" for none), and what has to be said of the address."""

    code: str
    text: str
    address: str
    about: str

    def __str__(self) -> str:
        """Return all of it as one text, for files."""
        return " ".join(part for part in (f"{self.text}.", self.address, self.about) if part)


@dataclass(frozen=True)
class SourceList:
    """The sources of what is shown: ``line`` names the first and how many more, ``every`` all in full."""

    line: str = ""
    every: tuple[NamedSource, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all of them."""
        return tuple(source.code for source in self.every)

    @property
    def whole(self) -> str:
        """All of them on one line, without their addresses: what a picture has room for."""
        return "; ".join(source.text for source in self.every)


NO_SOURCES = SourceList()


def source_list(codes: Iterable[str], sources: Mapping[str, Any], words: Words, day: str = "") -> SourceList:
    """Return sources by their codes, each once, in their order; ``sources`` has a row of each by its code.

    ``day`` is what ``day_of`` says of the figures that rest on them.
    """
    every = tuple(named_source(sources[code], words) for code in dict.fromkeys(codes))
    line = words("panel.source", source=f"{first_named(every, words)}.")
    return SourceList(f"{line} {day}".strip(), every) if every else NO_SOURCES


def first_named(every: Sequence[NamedSource], words: Words) -> str:
    """Return the first sources and how many more there are: "A; B; C and 5 more"."""
    more = len(every) - SOURCES_NAMED
    named = "; ".join(source.text for source in every[:SOURCES_NAMED])
    return named + (words("funding.more_sources", count=more) if more > 0 else "")


def day_of(figures: pd.DataFrame, words: Words) -> str:
    """Return as of which day figures are, or from which to which; "" where none says so."""
    known = figures["as_of"].dropna() if "as_of" in figures else pd.Series(dtype="str")
    if known.empty:
        return ""
    first, last = (words.date(str(day)) for day in (known.min(), known.max()))
    if first == last:
        return words("source.as_of", date=last)
    return words("source.as_of_span", first=first, last=last)


def codes_in(figures: pd.DataFrame) -> list[str]:
    """Return the codes of all sources that a frame names, those of a second indicator behind the others."""
    columns = [name for name in SOURCE_COLUMNS if name in figures]
    # A figure added up of several units has the sources of all of them in one cell.
    cells = tuple(cell for name in columns for cell in figures[name].dropna().unique())
    return list(_split(cells))


def named_source(source: Any, words: Words) -> NamedSource:
    """Return a source in full."""
    text, about = source_citation(source, words), address_remark(source, words)
    return NamedSource(str(source["code"]), text, text_in(source, "url"), about)


def source_citation(source: Any, words: Words) -> str:
    """Return a source in one line: publisher, title, document number with table and page, date."""
    title = _in_language(source, "title", words)
    date = words.date(text_in(source, "date"))
    parts = (publisher(source, words), title, place_in_document(source, words), date)
    return ", ".join(part for part in parts if part)


def publisher(source: Any, words: Words) -> str:
    """Return who published a source, in the reader's language where that name is known."""
    return _in_language(source, "publisher", words)


def _in_language(source: Any, field: str, words: Words) -> str:
    translated = text_in(source, f"{field}_en") if words.language == "en" else ""
    return translated or text_in(source, field)


def place_in_document(source: Any, words: Words) -> str:
    """Return a source's document number with the table and page in it, as far as they are known."""
    named = [
        words(f"source.{name}", number=text_in(source, name))
        for name in ("table_number", "page")
        if text_in(source, name)
    ]
    return ", ".join(part for part in (text_in(source, "doc_number"), *named) if part)


def address_remark(source: Any, words: Words) -> str:
    """Return when the address was read, and what it leads to where that is not the document itself."""
    read_on, leads_to = text_in(source, "read_on"), text_in(source, "address_of")
    read = words("source.read_on", date=words.date(read_on)) if read_on else ""
    other = words(f"source.address_{leads_to}") if leads_to in NOT_THE_DOCUMENT else ""
    return " ".join(part for part in (read, other) if part)


def codes_by_row(figures: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the codes of the sources that each row of a frame names, each once."""
    columns = [figures[name] for name in SOURCE_COLUMNS if name in figures]
    cells = zip(*columns, strict=True) if columns else ([()] * len(figures))
    split: dict[tuple[Any, ...], tuple[str, ...]] = {}
    found = []
    for row in cells:
        if row not in split:
            split[row] = _split(row)
        found.append(split[row])
    return found


def _split(cells: tuple[Any, ...]) -> tuple[str, ...]:
    known = (str(cell) for cell in cells if isinstance(cell, str))
    return tuple(dict.fromkeys(code for cell in known for code in cell.split()))


def with_sources(data: pd.DataFrame, sources: SourceList) -> pd.DataFrame:
    """Return rows with the columns ``sources`` and ``source_addresses`` behind the others.

    Each row has its own sources where the data name them by row, else all of them; ``data`` itself where
    there are no sources.
    """
    if not sources.every:
        return data
    known = {source.code: source for source in sources.every}
    rows = codes_by_row(data)
    if not any(name in data for name in SOURCE_COLUMNS):
        rows = [sources.codes] * len(data)
    return data.assign(
        sources=[texts_of(row, known) for row in rows],
        source_addresses=[addresses_of(row, known) for row in rows],
    )


def texts_of(codes: Iterable[str], known: Mapping[str, NamedSource]) -> str:
    """Return what sources are, on one line."""
    return "; ".join(known[code].text for code in codes if code in known)


def addresses_of(codes: Iterable[str], known: Mapping[str, NamedSource]) -> str:
    """Return the addresses of sources, parted by spaces."""
    return " ".join(known[code].address for code in codes if code in known and known[code].address)
