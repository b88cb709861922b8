"""What kind of file it is, by its first bytes: a name can lie, and some kinds can reach other files."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from geo.importing.errors import BoundaryFileUnusable
from geo.importing.options import MEGABYTE, ImportOptions

HEAD_BYTES = 1 << 16
BLOCK = 1 << 22
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

ARCHIVE = "zip"
GEOPACKAGE = "GeoPackage"
SHAPEFILE = "Shapefile"
GEOJSON = "GeoJSON"
TOPOJSON = "TopoJSON"
KML = "KML"
NESTED_JSON = "dvhcvn JSON"


@dataclass(frozen=True)
class GeometryFile:
    """A file that holds geometry, and the kind its content shows."""

    path: Path
    kind: str


def check_size(path: Path, options: ImportOptions) -> None:
    """Raise BoundaryFileUnusable for a file that is missing, empty or too large, before a byte is read."""
    if not path.is_file():
        raise BoundaryFileUnusable("no_such_file", {"name": path.name})
    size = path.stat().st_size
    if size == 0:
        raise BoundaryFileUnusable("empty_file", {"name": path.name})
    if size > options.max_bytes:
        facts = {"size_mb": -(-size // MEGABYTE), "limit_mb": options.max_bytes // MEGABYTE}
        raise BoundaryFileUnusable("too_large", facts)


def kind_of(path: Path) -> str | None:
    """Return the kind of a file by its content, None if it holds no geometry that can be read.

    Raises BoundaryFileUnusable for text that is not UTF-8 and for XML with entities.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ARCHIVE
    if head.startswith(b"SQLite format 3\0"):
        return GEOPACKAGE if head[68:72] in (b"GPKG", b"GP10", b"GP11") else None
    if head.startswith(b"\x00\x00\x27\x0a"):
        return SHAPEFILE
    if head.startswith(UTF16_MARKS):
        raise BoundaryFileUnusable("encoding", {"name": path.name})
    return _kind_of_text(path, head.removeprefix(codecs.BOM_UTF8).lstrip())


def _kind_of_text(path: Path, head: bytes) -> str | None:
    if head[:1] in (b"{", b"["):
        _check_encoding(path)
        return _kind_of_json(head)
    if head[:1] == b"<" and re.search(rb"<(\w+:)?kml\b", head):
        if b"<!ENTITY" in head or b"<!DOCTYPE" in head:
            raise BoundaryFileUnusable("unsafe_xml")
        return KML
    return None


def _kind_of_json(head: bytes) -> str | None:
    if re.search(rb'"level[123](_id|s)"', head):
        return NESTED_JSON
    if re.search(rb'"type"\s*:\s*"Topology"', head):
        return TOPOJSON
    # A stream of GDAL commands is JSON too, and could open any file of this machine.
    if b"gdal_streamed_alg" in head or not re.search(rb'"(type|features|geometry)"', head):
        return None
    return GEOJSON


def _check_encoding(path: Path) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                decoder.decode(block)
    except UnicodeDecodeError as error:
        raise BoundaryFileUnusable("encoding", {"name": path.name}) from error
