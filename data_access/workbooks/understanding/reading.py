"""How a table was understood: what a person looks at, corrects and confirms before anything is published."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

How = Literal["", "stated", "concluded", "declared", "chosen"]


@dataclass(frozen=True)
class Part:
    """One part of a reading: its value, how sure it is, and the cell and words it was taken from.

    ``how`` is ``stated`` in the file, ``concluded`` from it, ``declared`` by the sender for the whole file,
    or ``chosen`` by a person for this part; "" where the part is not known.
    """

    value: str = ""
    how: How = ""
    cell: str = ""
    words: str = ""


@dataclass(frozen=True)
class ReadColumn:
    """One column, taken where ``indicator`` has a value, or of money where ``fund`` and ``stage`` have one.

    ``heading`` are its headings as printed, the outermost first, and ``cell`` that of its own. ``unit`` is a
    name of ``written_units``. ``standard`` is the code of the poverty standard that its figures are measured
    by; several, parted by blanks, where its rows are of years with different ones. ``reason`` and
    ``not_understood`` say why it is not taken, ``candidates`` which indicators may be meant. Of money
    ``first_year`` is where a span of years begins that ends in ``year``, ``as_of`` the day up to which it
    counts, ``carried`` whether it includes money of the year before: yes, no or not said.
    """

    column: int
    cell: str
    heading: tuple[str, ...]
    indicator: Part = Part()
    year: Part = Part()
    unit: Part = Part()
    status: Part = Part()
    standard: Part = Part()
    fund: Part = Part()
    stage: Part = Part()
    programme: Part = Part()
    project: Part = Part()
    first_year: Part = Part()
    as_of: Part = Part()
    carried: Part = Part()
    reason: str = ""
    not_understood: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()

    @property
    def is_taken(self) -> bool:
        """Whether its numbers become figures or amounts."""
        return bool(self.indicator.value or (self.fund.value and self.stage.value and not self.reason))

    @property
    def is_money(self) -> bool:
        """Whether its numbers become amounts."""
        return self.is_taken and not self.indicator.value


PARTS_OF_COLUMNS = (
    *("indicator", "year", "unit", "status", "standard"),
    *("fund", "stage", "programme", "project", "first_year", "as_of", "carried"),
)


@dataclass(frozen=True)
class ReadRow:
    """A row as an example: what is written, which area it is, and its values as they stand in the cells.

    ``cell`` is that of its place. ``how`` is ``stated`` where its name or code alone says which area it is,
    ``concluded`` where the places around it do; "" where the area is not known.
    """

    row: int
    name: str
    code: str
    area: str
    values: tuple[str, ...] = ()
    cell: str = ""
    how: How = ""


@dataclass(frozen=True)
class ReadNote:
    """A line around a table that is not understood; ``accepted`` by a person it changes nothing.

    ``cell`` has the sheet before it («Notes!A1») where that is not the table's.
    """

    cell: str
    words: str
    names_unit: bool = False
    accepted: bool = False


@dataclass(frozen=True)
class ReadTable:
    """One table of a file. ``title_words`` are the words of its title that are not understood.

    ``boundaries`` is a vintage, ``level`` that of its places, ``place`` the key (vintage.level.code) of the
    area that they lie in. ``standard`` is one that the title states or a person chose for all columns,
    ``source_kind`` how the figures were measured. ``rows`` counts its rows of places, ``first_rows`` are
    three of them. ``left_out`` are rows that become no figures, with what stands in them. ``notes`` are the
    lines around it that are not understood, ``comments`` those on its cells. ``of_money`` is true for a table
    of money, ``programme`` whose money it is where a person chose that.
    """

    sheet: str
    cells: str
    titles: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()
    title_accepted: bool = False
    boundaries: Part = Part()
    level: Part = Part()
    place: Part = Part()
    standard: Part = Part()
    source_kind: Part = Part()
    programme: Part = Part()
    of_money: bool = False
    columns: tuple[ReadColumn, ...] = ()
    first_rows: tuple[ReadRow, ...] = ()
    rows: int = 0
    left_out: tuple[str, ...] = ()
    notes: tuple[ReadNote, ...] = ()
    comments: tuple[ReadNote, ...] = ()

    @property
    def shape(self) -> tuple[Any, ...]:
        """What tables of the same form have in common: their headings without years."""
        return tuple(_without_years(column.heading) for column in self.columns)


@dataclass(frozen=True)
class Reading:
    """The tables of a file as they were understood; ``digest`` is the SHA-256 of the file.

    ``confirmed`` is set by a person who looked at it, and holds for this file and these tables alone.
    """

    digest: str
    tables: tuple[ReadTable, ...] = field(default=())
    confirmed: bool = False

    @property
    def columns(self) -> Iterator[ReadColumn]:
        """The columns of all tables."""
        return (column for table in self.tables for column in table.columns)

    def says_the_same(self, other: "Reading") -> bool:
        """Whether both are of one file and understand it alike, confirmed or not."""
        return (self.digest, self.tables) == (other.digest, other.tables)


def reading_as_json(reading: Reading) -> str:
    """The reading as text to be kept or corrected."""
    return json.dumps(asdict(reading), ensure_ascii=False, indent=1)


def reading_from_json(text: str) -> Reading:
    """A kept or corrected reading; raises ``ValueError`` where the text is none."""
    try:
        raw = json.loads(text)
        tables = tuple(_table(table) for table in raw["tables"])
        return Reading(str(raw["digest"]), tables, raw["confirmed"] is True)
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise ValueError("not a reading") from error


def for_the_next_file(reading: Reading) -> Reading:
    """What was chosen for a file, for another of the same form.

    Years, statuses and standards are those of one file alone.
    """
    tables = tuple(
        replace(
            table,
            standard=Part(),
            columns=tuple(
                replace(column, year=Part(), status=Part(), standard=Part()) for column in table.columns
            ),
        )
        for table in reading.tables
    )
    return Reading(reading.digest, tables)


def _table(raw: Mapping[str, Any]) -> ReadTable:
    # Readings that were kept before have fewer parts, and no notes.
    names = ("boundaries", "level", "place", "standard", "source_kind", "programme")
    parts = {name: Part(**raw.get(name, {})) for name in names}
    columns = tuple(_column(column) for column in raw["columns"])
    rows = tuple(ReadRow(**{**row, "values": tuple(row["values"])}) for row in raw["first_rows"])
    texts = {name: tuple(raw[name]) for name in ("titles", "title_words", "left_out")}
    lines = {name: tuple(ReadNote(**note) for note in raw.get(name, ())) for name in ("notes", "comments")}
    return ReadTable(**{**raw, **parts, **texts, **lines, "columns": columns, "first_rows": rows})


def _column(raw: Mapping[str, Any]) -> ReadColumn:
    parts = {name: Part(**raw.get(name, {})) for name in PARTS_OF_COLUMNS}
    texts = {name: tuple(raw[name]) for name in ("heading", "not_understood", "candidates")}
    return ReadColumn(**{**raw, **parts, **texts})


def _without_years(heading: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        "".join("#" if letter.isdigit() else letter for letter in text.casefold()) for text in heading
    )
