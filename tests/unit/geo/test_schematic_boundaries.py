"""The schematic boundaries in data/geo: whole, nested exactly in their province, near to what is known."""

import csv
import gzip
import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.layers import layer
from geo.outlines import outlines, outlines_by_filename
from geo.rebuild import RebuildError
from geo.rebuild.centres import SWAPPED, Centre, mended, read_centres, with_areas
from geo.rebuild.memberships import Membership, memberships
from geo.rebuild.offshore import ARCHIPELAGOS, OFFSHORE, octagon
from geo.rebuild.pieces import Place, pieces_of
from geo.rebuild.power import cells, fit, nearest, wanted_areas
from geo.rebuild.schematic import rebuild_schematic
from geo.rebuild.snapping import STEPS, faces, is_exact, with_vertices
from geo.rebuild.wheels import Wheel, unpack

DATA = Path(__file__).parents[3] / "data"
LAYERS = [("district", "v2008"), ("commune", "v2025")]
APART = {*ARCHIPELAGOS, *OFFSHORE, "318", "471", "498", "576"}
"""Areas wholly outside the provinces' outlines; districts: Bạch Long Vĩ, Cồn Cỏ, Hoàng Sa, Trường Sa."""


@cache
def collection(level: str, vintage: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(layer(level, vintage).content)
    return content


@cache
def shapes(level: str, vintage: str) -> dict[str, BaseGeometry]:
    """The shapes in grid steps, whole numbers, so that equal means equal."""
    return {
        feature["properties"]["code"]: shapely.transform(
            shape(feature["geometry"]), lambda vertices: np.rint(vertices * STEPS)
        )
        for feature in collection(level, vintage)["features"]
    }


def near(level: str, vintage: str) -> dict[str, BaseGeometry]:
    return {code: area for code, area in shapes(level, vintage).items() if code not in APART}


def within(level: str, vintage: str) -> dict[str, list[BaseGeometry]]:
    found: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    for feature in collection(level, vintage)["features"]:
        code = feature["properties"]["code"]
        if code not in APART:
            found[feature["properties"]["province"]].append(shapes(level, vintage)[code])
    return found


def areas(level: str, vintage: str) -> list[dict[str, str]]:
    with (DATA / "areas" / f"{level}s.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["vintage"] == vintage]


def km2(area: BaseGeometry) -> float:
    latitude = shapely.centroid(area).y / STEPS
    return area.area * (111.2 / STEPS) ** 2 * float(np.cos(np.radians(latitude)))


@pytest.mark.parametrize(
    ("level", "vintage", "count"), [("district", "v2008", 696), ("commune", "v2025", 3321)]
)
def test_every_area_has_a_shape_its_names_and_its_province(level: str, vintage: str, count: int) -> None:
    expected = sorted(
        (row["code"], row["name_vi"], row["name_en"], row["parent_code"]) for row in areas(level, vintage)
    )
    found = [tuple(feature["properties"].values()) for feature in collection(level, vintage)["features"]]
    assert found == expected
    assert len(found) == count


@pytest.mark.parametrize(("level", "vintage"), LAYERS)
def test_the_layers_say_that_they_are_schematic_and_whose_they_are(level: str, vintage: str) -> None:
    assert collection(level, vintage)["boundaries"] == "schematic"
    note = collection(level, vintage)["licence_note"]
    assert "vietnamadminunits 1.0.4 (MIT)" in note
    assert "© OpenStreetMap contributors (ODbL)" in note


@pytest.mark.parametrize(("level", "vintage"), LAYERS)
def test_every_shape_is_valid_and_counter_clockwise(level: str, vintage: str) -> None:
    every = np.array(list(shapes(level, vintage).values()))
    assert shapely.is_valid(every).all()
    assert shapely.is_ccw(shapely.get_exterior_ring(shapely.get_parts(every))).all()


@pytest.mark.parametrize(("level", "vintage"), LAYERS)
def test_neighbours_share_their_border_vertex_by_vertex(level: str, vintage: str) -> None:
    every = np.array(list(shapes(level, vintage).values()))
    assert shapely.coverage_is_valid(every)


@pytest.mark.parametrize(("level", "vintage"), LAYERS)
def test_the_areas_of_a_province_are_that_province_exactly(level: str, vintage: str) -> None:
    provinces = shapes("province", vintage)
    for code, children in within(level, vintage).items():
        # Octagons of small islands are of areas that also have land within the outline.
        on_land = [
            shapely.union_all([p for p in shapely.get_parts(c) if p.intersects(provinces[code])])
            for c in children
        ]
        assert all(provinces[code].covers(child) for child in on_land), code
        assert sum(child.area for child in on_land) == provinces[code].area, code
    assert set(within(level, vintage)) == set(provinces)


def test_a_district_lies_in_the_communes_that_came_out_of_it() -> None:
    communes, where = shapes("commune", "v2025"), memberships(DATA)
    holding: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    for code, membership in where.items():
        for district in membership.districts:
            holding[district].append(communes[code])
    for code, area in near("district", "v2008").items():
        outside = area.difference(shapely.coverage_union_all(holding[code])).area
        # What a bay cut off a cell went to its neighbour.
        assert outside <= 0.02 * area.area, code


@pytest.mark.parametrize(
    ("district", "count"),
    [("157", 8), ("365", 7)],
    ids=["Lạc Sơn became eight communes", "Giao Thủy became seven"],
)
def test_a_district_that_became_whole_communes_is_their_union(district: str, count: int) -> None:
    communes = shapes("commune", "v2025")
    parts = [communes[code] for code, m in memberships(DATA).items() if set(m.districts) == {district}]
    assert len(parts) == count
    assert shapely.coverage_union_all(parts).equals(shapes("district", "v2008")[district])


@pytest.mark.parametrize(("level", "vintage"), LAYERS)
def test_both_archipelagos_have_their_own_outlines(level: str, vintage: str) -> None:
    islands = json.loads((DATA / "geo" / "islands.json").read_text("utf-8"))["features"]
    for archipelago in islands:
        code = archipelago["properties"][f"{level}_{vintage}"]
        parts = len(archipelago["geometry"]["coordinates"])
        assert shapely.get_num_geometries(shapes(level, vintage)[code]) == parts


def test_coordinates_have_at_most_four_decimals() -> None:
    for level, vintage in LAYERS:
        for feature in collection(level, vintage)["features"]:
            vertices = shapely.get_coordinates(shape(feature["geometry"]))
            assert np.array_equal(vertices, np.round(vertices, 4))


def test_all_districts_take_at_most_350_kb_on_the_wire() -> None:
    assert len(outlines("district", "v2008").compressed) <= 350_000


def test_one_province_takes_at_most_120_kb_on_the_wire_and_the_country_no_more() -> None:
    for province in shapes("province", "v2025"):
        assert len(outlines("commune", "v2025", province).compressed) <= 120_000
    assert len(outlines("commune", "v2025").compressed) <= 120_000


def test_one_provinces_drawing_holds_its_communes_and_both_archipelagos() -> None:
    drawing = outlines("commune", "v2025", "25")
    assert drawing.filename.startswith("commune-v2025-25.")
    assert set(drawing.codes) == {
        row["code"] for row in areas("commune", "v2025") if row["parent_code"] == "25"
    }
    document = json.loads(gzip.decompress(drawing.compressed))
    assert [island["archipelago"] for island in document["islands"]] == ["hoang_sa", "truong_sa"]
    assert drawing.boundaries == "schematic"
    assert outlines_by_filename(drawing.filename) == drawing


def test_an_archipelago_is_drawn_in_its_inset_alone() -> None:
    drawing = outlines("commune", "v2025", "56")
    document = json.loads(gzip.decompress(drawing.compressed))
    assert document["paths"][drawing.codes.index("22736")] == ""
    assert [island["code"] for island in document["islands"]] == ["20333", "22736"]
    assert document["bounds"][1][1] < 111


@pytest.mark.parametrize(
    "filename",
    [
        "commune-v2025-25.0000000000000000.json",
        "commune-v2025-99.00.json",
        "ward-v2025.00.json",
        "commune-v2025",
    ],
)
def test_no_other_file_name_finds_a_drawing(filename: str) -> None:
    assert outlines_by_filename(filename) is None


@cache
def centres() -> dict[str, Centre]:
    with (DATA / "geo" / "commune-centres.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Centre(
                row["code"], float(row["longitude"]), float(row["latitude"]), float(row["km2"] or 0)
            )
            for row in csv.DictReader(file)
        }


def test_nearly_every_centre_lies_in_its_own_cell() -> None:
    communes = near("commune", "v2025")
    outside = [
        code
        for code, area in communes.items()
        if not area.covers(shapely.Point(centres()[code].longitude * STEPS, centres()[code].latitude * STEPS))
    ]
    # Ten centres lie off the generalised coast.
    assert len(outside) <= 10


def test_cells_have_nearly_the_known_areas() -> None:
    known = {code: centre.km2 for code, centre in centres().items() if centre.km2 and code not in APART}
    drawn = {code: km2(shapes("commune", "v2025")[code]) for code in known}
    errors = np.array([abs(drawn[code] / known[code] - 1) for code in known])
    assert np.median(errors) <= 0.05
    # In five provinces the source's own areas do not add up to the province.
    assert np.mean(errors <= 0.25) >= 0.9


def test_the_communes_of_the_country_have_its_size() -> None:
    assert sum(km2(area) for area in near("commune", "v2025").values()) == pytest.approx(331_000, rel=0.02)
    assert min(km2(area) for area in near("commune", "v2025").values()) > 0.5
    assert max(km2(area) for area in near("commune", "v2025").values()) < 1_300


PROVINCE = shapely.box(0, 0, 10_000, 10_000)
"""A province of one square degree, 111 km wide."""


def town(code: str, at: tuple[float, float], km2: float = 0, **districts: float) -> Place:
    return Place(code, at, km2, Membership("01", districts or {"d": 1.0}))


def test_cells_come_near_to_known_areas_and_keep_their_centre() -> None:
    places = [town("a", (3_000, 5_000), 4_000), town("b", (7_000, 5_000), 8_300)]
    found = {key[0]: polygons for key, polygons in pieces_of(PROVINCE, places).items()}
    (a,), (b,) = found["a"], found["b"]
    # Three quarters of the way, in logarithms, from half each to the known shares.
    assert a.area / PROVINCE.area == pytest.approx(0.366, abs=0.02)
    assert is_exact(PROVINCE, [a, b])
    assert a.contains(shapely.Point(3_000, 5_000))
    assert b.contains(shapely.Point(7_000, 5_000))


def test_a_centre_stays_in_its_own_cell_even_when_its_area_is_tiny() -> None:
    sites = np.array([[0.0, 0.0], [1.0, 0.0]])
    samples = np.random.default_rng(1).uniform(-10, 10, (2_000, 2))
    weights = fit(sites, np.array([1.0, 399.0]), samples, 400.0)
    assert list(nearest(sites, sites, weights)) == [0, 1]


def test_an_area_that_cannot_be_is_left_out() -> None:
    plain = np.array([10.0, 10.0, 10.0, 10.0])
    aims = wanted_areas(plain, np.array([0.0, 10.0, 25.0, 4.9]))
    assert list(aims) == [10.0, 10.0, 10.0, 10.0]
    assert wanted_areas(plain[:1], np.array([16.0]))[0] == pytest.approx(10 * 1.6**0.75)


def test_a_commune_of_two_districts_is_shared_towards_each() -> None:
    places = [
        town("w", (2_000, 5_000), west=1),
        town("m", (5_000, 5_000), west=1, east=1),
        town("e", (8_000, 5_000), east=1),
    ]
    found = pieces_of(PROVINCE, places)
    assert set(found) == {("w", "west"), ("m", "west"), ("m", "east"), ("e", "east")}
    (western,), (eastern,) = found["m", "west"], found["m", "east"]
    assert western.centroid.x < 5_000 < eastern.centroid.x
    assert western.area == pytest.approx(eastern.area, rel=0.1)


def test_an_island_goes_whole_to_the_place_on_it_or_the_nearest() -> None:
    with_place, without = shapely.box(20_000, 0, 21_000, 1_000), shapely.box(20_000, 3_000, 21_000, 4_000)
    province = shapely.MultiPolygon([PROVINCE, with_place, without])
    found = pieces_of(province, [town("a", (5_000, 5_000)), town("i", (20_500, 500))])
    assert shapely.union_all(found["i", "d"]).equals(shapely.union_all([with_place, without]))
    assert shapely.union_all(found["a", "d"]).equals(PROVINCE)


def test_cells_end_on_the_border_without_moving_it() -> None:
    area = shapely.Polygon([(0, 0), (1_000, 130), (1_070, 990), (10, 1_000)])
    found = faces(area, [shapely.LineString([(-50, 333.3), (2_000, 471.7)])])
    assert len(found) == 2
    assert is_exact(area, found)
    assert all(np.array_equal(shapely.get_coordinates(f), np.rint(shapely.get_coordinates(f))) for f in found)


def test_a_neighbours_vertex_is_put_into_a_straight_border() -> None:
    first, second = with_vertices(
        [shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)], np.array([[10.0, 4.0], [5.0, 5.0]])
    )
    for area in (first, second):
        assert [10, 4] in shapely.get_coordinates(area).tolist()
        assert [5, 5] not in shapely.get_coordinates(area).tolist()
    assert shapely.coverage_is_valid([first, second])


def test_an_empty_half_leaves_no_cell() -> None:
    frame = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    left, right = cells(np.array([[1.0, 2.0], [2.0, 2.0]]), np.array([0.0, 50.0]), frame)
    assert left == []
    assert right == frame


def test_an_octagon_has_the_area_of_its_island() -> None:
    (area,) = octagon(Centre("11948", 107.7307, 20.1346, 3.07))
    assert km2(area) == pytest.approx(3.07, rel=0.02)


def test_swapped_points_are_put_back() -> None:
    codes = [code for pair in SWAPPED for code in pair] + ["04714", "06172", "06757", "06967", "29983"]
    right = mended({code: Centre(code, float(number), 0, 1) for number, code in enumerate(codes)})
    assert [right[code].longitude for code in codes[:4]] == [1, 0, 3, 2]
    assert right["06757"].longitude == 107.93


def test_a_package_without_its_table_stops_the_rebuild(tmp_path: Path) -> None:
    with pytest.raises(RebuildError, match=r"no file dataset\.db"):
        read_centres(tmp_path, [])


def stand_in_uv(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    uv = folder / "uv"
    uv.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_without_uv_the_rebuild_says_so_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RebuildError, match="uv is needed"):
        rebuild_schematic(DATA, tmp_path / "geo")
    assert not (tmp_path / "geo").exists()


def test_the_wheel_is_asked_for_by_its_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in_uv(tmp_path, 'echo "$@" >&2; exit 1', monkeypatch)
    with pytest.raises(RebuildError, match=r"could not fetch x==1\.0: .*--require-hashes"):
        unpack(Wheel("x", "1.0", "abc"), tmp_path / "x")
    assert (tmp_path / "x" / "requirements.txt").read_text("utf-8") == "x==1.0 --hash=sha256:abc\n"


def test_every_commune_lies_in_the_successor_of_its_old_province() -> None:
    with (DATA / "crosswalk.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["from_vintage"] == "v2008"]
    successor = {row["from_code"]: row["to_code"] for row in rows if row["from_level"] == "province"}
    where = memberships(DATA)
    assert {row["code"]: row["parent_code"] for row in areas("commune", "v2025")} == {
        code: successor[membership.province] for code, membership in where.items()
    }


def test_areas_of_a_table_stand_in_place_of_the_packages(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_text("code,km2\n00004,2.5\n00008,\n", encoding="utf-8")
    own = {code: Centre(code, 105.0, 21.0, 9.0) for code in ("00004", "00008", "00025")}
    assert [centre.km2 for centre in with_areas(own, path).values()] == [2.5, 0.0, 9.0]
    with pytest.raises(RebuildError, match="00025"):
        with_areas({"00004": own["00004"], "00008": own["00008"]}, _with_line(path, "00025,1"))
    with pytest.raises(RebuildError, match="missing"):
        with_areas(own, tmp_path / "nothing.csv")


def _with_line(path: Path, line: str) -> Path:
    path.write_text(path.read_text(encoding="utf-8") + f"{line}\n", encoding="utf-8")
    return path


def test_known_areas_are_those_of_the_resolutions() -> None:
    assert centres()["04714"].km2 == 150.83
    assert centres()["13093"].km2 == 21.31
    assert centres()["31942"].km2 == 0


@pytest.mark.parametrize(
    ("code", "neighbour"),
    [("10999", "11050"), ("06688", "06673"), ("28439", "28435"), ("19051", "19075"), ("22411", "22420")],
)
def test_mended_centres_lie_in_their_own_cells(code: str, neighbour: str) -> None:
    centre = centres()[code]
    point = shapely.Point(centre.longitude * STEPS, centre.latitude * STEPS)
    assert near("commune", "v2025")[code].covers(point)
    assert not near("commune", "v2025")[neighbour].covers(point)
