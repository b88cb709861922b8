"""The index of all names, and the search in it."""

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from typing import Any, NamedTuple

import pandas as pd

from data_access.place_search.candidates import Candidates
from data_access.place_search.entries import Entry, NameKey, entries_of, name_keys
from data_access.place_search.hits import Hit, Match
from data_access.place_search.parents import Above, Named, Readings, cost_beside, readings_beside
from data_access.place_search.phrases import Phrase, phrases
from data_access.place_search.spelling import Accents, agreement, bare, key, loose
from data_access.place_search.typed import Reading, readings

# What it costs when a name is of another kind or time than requested, is spelt otherwise, comes after
# its parents, or was not typed to its end. Accents that were only left out cost nothing: they decide between
# areas of one level.
OTHER_KIND, OTHER_ERA, OTHER_ACCENTS, OTHER_SPELLING = 0.8, 0.6, 0.5, 0.1
AFTER_PARENTS, NOT_ENDED = 0.35, 0.9
# What it costs that a hamlet, which lies in a commune, is followed by no commune.
NO_COMMUNE = 0.25
# A cost up to which nothing else is likely to be meant.
SURE = 0.85
SHORTEST_BEGINNING = 2
CODE_LENGTHS = (2, 3, 5)
CODE_WORDS = {("ma",), ("ma", "so"), ("code",), ("vn",)}


class Found(NamedTuple):
    """An entry that fits what was typed."""

    cost: float
    order: tuple[Any, ...]
    match: Match
    entry: Entry


class PlaceIndex:
    """All names of all areas, to be searched by what people type.

    Built once from the frame of ``queries.places``; it is never changed and may be shared by threads.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._entries = entries_of(frame)
        self._names = name_keys(self._entries)
        self._near_names = Candidates(self._names)
        self._parents = {name for entry in self._entries for name in entry.parents}
        self._near_parents = Candidates(self._parents)
        self._syllables = {bare(word) for entry in self._entries for word in entry.words}
        self._codes: dict[str, list[Entry]] = {}
        for entry in self._entries:
            self._codes.setdefault(entry.area.code, []).append(entry)

    def search(self, typed: str, limit: int = 8) -> list[Hit]:
        """Up to ``limit`` areas that ``typed`` may mean, the likeliest first, each area once.

        Costs compare first; among equals a province comes before a district before a commune, an area of
        today before one that ended. Empty for text that is like no name.
        """
        ways = readings(typed, self._syllables)
        if not ways:
            return []
        found = list(self._by_code(ways[0].words)) or self._by_name(ways)
        best: dict[tuple[str, str, str], Found] = {}
        for one in sorted(found, key=lambda one: (round(one.cost, 2), one.order)):
            area = one.entry.area
            best.setdefault((area.vintage, area.level, area.code), one)
            if len(best) == limit:
                break
        return [_hit(one) for one in best.values()][:limit]

    def _by_name(self, ways: Sequence[Reading]) -> list[Found]:
        found = [one for way in ways for one in self._exact(way)]
        found += self._beginning(ways[0])
        if min((one.cost for one in found), default=SURE + 1) > SURE:
            found += self._glued(ways[0])
            found += [one for way in ways for one in self._similar(way)]
        return found

    def _by_code(self, words: tuple[str, ...]) -> Iterator[Found]:
        first = words[0].removeprefix("vn") if len(words) == 1 else words[-1]
        if not (first.isascii() and first.isdigit()) or (
            len(words) > 1 and _plain(words[:-1]) not in CODE_WORDS
        ):
            return
        for code in dict.fromkeys([first, *(first.zfill(length) for length in CODE_LENGTHS)]):
            if code in self._codes:
                yield from (Found(0.0, entry.order, "code", entry) for entry in self._codes[code])
                return

    def _exact(self, way: Reading) -> Iterator[Found]:
        for phrase, beside, cost in _cuts(way.words):
            names = [(name, 0.0) for name in self._names.get(phrase.loose_key, ())]
            if names:
                yield from _fitting(phrase, names, self._read_beside(beside), way.cost + cost, way.below)

    def _read_beside(self, words: tuple[str, ...]) -> Readings | None:
        return readings_beside(words, self._parents_named) if words else None

    def _parents_named(self, words: tuple[str, ...]) -> list[Above]:
        return [
            Above(phrase.loose_key, phrase.kinds, phrase.cost)
            for phrase in phrases(words)
            if phrase.loose_key in self._parents
        ]

    def _beginning(self, way: Reading) -> Iterator[Found]:
        for phrase in phrases(way.words):
            if len(phrase.key) < SHORTEST_BEGINNING:
                continue
            longer = [
                name
                for longer in self._near_names.beginning(phrase.loose_key)
                for name in self._names[longer]
                if phrase.kinds is None or name.entry.area.kind in phrase.kinds
            ]
            for name in nsmallest(16, longer, key=lambda name: name.entry.order):
                cost = way.cost + NOT_ENDED + name.cost + _era_cost(phrase, name.entry)
                level, *rest = name.entry.order
                yield Found(cost, (level, Accents.AGREE, *rest), "beginning", name.entry)

    def _glued(self, way: Reading) -> Iterator[Found]:
        """A name and its parent in one run of letters: "lacsonhoabinh"."""
        run = "".join(way.words)
        for cut in range(2, min(len(run), 60) - 1):
            words = (run[:cut], run[cut:])
            if loose(key(words[:1])) in self._names and loose(key(words[1:])) in self._parents:
                yield from self._exact(Reading(words, way.cost))

    def _similar(self, way: Reading) -> Iterator[Found]:
        cuts = list(_cuts(way.words))
        near = self._near_names.near(list({phrase.loose_key for phrase, _, _ in cuts}))
        named = self._parents_nearly_named(way.words)
        for phrase, beside, cost in cuts:
            close = near[phrase.loose_key]
            reading = readings_beside(beside, named) if beside and close else None
            if close and (reading or not beside):
                names = [(name, far) for other, far in close for name in self._names[other]]
                yield from _fitting(phrase, names, reading, way.cost + cost, way.below)

    def _parents_nearly_named(self, words: tuple[str, ...]) -> Named:
        """What any run of ``words`` may mean as a parent; the last one may be unfinished."""
        runs = {words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
        keys = {phrase.loose_key for run in runs for phrase in phrases(run)}
        near = self._near_parents.near(list(keys))

        def named(run: tuple[str, ...]) -> list[Above]:
            return [
                Above(other, phrase.kinds, phrase.cost + far)
                for phrase in phrases(run)
                for other, far in near[phrase.loose_key]
            ] + [
                Above(other, phrase.kinds, phrase.cost + NOT_ENDED)
                for phrase in phrases(run)
                if run[-1] is words[-1] and len(phrase.key) >= SHORTEST_BEGINNING
                for other in self._near_parents.beginning(phrase.loose_key)
            ]

        return named


def _cuts(words: tuple[str, ...]) -> Iterator[tuple[Phrase, tuple[str, ...], float]]:
    """The ways to part words into a name and what is written beside it, and what each costs."""
    for cut in range(len(words), 0, -1):
        for phrase in phrases(words[:cut]):
            yield phrase, words[cut:], phrase.cost
    for cut in range(1, len(words)):
        for phrase in phrases(words[cut:]):
            yield phrase, words[:cut], phrase.cost + AFTER_PARENTS


def _fitting(
    phrase: Phrase, names: Sequence[tuple[NameKey, float]], beside: Readings | None, cost: float, below: bool
) -> Iterator[Found]:
    for name, far in names:
        parents = 0.0 if beside is None else cost_beside(name.entry.parents, beside)
        if parents is not None:
            accents = (
                Accents.AGREE if far or name.match != "name" else agreement(phrase.words, name.entry.words)
            )
            match, disagreement = _disagreement(phrase, name, far, accents)
            level, *rest = name.entry.order
            above = NO_COMMUNE if below and name.entry.area.level != "commune" else 0.0
            yield Found(cost + parents + disagreement + above, (level, accents, *rest), match, name.entry)


def _disagreement(phrase: Phrase, name: NameKey, far: float, accents: Accents) -> tuple[Match, float]:
    """What agrees between a phrase and a name whose keys are ``far`` apart, and what the rest costs."""
    cost = name.cost + far + _era_cost(phrase, name.entry)
    if phrase.kinds is not None and name.entry.area.kind not in phrase.kinds:
        cost += OTHER_KIND
    if far or name.match != "name":
        return "similar" if far else name.match, cost
    spelling = OTHER_SPELLING if phrase.key != name.strict_key else 0.0
    others = OTHER_ACCENTS if accents is Accents.OTHERS else 0.0
    return "spelling" if spelling or others else "name", cost + spelling + others


def _era_cost(phrase: Phrase, entry: Entry) -> float:
    era = "new" if entry.row.valid_to is None else "old"
    return OTHER_ERA if phrase.era not in (None, era) else 0.0


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(bare, words))


def _hit(found: Found) -> Hit:
    area, row = found.entry.area, found.entry.row
    return Hit(
        **{field: getattr(area, field) for field in type(area).__slots__},
        name_from=row.name_from,
        name_to=row.name_to,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        parents=found.entry.above,
        now_in=found.entry.now_in,
        successors=int(row.successors),
        became_vi=row.became_vi,
        became_en=row.became_en,
        match=found.match,
        cost=round(found.cost, 2),
    )
