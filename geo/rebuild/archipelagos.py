"""Hoàng Sa and Trường Sa, cut out of the world's land polygons."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import shapely
from shapely import MultiPolygon, Polygon

from geo.rebuild import RebuildError
from vocabulary.vintages import NEW, OLD


@dataclass(frozen=True)
class Archipelago:
    """Its names, the areas it belongs to by level and vintage, where to cut it out, how many polygons."""

    code: str
    name_vi: str
    name_en: str
    areas: dict[str, str]
    box: tuple[float, float, float, float]
    polygons: int


# The boxes end short of Palawan and Balabac (from 116.9°E) and of Borneo and its islets (south of 7.3°N).
ARCHIPELAGOS = (
    Archipelago(
        "hoang_sa", "Quần đảo Hoàng Sa", "Hoang Sa Archipelago",
        {
            f"province_{OLD}": "48", f"province_{NEW}": "48",
            f"district_{OLD}": "498", f"commune_{NEW}": "20333",
        },
        (111.0, 15.5, 113.0, 17.5), 8,
    ),
    Archipelago(
        "truong_sa", "Quần đảo Trường Sa", "Truong Sa Archipelago",
        {
            f"province_{OLD}": "56", f"province_{NEW}": "56",
            f"district_{OLD}": "576", f"commune_{NEW}": "22736",
        },
        (111.5, 7.5, 116.5, 12.0), 67,
    ),
)  # fmt: skip


def cut(lands: str, archipelago: Archipelago) -> MultiPolygon:
    """Return the islands of an archipelago in degrees; RebuildError if their number is not the known one."""
    frame = shapely.box(*archipelago.box)
    islands = [land for land in lands_starting_in(lands, archipelago.box) if land.within(frame)]
    if len(islands) != archipelago.polygons:
        raise RebuildError(f"{archipelago.code}: {len(islands)} polygons, expected {archipelago.polygons}")
    return MultiPolygon(islands)


def lands_starting_in(lands: str, box: tuple[float, float, float, float]) -> Iterator[Polygon]:
    """Yield the polygons whose first vertex lies in the box.

    The file is one multipolygon of 117 MB on one line. Splitting its text and reading the few polygons wanted
    spares the memory of parsing it whole.
    """
    west, south, east, north = box
    body = lands[lands.index("[[[[") + 4 : lands.rindex("]]]]")]
    for part in body.split("]]],[[["):
        x, y = (float(number) for number in part[: part.index("]")].split(","))
        if west <= x <= east and south <= y <= north:
            shell, *holes = json.loads(f"[[[{part}]]]")
            yield Polygon(shell, holes)
