"""Whose figures the rows of a table are: units of administration, sums, regions and groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from data_access.text.folding import folded
from data_access.workbooks.reading.places import Gazetteer
from data_access.workbooks.reading.places.known import Known
from data_access.workbooks.understanding.grid import Grid
from data_access.workbooks.understanding.headers import level_in
from data_access.workbooks.understanding.place_names import (
    LEVELS,
    WrittenPlace,
    above_all,
    bearers,
    bearers_at,
    cleaned,
    is_nation,
    is_of_a_group,
    is_total,
    kind_of,
    lies_in,
    named_in_total,
)
from data_access.workbooks.understanding.reading import How
from data_access.workbooks.understanding.tables import Table
from vocabulary.vintages import OF_LARGE_AREAS, OLD

_ABOVE = {"commune": ("district", "province"), "district": ("province",), "province": ()}


class RowPlace(NamedTuple):
    """The place of a row, as it is looked up: ``code`` "" where the name alone is to be looked up.

    ``left_out`` says why a row becomes no figures: ``group``, ``total``, ``sum``, ``no_place``,
    ``outside``; "" where it does. ``how`` is ``stated`` where its name alone says which area it is,
    ``concluded`` where other rows do.
    """

    row: int
    name: str
    vintage: str = ""
    level: str = ""
    code: str = ""
    area: str = ""
    left_out: str = ""
    how: How = ""


@dataclass(frozen=True)
class Where:
    """By which boundaries and at which level the places of a table are, and the area that they lie in.

    ``years`` are those of its figures.
    """

    gazetteer: Gazetteer
    vintage: str
    level: str
    within: int | None = None
    years: tuple[int, ...] = ()


def written_places(table: Table, grid: Grid) -> list[WrittenPlace]:
    """The places of the rows of a table as they are written."""
    codes = table.of_role("code")
    code = codes[0].column if codes else None
    above = _names_above(table, grid)
    return [
        WrittenPlace(
            row,
            cleaned(grid.text(row, table.place)),
            "" if code is None else grid.text(row, code),
            above[row],
        )
        for row in table.body
    ]


def _names_above(table: Table, grid: Grid) -> dict[int, tuple[str, ...]]:
    """What stands in the columns of places before the last, by row; an empty cell is of the one above it."""
    columns = [one.column for one in table.of_role("place") if one.column < table.place]
    names: dict[int, tuple[str, ...]] = {}
    last = dict.fromkeys(columns, "")
    for row in range(table.top + 1, table.bottom + 1):
        last |= {column: text for column in columns if (text := cleaned(grid.text(row, column)))}
        names[row] = tuple(filter(None, last.values()))
    return names


def level_of_heading(table: Table) -> str:
    """The level that the heading of the column of places names; "" where it names none."""
    named = [heading.path[-1] for heading in table.headings if heading.column == table.place and heading.path]
    return level_in(named[0]) if named else ""


def area_above(where: Where, places: Sequence[WrittenPlace]) -> int | None:
    """The province or district in which all places lie whose names tell them apart."""
    sure = [found[0] for place in places if len(found := _of_level(where, place)) == 1]
    if not sure or where.level == "province":
        return None
    for level in _ABOVE.get(where.level, ()):
        whole = above_all(where.gazetteer, sure, level)
        if whole is not None:
            return whole
    return None


def row_places(where: Where, places: Sequence[WrittenPlace]) -> list[RowPlace]:
    """The place of each row."""
    found = _without_groups_of_places([_row_place(where, place) for place in places])
    here = {one.code for one in found if one.level == where.level and one.code}
    return [_total(where, one, here) if is_total(one.name) else one for one in found]


def without_totals(rows: Sequence[RowPlace]) -> list[RowPlace]:
    """The places of a table of money: what its rows come to is held to them, and no money of its own."""
    return [row._replace(left_out="sum") if is_total(row.name) else row for row in rows]


def _without_groups_of_places(rows: list[RowPlace]) -> list[RowPlace]:
    """«Thành thị» below a province or region is a part of it, and not the country's."""
    found: list[RowPlace] = []
    is_below = False
    for row in rows:
        is_below = is_below or row.level not in ("", "nation", "group")
        found.append(row._replace(left_out="group") if row.level == "group" and is_below else row)
    return found


def _of_level(where: Where, place: WrittenPlace) -> list[Known]:
    found = bearers_at(where.gazetteer, where.vintage, place.text, where.level)
    levels = _ABOVE.get(where.level, ())
    for name in place.above if found else ():
        wholes = [area for area in bearers(where.gazetteer, where.vintage, name) if area.level in levels]
        # A word that names none, such as an office or a district that has ended, says nothing of them.
        found = [area for area in found if lies_in(where.gazetteer, area, wholes)] if wholes else found
    # A line that names a district is not on where the provinces of a table are.
    whole = None if where.within is None else where.gazetteer.areas[where.within]
    if whole is None or whole.level not in levels:
        return found
    return [area for area in found if lies_in(where.gazetteer, area, (whole,))]


def _row_place(where: Where, place: WrittenPlace) -> RowPlace:
    if not place.text and not place.code:
        return RowPlace(place.row, "", left_out="no_place")
    if is_total(place.text):
        return RowPlace(place.row, place.text)
    known = _of_level(where, place) if place.text else []
    if place.above and not known and _of_level(where, place._replace(above=())):
        return RowPlace(place.row, place.text, area=", ".join(place.above), left_out="outside")
    if place.code and not place.text:
        return RowPlace(place.row, "", where.vintage, where.level, place.code)
    if len(known) == 1:
        is_alone = len(bearers_at(where.gazetteer, where.vintage, place.text, where.level)) == 1
        return _of_area(place, known[0])._replace(how="stated" if is_alone else "concluded")
    if known:
        return RowPlace(place.row, place.text, where.vintage, where.level, place.code)
    if place.text and bearers_at(where.gazetteer, where.vintage, place.text, where.level):
        return _outside(where, place)
    return _of_another_level(where, place)


def _outside(where: Where, place: WrittenPlace) -> RowPlace:
    """A name that only areas elsewhere bear now: of one that was in the table's area then, or of nobody."""
    found = {where.gazetteer.ended(place.text, year) for year in where.years} or {None}
    number = found.pop()
    if found or number is None or number not in where.gazetteer.within(where.within or 0):
        return RowPlace(place.row, place.text, left_out="outside")
    return _of_area(place, where.gazetteer.areas[number])


def _of_another_level(where: Where, place: WrittenPlace) -> RowPlace:
    """A province among its districts, a region, a group, or a name that no area of the table bears."""
    kind = kind_of(place.text)
    above = [
        area
        for area in bearers(where.gazetteer, where.vintage, place.text)
        if area.level in _ABOVE.get(where.level, ())
    ]
    if kind and len(above) == 1 and folded(above[0].full_name_vi).startswith(f"{kind} "):
        return _of_area(place, above[0])
    large = [area for area in bearers(where.gazetteer, OLD, place.text) if area.level in ("region", "group")]
    is_national = where.level in ("", "province") and where.within is None and where.vintage in ("", OLD)
    if len(large) == 1 and is_national:
        return _of_area(place, large[0])
    if large or is_of_a_group(place.text):
        return RowPlace(place.row, place.text, left_out="group")
    return RowPlace(place.row, place.text, where.vintage, where.level, place.code)


def _of_area(place: WrittenPlace, area: Known) -> RowPlace:
    code = place.code if place.code and area.level in LEVELS else area.code
    return RowPlace(place.row, place.text, area.vintage, area.level, code, area.full_name_vi, how="concluded")


def _total(where: Where, row: RowPlace, here: set[str]) -> RowPlace:
    """A sum as the area that it is of, where its name says so or every part of that area is in the table."""
    named, within = named_in_total(row.name), where.gazetteer.areas.get(where.within or 0)
    if named and (within is None or folded(within.name_vi) != named):
        return row._replace(left_out="total")
    if where.level in ("", "province") or is_nation(row.name):
        is_whole = is_nation(row.name) or here >= _parts(where, None)
        nation = where.gazetteer.id_of((OF_LARGE_AREAS, "nation", "VN"))
        target = nation if is_whole and (is_nation(row.name) or where.level) else None
    else:
        is_whole = where.within is not None and here >= _parts(where, where.within)
        says_so = bool(named) or folded(row.name).endswith(
            ("toan tinh", "toan huyen", "toan thanh pho", "toan quan", "toan thi xa")
        )
        target = where.within if is_whole or (says_so and where.within is not None) else None
    if target is None:
        return row._replace(left_out="total")
    area = where.gazetteer.areas[target]
    return row._replace(
        vintage=area.vintage, level=area.level, code=area.code, area=area.full_name_vi, how="concluded"
    )


def _parts(where: Where, whole: int | None) -> set[str]:
    """The codes of all areas of the table's level, in an area or in the country."""
    inside = None if whole is None else where.gazetteer.within(whole)
    return {
        area.code
        for area in where.gazetteer.areas.values()
        if (area.vintage, area.level) == (where.vintage, where.level)
        and (inside is None or area.id in inside)
    }
