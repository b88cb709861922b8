"""The new layer put together from what was matched, and what is wrong with the file's shapes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.importing import coverage, placing
from geo.importing.areas import PARENT_LEVELS, Target, areas
from geo.importing.choosing import ARCHIPELAGO_PROVINCES
from geo.importing.readings import Reading
from geo.layers import UnknownLayer, layer, shapes_of, shipped_shapes

LEAST_LEFT = 0.05
"""With less of its ground left than this, an area that the file lacks has no shape."""


@dataclass(frozen=True)
class Flaw:
    """An overlap or a gap: the names of the areas or rows concerned and its size."""

    names: tuple[str, ...]
    km2: float


@dataclass(frozen=True)
class NewLayer:
    """The polygons of a layer by code, ready to be written; the archipelagos apart.

    ``filled`` are the areas that keep their present shape, ``without_shape`` those that have none.
    """

    shapes: dict[str, shapely.Geometry]
    filled: tuple[str, ...]
    without_shape: tuple[str, ...]
    archipelagos: dict[str, shapely.Geometry]
    vertices: int


def new_layer(reading: Reading, shapes: np.ndarray, tolerance: float) -> NewLayer:
    """Return the layer: matched areas, and those of the present layer that the file has not."""
    mainland = dict(reading.shapes)
    apart: dict[str, list[shapely.Geometry]] = {}
    for found in reading.matching.matches:
        if found.how == "archipelago":
            apart.setdefault(found.code, []).append(shapes[found.row])
    if reading.target[0] == "province":
        for archipelago, code in ARCHIPELAGO_PROVINCES.items():
            if code in mainland:
                mainland[code], islands = _parted(mainland[code], archipelago)
                apart.setdefault(archipelago, []).extend(islands)
    filled = _filling(mainland, reading.target)
    together = dict(sorted({**mainland, **filled}.items()))
    polygons = coverage.fitted(np.array(list(together.values()), dtype=object), tolerance)
    polygons = coverage.rounded(polygons)
    return NewLayer(
        shapes=dict(zip(together, polygons, strict=True)),
        filled=tuple(sorted(filled)),
        without_shape=tuple(sorted(set(areas(reading.target)) - set(together))),
        archipelagos={code: shapely.union_all(parts) for code, parts in apart.items() if parts},
        vertices=int(shapely.get_num_coordinates(polygons).sum()),
    )


def _parted(shape: shapely.Geometry, archipelago: str) -> tuple[shapely.Geometry, list[shapely.Geometry]]:
    """Part a province from its archipelago: maps draw that in a frame of its own, and stay near the coast."""
    parts = shapely.get_parts(shape)
    main = parts[int(np.argmax(shapely.area(parts)))]
    far = shapely.within(parts, shapely.box(*placing.ARCHIPELAGO_BOXES[archipelago]))
    far &= shapely.distance(parts, main) > placing.OFFSHORE_DEGREES
    if not far.any():
        return shape, []
    return shapely.union_all(parts[~far]), list(parts[far])


def _filling(mainland: Mapping[str, shapely.Geometry], target: Target) -> dict[str, shapely.Geometry]:
    """Return what the areas without a row keep of their present shape."""
    present = _present(target, besides=mainland)
    missing = {code: shape for code, shape in present.items() if code not in mainland}
    if not missing:
        return {}
    taken = shapely.union_all(list(mainland.values()))
    left = {code: placing.polygonal(shapely.difference(shape, taken)) for code, shape in missing.items()}
    return {
        code: shape
        for code, shape in left.items()
        if shapely.area(shape) > LEAST_LEFT * shapely.area(missing[code])
    }


def _present(target: Target, besides: Collection[str] = ()) -> Mapping[str, shapely.Geometry]:
    """The areas of the present layer; none where ``besides`` has them all, or there is no layer."""
    try:
        present = layer(*target)
    except UnknownLayer:
        return {}
    return {} if set(present.codes) <= set(besides) else shapes_of(present)


def flaws(reading: Reading, shapes: np.ndarray) -> tuple[tuple[Flaw, ...], tuple[Flaw, ...]]:
    """Return the overlaps and the gaps of the file, before anything is mended, the largest first."""
    known = areas(reading.target)
    left = reading.matching.unmatched_rows(reading.rows)
    names = [known[code].name_vi for code in reading.shapes]
    names += [row.label for row in left]
    units = np.array([*reading.shapes.values(), *(shapes[row.number] for row in left)], dtype=object)
    if not len(units):
        return (), ()

    def named(found: Sequence[coverage.Flaw]) -> tuple[Flaw, ...]:
        return tuple(Flaw(tuple(names[row] for row in flaw.rows), flaw.km2) for flaw in found)

    return named(coverage.overlaps(units)), named(coverage.gaps(units, _expected(reading)))


def _expected(reading: Reading) -> shapely.Geometry:
    """The ground that the file should cover: that of the provinces whose areas it has all."""
    level, vintage = reading.target
    shipped = shipped_shapes("province", vintage)
    if level == "province":
        whole = set(reading.shapes)
    else:
        missing = {area.parent for code, area in areas(reading.target).items() if code not in reading.shapes}
        assert reading.target in PARENT_LEVELS
        whole = {area.parent for area in areas(reading.target).values()} - missing
    return shapely.union_all([shape for code, shape in shipped.items() if code in whole])
