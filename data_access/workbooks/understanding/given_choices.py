"""What a person changed in a reading: each change is used or refused with a sentence, never put back."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from data_access.models.figure import SOURCE_KINDS, STATUSES
from data_access.models.money import FUNDS, STAGES
from data_access.workbooks.checking.catalogue import Catalogue
from data_access.workbooks.understanding.money.columns import THREE_PROGRAMMES
from data_access.workbooks.understanding.place_names import LEVELS
from data_access.workbooks.understanding.reading import Part, ReadColumn, Reading, ReadTable
from data_access.workbooks.understanding.telling import Telling
from data_access.workbooks.understanding.written_units import UNITS
from data_access.workbooks.understanding.written_years import year_in
from vocabulary.vintages import NEW, OLD

# So many names are listed where a value is none of them.
MOST_NAMES = 40


class Changed(NamedTuple):
    """One part of a reading as a person gave it and as it is read, with the cell that it is of."""

    what: str
    given: Part
    read: Part
    cell: str


def valid_names(what: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The values that a part of a reading may have; none for a year, which is any year."""
    names: dict[str, Collection[str]] = {
        "indicator": tuple(map(str, catalogue.indicators.index)),
        "unit": tuple(UNITS),
        "status": STATUSES,
        "boundaries": (OLD, NEW),
        "source_kind": SOURCE_KINDS,
        "standard": tuple(map(str, catalogue.standards.index)),
        "level": LEVELS,
        "fund": FUNDS,
        "stage": STAGES,
        "programme": (*map(str, catalogue.programmes.index), THREE_PROGRAMMES),
    }
    return tuple(names.get(what, ()))


def is_valid(what: str, value: str, catalogue: Catalogue) -> bool:
    """Whether a value exists; an empty one says that nothing is chosen."""
    if what == "year":
        return not value or year_in(value) is not None
    if what == "place":
        return True
    return not value or value in valid_names(what, catalogue)


def usable(given: ReadColumn, catalogue: Catalogue) -> ReadColumn:
    """The choices of a column without those whose values do not exist."""

    def kept(what: str, part: Part) -> Part:
        return part if is_valid(what, part.value, catalogue) else Part()

    return replace(
        given,
        indicator=kept("indicator", given.indicator),
        year=kept("year", given.year),
        unit=kept("unit", given.unit),
        status=kept("status", given.status),
        fund=kept("fund", given.fund),
        stage=kept("stage", given.stage),
    )


def tell_choices(telling: Telling, reading: Reading, given: ReadTable | None, read: ReadTable) -> None:
    """Choices that do not exist, contradict the file, or were written without being marked as chosen.

    ``given`` is the table of the reading that was handed in, None where it has none of this form.
    """
    catalogue, is_same_file = telling.around.catalogue, reading.digest == telling.digest
    if given is None:
        if is_same_file:
            telling.error("choice_of_another_table", "")
        return
    for one in _parts(given, read):
        if one.given.value == one.read.value:
            continue
        if one.given.how == "chosen" and not is_valid(one.what, one.given.value, catalogue):
            names = ", ".join(valid_names(one.what, catalogue)[:MOST_NAMES])
            telling.error(
                "choice_unknown",
                one.cell,
                reading_part=one.what,
                value=one.given.value,
                names=names or "1990–2050",
            )
        elif one.given.how == "chosen":
            _against_the_file("choice_contradicted", one, telling)
        elif is_same_file and one.given.value and one.read.how != "chosen":
            _against_the_file("choice_not_marked", one, telling)


def _against_the_file(code: str, one: Changed, telling: Telling) -> None:
    stated = one.read.value or "—"
    telling.error(code, one.cell, reading_part=one.what, value=one.given.value, stated=stated)


def _parts(given: ReadTable, read: ReadTable) -> Iterator[Changed]:
    yield Changed("boundaries", given.boundaries, read.boundaries, "")
    yield Changed("source_kind", given.source_kind, read.source_kind, "")
    yield Changed("standard", given.standard, read.standard, "")
    yield Changed("programme", given.programme, read.programme, "")
    if given.boundaries.value == read.boundaries.value:
        yield Changed("level", given.level, read.level, "")
        yield Changed("place", given.place, read.place, "")
    for before, column in zip(given.columns, read.columns, strict=True):
        yield Changed("indicator", before.indicator, column.indicator, column.cell)
        yield Changed("fund", before.fund, column.fund, column.cell)
        yield Changed("stage", before.stage, column.stage, column.cell)
        if column.is_taken:
            yield Changed("year", before.year, column.year, column.cell)
            yield Changed("unit", before.unit, column.unit, column.cell)
            yield Changed("status", before.status, column.status, column.cell)
        # Another indicator, year or kind of source brings its own standard.
        is_alike = (before.indicator.value, before.year.value) == (column.indicator.value, column.year.value)
        if is_alike and given.source_kind == read.source_kind and read.source_kind.how != "chosen":
            yield Changed("standard", before.standard, column.standard, column.cell)
