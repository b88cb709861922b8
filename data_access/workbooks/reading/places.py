"""Which area of the store a code and a name in a file mean, or what is wrong with them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, AreaName
from data_access.place_search import Hit, PlaceIndex
from data_access.place_search.spelling import key, loose, syllables
from data_access.queries.places import places
from data_access.workbooks.reading.options import AreaKey
from vocabulary.vintages import EARLIEST, NEW, OF_LARGE_AREAS, OLD

LEVEL_BY_LENGTH = {2: "province", 3: "district", 5: "commune"}
NEWEST_FIRST = (NEW, OLD, EARLIEST)
# Stored under one vintage, and the same in all.
ABOVE_VINTAGES = ("nation", "region", "group")
NATION_NAMES = {"canuoc", "toanquoc", "wholecountry", "vietnam", "canuocvietnam", "tongcanuoc"}
UNITS_BEFORE = (
    ("thanh", "pho"), ("thi", "xa"), ("thi", "tran"), ("dac", "khu"), ("tinh",), ("huyen",), ("quan",),
    ("phuong",), ("xa",), ("tp",), ("tx",), ("tt",), ("h",), ("q",), ("p",), ("x",), ("t",),
)  # fmt: skip
UNITS_AFTER = {"province", "city", "district", "commune", "ward", "town", "township"}
FIRST_YEAR_OF_TODAY = 2025
MOST_SUGGESTIONS = 3


class Place(NamedTuple):
    """What a code and name came to: the store's number of the area, or the code of a finding with facts."""

    area_id: int | None
    problem: str = ""
    facts: tuple[tuple[str, str], ...] = ()


def _problem(code: str, /, **facts: str) -> Place:
    return Place(None, code, tuple(facts.items()))


class Known(NamedTuple):
    """One area of the store."""

    id: int
    vintage: str
    level: str
    code: str
    name_vi: str
    full_name_vi: str
    parent_id: int | None
    full_name_en: str


def vintage_of_year(year: int) -> str:
    """The boundaries by which a year-end figure is reported: since mid-2025 there are no districts."""
    return NEW if year >= FIRST_YEAR_OF_TODAY else OLD


def name_keys(name: str) -> list[str]:
    """The keys a written name may be found by: as it is written, and without the words for its kind."""
    words = syllables(re.sub(r"\([^)]*\)", " ", name).replace("ð", "đ").replace("Ð", "Đ"))
    keys = [loose(key(words))]
    bare = [key([word]) for word in words]
    for unit in UNITS_BEFORE:
        if len(bare) > len(unit) and tuple(bare[: len(unit)]) == unit:
            keys.append(loose(key(words[len(unit) :])))
            break
    if len(bare) > 1 and bare[-1] in UNITS_AFTER:
        keys.append(loose(key(words[:-1])))
    return keys


class Gazetteer:
    """Every area of a store by code and by name.

    ``index`` is a place search that is there already, for suggestions; without one the session must stay
    open for as long as this is used.
    """

    def __init__(self, session: Session, index: PlaceIndex | None = None) -> None:
        self._index = index
        self._session = None if index is not None else session
        self.areas: dict[int, Known] = {}
        self._by_key: dict[AreaKey, int] = {}
        self._written: defaultdict[int, set[str]] = defaultdict(set)
        self._keys: dict[int, set[str]] = {}
        self._names: dict[str, dict[str, set[int]]] = {}
        for number, vintage, level, code, name, full_name, name_en, full_en, parent in session.execute(
            select(
                col(Area.id), col(Area.vintage), col(Area.level), col(Area.code), col(Area.name_vi),
                col(Area.full_name_vi), col(Area.name_en), col(Area.full_name_en), col(Area.parent_id),
            )
        ):  # fmt: skip
            area = Known(number, vintage, level, code, name, full_name, parent, full_en)
            self.areas[number] = area
            self._by_key[area.vintage, area.level, area.code] = number
            self._written[number] |= {area.name_vi, area.full_name_vi, name_en, full_en}
        for number, *names in session.execute(
            select(col(AreaName.area_id), col(AreaName.name_vi), col(AreaName.full_name_vi))
        ):
            self._written[number].update(names)

    def with_levels(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows with the ``level`` and ``vintage`` of their ``area_id``."""
        areas = {number: self.areas[number] for number in rows["area_id"].unique().tolist()}
        levels = rows["area_id"].map({number: area.level for number, area in areas.items()})
        vintages = rows["area_id"].map({number: area.vintage for number, area in areas.items()})
        return rows.assign(level=levels, vintage=vintages)

    def _keys_of(self, number: int) -> set[str]:
        if number not in self._keys:
            keys = {found for name in self._written[number] for found in name_keys(name)}
            is_nation = self.areas[number].level == "nation"
            self._keys[number] = keys | NATION_NAMES if is_nation else keys
        return self._keys[number]

    def _names_in(self, vintage: str) -> dict[str, set[int]]:
        """The areas of a vintage by the keys of their names; nation, regions and groups are in all."""
        if vintage not in self._names:
            found: defaultdict[str, set[int]] = defaultdict(set)
            for area in self.areas.values():
                if area.vintage == vintage or area.level in ABOVE_VINTAGES:
                    for name in self._keys_of(area.id):
                        found[name].add(area.id)
            self._names[vintage] = dict(found)
        return self._names[vintage]

    def _search(self) -> PlaceIndex:
        if self._index is None and self._session is not None:
            self._index, self._session = PlaceIndex(places(self._session)), None
        assert self._index is not None
        return self._index

    def within(self, area_id: int) -> set[int]:
        """An area and all that lie in it."""
        children: defaultdict[int, list[int]] = defaultdict(list)
        for area in self.areas.values():
            if area.parent_id is not None:
                children[area.parent_id].append(area.id)
        found, open_ends = {area_id}, [area_id]
        while open_ends:
            below = children[open_ends.pop()]
            found.update(below)
            open_ends += below
        return found

    def above(self, area_id: int, steps: int) -> int | None:
        """The area so many steps above one; None where there is none."""
        found: int | None = area_id
        for _ in range(steps):
            found = None if found is None else self.areas[found].parent_id
        return found

    def parts_of(self, area_id: int, like: Known) -> int:
        """How many areas of the level and vintage of ``like`` lie in an area."""
        return self._parts.get((area_id, like.vintage, like.level), 0)

    @cached_property
    def _parts(self) -> Counter[tuple[int, str, str]]:
        found: Counter[tuple[int, str, str]] = Counter()
        for area in self.areas.values():
            up = area.parent_id
            while up is not None:
                found[up, area.vintage, area.level] += 1
                up = self.areas[up].parent_id
        return found

    def id_of(self, area: AreaKey) -> int | None:
        """The number of an area by vintage, level and code."""
        return self._by_key.get(area)

    def find(self, vintage: str, level: str, code: str, name: str, levels: tuple[str, ...] = ()) -> Place:
        """The area that a code and name mean in a vintage; either of the two may be empty.

        ``levels`` are tried in their order for a name that areas of several levels bear.
        """
        if not code:
            return self._by_name(vintage, level, name, levels)
        numbers = self._by_code(vintage, level, code)
        agreeing = [number for number in numbers if not name or self._bears(number, name)]
        if len(agreeing) == 1:
            return Place(agreeing[0])
        if len(agreeing) > 1:
            return _problem("ambiguous_code", code=code, places=self._listed(agreeing))
        return self._disagreement(vintage, level, code, name, numbers)

    def _by_code(self, vintage: str, level: str, code: str) -> list[int]:
        codes = (
            [code] if not code.isdigit() else list(dict.fromkeys([code, *map(code.zfill, LEVEL_BY_LENGTH)]))
        )
        found = []
        for candidate in codes:
            levels = (level,) if level else (LEVEL_BY_LENGTH.get(len(candidate), ""), *ABOVE_VINTAGES)
            for known in levels:
                number = self._by_key.get((vintage, known, candidate))
                if number is None and known in ABOVE_VINTAGES:
                    number = self._by_key.get((OF_LARGE_AREAS, known, candidate))
                if number is not None:
                    found.append(number)
            if candidate == code and found and len(code) in LEVEL_BY_LENGTH:
                break
        return found

    def _bears(self, number: int, name: str) -> bool:
        return name in self._written[number] or bool(self._keys_of(number) & set(name_keys(name)))

    def _disagreement(self, vintage: str, level: str, code: str, name: str, numbers: list[int]) -> Place:
        others = [
            number
            for other in NEWEST_FIRST
            if other != vintage
            for number in self._by_code(other, level, code)
            if self.areas[number].vintage == other and (not name or self._bears(number, name))
        ]
        if others:
            other = self.areas[others[0]]
            return _problem("code_of_other_era", code=code, place=other.full_name_vi, era=other.vintage)
        if not numbers:
            return _problem("unknown_code", code=code, suggestions=self.suggestions(name or code))
        place, suggestions = self.areas[numbers[0]].full_name_vi, self.suggestions(name)
        return _problem("code_name_disagree", code=code, name=name, place=place, suggestions=suggestions)

    def _by_name(self, vintage: str, level: str, name: str, levels: tuple[str, ...]) -> Place:
        found = self._at_levels(self._named(vintage, name), level, levels)
        elsewhere = self._province_elsewhere(vintage, name)
        # A bare name may be meant for a province that is gone, and not for the ward that bears it now.
        is_bare = not level and len(name_keys(name)) == 1
        is_below = all(self.areas[number].level in ("district", "commune") for number in found)
        if elsewhere is not None and is_below and (is_bare or not found):
            return _problem("place_of_other_era", name=name, era=self.areas[elsewhere].vintage)
        if len(found) == 1:
            return Place(found[0])
        if found:
            return _problem("ambiguous_place", name=name, places=self._listed(found))
        return _problem("unknown_place", name=name, suggestions=self.suggestions(name))

    def _at_levels(self, found: list[int], level: str, levels: tuple[str, ...]) -> list[int]:
        """Those of the first level that has any; with ``level``, of that one or above provinces only."""
        for known in [*([level] if level else levels), *ABOVE_VINTAGES]:
            narrowed = [number for number in found if self.areas[number].level == known]
            if narrowed:
                return narrowed
        return [] if level else found

    def _province_elsewhere(self, vintage: str, name: str) -> int | None:
        """The one province of another vintage that bears a name."""
        for other in NEWEST_FIRST:
            named = self._named(other, name) if other != vintage else []
            provinces = [number for number in named if self.areas[number].level == "province"]
            if len(provinces) == 1:
                return provinces[0]
        return None

    def _named(self, vintage: str, name: str) -> list[int]:
        keys = name_keys(name)
        for found in keys:
            numbers = self._names_in(vintage).get(found)
            if numbers:
                return sorted(numbers)
        return []

    def _listed(self, numbers: Iterable[int]) -> str:
        return "; ".join(self.described(number) for number in list(numbers)[:5])

    def described(self, number: int) -> str:
        """An area with the one above it: «Xã Yên Sơn, Huyện Lục Nam (24xxx)»."""
        area = self.areas[number]
        above = self.areas.get(area.parent_id) if area.parent_id is not None else None
        parts = [area.full_name_vi]
        if above is not None and above.level in ("province", "district"):
            parts.append(above.full_name_vi)
        return f"{', '.join(parts)} ({area.code})"

    def suggestions(self, name: str) -> str:
        """A few areas that may have been meant, by the place search; "" where nothing is alike."""
        hits = self._search().search(name, MOST_SUGGESTIONS) if name.strip() else []
        return "; ".join(_suggested(hit) for hit in hits)


def _suggested(hit: Hit) -> str:
    """An area with its code, or, of one that ended before 30 June 2025, what it became."""
    return f"{hit.full_name_vi} → {hit.became_vi}" if hit.became_vi else f"{hit.full_name_vi} ({hit.code})"


def resolve(
    gazetteer: Gazetteer, cells: pd.DataFrame, levels: tuple[str, ...] = ()
) -> tuple["pd.Series[Any]", pd.DataFrame]:
    """The area number of each row (``<NA>`` where there is none) and the rows' problems.

    ``cells`` has the text columns vintage, level, area_code and area_name, "" where empty. Each distinct
    combination is looked up once. The frame of problems has the columns code and facts on the same index.
    """
    columns = ["vintage", "level", "area_code", "area_name"]
    grouped = cells.groupby(columns, sort=False, dropna=False, observed=True)
    number = grouped.ngroup().to_numpy()
    distinct = cells.drop_duplicates(columns)[columns]
    found = [
        gazetteer.find(str(vintage), str(level), str(code), str(name), levels)
        for vintage, level, code, name in distinct.itertuples(index=False, name=None)
    ]
    ids = pd.array([place.area_id for place in found], dtype="Int64")
    problems = pd.DataFrame(
        {"code": [place.problem for place in found], "facts": [dict(place.facts) for place in found]}
    )
    is_bad = problems["code"].ne("").to_numpy()[number]
    flagged = problems.iloc[number[is_bad]].set_axis(cells.index[is_bad])
    return pd.Series(ids[number], index=cells.index), flagged
