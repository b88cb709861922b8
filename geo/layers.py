"""The geometry that ships: a file a layer, its codes in the file's order, an address that never lies."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

GEOMETRY_FOLDER = Path(__file__).parents[1] / "data" / "geo"

Bounds = tuple[float, float, float, float]


class UnknownLayer(KeyError):
    """No geometry ships for this level and vintage."""

    def __str__(self) -> str:
        """Return the message bare; KeyError would quote it."""
        return str(self.args[0])


@dataclass(frozen=True)
class Layer:
    """The areas of one level and vintage: GeoJSON whose features carry ``code``, ``name_vi``, ``name_en``.

    ``codes`` and any list of values sent to the browser follow the order of the file's features. ``bounds``
    are west, south, east, north in degrees. ``digest`` names the bytes: other bytes, other ``url``.
    """

    level: str
    vintage: str
    path: Path
    codes: tuple[str, ...]
    bounds: Bounds
    digest: str
    content: bytes = field(repr=False, compare=False)

    @property
    def filename(self) -> str:
        """Return the file's name with its digest, such as ``province-v2008.1a2b3c4d5e6f.json``."""
        return f"{self.path.stem}.{self.digest}.json"

    @property
    def url(self) -> str:
        """Return the address to serve the layer from; its answer never changes and may be kept for ever."""
        return f"/geometry/{self.filename}"

    @cached_property
    def compressed(self) -> bytes:
        """Return the file compressed by gzip, the same bytes every time."""
        return gzip.compress(self.content, compresslevel=9, mtime=0)


def layer(level: str, vintage: str) -> Layer:
    """Return the layer of a level and vintage; UnknownLayer if none ships."""
    for known in layers():
        if (known.level, known.vintage) == (level, vintage):
            return known
    raise UnknownLayer(f"no geometry ships for level {level!r}, vintage {vintage!r}")


@cache
def layers() -> tuple[Layer, ...]:
    """Return every layer of areas, by level and vintage; the islands are apart."""
    return tuple(read_layer(path) for path in sorted(GEOMETRY_FOLDER.glob("*-v*.json")))


@cache
def islands() -> Layer:
    """Return Hoàng Sa and Trường Sa, one feature each, of no vintage.

    Their features carry ``archipelago``, and in ``province_v2008`` and ``province_v2025`` the code of the
    province they belong to.
    """
    return read_layer(GEOMETRY_FOLDER / "islands.json")


def layer_by_filename(name: str) -> Layer | None:
    """Return the layer whose ``filename`` is exactly this, else None: an old digest never gets new bytes."""
    return next((known for known in (*layers(), islands()) if known.filename == name), None)


def read_layer(path: Path) -> Layer:
    """Return the layer in a GeoJSON file named ``<level>-<vintage>.json``."""
    content = path.read_bytes()
    level, _, vintage = path.stem.partition("-")
    features = json.loads(content)["features"]
    return Layer(
        level=level,
        vintage=vintage,
        path=path,
        codes=tuple(feature["properties"]["code"] for feature in features),
        bounds=_bounds(features),
        digest=hashlib.sha256(content).hexdigest()[:12],
        content=content,
    )


def _bounds(features: list[dict[str, Any]]) -> Bounds:
    vertices = [vertex for feature in features for vertex in _vertices(feature["geometry"]["coordinates"])]
    longitudes, latitudes = zip(*vertices, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _vertices(coordinates: list[Any]) -> Iterator[list[float]]:
    if isinstance(coordinates[0], float | int):
        yield coordinates
        return
    for part in coordinates:
        yield from _vertices(part)


def geo_frame(level: str, vintage: str) -> "GeoDataFrame":
    """Return one row for each area, in the file's order: code, geometry (degrees, EPSG:4326).

    Raises UnknownLayer if none ships.
    """
    # Imported here: showing a map needs no geopandas, and importing it takes most of a second.
    from geopandas import GeoDataFrame

    features = json.loads(layer(level, vintage).content)["features"]
    return GeoDataFrame.from_features(features, crs="EPSG:4326")[["code", "geometry"]]
