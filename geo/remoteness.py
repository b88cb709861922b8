"""How far a place lies from the nearest centrally run city: a rough measure of remoteness."""

from __future__ import annotations

import json
from functools import lru_cache

import numpy as np
import shapely
from shapely.geometry import shape

from geo.layers import Layer, layer
from vocabulary.vintages import NEW, OLD

# Hà Nội, Hải Phòng, Đà Nẵng, Thành phố Hồ Chí Minh, Cần Thơ; Huế since 2025.
CITIES = {OLD: ("01", "31", "48", "79", "92"), NEW: ("01", "31", "46", "48", "79", "92")}
EARTH_KILOMETRES = 6371.0


def kilometres_to_city(level: str, vintage: str) -> dict[str, int]:
    """Return the distance of each area's middle from that of the nearest city, as the crow flies, by code.

    Whole kilometres, 1 at least, so that nothing is multiplied by nothing. Raises ``UnknownLayer``.
    """
    return dict(_kilometres(layer(level, vintage), layer("province", vintage)))


@lru_cache(maxsize=8)
def _kilometres(places: Layer, provinces: Layer) -> tuple[tuple[str, int], ...]:
    middles = _middles(provinces)
    cities = np.array([middles[code] for code in CITIES[provinces.vintage]])
    return tuple(
        (code, max(1, round(float(_distances(np.array(middle), cities).min()))))
        for code, middle in _middles(places).items()
    )


def _middles(places: Layer) -> dict[str, tuple[float, float]]:
    features = json.loads(places.content)["features"]
    middles = shapely.centroid([shape(feature["geometry"]) for feature in features])
    return {code: (middle.x, middle.y) for code, middle in zip(places.codes, middles, strict=True)}


def _distances(place: np.ndarray, cities: np.ndarray) -> np.ndarray:
    """Return kilometres along the sphere (haversine) from one longitude and latitude to several."""
    (here_x, here_y), (x, y) = np.radians(place), np.radians(cities).T
    half = np.sin((y - here_y) / 2) ** 2 + np.cos(here_y) * np.cos(y) * np.sin((x - here_x) / 2) ** 2
    return np.asarray(2 * EARTH_KILOMETRES * np.arcsin(np.sqrt(half)))
