"""Level and boundaries are decided by how well the shapes agree: right, or nothing is changed."""

import json
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geo.__main__ import main
from geo.importing.agreement import BOUNDS
from geo.importing.areas import Target
from geo.importing.errors import BoundaryFileUnusable, refusal_text
from geo.importing.examination import Examination, examine
from geo.importing.options import ImportOptions
from geo.importing.report import report_lines, report_values
from geo.layers import layer, shipped_layer, shipped_shapes
from tests.fixtures import boundaries
from tests.fixtures.boundaries import Frame, bare, frame, table, warped, write
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

PROVINCES, TODAY = ("province", "v2008"), ("province", "v2025")
DISTRICTS, COMMUNES = ("district", "v2008"), ("commune", "v2025")
WARP = {"province": 0.02, "district": 0.02, "commune": 0.008}


@pytest.fixture(autouse=True)
def var_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of our own to import to."""
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


@cache
def _as_others_draw(target: Target) -> Frame:
    return warped(frame(*target), WARP[target[0]])


def as_others_draw(target: Target) -> Frame:
    """The areas of a layer, every border moved; to be changed."""
    return _as_others_draw(target).copy()


def codes_alone(source: Frame) -> Frame:
    return table(source, ma="code")


def names_alone(source: Frame) -> Frame:
    return table(source, ten="name_vi")


def names_without_accents(source: Frame) -> Frame:
    return table(source, name=lambda row: bare(row["name_vi"]), parent=lambda row: bare(row["parent_name"]))


def codes_of_another_list(source: Frame) -> Frame:
    return table(source, pcode=lambda row: f"VN9{(int(row['code']) * 7) % 89:02d}", ten="full_name_vi")


LAYOUTS = (codes_alone, names_alone, names_without_accents, codes_of_another_list)


def whole(source: Frame) -> Frame:
    return source


def two_rows_an_area(source: Frame) -> Frame:
    west, south, east, north = source.total_bounds
    middle = (south + north) / 2
    halves = [
        shapely.box(west - 1, south - 1, east + 1, middle),
        shapely.box(west - 1, middle, east + 1, north + 1),
    ]
    parts = [source.assign(geometry=source.geometry.intersection(half)) for half in halves]
    rows = [row for part in parts for row in part.to_dict("records") if not row["geometry"].is_empty]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=source.crs)


def a_row_twice(source: Frame) -> Frame:
    rows = [*source.to_dict("records"), source.iloc[7].to_dict()]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=source.crs)


def a_row_without_shape(source: Frame) -> Frame:
    source.loc[3, "geometry"] = None
    return source


FAULTS = (whole, two_rows_an_area, a_row_twice, a_row_without_shape)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("target", [PROVINCES, TODAY])
def test_provinces_of_either_boundaries_are_read_as_theirs_whatever_the_file_is_like(
    target: Target, layout: Callable[[Frame], Frame], fault: Callable[[Frame], Frame], tmp_path: Path
) -> None:
    path = write(layout(fault(as_others_draw(target))), tmp_path / "a.gpkg", "GPKG")
    examination = examine(path)
    assert (examination.level, examination.vintage) == target
    assert examination.agreement > 0.8
    assert len(examination.left_out) == (fault is a_row_without_shape)
    assert len(examination.unmatched_areas) == (fault is a_row_without_shape)
    assert sum(count - 1 for _, count in examination.joined) == examination.row_count - len(
        examination.left_out
    ) - len({found.code for found in examination.matches})
    assert examination.without_shape == ()
    assert len(examination.shapes) == len(shipped_shapes(*target))


@pytest.mark.parametrize("layout", [names_alone, names_without_accents, codes_of_another_list])
def test_districts_are_never_taken_for_communes(layout: Callable[[Frame], Frame], tmp_path: Path) -> None:
    examination = examine(write(layout(as_others_draw(DISTRICTS)), tmp_path / "a.gpkg", "GPKG"))
    assert (examination.level, examination.vintage) == DISTRICTS
    assert len(examination.matches) > 690
    assert examination.agreement > 0.6


@pytest.mark.parametrize("provinces", [("79",), ("01",), ("15", "25")])
def test_communes_of_a_part_of_the_country_are_read_as_communes(
    provinces: tuple[str, ...], tmp_path: Path
) -> None:
    source = as_others_draw(COMMUNES)
    part = source[source["parent_code"].isin(provinces)].reset_index(drop=True)
    examination = examine(write(table(part, ma="code", ten="name_vi"), tmp_path / "a.gpkg", "GPKG"))
    assert (examination.level, examination.vintage) == COMMUNES
    assert len(examination.matches) == len(part)
    assert examination.without_shape == ()


def districts_named_like_provinces() -> Frame:
    source = as_others_draw(DISTRICTS)
    provinces = set(frame(*PROVINCES)["name_vi"])
    return source[source["name_vi"].isin(provinces)].reset_index(drop=True)[:10]


def test_ten_districts_named_like_provinces_replace_no_province(tmp_path: Path) -> None:
    examination = examine(
        write(table(districts_named_like_provinces(), ten="name_vi"), tmp_path / "a.gpkg", "GPKG")
    )
    assert (examination.level, examination.vintage) == DISTRICTS
    with pytest.raises(BoundaryFileUnusable) as refused:
        examine(tmp_path / "a.gpkg", ImportOptions(level="province", vintage="v2008"))
    assert refused.value.code == "disagrees"
    assert refused.value.facts["level"] == "province"


def test_districts_of_ha_noi_are_no_wards(tmp_path: Path) -> None:
    source = warped(frame(*DISTRICTS), 0.004)
    urban = source[(source["parent_code"] == "01") & (source["kind"] == "quan")]
    examination = examine(write(table(urban, ten="name_vi"), tmp_path / "a.gpkg", "GPKG"))
    assert (examination.level, examination.vintage) == DISTRICTS
    with pytest.raises(BoundaryFileUnusable, match=r"disagrees|too_few_matched"):
        examine(tmp_path / "a.gpkg", ImportOptions(level="commune"))


@pytest.mark.parametrize("word", ["district", "Quận", "urban district"])
def test_a_column_that_says_district_is_believed(word: str, tmp_path: Path) -> None:
    source = districts_named_like_provinces()
    named = table(source, name="name_vi", type=lambda row: word)
    assert examine(write(named, tmp_path / "a.geojson", "GeoJSON")).level == "district"
    provinces = table(as_others_draw(PROVINCES), name="name_vi", type=lambda row: word)
    with pytest.raises(BoundaryFileUnusable):
        examine(write(provinces, tmp_path / "b.geojson", "GeoJSON"))


def country(name: str) -> Frame:
    outline = shapely.union_all(list(shipped_shapes(*TODAY).values()))
    return gpd.GeoDataFrame({"ten": [name]}, geometry=[outline], crs="EPSG:4326")


def box(name: str) -> Frame:
    shape = shapely.box(105.2, 20.7, 105.5, 21.0)
    return gpd.GeoDataFrame({"ten": [name]}, geometry=[shape], crs="EPSG:4326")


@pytest.mark.parametrize("level", [None, "province"])
@pytest.mark.parametrize("source", [country("Hà Nội"), box("Hà Nội"), box("Thành phố Hà Nội")])
def test_a_shape_that_does_not_resemble_its_place_replaces_nothing(
    source: Frame, level: str | None, tmp_path: Path
) -> None:
    path = write(source, tmp_path / "a.gpkg", "GPKG")
    with pytest.raises(BoundaryFileUnusable) as refused:
        examine(path, ImportOptions(level=level))
    assert refused.value.code == "disagrees"
    assert float(str(refused.value.facts["percent"])) < 100 * BOUNDS["province"]
    for language in LANGUAGES:
        said = refusal_text(refused.value, Words(language))
        assert "Hà Nội (01)" in said or "Hà Nội" in said
        assert "{" not in said
    assert layer(*TODAY) is shipped_layer(*TODAY)


def test_a_province_that_is_the_same_in_both_boundaries_is_asked_about(tmp_path: Path) -> None:
    source = as_others_draw(PROVINCES)
    path = write(table(source[source["code"] == "01"], ten="name_vi"), tmp_path / "a.gpkg", "GPKG")
    with pytest.raises(BoundaryFileUnusable, match="vintage_unknown"):
        examine(path)
    assert examine(path, ImportOptions(vintage="v2008")).vintage == "v2008"


def test_one_shape_in_another_place_is_named(tmp_path: Path) -> None:
    source = as_others_draw(PROVINCES)
    index = source.index[source["code"] == "70"][0]
    source.loc[index, "geometry"] = shapely.affinity.scale(source.geometry[index], 0.3, 0.3)
    examination = examine(write(table(source, ma="code", ten="name_vi"), tmp_path / "a.gpkg", "GPKG"))
    assert examination.compared[0].code == "70"
    assert any(
        "Bình Phước (70)" in line for line in report_lines(examination, Words("en")) if "resemble" in line
    )


def split(shape: shapely.Geometry, parts: int) -> list[shapely.Geometry]:
    """A shape cut into strips."""
    west, south, east, north = shapely.bounds(shape)
    edges = [south + (north - south) * number / parts for number in range(parts + 1)]
    return [shapely.intersection(shape, shapely.box(west, low, east, high)) for low, high in pairwise(edges)]


def with_rows_instead(source: Frame, code: str, names: list[str]) -> Frame:
    """An area in so many strips under other names, and without its code."""
    index = source.index[source["code"] == code][0]
    strips = split(source.geometry[index], len(names))
    rows = [row for row in source.to_dict("records") if row["code"] != code]
    base = source.loc[index].to_dict()
    rows += [
        base | {"name_vi": name, "full_name_vi": name, "code": "", "geometry": strip}
        for name, strip in zip(names, strips, strict=True)
    ]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=source.crs)


FORMER_DISTRICTS = [
    ("769", ["Quận 2", "Quận 9", "Thủ Đức"]),
    ("769", ["District 2", "District 9", "Thu Duc"]),
    ("193", ["Hạ Long", "Hoành Bồ"]),
    ("049", ["Quang Yen", "Phuc Hoa"]),
    ("148", ["Hoa Binh", "Ky Son"]),
    ("374", ["Ninh Bình", "Hoa Lư"]),
]


@pytest.mark.parametrize(("code", "names"), FORMER_DISTRICTS)
def test_districts_that_were_merged_are_dissolved_into_what_they_became(
    code: str, names: list[str], tmp_path: Path
) -> None:
    source = with_rows_instead(as_others_draw(DISTRICTS), code, names)
    examination = examine(
        write(table(source, shapeName="name_vi", shapeType=lambda row: "ADM2"), tmp_path / "a.gpkg", "GPKG")
    )
    ours = [found.row for found in examination.matches if found.code == code]
    assert sorted(examination.row_names[row] for row in ours) == sorted(names)
    assert examination.dissolved
    assert examination.unmatched_areas == ()
    shape, whole_shape = examination.shapes[code], as_others_draw(DISTRICTS).set_index("code").geometry[code]
    assert shapely.area(shapely.intersection(shape, whole_shape)) > 0.97 * shapely.area(whole_shape)


def test_a_province_before_august_2008_is_joined_to_what_it_became(tmp_path: Path) -> None:
    source = with_rows_instead(as_others_draw(PROVINCES), "01", ["Hà Tây", "Hà Nội"])
    examination = examine(write(table(source, NAME_1="name_vi", GID_1="code"), tmp_path / "a.gpkg", "GPKG"))
    assert examination.matched_by("predecessor") == 1
    assert [(one.name, one.ended) for one in examination.dissolved] == [("Hà Tây", "2008-07-31")]
    assert any("Hà Tây → Thành phố Hà Nội" in line for line in report_lines(examination, Words("vi")))
    assert len(examination.shapes) == 63
    assert report_values(examination)["dissolved"][0]["split"] is False


def joined_as(source: Frame, codes: tuple[str, ...], name: str) -> Frame:
    """Several areas as one row under one name."""
    inside = source["code"].isin(codes)
    shape = shapely.union_all(source.geometry[inside].to_numpy())
    row = source[inside].iloc[0].to_dict() | {
        "name_vi": name,
        "full_name_vi": name,
        "code": "",
        "geometry": shape,
    }
    return gpd.GeoDataFrame([*source[~inside].to_dict("records"), row], geometry="geometry", crs=source.crs)


@pytest.mark.parametrize(
    ("target", "codes", "name"),
    [
        (PROVINCES, ("66", "67"), "Đắk Lắk"),
        (PROVINCES, ("70", "74"), "Sông Bé"),
        (PROVINCES, ("35", "36", "37"), "Hà Nam Ninh"),
        (DISTRICTS, ("019", "021"), "Từ Liêm"),
    ],
)
def test_an_area_that_was_split_since_swallows_none_of_its_parts(
    target: Target, codes: tuple[str, ...], name: str, tmp_path: Path
) -> None:
    source = joined_as(as_others_draw(target), codes, name)
    examination = examine(write(table(source, ten="name_vi"), tmp_path / "a.gpkg", "GPKG"))
    assert (examination.level, examination.vintage) == target
    assert [one.name for one in examination.dissolved if one.is_split] == [name]
    assert {code for code, _ in examination.unmatched_areas} == set(codes)
    assert set(examination.filled) == set(codes)
    assert examination.without_shape == ()


def test_a_name_that_only_another_province_has_does_not_carry_a_row_there(tmp_path: Path) -> None:
    source = as_others_draw(DISTRICTS)
    nghe_an = source.index[source["code"] == "417"][0]
    assert source["name_vi"][nghe_an] == "Kỳ Sơn"
    source = with_rows_instead(source.drop(index=nghe_an), "148", ["Hoa Binh", "Ky Son"])
    examination = examine(
        write(table(source, shapeName="name_vi", shapeType=lambda row: "ADM2"), tmp_path / "a.gpkg", "GPKG")
    )
    assert [code for code, _ in examination.unmatched_areas] == ["417"]


def test_the_icelandic_letter_is_the_vietnamese_one(tmp_path: Path) -> None:
    source = table(
        as_others_draw(PROVINCES),
        ten=lambda row: row["full_name_vi"].replace("Đ", "Ð").replace("đ", "ð"),
    )
    assert examine(write(source, tmp_path / "a.gpkg", "GPKG")).matched_by("name") == 63


def test_columns_of_old_gadm_are_known_with_their_licence(tmp_path: Path) -> None:
    source = table(
        as_others_draw(DISTRICTS),
        ID_0=lambda row: "250",
        ISO=lambda row: "VNM",
        ID_1=lambda row: str(int(row["parent_code"]) % 7 + 1),
        NAME_1="parent_name",
        ID_2=lambda row: str((int(row["code"]) * 7) % 701),
        NAME_2="name_vi",
        TYPE_2=lambda row: {"quan": "Quận", "huyen": "Huyện", "thi_xa": "Thị Xã"}.get(
            row["kind"], "Thành Phố"
        ),
        VARNAME_2=lambda row: bare(row["name_vi"]),
    )
    examination = examine(boundaries.write_shapefile(source, tmp_path, "VNM_adm2", encoding="UTF-8"))
    assert (examination.layout, examination.level, examination.non_commercial) == (
        "GADM 2.8",
        "district",
        True,
    )
    assert examination.matched_by("name") == 696


def test_the_report_says_how_well_it_agrees_and_what_has_no_shape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(table(as_others_draw(TODAY), ten="name_vi"), tmp_path / "a.gpkg", "GPKG")
    examination = examine(path)
    percent = round(100 * examination.agreement)
    lines = report_lines(examination, Words("en"))
    assert any(f"{percent}% alike (at least 70% is needed)" in line for line in lines)
    assert any(f"{percent} % (cần ít nhất 70 %)" in line for line in report_lines(examination, Words("vi")))
    assert "No area is left without a shape (0)." in lines
    assert main(["import", str(path), "--licence", "x", "--json"]) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)["report"]
    assert (report["least_agreement"], report["without_shape"]) == (0.7, [])
    assert 0.8 < report["agreement"] <= 1
    tried = {(one["level"], one["vintage"]): one["agreement"] for one in report["tried"]}
    assert tried[PROVINCES] < 0.7 < tried[TODAY]


def test_a_refusal_names_the_nearest_reading_for_people_and_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(box("Hà Nội"), tmp_path / "a.gpkg", "GPKG")
    assert main(["import", str(path), "--licence", "x", "--yes", "--json", "--lang", "en"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["error"], answer["facts"]["level"]) == ("disagrees", "province")
    assert "The nearest is: provinces, boundaries" in answer["sentence"]


def test_an_examination_names_itself_by_what_agreed(tmp_path: Path) -> None:
    found: Examination = examine(write(names_alone(as_others_draw(PROVINCES)), tmp_path / "a.gpkg", "GPKG"))
    assert {(one.level, one.vintage) for one in found.tried} >= {PROVINCES, TODAY}
