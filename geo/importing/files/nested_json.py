"""The dvhcvn layout: JSON of a province with its districts nested in it, which is not GeoJSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape as geometry_of

from geo.importing.errors import BoundaryFileUnusable

Unit = dict[str, Any]


def read_nested(path: Path) -> tuple[dict[int, list[Unit]], dict[int, list[shapely.Geometry | None]]]:
    """Return rows and shapes by level number: 1 provinces, 2 districts; units without shape are left out.

    A row has ``level<n>_id`` and ``level<n>_name`` of the unit and of the units around it.
    Raises BoundaryFileUnusable for a file that is cut off or laid out otherwise.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BoundaryFileUnusable("damaged", {"name": path.name}) from error
    rows: dict[int, list[Unit]] = {}
    shapes: dict[int, list[shapely.Geometry | None]] = {}
    try:
        for number, row, unit in _units(_provinces(document), 1, {}):
            if "coordinates" in unit:
                rows.setdefault(number, []).append(row)
                shapes.setdefault(number, []).append(_shape(unit))
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
        raise BoundaryFileUnusable("damaged", {"name": path.name}) from error
    return rows, shapes


def _provinces(document: Any) -> list[Unit]:
    if isinstance(document, dict) and "data" in document:
        document = document["data"]
    return document if isinstance(document, list) else [document]


def _units(units: list[Unit], number: int, around: Unit) -> Iterator[tuple[int, Unit, Unit]]:
    for unit in units:
        row = around | {f"level{number}_id": unit[f"level{number}_id"], f"level{number}_name": unit["name"]}
        yield number, row, unit
        yield from _units(unit.get(f"level{number + 1}s", []), number + 1, row)


def _shape(unit: Unit) -> shapely.Geometry | None:
    """Newer files say Polygon or MultiPolygon, older ones leave it to the depth of the lists."""
    coordinates = unit["coordinates"]
    if not coordinates:
        return None
    kind = {3: "Polygon", 4: "MultiPolygon"}[_depth(coordinates)]
    return geometry_of({"type": kind, "coordinates": coordinates})


def _depth(coordinates: Any) -> int:
    return 1 + _depth(coordinates[0]) if isinstance(coordinates, list) else 0
