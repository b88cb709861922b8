"""The geometry in data/geo: whole, valid, without overlap or gap, and with Hoàng Sa and Trường Sa."""

import csv
import gzip
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Point
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

DATA = Path(__file__).parents[3] / "data"
VINTAGES = ("v2008", "v2025")
KILOMETRES = 111.32


def read_features(name: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads((DATA / "geo" / name).read_text("utf-8"))["features"]
    return features


def read_shapes(name: str) -> dict[str, BaseGeometry]:
    return {feature["properties"]["code"]: shape(feature["geometry"]) for feature in read_features(name)}


def provinces(vintage: str) -> dict[str, BaseGeometry]:
    return read_shapes(f"province-{vintage}.json")


def read_rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def successors() -> dict[str, str]:
    ends = {"from_vintage": "v2008", "from_level": "province", "to_vintage": "v2025", "to_level": "province"}
    return {
        row["from_code"]: row["to_code"] for row in read_rows("crosswalk.csv") if ends.items() <= row.items()
    }


def area_km2(geometry: BaseGeometry) -> float:
    return geometry.area * KILOMETRES**2 * float(np.cos(np.radians(geometry.centroid.y)))


@pytest.mark.parametrize(("vintage", "count"), [("v2008", 63), ("v2025", 34)])
def test_each_vintage_has_its_number_of_provinces(vintage: str, count: int) -> None:
    assert len(read_features(f"province-{vintage}.json")) == count


@pytest.mark.parametrize("vintage", VINTAGES)
def test_codes_and_names_are_those_of_the_areas_sorted_by_code(vintage: str) -> None:
    columns = ("code", "name_vi", "name_en")
    areas = [row for row in read_rows("areas/provinces.csv") if row["vintage"] == vintage]
    expected = sorted(tuple(row[column] for column in columns) for row in areas)
    found = [tuple(feature["properties"].values()) for feature in read_features(f"province-{vintage}.json")]
    assert found == expected


@pytest.mark.parametrize("name", ["province-v2008.json", "province-v2025.json", "islands.json"])
def test_every_polygon_is_valid(name: str) -> None:
    assert [code for code, area in read_shapes(name).items() if not area.is_valid or area.is_empty] == []


@pytest.mark.parametrize("name", ["province-v2008.json", "province-v2025.json", "islands.json"])
def test_shells_run_counter_clockwise_as_rfc_7946_asks(name: str) -> None:
    parts = shapely.get_parts(list(read_shapes(name).values()))
    assert shapely.is_ccw(shapely.get_exterior_ring(parts)).all()


@pytest.mark.parametrize("vintage", VINTAGES)
def test_provinces_do_not_overlap(vintage: str) -> None:
    areas = np.array(list(provinces(vintage).values()))
    first, second = shapely.STRtree(areas).query(areas, predicate="intersects")
    apart = first < second
    overlaps = shapely.area(shapely.intersection(areas[first[apart]], areas[second[apart]]))
    assert apart.sum() > 50
    assert overlaps.max() == 0


@pytest.mark.parametrize("vintage", VINTAGES)
def test_neighbours_share_their_border_vertex_by_vertex(vintage: str) -> None:
    rings = shapely.get_rings(list(provinces(vintage).values()))
    segments = Counter(
        frozenset(segment)
        for ring in rings
        for segment in pairwise(map(tuple, shapely.get_coordinates(ring)))
    )
    assert set(segments.values()) == {1, 2}
    assert shapely.coverage_is_valid(np.array(list(provinces(vintage).values())))


@pytest.mark.parametrize("vintage", VINTAGES)
def test_no_gap_is_left_between_neighbours(vintage: str) -> None:
    areas = np.array(list(provinces(vintage).values()))
    union = shapely.union_all(areas)
    assert shapely.get_num_interior_rings(shapely.get_parts(union)).sum() == 0
    # A slit open to the sea would be no hole; 0.002° is two steps of the grid, about 200 m.
    assert shapely.coverage_is_valid(areas, gap_width=0.002)


def test_the_34_provinces_are_the_unions_of_the_63() -> None:
    old, new, successor = provinces("v2008"), provinces("v2025"), successors()
    for code, area in new.items():
        union = shapely.union_all([old[before] for before in old if successor[before] == code])
        assert area.symmetric_difference(union).area == pytest.approx(0, abs=1e-12), code


def test_the_eleven_unchanged_provinces_keep_their_outline() -> None:
    old, new, successor = provinces("v2008"), provinces("v2025"), successors()
    merged = Counter(successor.values())
    unchanged = [code for code in old if merged[successor[code]] == 1]
    assert len(unchanged) == 11
    assert all(old[code].equals(new[successor[code]]) for code in unchanged)


@pytest.mark.parametrize("vintage", VINTAGES)
def test_the_country_has_its_size(vintage: str) -> None:
    # 331,000 km² by the statistics office; the outline is generalised and holds some inland water.
    assert sum(map(area_km2, provinces(vintage).values())) == pytest.approx(331_000, rel=0.02)


@pytest.mark.parametrize(
    ("island", "longitude", "latitude", "province"),
    [
        ("Phú Quốc", 103.98, 10.20, "91"),
        ("Thổ Chu", 103.48, 9.30, "91"),
        ("Côn Đảo", 106.61, 8.69, "77"),
        ("Phú Quý", 108.94, 10.53, "60"),
        ("Lý Sơn", 109.11, 15.38, "51"),
        ("Cù Lao Chàm", 108.51, 15.95, "49"),
        ("Cát Bà", 107.00, 20.80, "31"),
        ("Cô Tô", 107.76, 20.98, "22"),
    ],
)
def test_islands_off_the_coast_belong_to_their_province(
    island: str, longitude: float, latitude: float, province: str
) -> None:
    assert provinces("v2008")[province].contains(Point(longitude, latitude)), island


@pytest.mark.parametrize(
    ("code", "polygons", "box", "province"),
    [
        ("hoang_sa", 8, (111.0, 15.5, 113.0, 17.5), "48"),
        ("truong_sa", 67, (111.0, 6.0, 118.0, 12.5), "56"),
    ],
)
def test_both_archipelagos_are_there_whole_and_in_their_sea(
    code: str, polygons: int, box: tuple[float, float, float, float], province: str
) -> None:
    (feature,) = (found for found in read_features("islands.json") if found["properties"]["code"] == code)
    islands = shape(feature["geometry"])
    assert isinstance(islands, MultiPolygon)
    assert len(islands.geoms) == polygons
    assert islands.within(shapely.box(*box))
    assert feature["properties"]["archipelago"] == code
    assert feature["properties"]["province_v2008"] == province
    assert feature["properties"]["province_v2025"] == province


@pytest.mark.parametrize(
    ("land", "box"),
    [
        ("Palawan and Balabac", (116.9, 7.5, 120.0, 12.0)),
        ("Borneo and its islets", (113.0, 4.0, 118.5, 7.3)),
    ],
)
def test_no_land_of_palawan_or_borneo_is_drawn(land: str, box: tuple[float, float, float, float]) -> None:
    assert not any(
        islands.intersects(shapely.box(*box)) for islands in read_shapes("islands.json").values()
    ), land


@pytest.mark.parametrize("vintage", VINTAGES)
def test_provinces_take_at_most_60_kb_compressed(vintage: str) -> None:
    content = (DATA / "geo" / f"province-{vintage}.json").read_bytes()
    assert len(gzip.compress(content, 9, mtime=0)) <= 60_000


def test_the_licence_of_the_geometry_is_there_in_full() -> None:
    licence = (DATA / "geo" / "LICENSE-ODbL.txt").read_text("utf-8")
    assert "Open Database License (ODbL)" in licence
    assert all(f"### {section}" in licence for section in ("Preamble", "1.0", "4.0", "7.0", "10.0"))
    assert "© OpenStreetMap contributors" in (DATA / "geo" / "README.md").read_text("utf-8")
