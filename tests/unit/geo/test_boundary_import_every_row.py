"""Every row of a file is used or named, and a file that lacks areas replaces nothing unasked."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.__main__ import main
from geo.importing import archives
from geo.importing.errors import BoundaryFileUnusable
from geo.importing.examination import examine
from geo.importing.options import ImportOptions
from geo.importing.replacing import accept
from geo.importing.report import report_lines, report_values
from geo.layers import layer, shipped_layer
from tests.fixtures import boundaries
from tests.fixtures.boundaries import Frame, frame, table, write
from vocabulary.words import Words


@pytest.fixture(autouse=True)
def var_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of our own to import to."""
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


def of_rows(rows: list[dict[str, object]]) -> Frame:
    return gpd.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def one_row_an_island(columns: Callable[[Frame], Frame]) -> Frame:
    """Every polygon of the provinces a row of its own."""
    parts = frame("province", "v2008").explode(ignore_index=True)
    return columns(parts)


@pytest.mark.parametrize(
    "columns",
    [
        lambda source: table(source, ma="code"),
        lambda source: table(source, ten="name_vi"),
        lambda source: table(source, ma="code", ten="name_vi"),
        lambda source: table(source, shapeName="name_en", shapeType=lambda row: "ADM1"),
    ],
)
def test_rows_of_one_area_are_joined(columns: Callable[[Frame], Frame], tmp_path: Path) -> None:
    source = one_row_an_island(columns)
    assert len(source) > 90
    examination = examine(write(source, tmp_path / "a.geojson", "GeoJSON"))
    assert (examination.vintage, len(examination.matches)) == ("v2008", len(source))
    assert sum(count for _, count in examination.joined) - len(examination.joined) == len(source) - 63
    assert examination.agreement > 0.99
    assert any(line.startswith("Areas of several rows") for line in report_lines(examination, Words("en")))
    assert sum(one["rows"] - 1 for one in report_values(examination)["joined"]) == len(source) - 63


def test_a_code_in_two_rows_is_no_reason_to_join_what_lies_apart(tmp_path: Path) -> None:
    source = frame("province", "v2025")
    ours, other = source["code"][4], source["code"][5]
    source.loc[5, "code"] = ours
    named = examine(boundaries.write_plain(source, tmp_path))
    assert {found.code for found in named.matches} >= {ours, other}
    assert named.joined == ()
    alone = examine(write(table(source, ma="code"), tmp_path / "b.gpkg", "GPKG"))
    assert {found.code for found in alone.matches} >= {ours, other}
    assert alone.joined == ()


@pytest.mark.parametrize(
    "shape",
    [
        None,
        shapely.Polygon(),
        shapely.Polygon([(105, 21), (105.1, 21.1), (105, 21), (105, 21)]),
        shapely.Point(105, 21),
        shapely.LineString([(105, 21), (105.5, 21.5)]),
    ],
)
def test_a_row_without_a_polygon_is_named_and_left_out(
    shape: shapely.Geometry | None, tmp_path: Path
) -> None:
    source = frame("province", "v2025")
    source.loc[3, "geometry"] = shape
    path = tmp_path / "a.geojson"
    examination = examine(write(source[["code", "name_vi", "geometry"]], path, "GeoJSON"))
    name, code = source["name_vi"][3], source["code"][3]
    assert examination.left_out == (name,)
    assert examination.unmatched_areas == ((code, name),)
    assert examination.filled == (code,)
    assert all(examination.row_names[found.row] != name for found in examination.matches)
    assert any("left out" in line and name in line for line in report_lines(examination, Words("en")))
    assert report_values(examination)["left_out"] == [name]


def test_labels_among_the_polygons_are_left_out(tmp_path: Path) -> None:
    source = frame("province", "v2025")[["code", "name_vi", "geometry"]]
    labels = source.assign(geometry=source.geometry.representative_point())
    both = of_rows([*labels.to_dict("records"), *source.to_dict("records")])
    examination = examine(write(both, tmp_path / "a.geojson", "GeoJSON"))
    assert (len(examination.matches), len(examination.left_out)) == (34, 34)
    assert min(found.row for found in examination.matches) == 34


def test_the_layer_with_polygons_is_found_behind_labels_and_styles(tmp_path: Path) -> None:
    source = frame("province", "v2025")[["code", "name_vi", "geometry"]]
    path = tmp_path / "a.gpkg"
    write(source.assign(geometry=source.geometry.representative_point()), path, "GPKG", layer="a_nhan")
    write(source.assign(geometry=source.geometry.boundary), path, "GPKG", layer="b_duong", append=True)
    write(source, path, "GPKG", layer="tinh", append=True)
    with sqlite3.connect(path) as styles:
        styles.execute("CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, name_vi TEXT, styleQML TEXT)")
        styles.executemany(
            "INSERT INTO layer_styles (name_vi) VALUES (?)", [(name,) for name in source["name_vi"]]
        )
    styles.close()
    examination = examine(path)
    assert (examination.member, len(examination.matches)) == ("tinh", 34)


def test_two_layers_that_both_fit_are_asked_about(tmp_path: Path) -> None:
    path = boundaries.write_plain(frame("province", "v2025"), tmp_path)
    write(frame("province", "v2025")[["code", "geometry"]], path, "GPKG", layer="cu", append=True)
    with pytest.raises(BoundaryFileUnusable) as refused:
        examine(path)
    assert refused.value.code == "several_layers"
    assert examine(path, ImportOptions(member="cu")).member == "cu"


def one_file_an_area(folder: Path, kind: str, target: tuple[str, str]) -> Path:
    """An archive with a file for each area."""
    parts = folder / "parts"
    parts.mkdir()
    source = frame(*target)[["code", "name_vi", "geometry"]]
    for place in range(len(source)):
        name = parts / f"{source['code'][place]}.{kind}"
        write(source[place : place + 1], name, {"geojson": "GeoJSON", "shp": "ESRI Shapefile"}[kind])
    return boundaries.zipped(parts, folder / "all.zip")


@pytest.mark.parametrize("kind", ["geojson", "shp"])
def test_files_of_one_area_each_are_one_table(kind: str, tmp_path: Path) -> None:
    examination = examine(one_file_an_area(tmp_path, kind, ("province", "v2025")))
    assert (examination.row_count, len(examination.matches)) == (34, 34)
    assert examination.unmatched_areas == ()


def test_as_many_files_as_there_are_communes_are_let_in(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(archives.MEMBER_LIMIT + 1):
            archive.writestr(f"{number}.txt", "")
    with pytest.raises(BoundaryFileUnusable, match="too_many_members"):
        examine(path)
    assert archives.MEMBER_LIMIT == 5000


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_geopackage_that_was_copied_while_open_replaces_nothing_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = boundaries.copied_while_open(tmp_path, with_journal=False)
    before = contents(path.parent)
    examination = examine(path)
    assert (examination.lacks_journal, len(examination.unmatched_areas)) == (True, 29)
    said = "\n".join(report_lines(examination, Words("en")))
    assert "29 missing; close the program that has it open" in said
    with pytest.raises(BoundaryFileUnusable, match="lacks_journal"):
        accept(examination, "x")
    assert main(["import", str(path), "--licence", "x", "--yes"]) == 1
    assert "29" in capsys.readouterr().err
    assert layer("province", "v2008") is shipped_layer("province", "v2008")
    assert contents(path.parent) == before
    assert main(["import", str(path), "--licence", "x", "--yes", "--incomplete", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)["report"]
    assert (report["lacks_journal"], len(report["filled"])) == (True, 29)


def test_the_journal_beside_a_geopackage_is_read_and_neither_is_changed(tmp_path: Path) -> None:
    path = boundaries.copied_while_open(tmp_path, with_journal=True)
    before = contents(path.parent)
    examination = examine(path)
    assert (len(examination.matches), examination.lacks_journal) == (63, False)
    assert contents(path.parent) == before


def test_ground_that_nothing_covers_is_found_at_the_edge_too(tmp_path: Path) -> None:
    source = frame("province", "v2025")
    lai_chau = source.index[source["code"] == "12"][0]
    west, south, east, north = source.geometry[lai_chau].bounds
    source.loc[lai_chau, "geometry"] = source.geometry[lai_chau].difference(
        shapely.box(west, (south + north) / 2, (west + east) / 2, north)
    )
    examination = examine(boundaries.write_plain(source, tmp_path))
    assert "Lai Châu" in examination.gaps[0].names
    assert examination.gaps[0].km2 > 500


def test_an_area_that_the_file_covers_with_others_has_no_shape_and_is_counted(tmp_path: Path) -> None:
    source = frame("province", "v2008")
    bac_ninh, bac_giang = (source.index[source["code"] == code][0] for code in ("27", "24"))
    source.loc[bac_giang, "geometry"] = source.geometry[bac_giang].union(source.geometry[bac_ninh])
    examination = examine(boundaries.write_plain(source.drop(index=bac_ninh), tmp_path))
    assert examination.without_shape == (("27", "Bắc Ninh"),)
    assert report_values(examination)["without_shape"] == [{"code": "27", "name_vi": "Bắc Ninh"}]
    assert any(
        line.startswith("Areas left without a shape, 1: Bắc Ninh (27)")
        for line in report_lines(examination, Words("en"))
    )
