"""Layers of areas: the ones that ship, each replaced by an imported one where there is one.

A file a layer, its codes in the file's order, an address that never lies.
"""

import gzip
import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.importing import pointer

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

GEOMETRY_FOLDER = Path(__file__).parents[1] / "data" / "geo"
SHIPPED_LICENCE = "© OpenStreetMap contributors, ODbL 1.0"

Bounds = tuple[float, float, float, float]

logger = logging.getLogger(__name__)


class UnknownLayer(KeyError):
    """No geometry ships for this level and vintage, and none was imported."""

    def __str__(self) -> str:
        """Return the message bare; KeyError would quote it."""
        return str(self.args[0])


@dataclass(frozen=True)
class Layer:
    """The areas of one level and vintage: GeoJSON whose features carry ``code``, ``name_vi``, ``name_en``.

    ``codes`` and any list of values sent to the browser follow the order of the file's features. ``bounds``
    are west, south, east, north in degrees. ``digest`` names the bytes: other bytes, other ``url``.
    ``boundaries`` is open, schematic or imported; ``licence_note`` is to be shown wherever the layer is, and
    ``non_commercial`` says that the note forbids commercial use; ``source_name`` is the file an imported one
    came from, "" for one that ships.
    """

    level: str
    vintage: str
    path: Path
    codes: tuple[str, ...]
    bounds: Bounds
    digest: str
    content: bytes = field(repr=False, compare=False)
    boundaries: str = "open"
    licence_note: str = SHIPPED_LICENCE
    non_commercial: bool = False
    source_name: str = ""

    @property
    def filename(self) -> str:
        """Return the file's name with its digest, such as ``province-v2008.1a2b3c4d5e6f.json``."""
        return f"{_name(self.path)}.{self.digest}.json"

    @property
    def url(self) -> str:
        """Return the address to serve the layer from; its answer never changes and may be kept for ever."""
        return f"/geometry/{self.filename}"

    @cached_property
    def compressed(self) -> bytes:
        """Return the file compressed by gzip, the same bytes every time."""
        return gzip.compress(self.content, compresslevel=9, mtime=0)


def layer(level: str, vintage: str) -> Layer:
    """Return the layer of a level and vintage, the imported one if any; UnknownLayer if there is none.

    An import or its undoing shows at the next call, in every process.
    """
    found = _imported(level, vintage, pointer.stamp(level, vintage)) or shipped_layer(level, vintage)
    if found is None:
        raise UnknownLayer(f"no geometry ships for level {level!r}, vintage {vintage!r}")
    return found


def layers() -> tuple[Layer, ...]:
    """Return every layer of areas, by level and vintage; the islands are apart."""
    targets = sorted({(known.level, known.vintage) for known in _shipped()} | set(pointer.imported_targets()))
    standing = (
        _imported(level, vintage, pointer.stamp(level, vintage)) or shipped_layer(level, vintage)
        for level, vintage in targets
    )
    return tuple(known for known in standing if known)


def shipped_layer(level: str, vintage: str) -> Layer | None:
    """Return the layer that ships, whatever was imported; None if none does."""
    return next((known for known in _shipped() if (known.level, known.vintage) == (level, vintage)), None)


@cache
def _shipped() -> tuple[Layer, ...]:
    return tuple(read_layer(path) for path in sorted(GEOMETRY_FOLDER.glob("*-v*.json*")))


# By the pointer's stamp: a replaced pointer is read again, a damaged layer is logged once.
@lru_cache(maxsize=16)
def _imported(level: str, vintage: str, stamp: pointer.Stamp | None) -> Layer | None:
    if stamp is None:
        return None
    try:
        kept = pointer.history(level, vintage)
        return _verified(kept[-1]) if kept else None
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        logger.error(
            "the imported layer %s-%s cannot be read, the shipped one is used: %s", level, vintage, error
        )
        return None


def _verified(imported: pointer.ImportedFile) -> Layer:
    found = read_layer(imported.path)
    if hashlib.sha256(found.content).hexdigest() != imported.sha256:
        raise ValueError(f"{imported.file} is not what was imported")
    return found


@cache
def islands() -> Layer:
    """Return Hoàng Sa and Trường Sa, one feature each, of no vintage.

    Their features carry ``archipelago``, and in ``province_v2008`` and ``province_v2025`` the code of the
    province they belong to.
    """
    return read_layer(GEOMETRY_FOLDER / "islands.json")


def read_layer(path: Path) -> Layer:
    """Return the layer in a GeoJSON file named ``<level>-<vintage>.json``, or ``.json.gz`` if compressed."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    level, _, vintage = _name(path).partition("-")
    collection = json.loads(content)
    features = collection["features"]
    return Layer(
        level=level,
        vintage=vintage,
        path=path,
        codes=tuple(feature["properties"]["code"] for feature in features),
        bounds=_bounds(features),
        digest=hashlib.sha256(content).hexdigest()[:12],
        content=content,
        boundaries=collection.get("boundaries", "open"),
        licence_note=collection.get("licence_note", SHIPPED_LICENCE),
        non_commercial=collection.get("non_commercial", False),
        source_name=collection.get("source_name", ""),
    )


def _name(path: Path) -> str:
    return path.name.partition(".")[0]


def _bounds(features: list[dict[str, Any]]) -> Bounds:
    vertices = list(chain.from_iterable(ring for feature in features for ring in _rings(feature["geometry"])))
    longitudes, latitudes = ([vertex[axis] for vertex in vertices] for axis in (0, 1))
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _rings(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    """The outer ring of each polygon: no hole goes beyond it."""
    parts = geometry["coordinates"]
    return (polygon[0] for polygon in ([parts] if geometry["type"] == "Polygon" else parts))


def shipped_shapes(level: str, vintage: str) -> "dict[str, BaseGeometry]":
    """Return the polygons of the layer that ships by code, in degrees; empty if none does."""
    shipped = shipped_layer(level, vintage)
    return shapes_of(shipped) if shipped else {}


def shapes_of(known: Layer) -> "dict[str, BaseGeometry]":
    """Return the polygons of a layer by code, in degrees."""
    import shapely

    shapes = shapely.get_parts(shapely.from_geojson(known.content))
    return dict(zip(known.codes, shapes, strict=True))
