"""Tables that offices make themselves: each figure is stored as it was meant, or not at all."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import openpyxl
import pandas as pd
import pytest

from data_access.store.opening import Store
from data_access.workbooks import Checked
from data_access.workbooks.understanding.reading import Part, reading_as_json, reading_from_json
from tests.queries.office_desk import Desk, codes, sentences

# Rows of cells, whatever is in them.
Rows = Sequence[Any]
SOME = ("Hà Giang", "Yên Bái", "Hòa Bình")
DISTRICTS = (
    "TP Hòa Bình",
    "H. Đà Bắc",
    "H. Lương Sơn",
    "H. Kim Bôi",
    "H. Cao Phong",
    "H. Tân Lạc",
    "H. Mai Châu",
    "H. Lạc Sơn",
    "H. Yên Thủy",
    "H. Lạc Thủy",
)


@pytest.fixture(scope="module")
def desk(shipped_on_sqlite: Store, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(shipped_on_sqlite, tmp_path_factory.mktemp("office"))


def book(rows: Rows, merged: Sequence[str] = (), name: str = "Sheet", **more: Any) -> bytes:
    """A workbook with a table a sheet."""
    made = openpyxl.Workbook()
    for title, lines in {name: rows, **more}.items():
        sheet = made.active if made.active.title == "Sheet" and title == name else made.create_sheet()
        sheet.title = title
        for line in lines:
            sheet.append(list(line))
    for area in merged:
        made.worksheets[0].merge_cells(area)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def of_places(heading: Sequence[str], *values: object, places: Sequence[str] = SOME) -> Rows:
    return [
        ["TT", "Tỉnh", *heading],
        *([number, place, *values] for number, place in enumerate(places, start=1)),
    ]


def stored(desk: Desk, checked: Checked) -> pd.DataFrame:
    """The figures of a file with the vintage, level and code of their places."""
    assert not checked.blocked, sentences(checked)
    figures = checked.rows["figures"]
    areas = [desk.gazetteer.areas[number] for number in figures["area_id"]]
    keys = [f"{area.vintage}.{area.level}.{area.code}" for area in areas]
    return figures.assign(key=keys)[["indicator_code", "key", "year", "value", "status", "qualifier"]]


def taken(checked: Checked) -> dict[str, str]:
    assert checked.reading is not None
    return {column.heading[-1]: column.indicator.value for column in checked.reading.columns}


def error_codes(checked: Checked) -> set[str]:
    return set(checked.findings.loc[checked.findings["severity"] == "error", "code"])


def provinces(desk: Desk, vintage: str) -> list[str]:
    areas = [
        area for area in desk.gazetteer.areas.values() if (area.vintage, area.level) == (vintage, "province")
    ]
    return [area.name_vi for area in sorted(areas, key=lambda area: area.code)]


def test_year_and_boundaries_of_a_table_of_34_provinces_come_from_the_file(desk: Desk) -> None:
    rows = [
        ["KẾT QUẢ RÀ SOÁT HỘ NGHÈO NĂM 2025"],
        *of_places(["Hộ nghèo", "Tỷ lệ (%)"], 40, 4.0, places=provinces(desk, "v2025")),
    ]
    figures = stored(desk, desk.check(book(rows), "wide"))
    assert set(figures["year"]) == {2025}
    assert figures["key"].str.startswith("v2025.province.").all()
    assert figures["indicator_code"].value_counts().to_dict() == {
        "poor_households": 34,
        "poor_household_rate": 34,
    }
    told = desk.check(book(rows), "wide", year=2024)
    assert error_codes(told) == {"year_not_as_chosen"}
    assert "Sheet Sheet, ô A1" in sentences(told)[0]


def test_table_of_63_provinces_is_by_the_boundaries_of_before_whatever_its_year(desk: Desk) -> None:
    rows = of_places(["Hộ nghèo năm 2025"], 40, places=provinces(desk, "v2008"))
    assert stored(desk, desk.check(book(rows), "wide"))["key"].str.startswith("v2008.").all()


def test_places_of_both_boundaries_are_asked_for(desk: Desk) -> None:
    rows = of_places(["Hộ nghèo năm 2024"], 40, places=("Hà Nội", "Tuyên Quang", "Lào Cai"))
    assert error_codes(desk.check(book(rows), "wide")) == {"boundaries_unclear"}
    assert stored(desk, desk.check(book(rows), "wide", vintage="v2008"))["key"].str.startswith("v2008.").all()
    stated = [["Hộ nghèo của 63 tỉnh, thành phố"], *rows]
    assert stored(desk, desk.check(book(stated), "wide"))["key"].str.startswith("v2008.").all()
    contradicted = [["Hộ nghèo của 34 tỉnh, thành phố"], *of_places(["Hộ nghèo năm 2024"], 40)]
    assert error_codes(desk.check(book(contradicted), "wide")) == {"boundaries_contradicted"}


@pytest.mark.parametrize(
    ("heading", "indicator"),
    [
        ("Kế hoạch tỷ lệ hộ nghèo năm 2024 (%)", "target_poor_household_rate"),
        ("Tỷ lệ hộ nghèo các huyện nghèo (%)", ""),
        ("Số hộ nghèo được vay vốn", ""),
        ("Hộ nghèo đầu năm", "poor_households_at_start"),
        ("Hộ nghèo do phụ nữ làm chủ hộ", "poor_households_headed_by_women"),
        ("Hộ nghèo ở nông thôn", ""),
        ("Tỷ lệ hộ nghèo so với năm trước (%)", ""),
        ("Hộ nghèo thuộc chính sách bảo trợ xã hội", ""),
    ],
)
def test_no_plan_group_or_condition_becomes_the_plain_result(
    desk: Desk, heading: str, indicator: str
) -> None:
    checked = desk.check(book(of_places(["Tổng số hộ", heading], 1000, 5)), "wide", year=2024)
    assert taken(checked) == {"Tổng số hộ": "total_households", heading: indicator}
    assert ("column_not_taken" in codes(checked)) == (not indicator)
    plain = {"poor_households", "poor_household_rate"}
    assert not plain & set(stored(desk, checked)["indicator_code"]) - {indicator}


def test_title_on_a_group_narrows_its_columns_and_an_unknown_word_in_it_is_asked_for(desk: Desk) -> None:
    group = [["KẾT QUẢ RÀ SOÁT HỘ NGHÈO DÂN TỘC THIỂU SỐ NĂM 2024"], *of_places(["Hộ nghèo"], 5)]
    assert taken(desk.check(book(group), "wide")) == {"Hộ nghèo": ""}
    unknown = [["HỘ NGHÈO CÓ NGƯỜI KHUYẾT TẬT NĂM 2024"], *of_places(["Hộ nghèo"], 5)]
    told = desk.check(book(unknown), "wide")
    assert "title_not_understood" in error_codes(told)
    assert "“KHUYẾT”" in " ".join(sentences(told))
    plan = [["KẾ HOẠCH GIẢM NGHÈO NĂM 2025"], *of_places(["Hộ nghèo", "Tỷ lệ hộ nghèo (%)"], 5, 1.5)]
    assert taken(desk.check(book(plan), "wide")) == {
        "Hộ nghèo": "",
        "Tỷ lệ hộ nghèo (%)": "target_poor_household_rate",
    }


def test_each_column_is_read_by_its_whole_path_of_headings(desk: Desk) -> None:
    head = [
        ["STT", "Tỉnh", "Năm 2022", None, "Năm 2023", None],
        [None, None, "Tổng số hộ", "Hộ nghèo", "Tổng số hộ", "Hộ nghèo"],
    ]
    rows = [*head, *([number, place, 100, 10, 200, 20] for number, place in enumerate(SOME))]
    for merged in ((), ("A1:A2", "B1:B2", "C1:D1", "E1:F1")):
        figures = stored(desk, desk.check(book(rows, merged), "wide"))
        counts = figures[figures["indicator_code"] == "poor_households"].groupby("year")["value"].unique()
        assert {year: list(values) for year, values in counts.items()} == {2022: [10], 2023: [20]}


def test_thousands_are_read_by_the_unit_that_the_table_states(desk: Desk) -> None:
    rows = [["Đơn vị tính: nghìn hộ"], *of_places(["Hộ nghèo năm 2024"], 38.5)]
    figures = stored(desk, desk.check(book(rows), "wide"))
    assert (set(figures["value"]), set(figures["qualifier"])) == ({38_500}, {"about"})
    both = [["Đơn vị tính: nghìn hộ"], *of_places(["Hộ nghèo năm 2024 (hộ)"], 38)]
    assert error_codes(desk.check(book(both), "wide")) == {"unit_contradicted"}
    people = [["Đơn vị tính: người"], *of_places(["Hộ nghèo năm 2024"], 38)]
    assert error_codes(desk.check(book(people), "wide")) == {"unit_contradicted"}


@pytest.mark.parametrize("heading", ["Hộ nghèo năm 2024", "Tỷ lệ hộ nghèo năm 2024"])
def test_a_line_that_states_millions_of_what_no_column_counts_is_refused(desk: Desk, heading: str) -> None:
    rows = [["Đơn vị tính: nghìn hộ, %"], *of_places([heading], 38), ["(Số liệu tính bằng triệu người)"]]
    assert error_codes(desk.check(book(rows), "wide")) == {"unit_contradicted"}


def test_rates_of_which_none_is_above_one_are_asked_for(desk: Desk) -> None:
    rows = of_places(["Tỷ lệ hộ nghèo năm 2024 (%)"], 0.12)
    assert error_codes(desk.check(book(rows), "wide")) == {"unit_unclear"}


@pytest.mark.parametrize(
    "total",
    ["Tổng cộng", "Toàn tỉnh", "Cộng", "TỔNG SỐ", "Chung toàn tỉnh", "Toàn tỉnh Hòa Bình", "Tính chung"],
)
def test_total_of_all_districts_is_the_province_and_of_some_nobody(desk: Desk, total: str) -> None:
    rows = [
        ["KẾT QUẢ RÀ SOÁT HỘ NGHÈO TỈNH HÒA BÌNH NĂM 2024"],
        ["TT", "Huyện, thành phố", "Hộ nghèo"],
        *([number, place, 10] for number, place in enumerate(DISTRICTS)),
        [None, total, 100],
    ]
    figures = stored(desk, desk.check(book(rows), "wide")).set_index("key")["value"]
    assert figures["v2008.province.17"] == 100
    assert len(figures) == 11
    assert "v2008.district.148" in figures.index
    wrong = [*rows[:-1], [None, total, 101]]
    assert "area_differs_from_parts" in codes(desk.check(book(wrong), "wide"))
    if total == "Tổng cộng":
        some = stored(desk, desk.check(book([*rows[:5], [None, total, 30]]), "wide"))
        assert set(some["key"].str.split(".").str[1]) == {"district"}


def test_total_that_names_another_province_is_nobody_s(desk: Desk) -> None:
    rows = [
        ["Huyện, thành phố", "Hộ nghèo năm 2024"],
        *([place, 10] for place in DISTRICTS),
        ["Toàn tỉnh Hà Giang", 100],
    ]
    checked = desk.check(book(rows), "wide")
    assert set(stored(desk, checked)["key"].str.split(".").str[1]) == {"district"}
    assert "row_left_out" in codes(checked)


def test_title_that_names_another_province_is_an_error_with_both(desk: Desk) -> None:
    rows = [
        ["HỘ NGHÈO TỈNH HÀ GIANG NĂM 2024"],
        ["TT", "Huyện", "Hộ nghèo"],
        *([1, place, 10] for place in DISTRICTS),
    ]
    told = desk.check(book(rows), "wide")
    assert error_codes(told) == {"place_contradicted"}
    assert "Tỉnh Hà Giang" in sentences(told)[0]
    assert "Tỉnh Hòa Bình" in sentences(told)[0]


def test_sheets_tables_and_columns_of_years_keep_their_years(desk: Desk) -> None:
    sheets = book(of_places(["Hộ nghèo"], 10), name="Năm 2022", **{"Năm 2023": of_places(["Hộ nghèo"], 20)})
    figures = stored(desk, desk.check(sheets, "wide"))
    assert figures.groupby("year")["value"].unique().map(list).to_dict() == {2022: [10], 2023: [20]}
    stacked = [
        ["BIỂU A. HỘ NGHÈO NĂM 2022"],
        *of_places(["Số hộ nghèo"], 10),
        [],
        ["BIỂU B. HỘ CẬN NGHÈO NĂM 2023"],
        *of_places(["Số hộ cận nghèo"], 20),
    ]
    figures = stored(desk, desk.check(book(stacked), "wide"))
    assert figures.groupby("indicator_code")["year"].unique().map(list).to_dict() == {
        "near_poor_households": [2023],
        "poor_households": [2022],
    }
    column = [["Tỉnh", "Năm", "Hộ nghèo"], ["Hà Giang", 2022, 10], ["Hà Giang", 2023, 20]]
    figures = stored(desk, desk.check(book(column), "wide"))
    assert dict(zip(figures["year"], figures["value"], strict=True)) == {2022: 10, 2023: 20}


def test_years_that_contradict_one_another_are_an_error_with_both_cells(desk: Desk) -> None:
    told = desk.check(book([["HỘ NGHÈO NĂM 2023"], *of_places(["Hộ nghèo năm 2022"], 10)]), "wide")
    assert error_codes(told) == {"year_contradicted"}
    assert "ô C2" in sentences(told)[0]
    assert "A1" in sentences(told)[0]


def test_estimate_and_preliminary_keep_their_status(desk: Desk) -> None:
    rows = of_places(["Hộ nghèo ước năm 2024", "Hộ cận nghèo sơ bộ 2024"], 10, 20)
    figures = stored(desk, desk.check(book(rows), "wide"))
    assert dict(zip(figures["indicator_code"], figures["status"], strict=True)) == {
        "poor_households": "expected",
        "near_poor_households": "preliminary",
    }


def test_two_columns_of_one_figure_are_an_error(desk: Desk) -> None:
    told = desk.check(book(of_places(["Hộ nghèo", "Số hộ nghèo"], 10, 11)), "wide", year=2024)
    assert "columns_same_figure" in error_codes(told)


def test_indicators_in_rows_and_rows_that_narrow_others_are_refused_with_a_sentence(desk: Desk) -> None:
    rows = [
        ["STT", "Chỉ tiêu", "ĐVT", 2022, 2023],
        [1, "Tổng số hộ", "hộ", 10, 11],
        [2, "Số hộ nghèo", "hộ", 1, 2],
    ]
    assert error_codes(desk.check(book(rows, name="Hà Giang"), "wide")) == {"indicators_in_rows"}
    narrowed = [*of_places(["Hộ nghèo năm 2024"], 10), ["Khu vực nông thôn"], [4, "Sơn La", 10]]
    assert error_codes(desk.check(book(narrowed), "wide")) == {"section_narrows"}


def test_regions_and_groups_of_a_table_are_left_out_where_they_are_no_units(desk: Desk) -> None:
    rows = [*of_places(["Hộ nghèo năm 2024"], 10), [None, "Kinh", 5], [None, "Các xã khu vực III", 5]]
    checked = desk.check(book(rows), "wide")
    assert len(stored(desk, checked)) == 3
    assert list(checked.findings["code"]).count("row_left_out") == 2


def test_what_was_chosen_in_a_reading_is_used_and_contradicts_nothing_that_is_stated(desk: Desk) -> None:
    content = book(of_places(["Hộ nghèo diện A"], 10))
    first = desk.check(content, "wide", year=2024)
    assert first.reading is not None
    assert taken(first) == {"Hộ nghèo diện A": ""}
    table = first.reading.tables[0]
    column = replace(table.columns[0], indicator=Part("poor_households", "chosen"))
    chosen = replace(first.reading, tables=(replace(table, columns=(column,)),), confirmed=True)
    chosen = reading_from_json(reading_as_json(chosen))
    again = desk.check(content, "wide", year=2024, reading=chosen)
    assert set(stored(desk, again)["indicator_code"]) == {"poor_households"}
    assert again.reading is not None
    assert not again.reading.confirmed


@pytest.mark.parametrize("change", [lambda text: text, lambda text: text.replace("2024", "2023")])
def test_confirmation_holds_for_the_same_reading_of_the_same_file_alone(
    desk: Desk, change: Callable[[str], str]
) -> None:
    first = desk.check(book(of_places(["Hộ nghèo năm 2024"], 10)), "wide")
    assert first.reading is not None
    confirmed = reading_from_json(
        reading_as_json(first.reading).replace('"confirmed": false', '"confirmed": true')
    )
    text = change("Hộ nghèo năm 2024")
    content = (
        book(of_places(["Hộ nghèo năm 2024"], 10)) if text.endswith("2024") else book(of_places([text], 10))
    )
    again = desk.check(content, "wide", reading=confirmed)
    assert again.reading is not None
    assert again.reading.digest != first.reading.digest or again.reading.confirmed
    assert not (text.endswith("2023") and again.reading.confirmed)


def test_template_sheet_without_its_first_sheet_keeps_its_own_year(desk: Desk) -> None:
    rows = [
        ["Biểu 1"],
        ["Tỉnh Hòa Bình · 2024"],
        [],
        ["area_code", "area_name", "total_households", "poor_households"],
        ["17", "Tỉnh Hòa Bình", 1000, 10],
    ]
    assert error_codes(desk.check(book(rows), "form_1", year=2023)) == {"year_not_as_chosen"}
    figures = desk.check(book(rows), "form_1").rows["figures"]
    assert set(figures["year"]) == {2024}


def test_amount_beside_an_empty_unit_is_refused(desk: Desk) -> None:
    head = [
        "area",
        "programme_code",
        "period_from",
        "period_to",
        "fund",
        "stage",
        "amount_vnd",
        "amount_unit",
    ]
    row = ["17 · Tỉnh Hòa Bình", "NTP-SPR-2125", 2024, 2024, "central", "assigned", 1250450, None]
    assert error_codes(desk.check(book([head, row]), "money", year=2024)) == {"amount_unit_missing"}


def test_start_and_plan_under_a_shared_heading_are_no_results(desk: Desk) -> None:
    head = [["TT", "Tỉnh", "Hộ nghèo", None], [None, None, "Đầu năm 2024", "Cuối năm 2024"]]
    checked = desk.check(
        book([*head, *([number, place, 10, 5] for number, place in enumerate(SOME))]), "wide"
    )
    assert taken(checked) == {
        "Đầu năm 2024": "poor_households_at_start",
        "Cuối năm 2024": "poor_households",
    }
    plan = [["TỶ LỆ HỘ NGHÈO"], ["Tỉnh", "2023", "KH 2024"], *([place, 5.1, 4.1] for place in SOME)]
    assert taken(desk.check(book(plan), "wide")) == {
        "2023": "poor_household_rate",
        "KH 2024": "target_poor_household_rate",
    }


@pytest.mark.parametrize(
    "title", ["SỐ HỘ NGHÈO TÍNH ĐẾN 30/6/2024", "HỘ NGHÈO QUÝ I NĂM 2024", "SỐ HỘ NGHÈO BIÊN GIỚI NĂM 2024"]
)
def test_title_with_a_part_of_a_year_or_an_unknown_word_is_asked_for(desk: Desk, title: str) -> None:
    told = desk.check(book([[title], *of_places(["Hộ nghèo"], 5)]), "wide", year=2024)
    assert "title_not_understood" in error_codes(told)


@pytest.mark.parametrize(("heading", "cell"), [("Nhóm", "DTTS"), ("Tháng", 6), ("Loại hộ", "Hộ cận nghèo")])
def test_column_that_tells_rows_apart_is_asked_for(desk: Desk, heading: str, cell: object) -> None:
    rows = [["Tỉnh", heading, "Hộ nghèo năm 2024"], *([place, cell, 5] for place in SOME)]
    assert error_codes(desk.check(book(rows), "wide")) == {"column_splits_rows"}


def test_town_and_country_below_a_province_are_not_those_of_the_nation(desk: Desk) -> None:
    rows = [
        ["Tỉnh", "Hộ nghèo năm 2024"],
        ["Hà Giang", 30],
        ["Thành thị", 10],
        ["Nông thôn", 20],
        ["Yên Bái", 5],
    ]
    assert set(stored(desk, desk.check(book(rows), "wide"))["key"]) == {
        "v2008.province.02",
        "v2008.province.15",
    }


def test_estimate_in_a_column_of_years_is_asked_for(desk: Desk) -> None:
    rows = [["Tỉnh", "Năm", "Hộ nghèo"], ["Hà Giang", "2022", 5], ["Yên Bái", "2023 (ước)", 6]]
    assert error_codes(desk.check(book(rows), "wide")) == {"year_missing"}


def test_province_that_ended_keeps_its_figures_of_earlier_years(desk: Desk) -> None:
    head = [["Tỷ lệ hộ nghèo"], ["Tỉnh", "2006", "2010"]]
    rows = [*head, ["Hà Giang", 10.1, 9.1], ["Yên Bái", 5.1, 4.1], ["Hà Tây", 4.1, None]]
    keys = set(stored(desk, desk.check(book(rows), "wide", source_kind="survey"))["key"])
    assert "v2004.province.28" in keys
    rows[-1] = ["Hà Tây", None, 4.1]
    assert "place_ended" in error_codes(desk.check(book(rows), "wide", source_kind="survey"))


def test_rate_reckoned_from_an_estimate_is_one(desk: Desk) -> None:
    rows = of_places(["Tổng số hộ năm 2024", "Ước hộ nghèo năm 2024", "Hộ cận nghèo năm 2024"], 1000, 50, 40)
    figures = stored(desk, desk.check(book(rows), "wide")).groupby("indicator_code")["status"].unique()
    assert list(figures["poor_household_rate"]) == ["expected"]
    assert list(figures["near_poor_household_rate"]) == ["final"]


@pytest.mark.parametrize("heading", ["Địa phương", "Đơn vị", "Tỉnh/Thành phố", "Địa bàn"])
def test_level_of_places_is_that_of_their_names_where_the_heading_names_none(
    desk: Desk, heading: str
) -> None:
    names = provinces(desk, "v2025")
    rows = [
        ["Tỷ lệ hộ nghèo theo địa phương (34 tỉnh)"],
        [heading, 2022, 2023],
        *([name, 5.1, 4.1] for name in names),
    ]
    keys = stored(desk, desk.check(book(rows), "wide"))["key"]
    assert keys.nunique() == 34
    assert keys.str.startswith("v2025.province.").all()


def test_standard_of_each_column_is_concluded_from_its_year_and_the_kind_of_source(desk: Desk) -> None:
    rows = of_places(["Tổng số hộ năm 2023", "Số hộ nghèo năm 2021", "Số hộ nghèo năm 2023"], 900, 90, 80)
    reading = desk.check(book(rows), "wide").reading
    assert reading is not None
    assert [(one.standard.value, one.standard.how) for one in reading.columns] == [
        ("", ""),
        ("review-md-2016", "concluded"),
        ("review-md-2022", "concluded"),
    ]
    assert reading.tables[0].source_kind == Part("administrative", "declared")
    survey = desk.check(book(rows), "wide", source_kind="survey").reading
    assert survey is not None
    assert [one.standard.value for one in survey.columns] == ["", "survey-md-2016", "survey-md-2022"]


def test_kind_of_source_in_the_title_goes_before_what_the_sender_says(desk: Desk) -> None:
    rows = [["TỶ LỆ HỘ NGHÈO THEO KHẢO SÁT MỨC SỐNG DÂN CƯ"], *of_places(["Tỷ lệ hộ nghèo 2023"], 4.5)]
    checked = desk.check(book(rows), "wide")
    assert checked.reading is not None
    kind = checked.reading.tables[0].source_kind
    assert (kind.value, kind.how, kind.cell) == ("survey", "stated", "A1")
    assert set(checked.rows["figures"]["source_kind"]) == {"survey"}
    both = desk.check(book([*rows[:1], ["theo kết quả rà soát hộ nghèo"], *rows[1:]]), "wide")
    assert "source_kind_unclear" in error_codes(both)


def test_status_kind_of_source_and_standard_can_be_chosen_where_the_file_states_none(desk: Desk) -> None:
    content = book(of_places(["Số hộ nghèo năm 2023"], 80))
    reading = desk.check(content, "wide").reading
    assert reading is not None
    (table,) = reading.tables
    (column,) = table.columns
    chosen = replace(
        table,
        source_kind=Part("survey", "chosen"),
        columns=(replace(column, status=Part("preliminary", "chosen")),),
    )
    checked = desk.check(content, "wide", reading=replace(reading, tables=(chosen,)))
    figures = checked.rows["figures"]
    assert set(figures["status"]) == {"preliminary"}
    assert set(figures["standard_code"]) == {"survey-md-2022"}


def test_first_rows_say_where_their_names_stand_and_how_sure_their_areas_are(desk: Desk) -> None:
    rows = [["TT", "Xã", "Số hộ nghèo năm 2023"], [1, "Tân Mỹ", 5], [2, "Thượng Cốc", 6], [3, "Ân Nghĩa", 7]]
    reading = desk.check(book(rows), "wide", vintage="v2008").reading
    assert reading is not None
    first, second, _ = reading.tables[0].first_rows
    assert (first.cell, first.how, first.area) == ("B2", "concluded", "Xã Tân Mỹ")
    assert (second.cell, second.how, second.area) == ("B3", "stated", "Xã Thượng Cốc")
    assert reading_from_json(reading_as_json(reading)) == reading
