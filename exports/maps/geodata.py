"""The areas of a map with their figures as GeoPackage and GeoJSON, for geographic programs."""

from __future__ import annotations

import json
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from exports.maps.figure_rows import FigureRows
from exports.maps.qgis_style import STYLES, layer_styles
from exports.maps.still import MapStill
from geo.layers import layer, shapes_of
from geo.outlines import archipelagos

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

AREAS, EVERY_YEAR, ABOUT = "areas", "figures_of_every_year", "about"
# The column of shapes as GDAL names it, and the key of the table of styles as QGIS does.
SHAPES, STYLE_KEY = "geom", "id"


def area_frame(still: MapStill, rows: FigureRows) -> GeoDataFrame:
    """Return one row for each area shown, with its polygon in degrees, archipelagos included."""
    # Imported here: showing a page needs no geopandas, and importing it takes most of a second.
    from geopandas import GeoDataFrame

    shapes = whole_shapes(still.address.picture.level, str(still.layer["vintage"]))
    polygons = [shapes[code] for code in rows.shown["code"]]
    described = rows.shown.assign(
        citation_code=rows.code, boundaries=still.layer["note"] or still.words("licence.geometry")
    )
    return GeoDataFrame(described, geometry=polygons, crs="EPSG:4326")


def whole_shapes(level: str, vintage: str) -> dict[str, object]:
    """Return the polygons of a layer by code, Hoàng Sa and Trường Sa joined to the areas they belong to."""
    return _whole_shapes(level, vintage, layer(level, vintage).digest)


@lru_cache(maxsize=4)
def _whole_shapes(level: str, vintage: str, digest: str) -> dict[str, object]:
    shapes = dict(shapes_of(layer(level, vintage)))
    for island in archipelagos(vintage, level):
        if island.code in shapes:
            shapes[island.code] = shapes[island.code].union(island.shape)
    return dict(shapes)


def areas_geojson(still: MapStill, rows: FigureRows) -> bytes:
    """Return the areas as GeoJSON; title, source, licence and code are beside the features."""
    collection = json.loads(area_frame(still, rows).to_json(drop_id=True, show_bbox=False))
    about = [{"about": label, "text": text} for label, text in rows.metadata]
    document = {"type": "FeatureCollection", "name": still.document["title"], "metadata": about} | {
        "features": collection["features"]
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def areas_gpkg(still: MapStill, rows: FigureRows) -> bytes:
    """Return a GeoPackage: areas with the year's figures, a table of every year, one that explains.

    QGIS draws the areas in the colours of the page, see ``exports.maps.qgis_style``.
    """
    from pyogrio import write_dataframe

    about = pd.DataFrame(list(rows.metadata), columns=["about", "text"])
    explained = dict(rows.metadata)
    with tempfile.TemporaryDirectory(prefix="geodata-") as folder:
        path = Path(folder) / "map.gpkg"
        areas = area_frame(still, rows)
        options = {"driver": "GPKG", "geometry_type": "MultiPolygon", "promote_to_multi": True}
        described = {"layer_metadata": explained, "dataset_metadata": explained}
        names = {"IDENTIFIER": still.document["title"], "DESCRIPTION": still.whole_source}
        write_dataframe(areas, path, layer=AREAS, layer_options=names, **options, **described)
        write_dataframe(rows.every_year, path, layer=EVERY_YEAR, driver="GPKG", append=True)
        write_dataframe(about, path, layer=ABOUT, driver="GPKG", append=True)
        styles, key = layer_styles(still, AREAS, SHAPES), {"FID": STYLE_KEY}
        write_dataframe(styles, path, layer=STYLES, driver="GPKG", append=True, layer_options=key)
        return path.read_bytes()
