"""What an office's file says beside its figures: tags, codes of other lists, comments, units as they were."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from data_access.store.opening import Store
from data_access.workbooks.understanding.reading import reading_as_json, reading_from_json
from tests.queries.office_desk import Desk, codes, sentences
from tests.queries.workbooks.test_tables_of_offices import book, error_codes, of_places, stored


@pytest.fixture(scope="module")
def desk(shipped_on_sqlite: Store, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(shipped_on_sqlite, tmp_path_factory.mktemp("office"))


def tagged(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def test_columns_of_a_tagged_table_are_read_by_their_tags_and_the_rest_is_named(desk: Desk) -> None:
    checked = desk.check(
        tagged(
            "Tỉnh,Năm,Hộ nghèo,Người cần trợ giúp",
            "#adm1+name,#date+year,#indicator+poor_households,#affected+hh",
            "Hòa Bình,2023,120,500",
        ),
        "hxl",
    )
    reading = checked.reading
    assert reading is not None
    poor, affected = reading.columns
    assert (poor.indicator.value, poor.indicator.cell, poor.year.cell) == ("poor_households", "C2", "B2")
    assert (affected.is_taken, affected.reason, affected.not_understood) == (False, "tag", ("#affected+hh",))
    assert any("“#affected+hh”" in line for line in sentences(checked))
    (row,) = reading.tables[0].first_rows
    assert (row.name, row.area, row.cell) == ("Hòa Bình", "Tỉnh Hòa Bình", "A3")
    assert checked.rows["figures"]["value"].tolist() == [120]
    assert reading_from_json(reading_as_json(reading)) == reading


def test_codes_of_another_system_are_named_and_never_guessed(desk: Desk) -> None:
    lines = ["Code,Rate,Year", "#loc+code,#indicator+poor_household_rate+pct,#date+year"]
    checked = desk.check(tagged(*lines, "VN101,1.2,2023", "VN201,18.5,2023"), "hxl")
    assert error_codes(checked) == {"code_of_another_list"}
    assert any("mã VN101" in line for line in sentences(checked))
    own = desk.check(tagged(lines[0], lines[1].replace("#loc", "#adm1"), "VN17,1.2,2023"), "hxl")
    assert not own.blocked, sentences(own)


def test_tag_with_two_indicators_or_a_percentage_of_a_count_is_not_taken(desk: Desk) -> None:
    head = (
        "#adm1+name,#date+year,#indicator+poor_households+near_poor_households,#indicator+poor_households+pct"
    )
    checked = desk.check(tagged("a,b,c,d", head, "Hòa Bình,2023,1,2"), "hxl")
    assert checked.reading is not None
    assert [column.is_taken for column in checked.reading.columns] == [False, False]
    assert checked.blocked


def commented(rows: Sequence[Any], **comments: str) -> bytes:
    made = openpyxl.load_workbook(io.BytesIO(book(rows)))
    for cell, text in comments.items():
        made.active[cell].comment = Comment(text, "Lò Thị Mai")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_comment_on_a_cell_is_told_with_its_cell_and_shown_in_the_reading(desk: Desk) -> None:
    rows = of_places(["Số hộ nghèo năm 2023"], 80)
    checked = desk.check(
        commented(rows, C2="số ước tính", C3="chưa gồm huyện Mù Cang Chải", B4="Nguồn: Sở"), "wide"
    )
    told = checked.findings[checked.findings["code"].eq("cell_comment")]
    assert list(zip(told["severity"], told["cell"], strict=True)) == [("warning", "C2"), ("warning", "C3")]
    assert any("số ước tính" in line for line in sentences(checked))
    assert not any("Lò Thị Mai" in line for line in sentences(checked))
    assert checked.reading is not None
    comments = checked.reading.tables[0].comments
    assert [(one.cell, one.words) for one in comments] == [
        ("C2", "số ước tính"),
        ("C3", "chưa gồm huyện Mù Cang Chải"),
    ]
    assert reading_from_json(reading_as_json(checked.reading)) == checked.reading


def test_comment_on_a_figure_of_a_template_is_told_and_those_that_explain_it_are_not(desk: Desk) -> None:
    template = desk.template("form_1")
    sheet = template.worksheets[1]
    for row in sheet.iter_rows(min_row=7):
        if row[0].value == "157":
            row[4].value, row[2].value = 12, 100
            row[4].comment = Comment("số tạm tính", "x")
            place = row[4].coordinate
    out = io.BytesIO()
    template.save(out)
    told = desk.check(out.getvalue()).findings
    assert told.loc[told["code"].eq("cell_comment"), "cell"].tolist() == [place]


@pytest.mark.parametrize(
    ("places", "year", "code"),
    [
        (("Hà Nội", "Hà Tây"), 2005, "place_was_smaller"),
        (("Hà Nội", "Hải Dương"), 2005, "place_was_smaller"),
        (("Hà Nội", "Hải Dương"), 2008, ""),
        (("Hà Giang", "Hải Dương"), 1990, "place_was_smaller"),
    ],
)
def test_unit_is_as_it_was_in_the_year_of_its_figure_or_refused(
    desk: Desk, places: tuple[str, ...], year: int, code: str
) -> None:
    lines = [f"{place},{year},poor_household_rate,{number}.5" for number, place in enumerate(places, start=4)]
    raw = tagged("area_name,year,indicator_code,value", *lines)
    found = error_codes(desk.check(raw, "figures"))
    assert ("place_was_smaller" in found) == bool(code)
    rows = of_places([f"Tỷ lệ hộ nghèo năm {year} (%)"], 4.5, places=(*places, "Yên Bái"))
    assert ("place_was_smaller" in codes(desk.check(book(rows), "wide"))) == bool(code)


def test_figures_restated_for_later_boundaries_are_taken_where_that_is_said(desk: Desk) -> None:
    lines = ["area_name,vintage,year,indicator_code,value", "Hà Nội,v2008,2005,poor_household_rate,4.5"]
    checked = desk.check(tagged(*lines), "figures")
    assert not checked.blocked, sentences(checked)


def test_bare_name_means_the_unit_that_bore_it_in_that_year(desk: Desk) -> None:
    lines = ["area_name,year,indicator_code,value", "Lai Châu,2002,poor_household_rate,40.5"]
    (area,) = desk.check(tagged(*lines), "figures").rows["figures"]["area_id"]
    assert desk.gazetteer.areas[int(area)].code == "lai-chau-1976"
    # Beside Điện Biên, which was parted from it later, the figures are for the later boundaries.
    both = desk.check(tagged(*lines, "Điện Biên,2002,poor_household_rate,40.5"), "figures")
    assert {desk.gazetteer.areas[int(one)].code for one in both.rows["figures"]["area_id"]} == {"11", "12"}


def test_district_beside_one_that_it_took_in_later_is_refused(desk: Desk) -> None:
    rows = of_places(["Số hộ nghèo năm 2018"], 90, places=("TP Hòa Bình", "H. Kỳ Sơn", "H. Đà Bắc"))
    rows[0][1] = "Huyện"
    checked = desk.check(book([["TỈNH HÒA BÌNH"], *rows]), "wide")
    assert error_codes(checked) == {"place_was_smaller"}
    later = desk.check(book([["TỈNH HÒA BÌNH"], *rows[:2], rows[3]]), "wide")
    assert set(stored(desk, later)["key"]) == {"v2008.district.148", "v2008.district.150"}


def test_name_that_a_title_s_province_has_not_is_none_of_another_province(desk: Desk) -> None:
    # Kỳ Sơn of Hòa Bình ended in 2019; that of Nghệ An is there.
    rows = of_places(["Số hộ nghèo năm 2022"], 90, places=("H. Đà Bắc", "H. Kỳ Sơn", "H. Lương Sơn"))
    checked = desk.check(book([["TỈNH HÒA BÌNH"], *rows]), "wide")
    assert error_codes(checked) == {"outside_place"}
    assert any("ô B4" in line and "Tỉnh Hòa Bình" in line for line in sentences(checked))
