"""Figures of today's communes: area, registered population, and people of the census per square kilometre."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from data_access.comparing.counted import PEOPLE
from data_access.embedded.census import Census, known_communes, note_of
from data_access.embedded.csv_lines import Line, lines
from data_access.embedded.rows import AreaIds
from data_access.embedded.wide_figures import NO_NOTE, Note, WideFigures
from data_access.models import Area, Crosswalk
from vocabulary.vintages import NEW, OLD

SOURCE = "commune-map-2025"
AREA, REGISTERED, DENSITY = "land_area", "registered_population", "census_population_density"
# What is printed: indicator, year, day and decimals.
PRINTED = ((AREA, 2025, None, 2), (REGISTERED, 2024, "2024-12-31", 0))
FEW = 10
Row = dict[str, Any]
Notes = Mapping[tuple[str | None, str | None], Note]
Way = tuple[str, str | None]
Ways = Mapping[str, list[Way]]


def commune_rows(data_dir: Path, area_ids: AreaIds, load_id: int) -> Iterator[Row]:
    """Area and registered population of each commune of today, with what is said of them."""
    notes = _notes(data_dir)
    shared = {"load_id": load_id, "source_code": SOURCE, "status": "final"}
    figures = {code: WideFigures(year=year, as_of=day, **shared) for code, year, day, _ in PRINTED}
    for line in lines(data_dir, "commune_of_today"):
        number = _number(line, area_ids)
        for code, _, _, decimals in PRINTED:
            yield figures[code].row(code, number, line.cells[code], decimals, _note(notes, line, code))


def density_rows(connection: Connection, data_dir: Path, census: Census) -> Iterator[Row]:
    """People of the census per square kilometre of today's communes.

    Missing, with the reason, unless every former commune that brought people brought all of them, the
    census knows them all, and the area is known.
    """
    people = {code: count.population for code, count in known_communes(census).items()}
    ways, notes = (_ways(connection), _notes(data_dir)) if people else ({}, {})
    for line in lines(data_dir, "commune_of_today") if people else ():
        area, parts = line.cells["land_area"], ways.get(line.cells["code"], [])
        reason = _obstacle(area, parts, people)
        note = census.notes[reason] if reason else _note(notes, line, AREA)
        density = 0 if reason else sum(people[code] for code, _ in parts) / area
        # Whole numbers would make a commune of few people one of none.
        decimals = 1 if density < FEW else 0
        value = None if reason else round(density, decimals)
        yield census.figures.row(DENSITY, _number(line, census.area_ids), value, decimals, note)


def _obstacle(area: float | None, parts: list[Way], people: Mapping[str, int]) -> str:
    """The key of the note that says why there is no density, "" where there is one."""
    if not parts:
        return "density_no_communes"
    if any(moved not in PEOPLE.whole_by for _, moved in parts):
        return "density_split"
    if any(code not in people for code, _ in parts):
        return "density_incomplete"
    return "" if area else "density_no_area"


def _ways(connection: Connection) -> Ways:
    """The former communes that brought people to each commune of today, with what moved."""
    before, now = aliased(Area), aliased(Area)
    statement = (
        select(col(now.code), col(before.code), col(Crosswalk.moved))
        .join(before, col(before.id) == col(Crosswalk.from_area_id))
        .join(now, col(now.id) == col(Crosswalk.to_area_id))
        .where(col(before.level) == "commune", col(before.vintage) == OLD, col(now.vintage) == NEW)
    )
    found: defaultdict[str, list[Way]] = defaultdict(list)
    for code, former, moved in connection.execute(statement):
        if moved not in PEOPLE.not_brought_by:
            found[code].append((former, moved))
    return found


def _notes(data_dir: Path) -> Notes:
    return {
        (line.cells["code"], line.cells["indicator_code"]): note_of(line)
        for line in lines(data_dir, "commune_note")
    }


def _note(notes: Notes, line: Line, indicator: str) -> Note:
    """What is said of one figure of a line, or of all of them."""
    code = line.cells["note"]
    return notes.get((code, indicator)) or notes.get((code, None), NO_NOTE)


def _number(line: Line, area_ids: AreaIds) -> int:
    number = area_ids.get((NEW, "commune", line.cells["code"]))
    return line.refuse("unknown_reference", "code") if number is None else number
