"""The rows and shapes of a file, read by GDAL through pyogrio or, for dvhcvn JSON, by ourselves."""

import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import pyogrio.errors
import pyogrio.raw
import shapely

from geo.importing.archives import unpack
from geo.importing.errors import BoundaryFileUnusable
from geo.importing.files import formats, geopackages
from geo.importing.files.members import Member, Shapes, joined
from geo.importing.files.nested_json import read_nested
from geo.importing.options import ImportOptions

SUFFIXES = {formats.GEOPACKAGE: ".gpkg", formats.KML: ".kml", formats.SHAPEFILE: ".shp"}
DRIVER_PREFIXES = {formats.GEOJSON: "GeoJSON:", formats.TOPOJSON: "TopoJSON:"}

DBF_ENCODINGS = ("UTF-8", "CP1258", "ISO-8859-1")
"""Tried in turn when a Shapefile does not say how its texts are written."""

FIRST_SHAPES = 50
"""So many shapes are looked at where a file does not say what kind they are."""


def members(path: Path, folder: Path, options: ImportOptions) -> list[Member]:
    """Return every table of a file; ``folder`` is an empty one to unpack to, needed until shapes are read.

    Raises BoundaryFileUnusable for a file that is missing, too large, damaged, dangerous or no geometry.
    """
    formats.check_size(path, options)
    found = [
        member
        for file in _geometry_files(path, folder, options)
        for member in (
            _nested_members(file) if file.kind == formats.NESTED_JSON else _gdal_members(file, folder)
        )
    ]
    if not found:
        raise BoundaryFileUnusable("not_geometry", {"name": path.name})
    return joined(found)


def _geometry_files(path: Path, folder: Path, options: ImportOptions) -> list[formats.GeometryFile]:
    kind = formats.kind_of(path)
    if kind is None:
        raise BoundaryFileUnusable("not_geometry", {"name": path.name})
    if kind != formats.ARCHIVE:
        return [formats.GeometryFile(path, kind)]
    packed = folder / "unpacked"
    packed.mkdir()
    files = [(file, formats.kind_of(file)) for file in unpack(path, packed, options)]
    # A zip within the zip is left alone; .shx, .dbf and .prj are read with their .shp.
    readable = [
        formats.GeometryFile(file, kind)
        for file, kind in files
        if kind not in (None, formats.ARCHIVE) and (kind == formats.SHAPEFILE) == (file.suffix == ".shp")
    ]
    if not readable:
        raise BoundaryFileUnusable("archive_without_geometry")
    return readable


def _nested_members(file: formats.GeometryFile) -> list[Member]:
    rows, shapes = read_nested(file.path)
    found = []
    for number, units in rows.items():
        geometries = np.array(shapes[number], dtype=object)
        table = pd.DataFrame(units).fillna("").astype(str)
        found.append(Member(f"level{number}", file.kind, table, _kept(geometries)))
    return found


def _kept(geometries: np.ndarray) -> Callable[[], Shapes]:
    return lambda: (geometries, "EPSG:4326")


def _gdal_members(file: formats.GeometryFile, folder: Path) -> list[Member]:
    if file.kind == formats.SHAPEFILE:
        _check_shapefile(file.path)
    lacks_journal = file.kind == formats.GEOPACKAGE and geopackages.lacks_journal(file.path)
    address = _address(file, folder)
    with _readable(file.path):
        layers = [(str(name), kind) for name, kind in pyogrio.list_layers(address)]
    members = [_gdal_member(file, address, *layer, len(layers) > 1) for layer in layers]
    return [replace(member, lacks_journal=lacks_journal) for member in members]


def _check_shapefile(path: Path) -> None:
    missing = [suffix for suffix in (".shx", ".dbf") if not path.with_suffix(suffix).is_file()]
    if missing:
        raise BoundaryFileUnusable("shapefile_incomplete", {"missing": ", ".join(missing)})


def _address(file: formats.GeometryFile, folder: Path) -> str:
    """Name the driver or give the file its own suffix: GDAL opens it as what it is and nothing else."""
    if file.kind == formats.GEOPACKAGE and geopackages.has_journal(file.path):
        return str(geopackages.copied(file.path, folder))
    if file.kind in DRIVER_PREFIXES:
        return f"{DRIVER_PREFIXES[file.kind]}{file.path.absolute()}"
    if file.path.suffix.lower() == SUFFIXES[file.kind]:
        return str(file.path.absolute())
    named = folder / f"file{SUFFIXES[file.kind]}"
    try:
        named.symlink_to(file.path.absolute())
    except OSError:
        shutil.copyfile(file.path, named)
    return str(named)


def _gdal_member(
    file: formats.GeometryFile, address: str, layer: str, geometry: str | None, is_one_of_several: bool
) -> Member:
    with _readable(file.path):
        meta, values, encoding = _attributes(file, address, layer)
    columns = {name: _texts(column) for name, column in zip(meta["fields"], values, strict=True)}
    rows = pd.DataFrame(columns, index=range(_row_count(address, layer, values)), dtype=object)
    if any("\ufffd" in text for column in columns.values() for text in column):
        raise BoundaryFileUnusable("encoding", {"name": file.path.name})

    def read_shapes() -> Shapes:
        with _readable(file.path):
            meta, _, wkb, _ = pyogrio.raw.read(
                address, layer=layer, columns=[], force_2d=True, encoding=encoding
            )
            return shapely.from_wkb(wkb, on_invalid="fix"), meta["crs"]

    flat = is_one_of_several and _is_flat(file, address, layer, geometry)
    return Member(layer, file.kind, rows, read_shapes, may_hold_polygons=not flat)


def _is_flat(file: formats.GeometryFile, address: str, layer: str, geometry: str | None) -> bool:
    """Whether a table has no polygons, by what the file says of it or by its first shapes."""
    if geometry is None:
        return True
    if "Polygon" in geometry:
        return False
    if "Point" in geometry or "Line" in geometry:
        return True
    with _readable(file.path):
        _, _, wkb, _ = pyogrio.raw.read(address, layer=layer, columns=[], max_features=FIRST_SHAPES)
        return not (shapely.get_dimensions(shapely.from_wkb(wkb, on_invalid="ignore")) == 2).any()


def _row_count(address: str, layer: str, values: list[np.ndarray]) -> int:
    if values:
        return len(values[0])
    return int(pyogrio.read_info(address, layer=layer, force_feature_count=True)["features"])


def _attributes(
    file: formats.GeometryFile, address: str, layer: str
) -> tuple[dict[str, Any], list[np.ndarray], str | None]:
    """Return the table without shapes and the encoding that could read it."""
    silent = file.kind == formats.SHAPEFILE and not file.path.with_suffix(".cpg").is_file()
    for encoding in DBF_ENCODINGS if silent else (None,):
        try:
            meta, _, _, values = pyogrio.raw.read(
                address, layer=layer, read_geometry=False, encoding=encoding
            )
        except (UnicodeDecodeError, LookupError):
            continue
        return meta, values, encoding
    raise BoundaryFileUnusable("encoding", {"name": file.path.name})


def _texts(column: np.ndarray) -> list[str]:
    return [_text(value) for value in column]


def _text(value: Any) -> str:
    """Codes that a spreadsheet made numbers come back whole, GADM's "NA" is nothing."""
    if value is None or value != value or value in ("NA", "NULL"):
        return ""
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value).strip()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn what GDAL and GEOS say of a broken file into ours; their warnings are no news to a user."""
    broken = (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FeatureError,
        pyogrio.errors.GeometryError,
        shapely.errors.ShapelyError,
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except UnicodeDecodeError as error:
        raise BoundaryFileUnusable("encoding", {"name": path.name}) from error
    except broken as error:
        raise BoundaryFileUnusable("damaged", {"name": path.name}) from error
