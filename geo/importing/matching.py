"""Which row of a file is which area: by code, then by name within the parent, then by place.

Each step only pairs what is still free on both sides, so no area is ever given to two rows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.importing.areas import GRADES, PARENT_LEVELS, Area, Keys, Target, areas, code_in, row_keys
from geo.importing.errors import BoundaryFileUnusable
from geo.importing.names import Key

TRUSTED_SHARE = 0.8
"""Codes are followed when at least so many of them agree with the row's name and parent."""

ARCHIPELAGO_NAMES = {
    "hoang_sa": ("hoangsa", "paracel"),
    "truong_sa": ("truongsa", "spratly"),
}

PlaceOverlaps = Callable[[Sequence[int], Sequence[str]], Iterable[tuple[float, int, str]]]


@dataclass(frozen=True)
class Row:
    """What a row says of itself: its code as written, its names, its parent's code if that could be told.

    ``parent_by_place`` when nothing written told the parent: such a parent may be wrong along a border.
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


@dataclass(frozen=True)
class Match:
    """A row and its area, by code, name, place or archipelago; ``differs`` if code and name disagree."""

    row: int
    code: str
    how: str
    differs: bool = False


@dataclass(frozen=True)
class Matching:
    """All pairs, by row; ``codes_ignored`` if the file's codes mean something else."""

    matches: tuple[Match, ...]
    codes_ignored: bool = False

    def unmatched_rows(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows without an area."""
        taken = {match.row for match in self.matches}
        return [row for row in rows if row.number not in taken]

    def unmatched_areas(self, target: Target) -> list[Area]:
        """Return the areas without a row, by code."""
        taken = {match.code for match in self.matches}
        return [area for code, area in areas(target).items() if code not in taken]


def match(rows: Sequence[Row], target: Target, overlaps: PlaceOverlaps | None = None) -> Matching:
    """Return which row is which area; ``overlaps`` yields how well rows and areas agree in place.

    Raises BoundaryFileUnusable (``duplicate_codes``) if two rows carry the code of one area.
    """
    archipelagos = _archipelago_matches(rows) if target[0] == "province" else []
    apart = {match.row for match in archipelagos}
    rows = [row for row in rows if row.number not in apart]
    coded = {row.number: code for row in rows if (code := code_in(row.code, target))}
    agreeing = {
        row.number: _agrees(row, areas(target)[coded[row.number]]) for row in rows if row.number in coded
    }
    trusted = _trusted(coded, list(agreeing.values()), overlaps)
    pairs = _Pairs(rows, target)
    if trusted:
        _refuse_duplicates(rows, coded)
        pairs.add_all(((n, c) for n, c in coded.items() if agreeing[n] is not False), "code")
    pairs.by_name(within_parent=True)
    pairs.by_name(within_parent=False)
    if overlaps:
        pairs.by_place(overlaps)
    if trusted:
        pairs.add_all(coded.items(), "code", differs=True)
    return Matching(tuple(sorted([*archipelagos, *pairs.found], key=lambda pair: pair.row)), not trusted)


def _trusted(
    coded: Mapping[int, str], agreeing: Sequence[bool | None], overlaps: PlaceOverlaps | None
) -> bool:
    """Whether the codes mean what ours mean: by names and parents, or by place where rows have neither."""
    told = [agrees for agrees in agreeing if agrees is not None]
    if not told and overlaps:
        best: dict[int, tuple[float, str]] = {}
        for share, number, code in overlaps(list(coded), sorted(set(coded.values()))):
            best[number] = max(best.get(number, (0.0, "")), (share, code))
        told = [code == coded[number] for number, (_, code) in best.items()]
    return not told or sum(told) >= TRUSTED_SHARE * len(told)


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


def _refuse_duplicates(rows: Iterable[Row], coded: Mapping[int, str]) -> None:
    repeated = [code for code, times in Counter(coded.values()).items() if times > 1]
    if repeated:
        names = {row.number: row.name for row in rows}
        shown = sorted({names[number] for number, code in coded.items() if code in repeated} - {""})
        facts = {"codes": ", ".join(sorted(repeated)[:5]), "names": ", ".join(shown[:5]) or "–"}
        raise BoundaryFileUnusable("duplicate_codes", facts | {"count": len(repeated)})


class _Pairs:
    """The pairs found so far, and what is still free on both sides."""

    def __init__(self, rows: Sequence[Row], target: Target) -> None:
        self.rows = {row.number: row for row in rows}
        self.areas = dict(areas(target))
        self.nested = target in PARENT_LEVELS
        self.found: list[Match] = []

    def add_all(self, pairs: Iterable[tuple[int, str]], how: str, *, differs: bool = False) -> None:
        for number, code in list(pairs):
            if number in self.rows and code in self.areas:
                del self.rows[number], self.areas[code]
                self.found.append(Match(number, code, how, differs))

    def by_name(self, *, within_parent: bool) -> None:
        """Grade by grade, pair what one key names exactly once on each side.

        Without ``within_parent`` only rows whose parent nothing written told: they may be of any parent.
        """
        keys = {number: row_keys(tuple(filter(None, row.names))) for number, row in self.rows.items()}
        if not any(any(own) for own in keys.values()):
            return
        for grade in range(len(GRADES)):
            wanted = frozenset[Key]().union(*(own[grade] for own in keys.values()))
            named: dict[tuple[str, Key], set[str]] = {}
            for area in self.areas.values():
                for key in area.keys[grade] & wanted:
                    for around in ("", area.parent):
                        named.setdefault((around, key), set()).add(area.code)
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
            if len(codes) == 1:
                wanted[number] = codes.pop()
        times = Counter(wanted.values())
        return [(number, code) for number, code in wanted.items() if times[code] == 1]

    def by_place(self, overlaps: PlaceOverlaps) -> None:
        """Pair the best agreement first; a row whose parent is known stays within it."""
        ranked = sorted(overlaps(list(self.rows), list(self.areas)), reverse=True)
        held = {code: area.parent for code, area in self.areas.items()}
        bound = {
            number: row.parent for number, row in self.rows.items() if self.nested and not row.parent_by_place
        }
        fitting = [(number, code) for _, number, code in ranked if bound.get(number) in (None, held[code])]
        self.add_all(fitting, "place")
