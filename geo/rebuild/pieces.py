"""The cells of one old province: what each new commune holds of each old district."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LinearRing, Polygon
from shapely.geometry.base import BaseGeometry

from geo.rebuild import RebuildError
from geo.rebuild.centres import Centre
from geo.rebuild.memberships import Membership
from geo.rebuild.power import Ring, cells, fit, fit_to_known, nearest
from geo.rebuild.snapping import STEPS, faces, is_exact

Array = NDArray[np.float64]
Key = tuple[str, str]
"""A new commune and an old district."""

KILOMETRES = 111.2
SAMPLES = 150
"""Sample points for each commune; the cells' areas come out within some per cent of what is aimed at."""

NUDGES = 10
"""Where two borders run too close for the grid, weights are lowered by a fiftieth and cells cut again."""

ARM = 0.6
"""How far from its centre a commune's share of a district is looked for, in radii of the commune."""


@dataclass(frozen=True)
class Plane:
    """Kilometres around one latitude; a straight line there is one in degrees."""

    scale: tuple[float, float]

    @classmethod
    def around(cls, shape: BaseGeometry) -> "Plane":
        """Return the plane of a shape in grid steps."""
        latitude = shapely.centroid(shape).y / STEPS
        return cls((KILOMETRES * float(np.cos(np.radians(latitude))) / STEPS, KILOMETRES / STEPS))

    def kilometres(self, steps: Array) -> Array:
        """Return points in kilometres."""
        return steps * self.scale

    def steps(self, kilometres: Array) -> Array:
        """Return points in grid steps."""
        return kilometres / self.scale


@dataclass(frozen=True)
class Place:
    """A commune's centre in grid steps, its known area (km², 0 unknown) and its districts' shares."""

    code: str
    at: tuple[float, float]
    km2: float
    membership: Membership


def place(centre: Centre, membership: Membership) -> Place:
    """Return a commune as a place on the grid."""
    return Place(centre.code, (centre.longitude * STEPS, centre.latitude * STEPS), centre.km2, membership)


def pieces_of(province: BaseGeometry, places: Sequence[Place]) -> dict[Key, list[Polygon]]:
    """Return the polygons of each commune and district; together they are the province.

    Each part of the province, an island say, is shared among the places on it; a part without a place goes
    to the nearest.
    """
    plane = Plane.around(province)
    parts = shapely.get_parts(province)
    points = shapely.points([place.at for place in places])
    home = [int(np.argmin(shapely.distance(parts, point))) for point in points]
    found: defaultdict[Key, list[Polygon]] = defaultdict(list)
    for number, part in enumerate(parts):
        there = [place for place, part_number in zip(places, home, strict=True) if part_number == number]
        if not there:
            there = [places[int(np.argmin(shapely.distance(points, part)))]]
        for key, polygon in _shared(part, there, places, plane):
            found[key].append(polygon)
    return dict(found)


def _shared(
    part: Polygon, there: Sequence[Place], around: Sequence[Place], plane: Plane
) -> list[tuple[Key, Polygon]]:
    sites = plane.kilometres(np.array([place.at for place in there]))
    samples = _samples(part, plane, SAMPLES * len(there))
    area = part.area * plane.scale[0] * plane.scale[1]
    weights = fit_to_known(sites, np.array([place.km2 for place in there]), samples, area)
    for _ in range(NUDGES):
        found = _joined(_cut(part, Diagram(there, around, plane, sites, weights, samples)))
        if is_exact(part, [face for _, face in found]):
            return found
        weights = weights * 0.98
    raise RebuildError(f"no exact cells around {[place.code for place in there]}")


@dataclass(frozen=True)
class Diagram:
    """The weighted sites of one part, in km."""

    there: Sequence[Place]
    around: Sequence[Place]
    plane: Plane
    sites: Array
    weights: Array
    samples: Array


def _cut(part: Polygon, diagram: Diagram) -> list[tuple[Key, Polygon]]:
    rings = cells(diagram.sites, diagram.weights, _frame(np.concatenate([diagram.samples, diagram.sites])))
    splits = _splits(diagram, rings)
    drawn = [ring for ring in (*rings, *(ring for split in splits for ring in split.rings)) if len(ring) > 2]
    cut = faces(part, [LinearRing(diagram.plane.steps(np.array(ring))) for ring in drawn])
    inner = diagram.plane.kilometres(shapely.get_coordinates([face.point_on_surface() for face in cut]))
    owners = nearest(inner, diagram.sites, diagram.weights)
    return [
        ((diagram.there[owner].code, splits[owner].district(point)), face)
        for face, owner, point in zip(cut, owners, inner, strict=True)
    ]


def _joined(found: list[tuple[Key, Polygon]]) -> list[tuple[Key, Polygon]]:
    """Give what a bay of the province cut off a cell to the neighbour it shares most border with."""
    shapes = [face for _, face in found]
    largest = dict(sorted(found, key=lambda each: each[1].area))
    tree = shapely.STRtree(shapes)
    joined = []
    for key, face in found:
        beside = tree.query(face, predicate="touches") if face is not largest[key] else ()
        borders = {int(other): face.intersection(shapes[other]).length for other in beside}
        if borders and max(borders.values()) > 0:
            key = found[max(borders, key=lambda other: borders[other])][0]
        joined.append((key, face))
    return joined


def _samples(part: Polygon, plane: Plane, count: int) -> Array:
    """Return about so many points in km spread evenly over a part, one at least."""
    west, south, east, north = part.bounds
    apart = float(np.sqrt(part.area * plane.scale[0] * plane.scale[1] / count))
    (x, y) = (apart / plane.scale[0], apart / plane.scale[1])
    grid = np.meshgrid(np.arange(west + x / 2, east, x), np.arange(south + y / 2, north, y))
    points = np.column_stack([axis.ravel() for axis in grid])
    inside = points[shapely.contains_xy(part, points[:, 0], points[:, 1])]
    return plane.kilometres(inside if len(inside) else shapely.get_coordinates(part.point_on_surface()))


def _frame(points: Array) -> Ring:
    margin = 100.0
    west, south = (float(edge) - margin for edge in points.min(axis=0))
    east, north = (float(edge) + margin for edge in points.max(axis=0))
    return [(west, south), (east, south), (east, north), (west, north)]


@dataclass(frozen=True)
class Split:
    """How one commune's cell is shared among old districts: a site, a weight and a cell for each."""

    districts: tuple[str, ...]
    sites: Array
    weights: Array
    rings: list[Ring]

    def district(self, point: Array) -> str:
        """Return the district of a point of the cell."""
        return self.districts[int(nearest(point[None], self.sites, self.weights)[0])]


def _splits(diagram: Diagram, rings: Sequence[Ring]) -> list[Split]:
    owners = nearest(diagram.samples, diagram.sites, diagram.weights)
    return [
        _split(place, diagram.around, diagram.plane, ring, diagram.samples[owners == number])
        for number, (place, ring) in enumerate(zip(diagram.there, rings, strict=True))
    ]


def _split(place: Place, around: Sequence[Place], plane: Plane, ring: Ring, samples: Array) -> Split:
    shares = place.membership.districts
    centre = plane.kilometres(np.array(place.at))
    if len(shares) == 1 or not len(samples):
        main = max(shares, key=lambda district: shares[district])
        return Split((main,), centre[None], np.zeros(1), [])
    area = max(place.km2, 1.0)
    sites = centre + ARM * float(np.sqrt(area / np.pi)) * _directions(place, around, plane)
    weights = fit(sites, np.array(list(shares.values())), samples, area)
    return Split(tuple(shares), sites, weights, cells(sites, weights, ring))


def _directions(place: Place, around: Iterable[Place], plane: Plane) -> Array:
    """Return for each district of a commune the unit vector towards that district's other communes.

    Near ones count more, by the square of the distance. A district without any lies away from the rest.
    """
    arrows = []
    for district in place.membership.districts:
        arrow = np.zeros(2)
        for other in around:
            if other is not place and district in other.membership.districts:
                away = plane.kilometres(np.array(other.at) - np.array(place.at))
                share = other.membership.districts[district] / sum(other.membership.districts.values())
                arrow += share * away / float(away @ away) ** 1.5
        arrows.append(arrow / np.hypot(*arrow) if arrow.any() else arrow)
    rest = -np.sum(arrows, axis=0)
    rest = rest / np.hypot(*rest) if rest.any() else np.array([0.0, 1.0])
    return np.array([arrow if arrow.any() else rest for arrow in arrows])
