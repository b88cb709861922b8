"""The 63 provinces from the countries package, and the 34 as unions of them.

All geometry here is in whole numbers, thousandths of a degree. Two neighbours that share a border share
its very vertices, so rounding moves both alike and no gap or overlap can open.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.rebuild import RebuildError

SOURCE_STEPS = 1024
"""The package's coordinates are whole 1024ths of a degree."""

STEPS = 1000
"""Ours are whole thousandths: within 56 m of the source on each axis; its own grid is 109 m."""

Ring = list[tuple[int, int]]


def decode_provinces(text: str) -> dict[str, BaseGeometry]:
    """Return the polygons of every feature by its name, in thousandths of a degree."""
    features = json.loads(text)["features"]
    return {feature["properties"]["name"]: _decode_geometry(feature["geometry"]) for feature in features}


def _decode_geometry(geometry: Mapping[str, Any]) -> BaseGeometry:
    parts, offsets = geometry["coordinates"], geometry["encodeOffsets"]
    if geometry["type"] == "Polygon":
        parts, offsets = [parts], [offsets]
    polygons = []
    for rings, starts in zip(parts, offsets, strict=True):
        shell, *holes = (_snap(decode_ring(r, s)) for r, s in zip(rings, starts, strict=True))
        polygons.append(Polygon(shell, holes))
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


def decode_ring(text: str, start: Iterable[int]) -> Ring:
    """Return the vertices of one encoded ring, in 1024ths of a degree.

    Each character less 64 is a zigzag step (0, -1, 1, -2, …), x and y in turn, summed from the start: the
    "UTF8Encoding" of ECharts maps.
    """
    x, y = start
    ring = []
    for east, north in _pairs(_unzigzag(ord(character) - 64) for character in text):
        x, y = x + east, y + north
        ring.append((x, y))
    return ring


def _unzigzag(number: int) -> int:
    return (number >> 1) ^ -(number & 1)


def _pairs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    each = iter(numbers)
    return zip(each, each, strict=True)


def _snap(ring: Ring) -> Ring:
    return [(round(x * STEPS / SOURCE_STEPS), round(y * STEPS / SOURCE_STEPS)) for x, y in ring]


def fold(name: str) -> str:
    """Return a name without accents, case, spaces, punctuation and the words province and city."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[^a-z]", "", re.sub(r"\b(province|city|tinh|thanh pho)\b", "", letters))


def match_codes(
    shapes: Mapping[str, BaseGeometry], areas: Iterable[Mapping[str, str]]
) -> dict[str, BaseGeometry]:
    """Return the shapes by province code, sorted; RebuildError unless names and areas pair one to one."""
    codes = {fold(area["name_en"]): area["code"] for area in areas}
    wanted = set(codes.values())
    unknown = [name for name in shapes if fold(name) not in codes]
    matched = {codes[fold(name)]: shape for name, shape in shapes.items() if fold(name) in codes}
    if unknown or set(matched) != wanted or len(matched) != len(shapes):
        bare = sorted(wanted - set(matched))
        raise RebuildError(f"names without a code: {unknown}; codes without a shape: {bare}")
    return dict(sorted(matched.items()))


def dissolve(shapes: Mapping[str, BaseGeometry], successor: Mapping[str, str]) -> dict[str, BaseGeometry]:
    """Return the union of the shapes of each successor, by its code, sorted.

    Raises RebuildError if a shape has no successor.
    """
    if missing := sorted(set(shapes) - set(successor)):
        raise RebuildError(f"provinces without a successor: {missing}")
    parts: dict[str, list[BaseGeometry]] = {}
    for code, shape in shapes.items():
        parts.setdefault(successor[code], []).append(shape)
    return {code: shapely.coverage_union_all(parts[code]) for code in sorted(parts)}
