"""The areas of a store, by their codes and by each name that they bear or bore."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, AreaName, Crosswalk
from data_access.place_search.short_names import short_names_of
from data_access.place_search.spelling import key, loose
from data_access.workbooks.reading.options import AreaKey
from data_access.workbooks.reading.places.names import (
    NATION_NAMES,
    REGION_NAMES,
    Reading,
    exact_key,
    large_area_key,
    name_words,
)
from vocabulary.vintages import NEW, OLD

# Stored under one vintage, and the same in all.
ABOVE_VINTAGES = ("nation", "region", "group")
CITY_WORDS = ("thành", "phố")
NATION = ("nation", "VN")


class Known(NamedTuple):
    """One area of the store; the dates are ISO, None where open."""

    id: int
    vintage: str
    level: str
    code: str
    name_vi: str
    full_name_vi: str
    parent_id: int | None
    full_name_en: str
    kind: str
    valid_from: str | None
    valid_to: str | None


class Named(NamedTuple):
    """A name of an area without the word for its kind, and the kind that it had under this name.

    ``is_short`` is true for what everybody calls a place and no list has, such as HCM.
    """

    area_id: int
    kind: str
    words: tuple[str, ...]
    is_short: bool = False


class NamesOfVintage(NamedTuple):
    """The names of the areas of a vintage, by the keys of ``place_names``."""

    exact: dict[str, list[Named]]
    loose: dict[str, list[Named]]


class KnownPlaces:
    """Every area of a store; read once, the session is not needed afterwards."""

    def __init__(self, session: Session) -> None:
        self.areas: dict[int, Known] = {}
        self._by_key: dict[AreaKey, int] = {}
        for row in session.execute(select(*(getattr(Area, name) for name in Known._fields))):
            area = Known(*row)
            self.areas[area.id] = area
            self._by_key[area.vintage, area.level, area.code] = area.id
        self._dated = [
            (number, kind, name)
            for number, kind, name in session.execute(
                select(col(AreaName.area_id), col(AreaName.kind), col(AreaName.name_vi)).order_by(
                    col(AreaName.id)
                )
            )
        ]
        self.went_into = _went_into(session, self.areas)

    def id_of(self, area: AreaKey) -> int | None:
        """The number of an area by vintage, level and code."""
        return self._by_key.get(area)

    @cached_property
    def grown(self) -> dict[int, tuple[int, ...]]:
        """The areas that others which ended went into, with those others."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for before, into in self.went_into.items():
            for after in into:
                found[after].append(before)
        return {after: tuple(before) for after, before in found.items()}

    def became(self, number: int) -> str:
        """The full names of what an area that ended went into, "" where that is not known."""
        return ", ".join(self.areas[other].full_name_vi for other in self.went_into.get(number, ()))

    @cached_property
    def _names(self) -> dict[str, NamesOfVintage]:
        names: defaultdict[str, NamesOfVintage] = defaultdict(
            lambda: NamesOfVintage(defaultdict(list), defaultdict(list))
        )
        for named in self._all_names():
            vintage = self.areas[named.area_id].vintage
            names[vintage].exact[exact_key(named.words)].append(named)
            names[vintage].loose[loose(key(named.words))].append(named)
        return dict(names)

    def _all_names(self) -> Iterator[Named]:
        for area in self.areas.values():
            if area.level not in ABOVE_VINTAGES:
                words = name_words(area.name_vi)
                yield Named(area.id, area.kind, words)
                if words[: len(CITY_WORDS)] == CITY_WORDS:
                    words = words[len(CITY_WORDS) :]
                    yield Named(area.id, area.kind, words)
                if area.level == "province":
                    for short in short_names_of(loose(key(words))):
                        yield Named(area.id, area.kind, (short,), is_short=True)
        for number, kind, name in self._dated:
            yield Named(number, kind, name_words(name))

    def names_in(self, vintage: str) -> NamesOfVintage:
        """The names of the areas of a vintage; nation, regions and groups are not among them."""
        return self._names.get(vintage, NamesOfVintage({}, {}))

    @cached_property
    def _large(self) -> dict[str, int]:
        """Nation, regions and groups by whole names."""
        found = {name: number for name, number in self._large_by_other_names() if number is not None}
        for area in self.areas.values():
            if area.level in ABOVE_VINTAGES:
                for name in (area.name_vi, area.full_name_vi, area.full_name_en):
                    found.setdefault(large_area_key(name), area.id)
        return found

    def _large_by_other_names(self) -> Iterator[tuple[str, int | None]]:
        by_code = {(area.level, area.code): area.id for area in self.areas.values()}
        yield from ((name, by_code.get(NATION)) for name in NATION_NAMES)
        yield from ((name, by_code.get(("region", code))) for name, code in REGION_NAMES.items())

    def large_area(self, name: str) -> int | None:
        """The nation, region or group of a name, None where it is none."""
        return self._large.get(large_area_key(name))

    def lying_in(self, number: int) -> Iterator[int]:
        """The areas that one lies in, from the nearest up."""
        up = self.areas[number].parent_id
        while up is not None:
            yield up
            up = self.areas[up].parent_id

    def lies_in(self, number: int, readings: Iterable[Reading]) -> bool:
        """Whether an area lies in one that bears a name."""
        wanted = list(readings)
        return any(self.bears(up, wanted) for up in self.lying_in(number))

    def bears(self, number: int, readings: Iterable[Reading]) -> bool:
        """Whether an area bears a name; the word for its kind must be one of its level."""
        area = self.areas[number]
        keys = self._keys[number]
        return any(
            reading.loose in keys and (not reading.levels or area.level in reading.levels)
            for reading in readings
        )

    @cached_property
    def _keys(self) -> dict[int, set[str]]:
        keys: defaultdict[int, set[str]] = defaultdict(set)
        for named in self._all_names():
            keys[named.area_id].add(loose(key(named.words)))
        for name, number in self._large.items():
            keys[number].add(name)
        return keys

    @cached_property
    def _parts(self) -> Counter[tuple[int, str, str]]:
        found: Counter[tuple[int, str, str]] = Counter()
        for area in self.areas.values():
            for up in self.lying_in(area.id):
                found[up, area.vintage, area.level] += 1
        return found

    def parts_of(self, area_id: int, like: Known) -> int:
        """How many areas of the level and vintage of ``like`` lie in an area."""
        return self._parts.get((area_id, like.vintage, like.level), 0)


def _went_into(session: Session, areas: dict[int, Known]) -> dict[int, list[int]]:
    """What the areas that ended before June 2025 went into, in the order of their codes."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    statement = select(col(Crosswalk.from_area_id), col(Crosswalk.to_area_id))
    former = [number for number, area in areas.items() if area.vintage not in (OLD, NEW)]
    if not former:
        return {}
    for before, after in session.execute(statement.where(col(Crosswalk.from_area_id).in_(former))):
        found[before].append(after)
    return {number: sorted(into, key=lambda one: areas[one].code) for number, into in found.items()}
