"""What offices write beside a number, a name or a year takes part in its meaning, or is refused."""

import datetime as dt
import io

import pytest
import xlsxwriter

from data_access.store.opening import Store
from tests.fixtures.bad_workbooks import GOOD, table
from tests.queries.office_desk import Desk, codes, sentences
from tests.queries.workbooks.test_tables_of_offices import (
    SOME,
    book,
    error_codes,
    of_places,
    provinces,
    stored,
    taken,
)

TITLE = ["KẾT QUẢ RÀ SOÁT HỘ NGHÈO NĂM 2024"]


@pytest.fixture(scope="module")
def desk(shipped_on_sqlite: Store, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(shipped_on_sqlite, tmp_path_factory.mktemp("beside"))


def test_row_whose_only_number_has_a_mark_is_refused_with_its_cell_and_not_dropped(desk: Desk) -> None:
    marked = ["1.400*", "1.400 (1)", "1'400", "~1400", "1.400 hộ", ">500"]
    places = [*provinces(desk, "v2008")[: len(marked)], SOME[2]]
    rows = [TITLE, ["TT", "Tỉnh", "Hộ nghèo"], [1, places[-1], 9]]
    rows += [
        [number, place, text] for number, (place, text) in enumerate(zip(places, marked, strict=False), 2)
    ]
    checked = desk.check(book(rows), "wide")
    assert error_codes(checked) == {"not_a_number"}
    assert set(checked.findings["cell"].dropna()) == {f"C{row}" for row in range(4, 10)}


def test_name_with_a_note_of_a_part_of_it_is_no_name_of_the_whole(desk: Desk) -> None:
    notes = [
        "không gồm thành phố",
        "trừ 2 huyện",
        "10/12 huyện",
        "chua bao gom 2 xa",
        "excluding towns",
        "nông thôn",
    ]
    names = [f"{place} ({note})" for place, note in zip(provinces(desk, "v2008"), notes, strict=False)]
    rows = [TITLE, *of_places(["Hộ nghèo"], 9, places=(*names, SOME[0]))]
    findings = desk.check(book(rows), "wide").findings
    assert list(findings.loc[findings["code"].eq("unknown_place"), "cell"]) == [
        f"B{row}" for row in range(3, 8)
    ]
    assert list(findings.loc[findings["code"].eq("row_left_out"), "cell"]) == ["B8"]
    line = f",{names[0]},2024,1000,100"
    assert error_codes(desk.check(table(line), "figures")) == {"unknown_place"}


def test_name_with_another_note_stays_the_name(desk: Desk) -> None:
    notes = ["cũ", "1", "*", "tỉnh", "trước sáp nhập"]
    names = ["Hà Giang", "Yên Bái", "Hòa Bình", "Bắc Giang", "Hà Nam"]
    written = [f"{name} ({note})" for name, note in zip(names, notes, strict=True)]
    rows = [TITLE, *of_places(["Hộ nghèo"], 9, places=written)]
    assert len(stored(desk, desk.check(book(rows), "wide"))) == len(names)


def test_two_places_in_one_cell_are_neither_of_them(desk: Desk) -> None:
    rows = [TITLE, *of_places(["Hộ nghèo"], 9, places=(f"{SOME[0]}, {SOME[1]}", *SOME[2:]))]
    assert error_codes(desk.check(book(rows), "wide")) == {"unknown_place"}


def test_bare_rate_beside_a_column_of_others_is_not_the_rate_of_the_title(desk: Desk) -> None:
    for other in ("Hộ cận nghèo", "Trong đó hộ DTTS", "Hộ nghèo được vay vốn"):
        rows = [TITLE, *of_places(["Hộ nghèo", other, "Tỷ lệ (%)"], 40, 20, 2.0)]
        assert taken(desk.check(book(rows), "wide"))["Tỷ lệ (%)"] == "", other


def test_name_of_a_sheet_that_says_a_part_of_a_year_or_a_unit_is_asked_for(desk: Desk) -> None:
    rows = [TITLE, *of_places(["Hộ nghèo"], 9)]
    asked = {
        name: error_codes(desk.check(book(rows, name=name), "wide"))
        for name in ("Q1.2024", "T6-2024", "nghìn hộ", "Biểu 2024")
    }
    assert asked == {
        "Q1.2024": {"note_not_understood"},
        "T6-2024": {"note_not_understood"},
        "nghìn hộ": {"note_with_unit"},
        "Biểu 2024": set(),
    }


def test_row_with_a_word_or_a_day_for_its_only_number_is_told(desk: Desk) -> None:
    places = provinces(desk, "v2008")[:4]
    values = [9, "chưa có", True, dt.date(2024, 3, 1)]
    rows: list[list[object]] = [[*TITLE], ["TT", "Tỉnh", "Hộ nghèo"]]
    rows += [[number, place, value] for number, (place, value) in enumerate(zip(places, values, strict=True))]
    rows.append([9, SOME[2], 9])
    findings = desk.check(book(rows), "wide").findings
    told = dict(zip(findings["cell"], findings["code"], strict=True))
    assert told == {"C4": "not_a_number", "C5": "not_a_number", "C6": "date_for_number"}


def test_column_of_provinces_says_where_the_districts_beside_it_are(desk: Desk) -> None:
    heading = ["Tỉnh", "Huyện", "Hộ nghèo"]
    rows: list[list[object]] = [[*TITLE], [*heading], ["Tiền Giang", "Châu Thành", 1], [None, "Cái Bè", 2]]
    rows.append(["Long An", "Châu Thành", 3])
    figures = stored(desk, desk.check(book(rows), "wide"))
    assert list(figures["key"]) == [f"v2008.district.{code}" for code in ("821", "819", "808")]
    wrong = desk.check(book([*rows, ["Long An", "Cai Lậy", 4]]), "wide")
    assert error_codes(wrong) == {"outside_place"}
    assert any("ô B6" in one and "Long An" in one for one in sentences(wrong))


def test_number_of_a_text_table_that_a_comma_parts_in_two_is_refused(desk: Desk) -> None:
    lines = [
        "Hộ nghèo năm 2024,,",
        "Tỉnh,Hộ nghèo,Tỷ lệ hộ nghèo (%)",
        "Hà Giang,1,050,5.5",
        "Hòa Bình,9,2.5,",
    ]
    checked = desk.check("\n".join(lines).encode(), "wide")
    assert "surplus_cell" in error_codes(checked)
    assert any("ô D3" in one for one in sentences(checked))


def lying(text: str = "", margin: str = "") -> bytes:
    """The table in a workbook with a text in a box on its sheet, or above its pages."""
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = workbook.add_worksheet("Bieu")
    for number, row in enumerate([TITLE, *of_places(["Hộ nghèo"], 9)]):
        sheet.write_row(number, 0, row)
    if text:
        sheet.insert_textbox(1, 6, text)
    if margin:
        sheet.set_header(margin)
    workbook.close()
    return content.getvalue()


def test_unit_or_condition_that_stands_in_no_cell_is_asked_for(desk: Desk) -> None:
    asked = {
        "note_with_unit": [lying("Đơn vị tính: nghìn hộ"), lying(margin="&R&8Đơn vị tính: nghìn hộ")],
        "note_not_understood": [lying("Chưa bao gồm các xã biên giới")],
        "": [lying("Nguyễn Văn An"), lying(margin='&L&"Arial,Bold"Biểu 01&RTrang &P/&N')],
    }
    for code, contents in asked.items():
        for content in contents:
            assert error_codes(desk.check(content, "wide")) == ({code} if code else set())


def test_changed_heading_of_a_template_is_told_and_one_of_another_indicator_refused(desk: Desk) -> None:
    template = desk.template("form_1")
    sheet = template["Biểu 1"]
    column = next(cell.column for cell in sheet[6] if cell.value == "poor_households")
    own, other = sheet.cell(5, column).value, sheet.cell(5, column + 1).value
    sheet.cell(7, column).value = 9
    told = []
    for heading in (own, f"{own} (nghìn hộ)", other):
        sheet.cell(5, column).value = heading
        content = io.BytesIO()
        template.save(content)
        findings = desk.check(content.getvalue(), "form_1").findings
        told.append(dict(zip(findings["code"], findings["severity"], strict=True)).get("heading_changed"))
    assert told == [None, "warning", "error"]


def test_heading_that_stands_above_two_columns_is_refused(desk: Desk) -> None:
    head = "area_code,area_name,year,total_households,poor_households,poor_households"
    checked = desk.check(table(f"{GOOD},900", head=head), "figures")
    assert "heading_twice" in error_codes(checked)
    assert any("ô F1" in one and "ô E1" in one for one in sentences(checked))
    money = "area_code,area_name,year,programme_code,fund,stage,amount,amount,unit"
    assert "heading_twice" in codes(desk.check(table("17,Hòa Bình,2024,a,b,c,1,2,d", head=money), "money"))
