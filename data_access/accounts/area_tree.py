"""Which areas an office answers for: its own, what is below, and the units of the other era it is made of.

A unit of another era belongs to an office where everything that it went into, or was made of, lies in the
office's area. Pieces of land without people decide nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from data_access.accounts.rights import NATION, AreaKey

Links = Mapping[int, set[int]]
# Units that may be taken for covered when all of their parts are.
MADE_OF_COMMUNES = ("district", "province")


@dataclass(frozen=True)
class AreaTree:
    """All areas by their numbers: keys, the area above each, and what went into what (earlier, later)."""

    keys: Mapping[int, AreaKey]
    parents: Mapping[int, int]
    moves: tuple[tuple[int, int], ...]

    def reach(self, key: AreaKey) -> frozenset[int]:
        """Return the numbers of all areas for which an office of this area answers; none for no area."""
        if key == NATION:
            return frozenset(self.keys)
        number = self._numbers.get(key)
        if number is None:
            return frozenset()
        inside = self._below({number})
        for links in (self._later, self._earlier):
            inside |= self._below(_held(links, inside))
        return frozenset(inside | self._wholes(inside, key[0]))

    def holders(self, numbers: Collection[int]) -> frozenset[AreaKey]:
        """Return the areas whose offices answer for all of these areas; the nation always does."""
        wanted = frozenset(numbers)
        candidates = self._around(next(iter(wanted))) if wanted else set()
        return frozenset(key for key in candidates if wanted <= self.reach(key)) | {NATION}

    def holders_of(self, key: AreaKey) -> frozenset[AreaKey]:
        """Return the areas whose offices answer for one area; the nation alone for no area."""
        number = self._numbers.get(key)
        return self.holders(() if number is None else (number,))

    def _around(self, number: int) -> set[AreaKey]:
        """Return the keys of an area, of all above it, and of those that parts of it went into or were."""
        near = {number}
        for inside in self._below({number}):
            near |= self._later.get(inside, set()) | self._earlier.get(inside, set())
        above = {up for one in near for up in self._above(one)}
        return {self.keys[one] for one in near | above}

    def _above(self, number: int) -> Iterable[int]:
        while (above := self.parents.get(number)) is not None:
            number = above
            yield number

    def _below(self, numbers: Iterable[int]) -> set[int]:
        found, waiting = set(numbers), list(numbers)
        while waiting:
            below = self._children.get(waiting.pop(), set()) - found
            found |= below
            waiting.extend(below)
        return found

    def _wholes(self, inside: set[int], vintage: str) -> set[int]:
        """Return units of other eras all of whose parts are inside."""
        above = {self.parents[one] for one in inside if one in self.parents} - inside
        return {
            one
            for one in above
            if self.keys[one][0] != vintage
            and self.keys[one][1] in MADE_OF_COMMUNES
            and self._children[one] <= inside
        }

    @cached_property
    def _numbers(self) -> Mapping[AreaKey, int]:
        return {key: number for number, key in self.keys.items()}

    @cached_property
    def _children(self) -> Links:
        return _grouped((above, below) for below, above in self.parents.items())

    @cached_property
    def _later(self) -> Links:
        return _grouped(self.moves)

    @cached_property
    def _earlier(self) -> Links:
        return _grouped((later, earlier) for earlier, later in self.moves)


def _held(links: Links, inside: set[int]) -> set[int]:
    return {one for one, others in links.items() if others <= inside}


def _grouped(pairs: Iterable[tuple[int, int]]) -> Links:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
    return found
