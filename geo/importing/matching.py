"""Which row of a file is which area: by code, then by name within the parent, then by place.

Several rows of one code, or of one name within one parent, are parts of one area. A row is never given to
two areas.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from geo.importing.areas import (
    GRADES,
    PARENT_LEVELS,
    Area,
    Keys,
    Predecessor,
    Target,
    areas,
    code_in,
    predecessors,
    row_keys,
)
from geo.importing.names import Key

TRUSTED_SHARE = 0.8
"""Codes are followed when at least so many of them agree with the row's name and parent."""

ELSEWHERE = 0.5
"""Intersection over union from which one of several rows of an area is taken for another area."""

ARCHIPELAGO_NAMES = {
    "hoang_sa": ("hoangsa", "paracel"),
    "truong_sa": ("truongsa", "spratly"),
}

PlaceOverlaps = Callable[[Sequence[int], Sequence[str]], Iterable[tuple[float, int, str]]]
Near = Callable[[int, str], bool]
"""Whether a row lies in an area or close to it."""


def anywhere(number: int, code: str) -> bool:
    """Hold every row for near to every area: nothing is known of their places."""
    return True


@dataclass(frozen=True)
class Row:
    """What a row says of itself: its code as written, its names, its parent's code if that could be found.

    ``parent_by_place`` when nothing written says the parent: such a parent may be wrong along a border.
    """

    number: int
    code: str
    names: tuple[str, ...]
    parent: str | None = None
    parent_by_place: bool = False

    @property
    def name(self) -> str:
        """The name to show, the first that is given."""
        return next((name for name in self.names if name), "")

    @property
    def label(self) -> str:
        """What to call the row in a report: its name, its code or its place."""
        return self.name or self.code or str(self.number + 1)


@dataclass(frozen=True)
class Match:
    """A row and its area, by code, name, predecessor, place or archipelago.

    ``differs`` if code and name disagree.
    """

    row: int
    code: str
    how: str
    differs: bool = False


@dataclass(frozen=True)
class Matching:
    """All pairs, by row; ``codes_ignored`` if the file's codes mean something else.

    ``ended`` holds the rows of areas that ended, with what they went into.
    """

    matches: tuple[Match, ...]
    codes_ignored: bool = False
    ended: Mapping[int, Predecessor] = field(default_factory=dict)

    @property
    def split(self) -> frozenset[int]:
        """The rows of areas that ended and whose ground now belongs to several: they are no area."""
        return frozenset(self.ended) - {match.row for match in self.matches}

    def unmatched_rows(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows without an area."""
        taken = {match.row for match in self.matches}
        return [row for row in rows if row.number not in taken]

    def unmatched_areas(self, target: Target) -> list[Area]:
        """Return the areas without a row, by code."""
        taken = {match.code for match in self.matches}
        return [area for code, area in areas(target).items() if code not in taken]


def match(
    rows: Sequence[Row], target: Target, overlaps: PlaceOverlaps | None = None, near: Near = anywhere
) -> Matching:
    """Return which row is which area; ``overlaps`` yields how well rows and areas agree in place."""
    archipelagos = _archipelago_matches(rows) if target[0] == "province" else []
    apart = {match.row for match in archipelagos}
    rows = [row for row in rows if row.number not in apart]
    coded = {row.number: code for row in rows if (code := code_in(row.code, target))}
    agreeing = {
        row.number: _agrees(row, areas(target)[coded[row.number]]) for row in rows if row.number in coded
    }
    trusted = _trusted(coded, list(agreeing.values()), overlaps)
    pairs = _Pairs(rows, target, near)
    if trusted:
        pairs.add_all(((n, c) for n, c in coded.items() if agreeing[n] is not False), "code")
    pairs.by_name(within_parent=True)
    pairs.by_predecessor()
    pairs.by_name(within_parent=False)
    if overlaps:
        pairs.release_strays(overlaps)
        pairs.by_place(overlaps)
    if trusted:
        pairs.add_all(pairs.to_free_areas(coded), "code", differs=True)
    found = sorted([*archipelagos, *pairs.found], key=lambda pair: pair.row)
    return Matching(tuple(found), not trusted, pairs.ended)


def _trusted(
    coded: Mapping[int, str], agreeing: Sequence[bool | None], overlaps: PlaceOverlaps | None
) -> bool:
    """Whether the codes mean what ours mean: by names and parents, or by place where rows have neither."""
    said = [agrees for agrees in agreeing if agrees is not None]
    if not said and overlaps:
        best: dict[int, tuple[float, str]] = {}
        for share, number, code in overlaps(list(coded), sorted(set(coded.values()))):
            best[number] = max(best.get(number, (0.0, "")), (share, code))
        said = [code == coded[number] for number, (_, code) in best.items()]
    return not said or sum(said) >= TRUSTED_SHARE * len(said)


def _archipelago_matches(rows: Iterable[Row]) -> list[Match]:
    """Rows of Hoàng Sa and Trường Sa beside the provinces; the code says which archipelago."""
    found = []
    for row in rows:
        keys = row_keys(tuple(filter(None, row.names)))[3]
        for code, parts in ARCHIPELAGO_NAMES.items():
            if any(part in key for key, _ in keys for part in parts):
                found.append(Match(row.number, code, "archipelago"))
                break
    return found


def names_agree(names: tuple[str, ...], area: Area) -> bool:
    """Whether any of the names is a way to write the area's."""
    return any(own & known for own, known in zip(row_keys(names), area.keys, strict=True))


def _agrees(row: Row, area: Area) -> bool | None:
    """None when the row says nothing that its code could be held against."""
    names = tuple(filter(None, row.names))
    written = None if row.parent_by_place else row.parent
    if written is not None and written != area.parent:
        return False
    return names_agree(names, area) if names else (None if written is None else True)


class _Pairs:
    """The pairs found so far, the rows still without an area, and the areas still without a row."""

    def __init__(self, rows: Sequence[Row], target: Target, near: Near) -> None:
        self.rows = {row.number: row for row in rows}
        self.known = areas(target)
        self.free = dict(self.known)
        self.nested = target in PARENT_LEVELS
        self.earlier = predecessors(target)
        self.near = near
        self.found: list[Match] = []
        self.ended: dict[int, Predecessor] = {}
        self._all_rows = dict(self.rows)

    def add_all(self, pairs: Iterable[tuple[int, str]], how: str, *, differs: bool = False) -> None:
        """Give rows to areas, also to areas that have rows already."""
        for number, code in list(pairs):
            if number in self.rows and code in self.known:
                del self.rows[number]
                self.free.pop(code, None)
                self.found.append(Match(number, code, how, differs))

    def to_free_areas(self, coded: Mapping[int, str]) -> list[tuple[int, str]]:
        """Return the pairs of rows without an area and areas without a row, one row an area."""
        times = Counter(code for number, code in coded.items() if number in self.rows)
        return [(number, code) for number, code in coded.items() if code in self.free and times[code] == 1]

    def by_name(self, *, within_parent: bool) -> None:
        """Grade by grade, pair what one key names exactly once among the areas still without a row.

        Then give the rows left to areas that have rows already, where their name is unique among all. Without
        ``within_parent`` only rows whose parent nothing written says: they may be of any parent near to them.
        """
        for known in (self.free, self.known):
            keys = {number: row_keys(tuple(filter(None, row.names))) for number, row in self.rows.items()}
            for grade in range(len(GRADES)):
                wanted = frozenset[Key]().union(*(own[grade] for own in keys.values()))
                if wanted:
                    named = _named(known.values(), wanted, grade)
                    self.add_all(self._unambiguous(named, keys, grade, within_parent), "name")

    def _unambiguous(
        self,
        named: Mapping[tuple[str, Key], set[str]],
        keys: Mapping[int, Keys],
        grade: int,
        within_parent: bool,
    ) -> list[tuple[int, str]]:
        wanted: dict[int, str] = {}
        for number, row in self.rows.items():
            around = row.parent if self.nested and within_parent else ""
            if around is None or not (within_parent or row.parent is None or row.parent_by_place):
                continue
            codes = set().union(*(named.get((around, key), set()) for key in keys[number][grade]))
            if len(codes) == 1 and (within_parent or self.near(number, min(codes))):
                wanted[number] = codes.pop()
        return list(wanted.items())

    def by_predecessor(self) -> None:
        """Give a row that bears the name of an earlier area to the area which that went into.

        The row of one that was split among several is set apart.
        """
        named: dict[Key, list[Predecessor]] = {}
        for earlier in self.earlier:
            for key in earlier.area.keys_of(3) | earlier.area.keys_of(4):
                named.setdefault(key, []).append(earlier)
        for number, row in list(self.rows.items()):
            own = frozenset().union(*row_keys(tuple(filter(None, row.names)))[3:])
            meant = {
                earlier.area.code: earlier
                for key in own
                for earlier in named.get(key, ())
                if not self.nested or self._may_lie_in(row, earlier)
            }
            if len(meant) == 1:
                self._give(number, *meant.values())

    def _may_lie_in(self, row: Row, earlier: Predecessor) -> bool:
        if row.parent_by_place:
            return any(self.near(row.number, code) for code in earlier.successors)
        return row.parent in (None, earlier.area.parent)

    def _give(self, number: int, earlier: Predecessor) -> None:
        self.ended[number] = earlier
        if earlier.successor:
            self.add_all([(number, earlier.successor)], "predecessor")
        else:
            del self.rows[number]

    def release_strays(self, overlaps: PlaceOverlaps) -> None:
        """Take a row from an area of several rows when it lies on another that has none."""
        times = Counter(found.code for found in self.found)
        several = {found.row: found.code for found in self.found if times[found.code] > 1}
        if not several:
            return
        found = overlaps(list(several), list(self.free))
        strays = {number for share, number, _ in found if share >= ELSEWHERE}
        self.found = [pair for pair in self.found if pair.row not in strays]
        self.ended = {number: earlier for number, earlier in self.ended.items() if number not in strays}
        self.rows |= {number: self._all_rows[number] for number in strays}

    def by_place(self, overlaps: PlaceOverlaps) -> None:
        """Pair the best agreement first; a row whose parent is known stays within it."""
        ranked = sorted(overlaps(list(self.rows), list(self.free)), reverse=True)
        held = {code: area.parent for code, area in self.free.items()}
        bound = {
            number: row.parent for number, row in self.rows.items() if self.nested and not row.parent_by_place
        }
        for _, number, code in ranked:
            if code in self.free and bound.get(number) in (None, held[code]):
                self.add_all([(number, code)], "place")


def _named(known: Iterable[Area], wanted: frozenset[Key], grade: int) -> dict[tuple[str, Key], set[str]]:
    """Return the codes of the areas that each key names in one grade, by parent and, under "", anywhere."""
    named: dict[tuple[str, Key], set[str]] = {}
    for area in known:
        for key in area.keys[grade] & wanted:
            for around in ("", area.parent):
                named.setdefault((around, key), set()).add(area.code)
    return named
