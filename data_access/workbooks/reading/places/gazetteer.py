"""Which area of the store a code and a name in a file mean, or what is wrong with them.

A name is looked up as it is written, then without its accents; what is only alike is suggested and never
taken. A word for the kind of unit that is written has to be the unit's own: «TP Hà Giang» is the city and
never the province.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from sqlalchemy.orm import Session

from data_access.workbooks.reading.options import AreaKey
from data_access.workbooks.reading.places.known import ABOVE_VINTAGES, Known, KnownPlaces, Named
from data_access.workbooks.reading.places.names import Reading, WrittenName, differs_in_accents, written_name
from data_access.workbooks.reading.places.suggestions import Suggestions
from data_access.workbooks.reading.places.wanted import Place, Wanted, problem
from vocabulary.vintages import EARLIEST, FORMER_DISTRICTS, FORMER_PROVINCES, NEW, OF_LARGE_AREAS, OLD

LEVEL_BY_LENGTH = {2: "province", 3: "district", 5: "commune"}
NEWEST_FIRST = (NEW, OLD)
# Only units that ended, each with its own last day.
ENDED = (EARLIEST, FORMER_PROVINCES, FORMER_DISTRICTS)
FIRST_YEAR_OF_TODAY = 2025
LISTED = 5


def vintage_of_year(year: int) -> str:
    """The boundaries by which a year-end figure is reported: since mid-2025 there are no districts."""
    return NEW if year >= FIRST_YEAR_OF_TODAY else OLD


class Gazetteer:
    """Every area of a store by code and by name; the session may be closed once it is made."""

    def __init__(self, session: Session) -> None:
        self._known = KnownPlaces(session)
        self._suggestions = Suggestions(self._known)
        self.areas = self._known.areas

    @property
    def grown(self) -> Mapping[int, tuple[int, ...]]:
        """The areas of the vintage before June 2025 that took in others which ended, with those others."""
        return self._known.grown

    def went_into(self, area_id: int) -> Sequence[int]:
        """What an area that ended went into."""
        return self._known.went_into.get(area_id, ())

    def with_levels(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows with the ``level`` and ``vintage`` of their ``area_id``."""
        areas = {number: self.areas[number] for number in rows["area_id"].unique().tolist()}
        levels = rows["area_id"].map({number: area.level for number, area in areas.items()})
        vintages = rows["area_id"].map({number: area.vintage for number, area in areas.items()})
        return rows.assign(level=levels, vintage=vintages)

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
        return self._known.parts_of(area_id, like)

    def id_of(self, area: AreaKey) -> int | None:
        """The number of an area by vintage, level and code."""
        return self._known.id_of(area)

    def find(self, wanted: Wanted) -> Place:
        """The area that a code and name mean in a vintage; either of the two may be empty."""
        if not wanted.code:
            return self._by_name(wanted, written_name(wanted.name))
        numbers = self._by_code(wanted, wanted.vintage)
        agreeing = [number for number in numbers if not wanted.name or self._bears(number, wanted.name)]
        if len(agreeing) == 1:
            return Place(agreeing[0])
        if len(agreeing) > 1:
            return problem("ambiguous_code", code=wanted.code, places=self._listed(agreeing))
        return self._disagreement(wanted, numbers)

    def ended(self, name: str, year: int) -> int | None:
        """The area of a name that has ended since and was still there at the end of a year."""
        readings = written_name(name).readings
        found = [area for area in self._that_ended(readings) if was_there(area, year)]
        return found[0].id if len(found) == 1 else None

    def by_name(self, wanted: Wanted) -> Place:
        """The area that the name means, whatever the code."""
        return self.find(wanted._replace(code=""))

    def levels_of(self, wanted: Wanted) -> set[str]:
        """The levels at which areas bear a name just as it is written, without a word for their kind."""
        first = written_name(wanted.name).readings[:1]
        named = [one for reading in first for one in self._named(wanted.vintage, reading, exactly=False)]
        return {self.areas[one.area_id].level for one in named}

    def _by_code(self, wanted: Wanted, vintage: str) -> list[int]:
        code, level = wanted.code, wanted.level
        codes = (
            [code] if not code.isdigit() else list(dict.fromkeys([code, *map(code.zfill, LEVEL_BY_LENGTH)]))
        )
        found = []
        for candidate in codes:
            levels = (level,) if level else (LEVEL_BY_LENGTH.get(len(candidate), ""), *ABOVE_VINTAGES)
            for known in levels:
                number = self._known.id_of((vintage, known, candidate))
                if number is None and known in ABOVE_VINTAGES:
                    number = self._known.id_of((OF_LARGE_AREAS, known, candidate))
                if number is not None:
                    found.append(number)
            if candidate == code and found and len(code) in LEVEL_BY_LENGTH:
                break
        return found

    def _bears(self, number: int, name: str) -> bool:
        if self._known.large_area(name) == number:
            return True
        return self._known.bears(number, written_name(name).readings)

    def _disagreement(self, wanted: Wanted, numbers: list[int]) -> Place:
        code, name = wanted.code, wanted.name
        for other in (*NEWEST_FIRST, *ENDED):
            for number in self._by_code(wanted, other) if other != wanted.vintage else ():
                area = self.areas[number]
                if area.vintage == other and (not name or self._bears(number, name)):
                    if other in ENDED:
                        return self._ended_before(name or code, area)
                    return problem("code_of_other_era", code=code, place=area.full_name_vi, era=other)
        if not numbers and not code.isdigit():
            named = self.by_name(wanted).area_id if name else None
            # A bare name beside such a code is hardly that of a commune.
            is_likely = named is not None and self.areas[named].level != "commune"
            meant = self.described(named) if named is not None and is_likely else ""
            return problem("code_of_another_list", code=code, suggestions=meant)
        suggestions = self.suggestions(wanted) if name else ""
        if not numbers:
            return problem("unknown_code", code=code, suggestions=suggestions)
        place = self.areas[numbers[0]].full_name_vi
        return problem("code_name_disagree", code=code, name=name, place=place, suggestions=suggestions)

    def _by_name(self, wanted: Wanted, written: WrittenName) -> Place:
        large = self._known.large_area(wanted.name)
        if large is not None:
            return Place(large)
        if written.code:
            by_code = self.find(wanted._replace(code=written.code, name=wanted.name.partition("(")[0]))
            if by_code.area_id is not None:
                return by_code
        for exactly in (True, False):
            found = self._fitting(wanted, written, exactly=exactly)
            numbers = list(dict.fromkeys(one.area_id for one in found))
            elsewhere = self._meant_elsewhere(wanted, written, numbers)
            if elsewhere is not None:
                return elsewhere
            if len(numbers) == 1:
                return self._read_as(wanted.name, written, found[0])
            if numbers:
                return problem("ambiguous_place", name=wanted.name, places=self._listed(numbers))
        return self._unknown(wanted, written)

    def _read_as(self, name: str, written: WrittenName, named: Named) -> Place:
        """The area, with a warning where it is written with other accents than it has."""
        readings = [reading.words for reading in written.readings if reading.loose == _loose(named)]
        if (
            named.is_short
            or not readings
            or not all(differs_in_accents(words, named.words) for words in readings)
        ):
            return Place(named.area_id)
        return Place(
            named.area_id, "place_read_as", (("name", name), ("place", self.described(named.area_id)))
        )

    def _fitting(self, wanted: Wanted, written: WrittenName, *, exactly: bool) -> list[Named]:
        """The areas that fit all that is said, of the first level that has any."""
        found = [
            one
            for reading in written.readings
            for one in self._named(wanted.vintage, reading, exactly=exactly)
        ]
        above = [written_name(name).readings for name in (*written.above, *wanted.above)]
        found = [
            one for one in found if all(self._known.lies_in(one.area_id, readings) for readings in above)
        ]
        if wanted.inside is not None:
            inside = [one for one in found if self._lies_inside(one.area_id, wanted.inside)]
            found = inside or found
        for level in (wanted.level,) if wanted.level else wanted.levels:
            narrowed = [one for one in found if self.areas[one.area_id].level == level]
            if narrowed:
                return narrowed
        return [] if wanted.level or wanted.levels else found

    def named(self, vintage: str, name: str) -> list[int]:
        """The numbers of the areas of a vintage, of any level, that bear a name as it is written.

        «Bắc Kạn, Thái Nguyên» is no area: the first does not lie in the second.
        """
        written = written_name(name)
        above = [written_name(one).readings for one in written.above]
        for exactly in (True, False):
            found = [
                one.area_id
                for one_of in written.readings
                for one in self._named(vintage, one_of, exactly=exactly)
                if all(self._known.lies_in(one.area_id, readings) for readings in above)
            ]
            if found:
                return list(dict.fromkeys(found))
        large = self._known.large_area(name)
        return [] if large is None else [large]

    def _named(self, vintage: str, reading: Reading, *, exactly: bool) -> list[Named]:
        names = self._known.names_in(vintage)
        found = names.exact.get(reading.exact, []) if exactly else names.loose.get(reading.loose, [])
        return [one for one in found if reading.kinds is None or one.kind in reading.kinds]

    def _lies_inside(self, number: int, place: int) -> bool:
        return number == place or place in self._known.lying_in(number)

    def _meant_elsewhere(self, wanted: Wanted, written: WrittenName, numbers: list[int]) -> Place | None:
        """A bare name may be meant for a province that is gone, and not for the ward that bears it now."""
        is_bare = not wanted.level and len(written.readings) == 1 and written.readings[0].kinds is None
        is_below = all(self.areas[number].level in ("district", "commune") for number in numbers)
        if not (is_below and is_bare and numbers and "province" in wanted.levels):
            return None
        elsewhere = self._of_other_era(wanted, written, ("province",))
        gone = [area for area in self._that_ended(written.readings) if area.level == "province"]
        return elsewhere or (self._ended_before(wanted.name, gone[0]) if gone else None)

    def _of_other_era(self, wanted: Wanted, written: WrittenName, levels: Sequence[str]) -> Place | None:
        """What is to be said of a name that one area of the other vintage bears at one of some levels."""
        for other in NEWEST_FIRST:
            if levels and other != wanted.vintage:
                found = self._fitting(
                    wanted._replace(vintage=other, level="", levels=tuple(levels), inside=None),
                    written,
                    exactly=True,
                )
                if len({one.area_id for one in found}) == 1:
                    return problem("place_of_other_era", name=wanted.name, era=other)
        return None

    def _unknown(self, wanted: Wanted, written: WrittenName) -> Place:
        levels = (wanted.level,) if wanted.level else wanted.levels
        suggestions = self.suggestions(wanted)
        elsewhere = self._of_other_era(wanted, written, [one for one in levels if one != "commune"])
        if elsewhere is not None:
            return elsewhere
        gone = next(iter(self._that_ended(written.readings)), None)
        if gone is not None and not suggestions:
            return self._ended_before(wanted.name, gone)
        if not suggestions:
            below = self._of_other_era(wanted, written, levels)
            if below is not None:
                return below
        return problem("unknown_place", name=wanted.name, suggestions=suggestions)

    def _that_ended(self, readings: Iterable[Reading]) -> list[Known]:
        found = [
            one.area_id
            for vintage in ENDED
            for reading in readings
            for one in self._named(vintage, reading, exactly=False)
        ]
        return [self.areas[number] for number in dict.fromkeys(found)]

    def _ended_before(self, name: str, area: Known) -> Place:
        became = self._known.became(area.id)
        return problem(
            "place_ended", name=name, place=area.full_name_vi, until=area.valid_to or "", became=became
        )

    def _listed(self, numbers: Iterable[int]) -> str:
        return "; ".join(self.described(number) for number in list(numbers)[:LISTED])

    def described(self, number: int) -> str:
        """An area with the one above it: «Xã Yên Sơn, Huyện Lục Nam (07492)»."""
        return self._suggestions.described(number)

    def suggestions(self, wanted: Wanted) -> str:
        """A few areas of the vintage and level that may have been meant; "" where nothing is alike."""
        return self._suggestions.listed(wanted.vintage, wanted.level, wanted.levels, wanted.name)


def _loose(named: Named) -> str:
    return Reading(named.words).loose


def was_there(area: Known, year: int) -> bool:
    """Whether an area was there at the end of a year."""
    last_day = f"{year}-12-31"
    return (area.valid_from or "") <= last_day <= (area.valid_to or "9999")
