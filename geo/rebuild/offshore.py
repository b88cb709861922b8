"""Communes on islands that the provinces' outlines do not hold."""

import json
from pathlib import Path

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry import shape as geometry_of
from shapely.geometry.base import BaseGeometry

from geo.rebuild.centres import Centre
from geo.rebuild.snapping import STEPS

ARCHIPELAGOS = ("20333", "22736")
"""Hoàng Sa and Trường Sa: their outlines are those of ``islands.json``."""

OFFSHORE = (
    "11948",  # Bạch Long Vĩ
    "19742",  # Cồn Cỏ
    "21607",  # Nhơn Châu
    "30781",  # Tiên Hải
    "30811",  # Sơn Hải
    "30814",  # Hòn Nghệ
)
"""Small islands 13 to 95 km from the nearest outline of their province: drawn as octagons of their area."""

KILOMETRES = 111.2


def octagon(centre: Centre) -> list[Polygon]:
    """Return an octagon of the commune's area around its centre, in grid steps."""
    angles = np.radians(np.arange(0, 360, 45) + 22.5)
    radius = np.sqrt(centre.km2 / (2 * np.sqrt(2))) / KILOMETRES
    longitudes = centre.longitude + radius * np.cos(angles) / np.cos(np.radians(centre.latitude))
    latitudes = centre.latitude + radius * np.sin(angles)
    return [Polygon(np.rint(np.column_stack([longitudes, latitudes]) * STEPS))]


def archipelago_shapes(islands: Path, area: str) -> dict[str, BaseGeometry]:
    """Return Hoàng Sa and Trường Sa in grid steps, by their codes in ``area``, such as district_v2008."""
    features = json.loads(islands.read_text("utf-8"))["features"]
    return {
        each["properties"][area]: shapely.transform(
            geometry_of(each["geometry"]), lambda vertices: np.rint(vertices * STEPS)
        )
        for each in features
    }
