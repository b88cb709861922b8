"""What every layer must hold before it is written: valid polygons that neither overlap nor leave gaps."""

from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.rebuild import RebuildError


def check_coverage(shapes: Mapping[str, BaseGeometry]) -> None:
    """Raise RebuildError unless the shapes are valid, share borders vertex by vertex and enclose no hole."""
    reasons = {code: shapely.is_valid_reason(shape) for code, shape in shapes.items() if not shape.is_valid}
    if reasons:
        raise RebuildError(f"invalid polygons: {reasons}")
    all_shapes = np.array(list(shapes.values()))
    if not shapely.coverage_is_valid(all_shapes):
        raise RebuildError("neighbours overlap or do not share their border")
    if holes := enclosed_holes(all_shapes):
        raise RebuildError(f"{holes} gaps are enclosed between neighbours")


def enclosed_holes(shapes: np.ndarray) -> int:
    """Return how many holes the union of the shapes has; the country encloses no foreign land or sea."""
    union = shapely.coverage_union_all(shapes)
    return sum(int(shapely.get_num_interior_rings(part)) for part in shapely.get_parts(union))
