"""The names of all areas as the search looks at them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from data_access.place_search.hits import Match, NamedArea
from data_access.place_search.parents import Parent, keys_of, parents_of
from data_access.place_search.spelling import key, loose, name_syllables
from vocabulary.vintages import vintage_above

LEVELS = ("province", "district", "commune")
ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}

# What it costs to find "Bà Rịa - Vũng Tàu" by "Vũng Tàu" alone.
ONLY_A_PART = 0.4

# Sorts after every last day.
STILL_THERE = "9999"

AreaKey = tuple[str, str, str]


class Entry(NamedTuple):
    """One name of one area; ``order`` sorts equals: level, latest last day, newest name, shortest, code."""

    row: Any
    area: NamedArea
    words: tuple[str, ...]
    parents: Mapping[str, Parent]
    above: tuple[NamedArea, ...]
    now_in: NamedArea | None
    order: tuple[Any, ...]


class NameKey(NamedTuple):
    """A key by which an entry is found, in its strict spelling, and what agrees if it is."""

    entry: Entry
    strict_key: str
    match: Match
    cost: float


def entries_of(frame: pd.DataFrame) -> list[Entry]:
    """One entry a row of the frame of ``queries.places``."""
    rows = list(frame.astype(object).where(frame.notna(), None).itertuples(index=False))
    areas = [NamedArea(*(getattr(row, field) for field in NamedArea.__slots__)) for row in rows]
    names: defaultdict[AreaKey, list[NamedArea]] = defaultdict(list)
    for area in areas:
        names[area.vintage, area.level, area.code].append(area)
    ends = sorted({str(row.valid_to or STILL_THERE) for row in rows}, reverse=True)
    age = {end: place for place, end in enumerate(ends)}
    surroundings = _Surroundings(names)
    return [
        _entry(row, area, surroundings, age[str(row.valid_to or STILL_THERE)])
        for row, area in zip(rows, areas, strict=True)
    ]


class _Surroundings:
    """Parents of areas; those of one district's communes are the same and are put together once."""

    def __init__(self, names: Mapping[AreaKey, list[NamedArea]]) -> None:
        self._names = names
        self._known: dict[tuple[AreaKey | None, ...], tuple[Any, ...]] = {}

    def of(self, row: Any) -> tuple[dict[str, Parent], tuple[NamedArea, ...], NamedArea | None]:
        vintage = vintage_above(row.vintage)
        district = (vintage, "district", row.district_code) if row.district_code else None
        province = (vintage, "province", row.province_code) if row.province_code else None
        now = (row.now_vintage, "province", row.now_code) if row.now_code else None
        keys = (district, province, now)
        if keys not in self._known:
            self._known[keys] = self._put_together(row, *keys)
        parents, above, now_in = self._known[keys]
        return parents, above, now_in

    def _put_together(self, row: Any, *keys: AreaKey | None) -> tuple[Any, ...]:
        district, province, now = (self._names.get(key, []) if key else [] for key in keys)
        above = [_listed(district, row.district_name_vi), _listed(province, row.province_name_vi)]
        return (
            parents_of(district + province, now),
            tuple(area for area in above if area),
            _listed(now, row.now_name_vi),
        )


def _listed(names: Sequence[NamedArea], name_vi: str | None) -> NamedArea | None:
    """Of an area's names the newest that is the one it is listed under."""
    return next((area for area in reversed(names) if area.name_vi == name_vi), None)


def _entry(row: Any, area: NamedArea, surroundings: _Surroundings, age: int) -> Entry:
    words = tuple(name_syllables(area.name_vi))
    parents, above, now_in = surroundings.of(row)
    # The newest name first: its date's digits, turned round.
    newest_name = tuple(-int(part) for part in (row.name_from or "").split("-") if part)
    order = (LEVELS.index(area.level), age, newest_name, len(key(words)), area.code)
    return Entry(row, area, words, parents, above, now_in, order)


def name_keys(entries: Sequence[Entry]) -> dict[str, list[NameKey]]:
    """By loose key: the names found by it."""
    found: defaultdict[str, list[NameKey]] = defaultdict(list)
    for entry in entries:
        for name in _keys(entry):
            found[loose(name.strict_key)].append(name)
    return dict(found)


def _keys(entry: Entry) -> Iterator[NameKey]:
    whole = key(entry.words)
    yield NameKey(entry, whole, "name", 0.0)
    if entry.words[:2] == ("thành", "phố"):
        yield NameKey(entry, key(entry.words[2:]), "name", 0.0)
    if entry.area.level != "commune":
        for other in keys_of(entry.area)[1:]:
            if other != loose(key(entry.words[2:])):
                yield NameKey(entry, other, "spelling", 0.0)
    if entry.area.kind == "phuong" and whole in ROMAN:
        yield NameKey(entry, f"phuong{ROMAN[whole]}", "spelling", 0.0)
    parts = entry.area.name_vi.split(" - ")
    for part in parts if len(parts) > 1 else ():
        yield NameKey(entry, key(name_syllables(part)), "part", ONLY_A_PART)
