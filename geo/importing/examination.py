"""A boundary file examined: what it is, which row is which area, what is wrong; nothing is changed."""

import hashlib
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.importing import coverage, placing
from geo.importing.areas import PARENT_LEVELS, Target, areas
from geo.importing.choosing import ARCHIPELAGO_PROVINCES, choose, rows_of
from geo.importing.errors import BoundaryFileUnusable
from geo.importing.matching import Match, Matching, Row, match
from geo.importing.options import ImportOptions, Progress, silent
from geo.importing.reading import members
from geo.layers import UnknownLayer, layer, shapes_of, shipped_shapes

LEAST_AGREEMENT = 0.25
"""Intersection over union from which a place speaks for itself; schematic boundaries reach 0.74."""

NEAR_DEGREES = 0.2
LEAST_MATCHED = 0.5
"""Fewer matched rows than this, and the file is of something else."""

BLOCK = 1 << 22


@dataclass(frozen=True)
class Flaw:
    """An overlap or a gap: the names of the areas or rows concerned and its size."""

    names: tuple[str, ...]
    km2: float


@dataclass(frozen=True)
class Compared:
    """One area in the file and in the layer that ships: both sizes, and intersection over union."""

    code: str
    name_vi: str
    file_km2: float
    shipped_km2: float
    agreement: float


@dataclass(frozen=True)
class Examination:
    """What an import would do. ``shapes`` are the new layer's polygons by code, ready to be written.

    ``matches`` say by what each row was matched; ``unmatched_rows`` are names (or row numbers) of the file,
    ``unmatched_areas`` codes and names of ours. ``filled`` are the areas that keep their present shape, for
    the file lacks them. ``overlaps`` and ``gaps`` are those of the file, before they were mended.
    """

    source_name: str
    source_sha256: str
    kind: str
    layout: str
    member: str
    level: str
    vintage: str
    crs: str
    notes: tuple[placing.Note, ...]
    non_commercial: bool
    row_count: int
    vertices_read: int
    vertices_kept: int
    mended: int
    matches: tuple[Match, ...]
    row_names: tuple[str, ...]
    unmatched_rows: tuple[str, ...]
    unmatched_areas: tuple[tuple[str, str], ...]
    filled: tuple[str, ...]
    overlaps: tuple[Flaw, ...]
    gaps: tuple[Flaw, ...]
    compared: tuple[Compared, ...]
    shapes: dict[str, shapely.Geometry]
    archipelagos: dict[str, shapely.Geometry]

    def matched_by(self, how: str) -> int:
        """Return how many rows were matched by code, name, place or archipelago."""
        return sum(found.how == how for found in self.matches)


def examine(path: Path, options: ImportOptions | None = None, progress: Progress = silent) -> Examination:
    """Return what importing a file would do; nothing is changed.

    ``progress`` is called with the share done and the code of each step. Raises BoundaryFileUnusable with the
    code of a sentence for any file that cannot become a layer.
    """
    options = options or ImportOptions()
    progress(0.0, "unpack")
    with tempfile.TemporaryDirectory(prefix="boundaries-") as folder:
        choice = choose(members(path, Path(folder), options), options)
        progress(0.15, "read")
        shapes, crs = choice.member.read_shapes()
    rows = rows_of(choice)
    progress(0.3, "mend")
    names = [row.name or row.code for row in rows]
    placed = placing.placed(shapes, options.crs or crs, names)
    vertices = int(shapely.get_num_coordinates(placed.shapes).sum())
    progress(0.45, "simplify")
    light, tolerance = coverage.simplified(placed.shapes, choice.target[0])
    placing.check_country(light)
    progress(0.7, "match")
    rows, matching = _matched(rows, light, choice.target)
    progress(0.8, "check")
    facts = _flaws(light, rows, matching, choice.target)
    progress(0.85, "fit")
    made = _layer_shapes(light, matching, choice.target, tolerance)
    progress(0.95, "compare")
    examination = Examination(
        source_name=path.name,
        source_sha256=_digest(path),
        kind=choice.member.kind,
        layout=choice.layout.name,
        member=choice.member.name,
        level=choice.target[0],
        vintage=choice.target[1],
        crs=placed.crs,
        notes=(*placed.notes, "codes_ignored") if matching.codes_ignored else placed.notes,
        non_commercial=choice.layout.non_commercial,
        row_count=len(rows),
        vertices_read=vertices,
        mended=placed.mended,
        matches=matching.matches,
        row_names=tuple(names),
        compared=_compared(light, matching, choice.target),
        **facts,
        **made,
    )
    progress(1.0, "examined")
    return examination


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _matched(rows: list[Row], shapes: np.ndarray, target: Target) -> tuple[list[Row], Matching]:
    rows = _with_parents_by_place(rows, shapes, target)
    reference = _reference(target)

    def overlaps(numbers: Sequence[int], codes: Sequence[str]) -> list[tuple[float, int, str]]:
        drawn = [code for code in codes if code in reference]
        held = np.array([reference[code] for code in drawn], dtype=object)
        return coverage.agreement(shapes[list(numbers)], held, numbers, drawn, LEAST_AGREEMENT)

    matching = match(rows, target, overlaps if reference else None)
    if len(matching.matches) < LEAST_MATCHED * len(rows):
        unmatched = [row.name or row.code or str(row.number + 1) for row in matching.unmatched_rows(rows)]
        facts = {"matched": len(matching.matches), "rows": len(rows), "names": ", ".join(unmatched[:5])}
        raise BoundaryFileUnusable("too_few_matched", facts)
    return rows, matching


def _reference(target: Target) -> Mapping[str, shapely.Geometry]:
    """The layer that ships, or else whatever stands."""
    return shipped_shapes(*target) or _standing(target)


def _standing(target: Target, besides: Collection[str] = ()) -> Mapping[str, shapely.Geometry]:
    """The areas of the layer that stands; none where ``besides`` has them all, or there is no layer."""
    try:
        standing = layer(*target)
    except UnknownLayer:
        return {}
    return {} if set(standing.codes) <= set(besides) else shapes_of(standing)


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


def _flaws(shapes: np.ndarray, rows: Sequence[Row], matching: Matching, target: Target) -> dict[str, Any]:
    known = areas(target)
    codes = {found.row: found.code for found in matching.matches}
    names = [known[codes[row.number]].name_vi if codes.get(row.number) in known else row.name for row in rows]

    def told(flaws: Sequence[coverage.Flaw]) -> tuple[Flaw, ...]:
        return tuple(Flaw(tuple(names[row] for row in flaw.rows), flaw.km2) for flaw in flaws)

    return {
        "unmatched_rows": tuple(
            row.name or row.code or str(row.number + 1) for row in matching.unmatched_rows(rows)
        ),
        "unmatched_areas": tuple((area.code, area.name_vi) for area in matching.unmatched_areas(target)),
        "overlaps": told(coverage.overlaps(shapes)),
        "gaps": told(coverage.gaps(shapes)),
    }


def _layer_shapes(shapes: np.ndarray, matching: Matching, target: Target, tolerance: float) -> dict[str, Any]:
    """Return the new layer: matched rows, what stands where the file has nothing, the archipelagos apart."""
    known = areas(target)
    mainland = {found.code: shapes[found.row] for found in matching.matches if found.code in known}
    apart: dict[str, list[shapely.Geometry]] = {}
    for found in matching.matches:
        if found.how == "archipelago":
            apart.setdefault(found.code, []).append(shapes[found.row])
    if target[0] == "province":
        for archipelago, code in ARCHIPELAGO_PROVINCES.items():
            if code in mainland:
                mainland[code], islands = _parted(mainland[code], archipelago)
                apart.setdefault(archipelago, []).extend(islands)
    filled = _filling(mainland, target)
    together = dict(sorted({**mainland, **filled}.items()))
    polygons = coverage.fitted(np.array(list(together.values()), dtype=object), tolerance)
    polygons = coverage.rounded(polygons)
    return {
        "shapes": dict(zip(together, polygons, strict=True)),
        "filled": tuple(sorted(filled)),
        "archipelagos": {code: shapely.union_all(parts) for code, parts in apart.items() if parts},
        "vertices_kept": int(shapely.get_num_coordinates(polygons).sum()),
    }


def _parted(shape: shapely.Geometry, archipelago: str) -> tuple[shapely.Geometry, list[shapely.Geometry]]:
    """Part a province from its archipelago: maps draw that in a frame of its own, and stay near the coast."""
    parts = shapely.get_parts(shape)
    main = parts[int(np.argmax(shapely.area(parts)))]
    far = shapely.within(parts, shapely.box(*placing.ARCHIPELAGO_BOXES[archipelago]))
    far &= shapely.distance(parts, main) > placing.OFFSHORE_DEGREES
    if not far.any():
        return shape, []
    return shapely.union_all(parts[~far]), list(parts[far])


def _filling(mainland: dict[str, shapely.Geometry], target: Target) -> dict[str, shapely.Geometry]:
    """Return what the areas without a row keep of their present shape."""
    standing = _standing(target, besides=mainland)
    missing = {code: shape for code, shape in standing.items() if code not in mainland}
    if not missing:
        return {}
    taken = shapely.union_all(list(mainland.values()))
    left = {code: shapely.difference(shape, taken) for code, shape in missing.items()}
    return {code: placing.polygonal(shape) for code, shape in left.items() if shape.area > 0}


def _compared(shapes: np.ndarray, matching: Matching, target: Target) -> tuple[Compared, ...]:
    """Return every matched area beside the one that ships, the least alike first; empty if none ships."""
    shipped, known = shipped_shapes(*target), areas(target)
    pairs = [found for found in matching.matches if found.code in shipped]
    if not pairs:
        return ()
    ours = np.array([shipped[found.code] for found in pairs], dtype=object)
    theirs = shapes[[found.row for found in pairs]]
    shared = shapely.area(shapely.intersection(ours, theirs))
    together = shapely.area(ours) + shapely.area(theirs) - shared
    rows = zip(
        pairs,
        placing.square_kilometres(theirs),
        placing.square_kilometres(ours),
        shared / together,
        strict=True,
    )
    compared = [
        Compared(found.code, known[found.code].name_vi, float(file), float(ship), float(share))
        for found, file, ship, share in rows
    ]
    return tuple(sorted(compared, key=lambda area: (area.agreement, area.code)))
