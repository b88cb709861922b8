"""Official boundaries, imported from a file in each layout, put in place and taken away again."""

import io
import json
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from geo.__main__ import main
from geo.importing import pointer
from geo.importing.errors import BoundaryFileUnusable
from geo.importing.examination import Examination, examine
from geo.importing.options import ImportOptions
from geo.importing.placing import ARCHIPELAGO_BOXES
from geo.importing.replacing import KEPT, accept, undo
from geo.importing.report import report_lines, report_values
from geo.layers import Layer, layer, layers, shapes_of, shipped_layer, shipped_shapes
from geo.outlines import outlines
from tests.fixtures import boundaries
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

ROOT = Path(__file__).parents[3]
Examined = Callable[[str], Examination]
NOTE = "Cục Đo đạc, dùng nội bộ"


@pytest.fixture(autouse=True)
def var_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of our own to import to."""
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One synthetic file in each layout."""
    return {
        name: write(tmp_path_factory.mktemp("layout")) for name, (write, *_) in boundaries.LAYOUTS.items()
    }


@pytest.fixture(scope="module")
def examined(files: dict[str, Path]) -> Examined:
    """The examination of each of the files, made once."""
    return cache(lambda name: examine(files[name]))


def run(*arguments: str | Path, var_dir: Path) -> subprocess.CompletedProcess[str]:
    """The command, in a process of its own."""
    environment = os.environ | {"VAR_DIR": str(var_dir), "PYTHONUTF8": "1", "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "geo", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", boundaries.LAYOUTS)
def test_each_layout_is_recognised_matched_whole_put_in_place_and_undone(
    name: str, examined: Examined, var_dir: Path
) -> None:
    _, layout, level, vintage = boundaries.LAYOUTS[name]
    examination = examined(name)
    assert (examination.layout, examination.level, examination.vintage) == (layout, level, vintage)
    assert examination.unmatched_rows == ()
    assert len(examination.matches) == examination.row_count
    assert not any(match.differs for match in examination.matches)
    assert files_below(var_dir) == set()

    imported = accept(examination, NOTE)
    assert layer(level, vintage) is imported
    assert imported.licence_note.startswith(NOTE)
    assert imported.codes == tuple(sorted(shipped_shapes(level, vintage)))
    shapes = list(shapes_of(imported).values())
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert worst_agreement(imported) > 0.9

    assert undo(level, vintage) is shipped_layer(level, vintage)
    assert layer(level, vintage) is shipped_layer(level, vintage)


def worst_agreement(imported: Layer) -> float:
    """The least intersection over union of an area with what the file was made from."""
    shipped, shapes = shipped_shapes(imported.level, imported.vintage), shapes_of(imported)
    ours = np.array(list(shipped.values()))
    theirs = np.array([shapes[code] for code in shipped])
    shared = shapely.area(shapely.intersection(ours, theirs))
    return float((shared / (shapely.area(ours) + shapely.area(theirs) - shared)).min())


def test_the_ways_of_matching_are_told_apart(examined: Examined) -> None:
    by_code = examined("thanglequoc")
    assert by_code.matched_by("code") == by_code.row_count
    by_name = examined("gadm")
    assert (by_name.matched_by("name"), by_name.matched_by("code")) == (by_name.row_count, 0)
    without_kind = examined("geoboundaries")
    twins = [row["code"] for row in boundaries.area_rows("district", "v2008") if row["name_vi"] == "Cao Lãnh"]
    ways = {match.code: match.how for match in without_kind.matches}
    assert [ways[code] for code in twins] == ["place", "place"]
    assert without_kind.matched_by("name") > 650


def test_archipelago_rows_join_their_provinces_and_maps_stay_near_the_coast(examined: Examined) -> None:
    examination = examined("cod-ab 2020 provinces")
    assert (examination.row_count, examination.matched_by("archipelago")) == (65, 2)
    imported = accept(examination, NOTE)
    assert len(imported.codes) == 63
    assert imported.bounds[2] < 110
    apart = json.loads(imported.content)["archipelagos"]
    assert {part["properties"]["archipelago"]: part["properties"]["province"] for part in apart} == {
        "hoang_sa": "48",
        "truong_sa": "56",
    }


def test_islands_within_a_province_are_parted_from_it(tmp_path: Path) -> None:
    source = boundaries.frame("province", "v2025")
    atoll = shapely.box(112.3, 16.8, 112.4, 16.9)
    da_nang = source["code"] == "48"
    source.loc[da_nang, "geometry"] = [source.geometry[da_nang].iloc[0].union(atoll)]
    examination = examine(boundaries.write_plain(source, tmp_path))
    frame = shapely.box(*ARCHIPELAGO_BOXES["hoang_sa"])
    assert shapely.within(examination.archipelagos["hoang_sa"], frame)
    assert shapely.bounds(examination.shapes["48"])[2] < 110


@pytest.mark.parametrize("place", [(109.3, 8.0), (117.5, 10.7), (112.0, 11.9)])
def test_no_reef_however_far_out_shrinks_the_map_of_the_country(
    place: tuple[float, float], tmp_path: Path
) -> None:
    source = boundaries.frame("province", "v2025")
    khanh_hoa = source["code"] == "56"
    reef, island = shapely.Point(place).buffer(0.02), shapely.Point(109.42, 12.3).buffer(0.02)
    source.loc[khanh_hoa, "geometry"] = [
        shapely.union_all([source.geometry[khanh_hoa].iloc[0], reef, island])
    ]
    examination = examine(boundaries.write_plain(source, tmp_path))
    assert shapely.contains(examination.archipelagos["truong_sa"], shapely.Point(place))
    assert shapely.contains(examination.shapes["56"], shapely.Point(109.42, 12.3))
    assert shapely.bounds(examination.shapes["56"])[2] < 109.6


def test_a_file_of_two_provinces_leaves_the_others_as_they_were_and_says_so(examined: Examined) -> None:
    examination = examined("dvhcvn")
    assert examination.row_count < 50
    assert len(examination.filled) == 696 - examination.row_count
    imported = accept(examination, NOTE)
    assert imported.boundaries == "schematic"
    assert "vietnamadminunits" in imported.licence_note


def test_a_whole_file_makes_the_layer_imported_and_carries_its_provinces(examined: Examined) -> None:
    imported = accept(examined("thanglequoc"), NOTE)
    assert (imported.boundaries, imported.licence_note) == ("imported", NOTE)
    drawn = outlines("commune", "v2025", "01")
    assert drawn.boundaries == "imported"
    assert len(drawn.codes) == 126


def test_gadm_is_non_commercial_whatever_the_user_says(examined: Examined) -> None:
    examination = examined("gadm")
    assert examination.non_commercial
    assert accept(examination, NOTE, non_commercial=False).non_commercial


def test_a_user_can_call_any_file_non_commercial(examined: Examined) -> None:
    assert accept(examined("kml"), NOTE, non_commercial=True).non_commercial
    assert not layer("province", "v2008").non_commercial


def test_the_outlines_follow_an_import_and_its_undoing_without_a_restart(tmp_path: Path) -> None:
    before = outlines("province", "v2025").url
    moved = boundaries.frame("province", "v2025")
    moved["geometry"] = shapely.transform(moved.geometry.to_numpy(), lambda points: points + 0.01)
    accept(examine(boundaries.write_plain(moved, tmp_path)), NOTE)
    assert outlines("province", "v2025").url != before
    undo("province", "v2025")
    assert outlines("province", "v2025").url == before


def test_undo_goes_back_one_import_at_a_time(examined: Examined) -> None:
    first = accept(examined("kml"), "một")
    second = accept(examined("vn-2000 shapefile"), "hai")
    assert [
        known.licence_note for known in layers() if (known.level, known.vintage) == ("province", "v2025")
    ] == ["hai"]
    assert second.digest != first.digest
    assert undo("province", "v2025") == first
    assert undo("province", "v2025") is shipped_layer("province", "v2025")
    with pytest.raises(BoundaryFileUnusable, match="nothing_to_undo"):
        undo("province", "v2025")


def test_only_the_last_imports_are_kept(examined: Examined, var_dir: Path) -> None:
    examination = examined("kml")
    for number in range(KEPT + 2):
        accept(examination, f"lần {number}")
    assert len(pointer.history("province", "v2025")) == KEPT
    assert len(list((var_dir / "boundaries").glob("*/province-v2025.json"))) == KEPT


def test_a_damaged_import_gives_way_to_the_layer_that_ships(
    examined: Examined, caplog: pytest.LogCaptureFixture
) -> None:
    accept(examined("kml"), NOTE)
    imported = pointer.history("province", "v2025")[-1].path
    imported.write_bytes(imported.read_bytes()[:1000])
    # Another process has not read it yet.
    pointer.point_to("province", "v2025", pointer.history("province", "v2025"))
    with caplog.at_level(logging.ERROR):
        assert layer("province", "v2025") is shipped_layer("province", "v2025")
        layer("province", "v2025")
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "province-v2025" in caplog.text


def test_a_damaged_pointer_gives_way_and_the_next_import_mends_it(examined: Examined) -> None:
    accept(examined("kml"), NOTE)
    pointer.pointer_path("province", "v2025").write_text("{", encoding="utf-8")
    assert layer("province", "v2025") is shipped_layer("province", "v2025")
    assert accept(examined("kml"), NOTE).boundaries == "imported"


@pytest.mark.parametrize("note", ["", " \n"])
def test_without_a_licence_note_nothing_is_replaced(note: str, examined: Examined, var_dir: Path) -> None:
    examination = examined("kml")
    with pytest.raises(BoundaryFileUnusable, match="licence_missing"):
        accept(examination, note)
    assert files_below(var_dir) == set()


def test_where_nothing_can_be_written_it_says_so(
    examined: Examined, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examination = examined("kml")
    (tmp_path / "file").touch()
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "file"))
    with pytest.raises(BoundaryFileUnusable, match="not_writable"):
        accept(examination, NOTE)


def test_columns_the_user_names_overrule_the_guess(tmp_path: Path) -> None:
    source = boundaries.frame("district", "v2008")
    odd = boundaries.table(source, x="code", y="full_name_vi", z="parent_name", code=lambda row: "7")
    path = boundaries.write(odd, tmp_path / "odd.gpkg", "GPKG")
    options = ImportOptions(code_column="x", name_column="y", parent_column="z")
    examination = examine(path, options)
    assert (examination.level, examination.layout) == ("district", "columns")
    assert examination.matched_by("code") == 696


def test_codes_without_their_zeros_and_with_a_decimal_point_are_understood(tmp_path: Path) -> None:
    source = boundaries.frame("commune", "v2025")
    odd = boundaries.table(source, ma=lambda row: float(row["code"]), ten="name_vi")
    examination = examine(boundaries.write(odd, tmp_path / "odd.gpkg", "GPKG"))
    assert (examination.level, examination.matched_by("code")) == ("commune", 3321)


def test_without_any_name_or_code_a_file_is_joined_by_place(tmp_path: Path) -> None:
    source = boundaries.table(boundaries.frame("district", "v2008"), fid_1=lambda row: "x")
    path = boundaries.write(source, tmp_path / "bare.gpkg", "GPKG")
    examination = examine(path, ImportOptions(level="district", vintage="v2008"))
    assert examination.matched_by("place") == examination.row_count == 696


def test_running_numbers_are_not_taken_for_codes(tmp_path: Path) -> None:
    source = boundaries.frame("province", "v2008").sort_values("name_en").reset_index(drop=True)
    source["stt"] = [str(number + 1) for number in range(len(source))]
    path = boundaries.write(source[["stt", "geometry"]], tmp_path / "numbered.gpkg", "GPKG")
    examination = examine(path, ImportOptions(level="province", vintage="v2008"))
    assert "codes_ignored" in examination.notes
    assert examination.matched_by("place") == 63


def test_overlaps_and_gaps_are_reported_with_names_and_mended(tmp_path: Path) -> None:
    source = boundaries.frame("province", "v2025")
    lai_chau = source.index[source["code"] == "12"][0]
    source.loc[lai_chau, "geometry"] = source.geometry[lai_chau].buffer(0.02)
    lam_dong = source.index[source["code"] == "68"][0]
    source.loc[lam_dong, "geometry"] = source.geometry[lam_dong].difference(
        shapely.box(107.9, 11.6, 108.1, 11.8)
    )
    examination = examine(boundaries.write_plain(source, tmp_path))
    assert all("Lai Châu" in flaw.names for flaw in examination.overlaps)
    assert examination.overlaps[0].km2 > 1
    assert max(flaw.km2 for flaw in examination.gaps) > 300
    assert shapely.coverage_is_valid(list(examination.shapes.values()))


def test_rings_that_cross_themselves_are_mended_and_counted(tmp_path: Path) -> None:
    source = boundaries.frame("province", "v2025")
    bowtie = shapely.Polygon([(105.0, 21.0), (105.2, 21.2), (105.2, 21.0), (105.0, 21.2)])
    source.loc[0, "geometry"] = shapely.multipolygons([*shapely.get_parts(source.geometry[0]), bowtie])
    examination = examine(boundaries.write_plain(source, tmp_path))
    assert examination.mended == 1
    assert shapely.is_valid(list(examination.shapes.values())).all()


def test_swapped_longitude_and_latitude_are_put_right(tmp_path: Path) -> None:
    source = boundaries.frame("province", "v2025")
    source["geometry"] = shapely.transform(source.geometry.to_numpy(), lambda points: points[:, ::-1])
    examination = examine(boundaries.write_plain(source, tmp_path))
    assert examination.notes == ("axes_swapped",)


def test_degrees_without_a_coordinate_system_are_assumed_and_said(tmp_path: Path) -> None:
    source = boundaries.table(boundaries.frame("province", "v2025"), ma="code", ten="name_vi")
    source = source.set_crs(None, allow_override=True)
    assert examine(boundaries.write_shapefile(source, tmp_path, "a", encoding="UTF-8")).notes == (
        "crs_assumed",
    )


def test_a_coordinate_system_the_user_states_overrules_a_missing_one(tmp_path: Path) -> None:
    source = boundaries.table(boundaries.frame("province", "v2025"), ma="code", ten="name_vi").to_crs(
        "EPSG:3406"
    )
    source = source.set_crs(None, allow_override=True)
    path = boundaries.write_shapefile(source, tmp_path, "a", encoding="UTF-8")
    assert examine(path, ImportOptions(crs="EPSG:3406")).compared[0].agreement > 0.99


def test_progress_rises_from_nothing_to_done_and_every_step_has_its_words(files: dict[str, Path]) -> None:
    told: list[tuple[float, str]] = []
    examine(files["kml"], None, lambda share, step: told.append((share, step)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert all(Words(language)(f"boundary.step.{step}") for _, step in told for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["dvhcvn", "gadm", "cod-ab 2020 provinces", "topojson"])
def test_a_report_can_be_read_by_people_and_by_programs(name: str, language: str, examined: Examined) -> None:
    examination = examined(name)
    lines = report_lines(examination, Words(language))
    assert len(lines) >= 6
    assert not any("{" in line for line in lines)
    values: dict[str, Any] = json.loads(json.dumps(report_values(examination)))
    assert values["rows"] == sum(values["matched"].values())


def test_an_examination_survives_being_put_away(examined: Examined) -> None:
    examination = pickle.loads(pickle.dumps(examined("kml")))
    assert isinstance(examination, Examination)
    assert accept(examination, NOTE).boundaries == "imported"


# One of each level, one of a part of the country: what a layout is made of is told by its examination.
@pytest.mark.parametrize("name", ["kml", "cod-ab 2020 provinces", "dvhcvn", "gadm", "thanglequoc"])
def test_the_command_imports_each_layout_lists_it_and_undoes_it(
    name: str, files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, level, vintage = boundaries.LAYOUTS[name]
    assert main(["import", str(files[name]), "--licence", NOTE, "--yes", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["report"]["level"], answer["layer"]["imports_kept"]) == (level, 1)
    assert main(["layers"]) == 0
    assert NOTE in capsys.readouterr().out
    assert main(["undo", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("The last import is undone")
    assert layer(level, vintage) is shipped_layer(level, vintage)


def test_the_command_works_in_a_process_of_its_own_and_another_process_sees_it(
    files: dict[str, Path], var_dir: Path
) -> None:
    done = run("import", files["cod-ab 2020 provinces"], "--licence", NOTE, "--yes", var_dir=var_dir)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Khớp 65 trong 65 dòng" in done.stdout
    assert layer("province", "v2008").licence_note == NOTE
    assert run("undo", var_dir=var_dir).returncode == 0
    assert layer("province", "v2008") is shipped_layer("province", "v2008")


def test_the_command_changes_nothing_before_it_is_told_yes(
    files: dict[str, Path],
    var_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["import", str(files["kml"]), "--licence", NOTE]) == 3
    assert "Khớp 34 trong 34 dòng" in capsys.readouterr().out
    assert files_below(var_dir) == set()


def test_the_command_says_what_is_wrong_in_either_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = str(tmp_path / "nothing.gpkg")
    assert main(["import", nothing, "--licence", NOTE, "--lang", "en"]) == 1
    assert capsys.readouterr().err.strip() == "There is no file nothing.gpkg."
    assert main(["import", nothing]) == 1
    assert "giấy phép" in capsys.readouterr().err
    assert main(["undo", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "nothing_to_undo"
