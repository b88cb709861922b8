"""The table that is imported: its rows with a shape, as light polygons in degrees."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.importing import coverage, placing
from geo.importing.files.members import Member
from geo.importing.options import ImportOptions, Progress
from geo.importing.placing import Note

FINEST_FIRST = ("commune", "district", "province")


@dataclass(frozen=True)
class Table:
    """Polygons of one table, one for each row that has one.

    ``kept`` are the places of these rows in the file, ``left_out`` those of the rows without a polygon.
    ``tolerance`` in degrees is that of the simplification, ``vertices`` how many there were before it.
    """

    shapes: np.ndarray
    kept: tuple[int, ...]
    left_out: tuple[int, ...]
    crs: str
    notes: tuple[Note, ...]
    mended: int
    vertices: int
    tolerance: float


def read_table(
    member: Member, names: Sequence[str], levels: Sequence[str], options: ImportOptions, progress: Progress
) -> Table:
    """Return the polygons of a table, simplified for the finest of some levels.

    Raises BoundaryFileUnusable for a file without polygons and for one that does not lie in Viet Nam.
    """
    shapes, crs = member.read_shapes()
    progress(0.3, "mend")
    placed = placing.placed(shapes, options.crs or crs, names)
    del shapes
    vertices = int(shapely.get_num_coordinates(placed.shapes).sum())
    progress(0.45, "simplify")
    finest = next(level for level in FINEST_FIRST if level in levels)
    light, tolerance = coverage.simplified(placed.shapes, finest)
    placing.check_country(light)
    left_out = sorted(set(range(len(names))) - set(placed.kept))
    return Table(
        shapes=light,
        kept=placed.kept,
        left_out=tuple(left_out),
        crs=placed.crs,
        notes=placed.notes,
        mended=placed.mended,
        vertices=vertices,
        tolerance=tolerance,
    )


def for_level(table: Table, level: str) -> tuple[np.ndarray, float]:
    """Return the polygons as light as a level needs them, and the tolerance that did it."""
    if table.tolerance >= coverage.TOLERANCES[level]:
        return table.shapes, table.tolerance
    return coverage.simplified(table.shapes, level)
