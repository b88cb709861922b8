"""Files that cannot become boundaries: each gets a sentence that says why, and nothing is changed."""

import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from geo.importing import archives
from geo.importing.archives import leads_outside
from geo.importing.errors import BoundaryFileUnusable
from geo.importing.examination import examine
from geo.importing.options import MEGABYTE, SIZE_SETTING, ImportOptions
from geo.layers import layer, shipped_layer
from tests.fixtures import boundaries
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words


@pytest.fixture(autouse=True)
def var_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of our own, which stays empty."""
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


def plain(folder: Path) -> Path:
    return boundaries.write_plain(boundaries.frame("province", "v2025"), folder)


def plain_geojson(folder: Path) -> Path:
    source = boundaries.frame("province", "v2025")[["code", "name_vi", "geometry"]]
    return boundaries.write(source, folder / "plain.geojson", "GeoJSON")


def cut(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


def truncated_zip(folder: Path) -> Path:
    return cut(boundaries.vn_2000_shapefile(folder))


def truncated_geopackage(folder: Path) -> Path:
    return cut(plain(folder))


def truncated_geojson(folder: Path) -> Path:
    return cut(plain_geojson(folder))


def truncated_nested_json(folder: Path) -> Path:
    boundaries.dvhcvn(folder)
    return cut(folder / "gis" / "27.json")


def zip_with_a_broken_member(folder: Path) -> Path:
    path = boundaries.vn_2000_shapefile(folder)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = next(
            member.header_offset for member in archive.infolist() if member.filename.endswith(".shp")
        )
    content[start + 2000 : start + 2100] = bytes(100)
    path.write_bytes(content)
    return path


def empty_file(folder: Path) -> Path:
    path = folder / "empty.gpkg"
    path.touch()
    return path


def a_folder(folder: Path) -> Path:
    return folder


def a_picture(folder: Path) -> Path:
    path = folder / "map.gpkg"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1000))
    return path


def a_table_of_figures(folder: Path) -> Path:
    path = folder / "figures.json"
    path.write_text(json.dumps([{"ma": "01", "gia_tri": 3.5}]), encoding="utf-8")
    return path


def a_stream_of_gdal_commands(folder: Path) -> Path:
    secret = plain(folder)
    path = folder / "stream.json"
    command = f"gdal vector pipeline ! read {secret} ! write --of stream streamed_dataset"
    path.write_text(json.dumps({"type": "gdal_streamed_alg", "command_line": command}), encoding="utf-8")
    return path


def a_virtual_file(folder: Path) -> Path:
    path = folder / "reaching.kml"
    source = f"<SrcDataSource>{plain(folder)}</SrcDataSource>"
    path.write_text(f"<OGRVRTDataSource><OGRVRTLayer name='a'>{source}</OGRVRTLayer></OGRVRTDataSource>")
    return path


def kml_with_entities(folder: Path) -> Path:
    path = boundaries.kml(folder)
    text = path.read_text(encoding="utf-8")
    bomb = '<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa">]>'
    path.write_text(text.replace("<kml", bomb + "<kml", 1), encoding="utf-8")
    return path


def points(folder: Path) -> Path:
    source = boundaries.frame("province", "v2025")[["code", "name_vi", "geometry"]]
    source["geometry"] = source.geometry.representative_point()
    return boundaries.write(source, folder / "points.geojson", "GeoJSON")


def lines(folder: Path) -> Path:
    source = boundaries.frame("province", "v2025")[["code", "name_vi", "geometry"]]
    source["geometry"] = source.geometry.boundary
    return boundaries.write(source, folder / "lines.geojson", "GeoJSON")


def no_shape_at_all(folder: Path) -> Path:
    source = boundaries.frame("province", "v2025")
    source["geometry"] = [None, shapely.Polygon()] * (len(source) // 2)
    return boundaries.write_plain(source, folder)


def no_rows(folder: Path) -> Path:
    return boundaries.write_plain(boundaries.frame("province", "v2025")[:0], folder)


def another_country(folder: Path) -> Path:
    """Bavaria, under the names of our provinces."""
    return shifted(folder, -94.0, 33.0)


def a_neighbouring_country(folder: Path) -> Path:
    """The middle of Thailand, near enough to lie in the same window."""
    source = boundaries.frame("province", "v2025")
    source["geometry"] = [shapely.box(101 + n / 40, 15, 101 + (n + 1) / 40, 16) for n in range(len(source))]
    return boundaries.write_plain(source, folder)


def shifted(folder: Path, east: float, north: float) -> Path:
    source = boundaries.frame("province", "v2025")
    source["geometry"] = source.geometry.translate(east, north)
    return boundaries.write_plain(source, folder)


def metres_called_degrees(folder: Path) -> Path:
    source = boundaries.frame("province", "v2025").to_crs("EPSG:3405")
    return boundaries.write_plain(source.set_crs("EPSG:4326", allow_override=True), folder)


def a_zone_of_another_hemisphere(folder: Path) -> Path:
    source = boundaries.frame("province", "v2025").to_crs("EPSG:3405")
    return boundaries.write_plain(source.set_crs("EPSG:32718", allow_override=True), folder)


def metres_without_a_system(folder: Path) -> Path:
    source = boundaries.table(boundaries.frame("province", "v2025"), ma="code", ten="name_vi")
    source = source.to_crs("EPSG:3405").set_crs(None, allow_override=True)
    return boundaries.write_shapefile(source, folder, "metres", encoding="UTF-8")


def no_matching_column(folder: Path) -> Path:
    source = boundaries.frame("province", "v2025")
    return boundaries.write(source[["valid_from", "geometry"]], folder / "dates.gpkg", "GPKG")


def old_communes(folder: Path) -> Path:
    rows = boundaries.area_rows("commune", "v2008")[:200]
    source = boundaries.frame("province", "v2025").iloc[:1].loc[[0] * len(rows)].reset_index(drop=True)
    source["code"], source["name_vi"] = ([row[name] for row in rows] for name in ("code", "name_vi"))
    return boundaries.write_plain(source, folder)


def two_levels_in_one_file(folder: Path) -> Path:
    path = plain(folder)
    districts = boundaries.frame("district", "v2008")[["code", "name_vi", "geometry"]]
    return boundaries.write(districts, path, "GPKG", layer="districts", append=True)


def names_of_somewhere_else(folder: Path) -> Path:
    source = boundaries.frame("province", "v2025")
    source["geometry"] = [
        shapely.box(105 + n / 1000, 21, 105 + (n + 1) / 1000, 21.1) for n in range(len(source))
    ]
    numbered = boundaries.table(
        source, shapeName=lambda row: f"Bezirk {row['code']}", shapeType=lambda row: "ADM1"
    )
    return boundaries.write(numbered, folder / "geoBoundaries.geojson", "GeoJSON")


def utf_16_text(folder: Path) -> Path:
    path = plain_geojson(folder)
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")
    return path


def latin_1_text(folder: Path) -> Path:
    path = plain_geojson(folder)
    text = path.read_text(encoding="utf-8").replace("Hà Nội", "Hà Nôi")
    path.write_bytes(text.encode("latin-1", errors="replace"))
    return path


def texts_in_a_wrong_encoding(folder: Path) -> Path:
    """It says UTF-8 and is not."""
    path = boundaries.vn_2000_shapefile(folder)
    parts = folder / "ranh_gioi_tinh_parts"
    table = parts / "ranh_gioi_tinh.dbf"
    table.write_bytes(table.read_bytes().replace("Ộ".encode(), b"\xd4\xf2\xf2"))
    return boundaries.zipped(parts, path)


def shapefile_without_its_table(folder: Path) -> Path:
    path = boundaries.vn_2000_shapefile(folder)
    (folder / "ranh_gioi_tinh_parts" / "ranh_gioi_tinh.dbf").unlink()
    return boundaries.zipped(folder / "ranh_gioi_tinh_parts", path)


def zip_of(folder: Path, name: str, content: bytes) -> Path:
    path = folder / "packed.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def zip_without_a_map(folder: Path) -> Path:
    return zip_of(folder, "readme.txt", b"hello")


def zip_in_a_zip(folder: Path) -> Path:
    return zip_of(folder, "inner.geojson", boundaries.vn_2000_shapefile(folder).read_bytes())


def path_traversal(folder: Path) -> Path:
    return zip_of(folder, "../../escaped.geojson", plain_geojson(folder).read_bytes())


def path_traversal_by_backslash(folder: Path) -> Path:
    return zip_of(folder, "..\\escaped.geojson", plain_geojson(folder).read_bytes())


def bomb(folder: Path) -> Path:
    return zip_of(folder, "bomb.geojson", b" " * 30 * MEGABYTE)


def bomb_that_lies_about_its_size(folder: Path) -> Path:
    """Its directory declares 100 bytes where 30 MB come out."""
    path = bomb(folder)
    honest = struct.pack("<L", 30 * MEGABYTE)
    path.write_bytes(path.read_bytes().replace(honest, struct.pack("<L", 100)))
    return path


def locked_zip(folder: Path) -> Path:
    path = zip_of(folder, "a.geojson", b"{}")
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    return path


BAD_FILES: list[tuple[Callable[[Path], Path], str]] = [
    (truncated_zip, "damaged_archive"),
    (truncated_geopackage, "damaged"),
    (truncated_geojson, "damaged"),
    (truncated_nested_json, "damaged"),
    (zip_with_a_broken_member, "damaged_archive"),
    (empty_file, "empty_file"),
    (a_folder, "no_such_file"),
    (a_picture, "not_geometry"),
    (a_table_of_figures, "not_geometry"),
    (a_stream_of_gdal_commands, "not_geometry"),
    (a_virtual_file, "not_geometry"),
    (kml_with_entities, "unsafe_xml"),
    (points, "not_areas"),
    (lines, "not_areas"),
    (no_shape_at_all, "empty_geometry"),
    (no_rows, "no_rows"),
    (another_country, "outside_viet_nam"),
    (a_neighbouring_country, "other_country"),
    (metres_called_degrees, "wrong_crs"),
    (a_zone_of_another_hemisphere, "outside_viet_nam"),
    (metres_without_a_system, "crs_missing"),
    (no_matching_column, "no_matching_column"),
    (old_communes, "level_not_drawn"),
    (two_levels_in_one_file, "several_layers"),
    (names_of_somewhere_else, "level_unknown"),
    (utf_16_text, "encoding"),
    (latin_1_text, "encoding"),
    (texts_in_a_wrong_encoding, "encoding"),
    (shapefile_without_its_table, "shapefile_incomplete"),
    (zip_without_a_map, "archive_without_geometry"),
    (zip_in_a_zip, "archive_without_geometry"),
    (path_traversal, "unsafe_name"),
    (path_traversal_by_backslash, "unsafe_name"),
    (bomb, "archive_too_large"),
    (bomb_that_lies_about_its_size, "damaged_archive"),
    (locked_zip, "locked_archive"),
]


@pytest.mark.parametrize(("write", "code"), BAD_FILES, ids=[write.__name__ for write, _ in BAD_FILES])
def test_a_bad_file_gets_its_sentence_and_changes_nothing(
    write: Callable[[Path], Path], code: str, tmp_path: Path, var_dir: Path
) -> None:
    folder = tmp_path / "upload"
    folder.mkdir()
    path = write(folder)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(BoundaryFileUnusable) as refused:
        examine(path)
    assert refused.value.code == code
    for language in LANGUAGES:
        told = Words(language)(f"boundary.{code}", **refused.value.facts)
        assert len(told) > 15
        assert "{" not in told
    assert sorted(tmp_path.rglob("*")) == before
    assert layer("province", "v2025") is shipped_layer("province", "v2025")


def test_a_file_over_the_limit_is_refused_before_a_byte_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.gpkg"
    with path.open("wb") as file:
        file.truncate(2_000 * MEGABYTE)
    with pytest.raises(BoundaryFileUnusable) as refused:
        examine(path)
    assert (refused.value.code, refused.value.facts) == ("too_large", {"size_mb": 2000, "limit_mb": 1000})
    monkeypatch.setenv(SIZE_SETTING, "3000")
    with pytest.raises(BoundaryFileUnusable, match="not_geometry"):
        examine(path)


def test_an_archive_may_not_unpack_to_more_than_four_times_the_limit(tmp_path: Path) -> None:
    path = zip_of(tmp_path, "a.geojson", b'{"a": 1}' * 10_000)
    with pytest.raises(BoundaryFileUnusable, match="archive_too_large"):
        examine(path, ImportOptions(max_bytes=10_000))


def test_what_really_comes_out_of_an_archive_counts_not_what_it_declares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "RATIO_FREE_BYTES", 1000)
    monkeypatch.setattr(archives, "RATIO_LIMIT", 2)
    with pytest.raises(BoundaryFileUnusable, match="archive_too_large"):
        examine(zip_of(tmp_path, "a.geojson", zlib.compress(b"a" * 100) + b"b" * 50_000))


@pytest.mark.parametrize(
    "name", ["/etc/a.shp", "C:\\a.shp", "a/../../b.shp", "..", "a\\..\\b", "\\\\host\\a.shp", "a\0.shp"]
)
def test_a_name_that_leads_outside_is_known(name: str) -> None:
    assert leads_outside(name)


@pytest.mark.parametrize("name", ["a.shp", "gis/01.json", "tỉnh..2025.shp", "a/b c/..hidden.dbf"])
def test_a_name_that_stays_inside_is_let_in(name: str) -> None:
    assert not leads_outside(name)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (ImportOptions(code_column="ma"), "no_such_column"),
        (ImportOptions(member="xa"), "no_such_member"),
        (ImportOptions(crs="EPSG:0"), "crs_unknown"),
    ],
)
def test_a_wish_that_does_not_fit_gets_its_sentence(
    options: ImportOptions, code: str, tmp_path: Path
) -> None:
    with pytest.raises(BoundaryFileUnusable) as refused:
        examine(plain(tmp_path), options)
    assert refused.value.code == code
    assert all(Words(language)(f"boundary.{code}", **refused.value.facts) for language in LANGUAGES)


def test_a_layer_of_several_is_taken_when_it_is_named_or_its_level_is(tmp_path: Path) -> None:
    path = two_levels_in_one_file(tmp_path)
    assert examine(path, ImportOptions(member="districts")).level == "district"
    assert examine(path, ImportOptions(level="province")).level == "province"


def test_too_few_matching_rows_are_a_file_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(BoundaryFileUnusable) as refused:
        examine(names_of_somewhere_else(tmp_path), ImportOptions(level="province", vintage="v2025"))
    assert refused.value.code == "too_few_matched"
    assert "Bezirk 01" in Words("en")("boundary.too_few_matched", **refused.value.facts)


def test_a_shapefile_that_does_not_state_its_encoding_is_read_as_utf_8(tmp_path: Path) -> None:
    path = boundaries.vn_2000_shapefile(tmp_path)
    (tmp_path / "ranh_gioi_tinh_parts" / "ranh_gioi_tinh.cpg").unlink()
    examination = examine(boundaries.zipped(tmp_path / "ranh_gioi_tinh_parts", path))
    assert "THÀNH PHỐ HÀ NỘI" in examination.row_names
