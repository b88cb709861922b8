"""Which areas the names and codes of a file mean: as written, without accents, or suggested and not taken."""

import pandas as pd
import pytest

from data_access.store.opening import Store
from data_access.workbooks import Gazetteer
from data_access.workbooks.reading.places import Context, Place, Wanted, resolve
from vocabulary.vintages import EARLIEST, NEW, OLD

LEVELS = ("province", "district", "commune")


@pytest.fixture(scope="module")
def gazetteer(shipped_store: Store) -> Gazetteer:
    with shipped_store.session() as session:
        return Gazetteer(session)


def found(gazetteer: Gazetteer, name: str, vintage: str = OLD, level: str = "") -> str:
    """Level and code of the area that a name means, or the code of the finding."""
    place = gazetteer.find(Wanted(vintage, level, "", name, LEVELS))
    if place.area_id is None:
        return place.problem
    area = gazetteer.areas[place.area_id]
    return f"{area.level} {area.code}"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Hà Giang", "province 02"),
        ("TP Hà Giang", "district 024"),
        ("TP. Hà Giang", "district 024"),
        ("Thành phố Hà Giang", "district 024"),
        ("Tỉnh Hà Giang", "province 02"),
        ("Ha Giang Province", "province 02"),
        ("TP HCM", "province 79"),
        ("Tp.HCM", "province 79"),
        ("TP Hồ Chí Minh", "province 79"),
        ("Huyện Lạc Sơn", "district 157"),
        ("Lac Son District", "district 157"),
        ("Hoà Bình", "province 17"),
        ("HÒA BÌNH", "province 17"),
        ("1. Hòa Bình", "province 17"),
        ("Thanh Hoá²", "province 38"),
        ("Đắc Lắc", "province 66"),
        ("Thừa Thiên - Huế", "province 46"),
        ("WHOLE COUNTRY", "nation VN"),
        ("Cả nước", "nation VN"),
        ("Northern midlands and mountain areas", "region nmm"),
        ("North Central and Central coastal areas", "region ncc"),
        ("Vùng Tây Nguyên", "region ch"),
        ("Xã Yên Nghiệp, huyện Lạc Sơn", "commune 05341"),
        ("Huyện Hà Giang", "unknown_place"),
        ("Tỉnh Lạc Sơn", "unknown_place"),
        ("Hà Tây", "place_ended"),
        ("Tỉnh Hà Tuyên", "place_ended"),
        ("Vientiane", "unknown_place"),
    ],
)
def test_a_name_means_the_unit_that_its_words_say(gazetteer: Gazetteer, name: str, meant: str) -> None:
    assert found(gazetteer, name) == meant


@pytest.mark.parametrize(
    ("name", "level", "meant"),
    [
        ("TP HCM", "province", "province 79"),
        ("Hà Giang", "district", "district 024"),
        ("TP Hoà Bình", "district", "district 148"),
        ("Xã Hà Tây", "commune", "commune 23725"),
        ("TP Hà Giang", "province", "unknown_place"),
    ],
)
def test_a_short_form_is_of_the_level_that_is_said(
    gazetteer: Gazetteer, name: str, level: str, meant: str
) -> None:
    assert found(gazetteer, name, level=level) == meant


def place_of(gazetteer: Gazetteer, name: str, vintage: str, level: str) -> Place:
    return gazetteer.find(Wanted(vintage, level, "", name, LEVELS))


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("Xã Tà Si Láng", "Xã Tà Xi Láng, Tỉnh Lào Cai (04603)"),
        ("Xã Xín Chải", "Xã Sín Chải, Tỉnh Điện Biên (03226)"),
        ("Xã Hua Bun", "Xã Hua Bum, Tỉnh Lai Châu (03460)"),
        ("Xã Đăk Roong", "Xã Đak Rong, Tỉnh Gia Lai (23644)"),
    ],
)
def test_what_is_alike_is_suggested_once_and_of_the_era_and_level(
    gazetteer: Gazetteer, name: str, suggested: str
) -> None:
    place = place_of(gazetteer, name, NEW, "commune")
    assert (place.area_id, place.problem) == (None, "unknown_place")
    assert dict(place.facts)["suggestions"] == suggested


def test_no_unit_word_is_dropped_from_both_names(gazetteer: Gazetteer) -> None:
    place = place_of(gazetteer, "Xã Lạc Sơn", OLD, "district")
    assert place.area_id is None
    assert dict(place.facts)["suggestions"] == "Huyện Lạc Sơn, Tỉnh Hòa Bình (157)"


def test_other_accents_than_an_area_has_are_told(gazetteer: Gazetteer) -> None:
    place = place_of(gazetteer, "Xã Vũ Lãng", NEW, "commune")
    assert place.area_id is not None
    assert place.problem == "place_read_as"
    assert place_of(gazetteer, "Xa Vu Lang", NEW, "commune").problem == ""


def test_every_area_is_found_by_its_own_full_name_or_told_to_be_several(gazetteer: Gazetteer) -> None:
    for area in gazetteer.areas.values():
        if area.vintage in (OLD, NEW) and area.level in LEVELS:
            place = place_of(gazetteer, area.full_name_vi, area.vintage, area.level)
            assert place.area_id == area.id or place.problem == "ambiguous_place", area


def rows(*names: str, level: str = "", year: int = 2024, vintage: str = OLD) -> pd.DataFrame:
    columns = {"vintage": vintage, "level": level, "area_code": "", "area_name": list(names), "year": year}
    return pd.DataFrame(columns)


def codes_of(gazetteer: Gazetteer, cells: pd.DataFrame, context: Context) -> list[str]:
    ids, problems = resolve(gazetteer, cells, context)
    named = [gazetteer.areas[number].code if pd.notna(number) else "" for number in ids]
    return [code or problems["code"].get(row, code) for row, code in enumerate(named)]


def test_a_unit_that_ended_is_known_in_its_own_years_and_kept_out_of_the_63(gazetteer: Gazetteer) -> None:
    ids, problems = resolve(gazetteer, rows("Hà Tây", year=2006), Context(LEVELS))
    area = gazetteer.areas[int(ids[0])]
    assert (area.vintage, area.code, len(problems)) == (EARLIEST, "28", 0)
    assert codes_of(gazetteer, rows("Hà Tây", year=2008), Context(LEVELS)) == ["place_ended"]


def test_a_bare_name_among_districts_is_not_taken_for_the_province(gazetteer: Gazetteer) -> None:
    districts = ("Lục Yên", "Văn Yên", "Văn Chấn", "Trấn Yên")
    told = codes_of(gazetteer, rows(*districts, "Yên Bái"), Context(LEVELS))
    assert told == ["135", "136", "140", "138", "ambiguous_place"]


def test_a_row_of_totals_is_of_the_area_that_all_others_lie_in(gazetteer: Gazetteer) -> None:
    for name in ("Tổng cộng", "Toàn tỉnh", "TỔNG SỐ"):
        told = codes_of(gazetteer, rows("TP Hà Giang", "Huyện Đồng Văn", name), Context(LEVELS))
        assert told == ["024", "026", "02"]
    told = codes_of(gazetteer, rows("Hà Giang", "Lào Cai", "Tổng cộng"), Context(LEVELS))
    assert told == ["02", "10", "total_of_what"]


def test_province_and_district_beside_a_name_say_which_of_several_is_meant(gazetteer: Gazetteer) -> None:
    cells = rows("Xã Tân Lập", "Xã Tân Lập", level="commune")
    assert codes_of(gazetteer, cells, Context(LEVELS)) == ["ambiguous_place"] * 2
    beside = cells.assign(province_name=["Lạng Sơn", "Hà Giang"], district_name=["Bắc Sơn", "H. Bắc Quang"])
    assert codes_of(gazetteer, beside, Context(LEVELS)) == ["06352", "01159"]


def test_the_area_of_the_file_says_which_of_several_is_meant(gazetteer: Gazetteer) -> None:
    inside = gazetteer.id_of((OLD, "district", "034"))
    assert codes_of(gazetteer, rows("Xã Tân Lập"), Context(LEVELS, inside)) == ["01159"]


def test_a_code_of_another_list_gives_way_to_the_name_where_it_may(gazetteer: Gazetteer) -> None:
    cells = rows("Ha Giang", level="province").assign(area_code="201")
    assert codes_of(gazetteer, cells, Context(LEVELS)) == ["unknown_code"]
    ids, problems = resolve(gazetteer, cells, Context(LEVELS, names_win=True))
    assert gazetteer.areas[int(ids[0])].code == "02"
    assert problems["code"].tolist() == ["foreign_code"]
