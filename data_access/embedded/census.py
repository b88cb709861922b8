"""Figures of the census of 2019, from one line for each of its communes.

A commune of the census may have gone into another by 2025. A unit of the store has figures where every
commune of the census that it was made of went into it whole and is known; else its figures are missing, and
the note says why. Districts, provinces and the nation are the sums of their communes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from data_access.embedded.csv_lines import Line, lines
from data_access.embedded.rows import AreaIds
from data_access.embedded.wide_figures import NO_NOTE, Note, WideFigures
from vocabulary.vintages import FORMER_DISTRICTS, OF_LARGE_AREAS, OLD
from vocabulary.words import Words

SOURCE, YEAR, DAY = "census-2019", 2019, "2019-04-01"
POPULATION, HOUSEHOLDS, SIZE = "census_population", "census_households", "census_household_size"
COUNTED = ("population_urban", "population_rural", "households_urban", "households_rural")
BY_RESIDENCE = tuple(f"census_{name}" for name in COUNTED)
# A commune is urban or rural as a whole.
OF_COMMUNES = (POPULATION, HOUSEHOLDS, SIZE)
OF_DISTRICTS = (*OF_COMMUNES, *BY_RESIDENCE)
# Their totals are in data/figures, as printed.
OF_LARGER_AREAS = (SIZE, *BY_RESIDENCE)
NATION = "VN"
Row = dict[str, Any]


class Count(NamedTuple):
    """People and households of a unit, urban and rural."""

    population_urban: int
    population_rural: int
    households_urban: int
    households_rural: int

    @property
    def population(self) -> int:
        """All people."""
        return self.population_urban + self.population_rural

    @property
    def households(self) -> int:
        """All households."""
        return self.households_urban + self.households_rural


@dataclass(frozen=True)
class Census:
    """The communes of the census, what is known of how they changed, and how rows are made."""

    communes: Sequence[Line]
    incomplete: Mapping[str, str]
    ended: frozenset[str]
    notes: Mapping[str, Note]
    figures: WideFigures
    area_ids: AreaIds


def read_census(data_dir: Path, area_ids: AreaIds, load_id: int) -> Census:
    """The census of ``data/census``; without communes where there is no such folder."""
    return Census(
        communes=list(lines(data_dir, "census_commune")),
        incomplete={
            line.cells["code"]: line.cells["reason"] for line in lines(data_dir, "incomplete_commune")
        },
        ended=frozenset(line.cells["code"] for line in lines(data_dir, "former_district")),
        notes={line.cells["code"]: note_of(line) for line in lines(data_dir, "census_note")},
        figures=WideFigures(load_id=load_id, source_code=SOURCE, year=YEAR, as_of=DAY, status="final"),
        area_ids=area_ids,
    )


def note_of(line: Line) -> Note:
    """The note that a line holds."""
    return Note(line.cells["note_vi"], line.cells["note_en"])


def census_rows(census: Census) -> Iterator[Row]:
    """The figures of communes, districts, provinces and the nation as rows of ``figure``.

    Communes have people, households and people per household; districts these and the urban and rural
    counts; larger areas all but the totals, which are printed. Refuses a line that names an unknown area.
    """
    yield from _of_communes(census)
    yield from _of_districts(census)
    for province, parts in _parts_by(census.communes, "province_code").items():
        number = _area_id(census, (OLD, "province", province), parts[0])
        yield from _rows(census, number, count_of(parts), OF_LARGER_AREAS)
    if census.communes:
        number = _area_id(census, (OF_LARGE_AREAS, "nation", NATION), census.communes[0])
        yield from _rows(census, number, count_of(census.communes), OF_LARGER_AREAS)


def known_communes(census: Census) -> dict[str, Count]:
    """The counts of the communes of before July 2025 whose every part is known, by code."""
    parts = _parts_by(census.communes, "commune_now")
    return {code: count_of(found) for code, found in parts.items() if code not in census.incomplete}


def count_of(parts: Iterable[Line]) -> Count:
    """The sum of some communes of the census."""
    return Count(*map(sum, zip(*([line.cells[name] for name in COUNTED] for line in parts), strict=True)))


def _of_communes(census: Census) -> Iterator[Row]:
    parts = _parts_by(census.communes, "commune_now")
    for code, found in parts.items():
        number = _area_id(census, (OLD, "commune", code), found[0])
        if code in census.incomplete:
            yield from _missing(census, number, census.incomplete[code], found)
        else:
            yield from _rows(census, number, count_of(found), OF_COMMUNES, _union_note(census, found))
    for code in census.incomplete.keys() - parts.keys():
        yield from _missing(census, census.area_ids[OLD, "commune", code], census.incomplete[code], ())


def _union_note(census: Census, parts: Sequence[Line]) -> Note:
    if len(parts) == 1:
        return NO_NOTE
    names = ", ".join(line.cells["name"] for line in parts)
    return _filled(census.notes["union"], count=len(parts), names=names)


def _missing(census: Census, area_id: int, reason: str, parts: Sequence[Line]) -> Iterator[Row]:
    note = census.notes[reason]
    if len(parts) == 1:
        note = note.followed_by(_then(census, count_of(parts)))
    for indicator in OF_COMMUNES:
        yield census.figures.row(indicator, area_id, None, 0, note)


def _of_districts(census: Census) -> Iterator[Row]:
    """Districts of the boundary before July 2025, and those of the census that ended before then."""
    then = _parts_by(census.communes, "district_code")
    for code, parts in _parts_by(census.communes, "district_now").items():
        number = _area_id(census, (OLD, "district", code), parts[0])
        note = _district_note(census, code, parts, then.get(code, []))
        yield from _rows(census, number, count_of(parts), OF_DISTRICTS, note)
    for code in sorted(census.ended & then.keys()):
        number = _area_id(census, (FORMER_DISTRICTS, "district", code), then[code][0])
        yield from _rows(census, number, count_of(then[code]), OF_DISTRICTS)


def _district_note(census: Census, code: str, parts: Sequence[Line], then: Sequence[Line]) -> Note:
    """What is said of a district whose boundary of 2025 is not that of the census."""
    if [line.number for line in parts] == [line.number for line in then]:
        return NO_NOTE
    note = census.notes["district_sum"]
    # A code that another district had before says nothing of this one.
    is_another = not then or (FORMER_DISTRICTS, "district", code) in census.area_ids
    return note if is_another else note.followed_by(_then(census, count_of(then)))


def _then(census: Census, count: Count) -> Note:
    return _filled(census.notes["then"], population=count.population, households=count.households)


def _filled(note: Note, **facts: int | str) -> Note:
    """A note with its facts, numbers written as each language writes them."""
    texts = []
    for language, text in zip(("vi", "en"), note, strict=True):
        number = Words(language).number
        written = {key: number(fact) if isinstance(fact, int) else fact for key, fact in facts.items()}
        texts.append(text.format(**written))
    return Note(*texts)


def _rows(
    census: Census, area_id: int, count: Count, indicators: Sequence[str], note: Note = NO_NOTE
) -> Iterator[Row]:
    values = {POPULATION: count.population, HOUSEHOLDS: count.households}
    values |= dict(zip(BY_RESIDENCE, count, strict=True))
    for indicator in indicators:
        if indicator == SIZE:
            yield census.figures.row(SIZE, area_id, _size(count), 2, note)
        else:
            yield census.figures.row(indicator, area_id, values[indicator], 0, note)


def _size(count: Count) -> float:
    """People per household, rounded half up to hundredths."""
    return (200 * count.population + count.households) // (2 * count.households) / 100


def _parts_by(communes: Iterable[Line], column: str) -> dict[str, list[Line]]:
    """The communes by what a column says; those of which it says nothing are left out."""
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for line in communes:
        if line.cells[column] is not None:
            found[line.cells[column]].append(line)
    return found


def _area_id(census: Census, key: tuple[str, str, str], line: Line) -> int:
    number = census.area_ids.get(key)
    return line.refuse("unknown_reference", "code") if number is None else number
