"""The areas that a name may be followed by, and how to recognise them."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from data_access.place_search.hits import NamedArea
from data_access.place_search.phrases import Kinds
from data_access.place_search.short_names import short_names_of
from data_access.place_search.spelling import key, loose, name_syllables

# What it costs when the parent was typed as another kind, or is the province of today of an old area.
OTHER_KIND, PROVINCE_OF_TODAY = 0.3, 0.25


class Parent(NamedTuple):
    """What is known of a parent by one of its names."""

    kinds: Kinds
    cost: float


class Above(NamedTuple):
    """One parent as it was typed: its loose key, the kinds asked for, and what reading it so costs."""

    key: str
    kinds: Kinds | None
    cost: float


Parents = Mapping[str, Parent]
# Ways to read the words beside a name: each one or two parents, all of which must be the area's.
Readings = list[tuple[Above, ...]]
# The parents that a run of words may name.
Named = Callable[[tuple[str, ...]], list[Above]]


def keys_of(area: NamedArea) -> list[str]:
    """The loose keys of an area's whole name: also without "Thành phố", and its short names."""
    words = name_syllables(area.name_vi)
    keys = [loose(key(words))]
    if keys[0].startswith("thanhpho"):
        keys.append(loose(key(words[2:])))
    return keys + [short for whole in keys for short in short_names_of(whole)]


def parents_of(above: Iterable[NamedArea], now: Iterable[NamedArea]) -> dict[str, Parent]:
    """The names by which an area's parents and its province of today may be written beside its name."""
    found: dict[str, Parent] = {}
    for area, cost in [*((area, 0.0) for area in above), *((area, PROVINCE_OF_TODAY) for area in now)]:
        for name in keys_of(area):
            known = found.get(name, Parent(frozenset(), cost))
            found[name] = Parent(known.kinds | {area.kind}, known.cost)
    return found


def readings_beside(words: tuple[str, ...], named: Named) -> Readings:
    """The ways in which ``words`` are one or two parents."""
    alone: Readings = [(above,) for above in named(words)]
    two: Readings = [
        (first, second)
        for cut in range(1, len(words))
        for first in named(words[:cut])
        for second in named(words[cut:])
    ]
    return alone + two


def cost_beside(parents: Parents, readings: Readings) -> float | None:
    """The lowest cost at which the words beside a name are the area's parents; None if they are not."""
    costs = [cost for reading in readings if (cost := _cost_of(parents, reading)) is not None]
    return min(costs, default=None)


def _cost_of(parents: Parents, reading: tuple[Above, ...]) -> float | None:
    cost = 0.0
    for above in reading:
        parent = parents.get(above.key)
        if parent is None:
            return None
        is_other_kind = above.kinds is not None and not above.kinds & parent.kinds
        cost += above.cost + parent.cost + (OTHER_KIND if is_other_kind else 0.0)
    return cost
