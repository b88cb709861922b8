"""The ways to read a table, each compared with the layer that ships; the best agreement wins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import shapely

from geo.importing.agreement import BOUNDS, Compared, Places, agreement, compared
from geo.importing.areas import DRAWN, PARENT_LEVELS, Predecessor, Target, areas, predecessors
from geo.importing.choosing import Choice, rows_of
from geo.importing.errors import BoundaryFileUnusable
from geo.importing.layouts import LEAST_SHARE, listed
from geo.importing.matching import Match, Matching, Row, match, names_agree
from geo.importing.table import FINEST_FIRST, Table
from geo.layers import UnknownLayer, layer, shapes_of, shipped_shapes
from vocabulary.vintages import NEW, OLD

NEAR_DEGREES = 0.2
LEAST_MATCHED = 0.5
"""Fewer matched rows than this, and the file is of something else."""

SCALES = 20.0
"""Rows so many times larger or smaller than a level's areas are not of it, unless they bear its names."""

LEAST_LARGEST = 0.3
"""Areas of islands have one large row; districts that name their province make no file of provinces."""

TIE = 0.02
HELD = 0.6
"""So much of its ground lies in one area if a row without a name is a part of it."""

BETTER = 0.02
"""So much better does an area agree if a row is a part of it."""

MADE_FOR = {
    "COD-AB 2025": NEW,
    "thanglequoc GeoJSON": NEW,
    "COD-AB 2020": OLD,
    "dvhcvn JSON": OLD,
    "GADM 4.1": OLD,
    "GADM 2.8": OLD,
}
"""The boundaries that a layout was made for: they decide where a file fits both sets equally well."""


@dataclass(frozen=True)
class Reading:
    """One way to read a table, carried out: its rows, their areas, and the areas' shapes by code.

    ``used`` is the share of the file's ground that belongs to an area, ``largest`` which share of an area its
    largest row has, on average.
    """

    choice: Choice
    rows: list[Row]
    matching: Matching
    shapes: dict[str, shapely.Geometry]
    compared: tuple[Compared, ...]
    used: float
    largest: float

    @property
    def target(self) -> Target:
        """The level and vintage."""
        return self.choice.target

    @cached_property
    def agreement(self) -> float:
        """Mean intersection over union of its areas with those that ship; 0 without any."""
        return sum(area.agreement for area in self.compared) / max(len(self.compared), 1)

    @property
    def matched_share(self) -> float:
        """Which share of the rows has an area."""
        return len(self.matching.matches) / max(len(self.rows), 1)

    @property
    def holds(self) -> bool:
        """Whether enough rows have an area, are no mere parts of it, and the areas agree well enough."""
        is_whole = self.matched_share >= LEAST_MATCHED and self.largest >= LEAST_LARGEST
        return is_whole and self.agreement >= BOUNDS[self.target[0]]

    @property
    def score(self) -> float:
        """How well the file as a whole agrees."""
        return self.agreement * self.used


def decided(choices: Sequence[Choice], table: Table) -> tuple[Reading, tuple[Reading, ...]]:
    """Return the reading that agrees best with the layer that ships, and all that were tried, best first.

    Raises BoundaryFileUnusable if none agrees well enough, or two of different boundary sets do equally.
    """
    drawn = [choice for choice in choices if choice.target in DRAWN]
    plausible = [choice for choice in drawn if _is_plausible(choice, table)] or drawn
    tried = [carried_out(choice, table) for choice in plausible]
    ranked = sorted(tried, key=lambda reading: reading.score, reverse=True)
    holding = [reading for reading in ranked if reading.holds]
    if not holding:
        raise _refusal(choices, ranked)
    return _with_parts(_of_one_vintage(holding), table), tuple(ranked)


def _is_plausible(choice: Choice, table: Table) -> bool:
    if choice.share >= LEAST_SHARE:
        return True
    areas_of_level = list(_reference(choice.target).values())
    ratio = _typical(table.shapes) / _typical(np.array(areas_of_level, dtype=object))
    return 1 / SCALES < ratio < SCALES


def _typical(shapes: np.ndarray) -> float:
    """The size of the shape in which the middle of all ground lies."""
    sizes = np.sort(shapely.area(shapes))
    return float(sizes[np.searchsorted(np.cumsum(sizes), sizes.sum() / 2)])


def _of_one_vintage(holding: Sequence[Reading]) -> Reading:
    finest = min(FINEST_FIRST.index(reading.target[0]) for reading in holding)
    holding = [reading for reading in holding if FINEST_FIRST.index(reading.target[0]) == finest]
    best = holding[0]
    equal = [reading for reading in holding if reading.score >= best.score - TIE]
    if len({reading.target for reading in equal}) == 1:
        return best
    made_for = MADE_FOR.get(best.choice.layout.name)
    for reading in equal:
        if reading.target[1] == made_for:
            return reading
    facts = {"level": best.target[0], "percent": round(100 * best.agreement)}
    raise BoundaryFileUnusable("vintage_unknown", facts)


def _refusal(choices: Sequence[Choice], ranked: Sequence[Reading]) -> BoundaryFileUnusable:
    if not ranked or choices[0].target not in DRAWN:
        return BoundaryFileUnusable("level_not_drawn", {"rows": len(choices[0].member.rows)})
    best = max(ranked, key=lambda reading: (reading.largest >= LEAST_LARGEST, reading.score))
    if best.matched_share >= LEAST_MATCHED:
        return BoundaryFileUnusable("disagrees", _nearest(best))
    if len(ranked) > 1 and not any(choice.share >= LEAST_SHARE for choice in choices):
        return BoundaryFileUnusable("level_unknown", {"columns": listed(best.choice.member.rows)})
    unmatched = [row.label for row in best.matching.unmatched_rows(best.rows)]
    facts = {"matched": len(best.matching.matches), "rows": len(best.rows), "names": ", ".join(unmatched[:5])}
    return BoundaryFileUnusable("too_few_matched", facts)


def _nearest(best: Reading) -> dict[str, object]:
    least = best.compared[0]
    return {
        "level": best.target[0],
        "vintage": best.target[1],
        "percent": round(100 * best.agreement),
        "least": round(100 * BOUNDS[best.target[0]]),
        "area": f"{least.name_vi} ({least.code})",
        "area_percent": round(100 * least.agreement),
    }


def carried_out(choice: Choice, table: Table) -> Reading:
    """Return a reading with every row given to its area, as far as it has one."""
    of_file = rows_of(choice)
    rows = [replace(of_file[place], number=number) for number, place in enumerate(table.kept)]
    rows = _with_parents_by_place(rows, table.shapes, choice.target)
    reference = _reference(choice.target)
    places = Places(table.shapes, reference) if reference else None
    if places is None:
        matching = match(rows, choice.target)
    else:
        matching = match(rows, choice.target, places.overlaps, places.near)
        matching = _without_outgrown(matching, table.shapes, choice.target)
    return _reading(choice, rows, matching, table)


def _reading(choice: Choice, rows: list[Row], matching: Matching, table: Table) -> Reading:
    shapes = joined_shapes(matching, table.shapes, choice.target)
    ground = shapely.area(table.shapes)
    used = ground[[found.row for found in matching.matches]].sum() / ground.sum()
    largest = dict.fromkeys(shapes, 0.0)
    for found in matching.matches:
        largest[found.code] = max(largest.get(found.code, 0.0), float(ground[found.row]))
    shares = [largest[code] / float(shapely.area(shape)) for code, shape in shapes.items()]
    mean = min(sum(shares) / max(len(shares), 1), 1.0)
    return Reading(choice, rows, matching, shapes, compared(shapes, choice.target), float(used), mean)


def _reference(target: Target) -> Mapping[str, shapely.Geometry]:
    """The layer that ships, or else the present one."""
    shipped = shipped_shapes(*target)
    if shipped:
        return shipped
    try:
        return shapes_of(layer(*target))
    except UnknownLayer:
        return {}


def joined_shapes(matching: Matching, shapes: np.ndarray, target: Target) -> dict[str, shapely.Geometry]:
    """Return the shapes of the areas by code, several rows of one joined; archipelagos are left aside."""
    known = areas(target)
    parts: dict[str, list[shapely.Geometry]] = {}
    for found in matching.matches:
        if found.code in known:
            parts.setdefault(found.code, []).append(shapes[found.row])
    return {code: own[0] if len(own) == 1 else shapely.union_all(own) for code, own in sorted(parts.items())}


def _with_parents_by_place(rows: list[Row], shapes: np.ndarray, target: Target) -> list[Row]:
    """Give rows that name no parent the one they lie in, or nearly in."""
    lost = [row.number for row in rows if row.parent is None]
    around = shipped_shapes(PARENT_LEVELS[target], target[1]) if target in PARENT_LEVELS else {}
    if not lost or not around:
        return rows
    codes = list(around)
    tree = shapely.STRtree(list(around.values()))
    points = shapely.point_on_surface(shapes[lost])
    found, nearest = tree.query_nearest(points, max_distance=NEAR_DEGREES, all_matches=False)
    parents = {lost[place]: codes[parent] for place, parent in zip(found, nearest, strict=True)}
    return [
        replace(row, parent=parents[row.number], parent_by_place=True) if row.number in parents else row
        for row in rows
    ]


def _without_outgrown(matching: Matching, shapes: np.ndarray, target: Target) -> Matching:
    """Set apart the rows of an area as it was before others were split from it, under the same name."""
    reference, matched = _reference(target), {found.code for found in matching.matches}
    ended, outgrown = dict(matching.ended), set[int]()
    for earlier in predecessors(target):
        name = (earlier.area.name_vi,)
        same = [code for code in earlier.successors if names_agree(name, areas(target)[code])]
        if earlier.successor or len(same) != 1 or not matched.isdisjoint(set(earlier.successors) - set(same)):
            continue
        rows = [found.row for found in matching.matches if found.code == same[0]]
        if rows and _is_outgrown(shapely.union_all(shapes[rows]), earlier, same[0], reference):
            ended |= dict.fromkeys(rows, earlier)
            outgrown.update(rows)
    kept = tuple(found for found in matching.matches if found.row not in outgrown)
    return replace(matching, matches=kept, ended=ended)


def _is_outgrown(
    shape: shapely.Geometry, earlier: Predecessor, code: str, reference: Mapping[str, shapely.Geometry]
) -> bool:
    before = shapely.union_all([reference[successor] for successor in earlier.successors])
    return agreement(shape, before) > agreement(shape, reference[code]) + BETTER


def _with_parts(reading: Reading, table: Table) -> Reading:
    """Give a row that no name explains to the area it lies in, where that area agrees better with it.

    Only for the reading that was decided for: rows that are smaller than its areas would fit into any.
    """
    matching, reference = reading.matching, _reference(reading.target)
    left = [row.number for row in matching.unmatched_rows(reading.rows) if row.number not in matching.split]
    if not left or not reference:
        return reading
    places = Places(table.shapes[left], reference)
    shapes = dict(reading.shapes)
    added = []
    for place, number in enumerate(left):
        share, code = places.holder(place)
        before = shapes.get(code, shapely.MultiPolygon())
        after = shapely.union_all([before, table.shapes[number]])
        if share >= HELD and agreement(after, reference[code]) > agreement(before, reference[code]) + BETTER:
            shapes[code] = after
            added.append(Match(number, code, "place"))
    matches = sorted((*matching.matches, *added), key=lambda found: found.row)
    return _reading(reading.choice, reading.rows, replace(matching, matches=tuple(matches)), table)
