"""Layers of geometry: found by level and vintage, served from an address that names its bytes."""

import gzip
import hashlib
import json
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
import shapely

from geo.layers import UnknownLayer, islands, layer, layers, read_layer, shapes_of

SQUARE = [[[105.0, 20.0], [106.0, 20.0], [106.0, 21.5], [105.0, 20.0]]]


def write_layer(folder: Path, *, code: str = "01", name: str = "province-v2008.json") -> Path:
    geometry = {"type": "Polygon", "coordinates": SQUARE}
    feature = {"type": "Feature", "properties": {"code": code}, "geometry": geometry}
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    return path


def test_a_layer_ships_for_both_province_vintages() -> None:
    assert {("province", "v2008"), ("province", "v2025")} <= {
        (known.level, known.vintage) for known in layers()
    }


def test_codes_follow_the_order_of_the_features() -> None:
    provinces = layer("province", "v2008")
    features = json.loads(provinces.path.read_text("utf-8"))["features"]
    assert provinces.codes == tuple(feature["properties"]["code"] for feature in features)
    assert len(provinces.codes) == 63


def test_bounds_enclose_the_layer_and_nothing_more() -> None:
    provinces = layer("province", "v2025")
    assert provinces.bounds == tuple(shapely.total_bounds(list(shapes_of(provinces).values())))


def test_the_digest_is_of_the_bytes() -> None:
    provinces = layer("province", "v2008")
    assert hashlib.sha256(provinces.path.read_bytes()).hexdigest().startswith(provinces.digest)
    assert provinces.url == f"/geometry/province-v2008.{provinces.digest}.json"


def test_the_address_changes_with_the_bytes(tmp_path: Path) -> None:
    before = read_layer(write_layer(tmp_path, code="01"))
    after = read_layer(write_layer(tmp_path, code="02"))
    assert before.path == after.path
    assert before.url != after.url


def test_the_address_stays_while_the_bytes_stay(tmp_path: Path) -> None:
    assert read_layer(write_layer(tmp_path)).url == read_layer(write_layer(tmp_path)).url


def test_a_layer_keeps_the_bytes_its_address_names_when_the_file_changes(tmp_path: Path) -> None:
    known = read_layer(write_layer(tmp_path, code="01"))
    write_layer(tmp_path, code="02")
    served = gzip.decompress(known.compressed)
    assert hashlib.sha256(served).hexdigest().startswith(known.digest)


def test_compressed_bytes_are_computed_once_and_hold_the_file() -> None:
    provinces = layer("province", "v2008")
    assert gzip.decompress(provinces.compressed) == provinces.path.read_bytes()
    assert provinces.compressed is provinces.compressed
    assert provinces.compressed[4:8] == b"\0\0\0\0"


def test_a_layer_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        layer("province", "v2008").digest = "0"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("level", "vintage"),
    [("province", "v2004"), ("planet", "v2008"), ("", ""), ("../province", "v2008"), ("province", "V2008")],
)
def test_an_unknown_layer_is_refused_by_name(level: str, vintage: str) -> None:
    with pytest.raises(UnknownLayer, match="no geometry ships") as refused:
        layer(level, vintage)
    assert repr(level) in str(refused.value)
    assert isinstance(refused.value, KeyError)


def test_islands_are_two_archipelagos_of_no_vintage() -> None:
    assert islands().codes == ("hoang_sa", "truong_sa")
    assert (islands().level, islands().vintage) == ("islands", "")
    assert islands().url == f"/geometry/islands.{islands().digest}.json"
    assert islands() not in layers()


def test_polygons_of_a_layer_are_valid_and_come_by_its_codes() -> None:
    shapes = shapes_of(layer("province", "v2008"))
    assert tuple(shapes) == layer("province", "v2008").codes
    assert shapely.is_valid(list(shapes.values())).all()


def test_reading_layers_imports_no_geopandas() -> None:
    program = "import sys, geo.layers; geo.layers.layers(); sys.exit('geopandas' in sys.modules)"
    folder = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", program], cwd=folder, check=False).returncode == 0
