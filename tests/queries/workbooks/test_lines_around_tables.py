"""Lines around a table of an office: their units hold, their meaning acts, the rest is asked for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from data_access.store.opening import Store
from data_access.workbooks import Checked
from data_access.workbooks.checking.wording import folded_findings, folded_sentence
from data_access.workbooks.understanding.reading import Part, ReadColumn, ReadTable
from tests.queries.office_desk import Desk, sentences
from tests.queries.workbooks.test_tables_of_offices import SOME, book, error_codes, of_places, stored, taken
from vocabulary.words import Words

TABLE = of_places(["Tổng số hộ", "Hộ nghèo"], 300, 9)
TITLE = ["KẾT QUẢ RÀ SOÁT HỘ NGHÈO NĂM 2024"]
HARMLESS = [
    "Nguồn: Sở Lao động - Thương binh và Xã hội",
    "Nguồn số liệu: Niên giám thống kê 2024",
    "Ghi chú:",
    "(1)",
    "(3)=(2)/(1)*100",
    "Trang 2/5",
    "Hà Giang, ngày 15 tháng 12 năm 2024",
    "NGƯỜI LẬP BIỂU",
    "TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "(Ký, ghi rõ họ tên, đóng dấu)",
    "Nguyễn Văn An",
    "(Kèm theo Quyết định số 1234/QĐ-UBND ngày 15/12/2024 của UBND tỉnh)",
    "Nơi nhận: Bộ Nông nghiệp và Môi trường; Lưu: VT",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "UBND TỈNH HÀ GIANG",
    "Số: 123/BC-UBND",
    "Số:       /QĐ-UBND",
    "MẬT",
    "Ngày in: 16/12/2024 08:15",
]
ASKED = [
    "Số liệu trên chưa bao gồm các xã biên giới.",
    "Ghi chú: số liệu tại thời điểm 30/6/2024.",
    "Không tính hộ tạm trú",
    "Nguồn: Sở Nội vụ, không gồm huyện Mèo Vạc",
    "Chỉ tính hộ có sổ",
    "Excluding border communes",
    "x 1000",
]


@pytest.fixture(scope="module")
def desk(shipped_on_sqlite: Store, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(shipped_on_sqlite, tmp_path_factory.mktemp("lines"))


def around(line: str, where: str) -> Sequence[Any]:
    """The table with a line above, under or beside it."""
    rows = [TITLE, *TABLE]
    if where == "above":
        return [TITLE, [None, None, None, line], *TABLE]
    if where == "under":
        return [*rows, [], [line]]
    return [*rows[:2], [*rows[2], None, line], *rows[3:]]


@pytest.mark.parametrize("where", ["above", "under"])
@pytest.mark.parametrize(
    "line",
    [
        "(Nghìn hộ)",
        "nghìn hộ; %",
        "1000 hộ",
        "1.000 hộ",
        "(Số liệu tính bằng nghìn hộ)",
        "Chú thích: các số liệu được biểu thị theo đơn vị nghìn hộ",
        "Nguồn: Niên giám 2024. Đơn vị tính: Nghìn hộ",
        "Unit: thousand households",
    ],
)
def test_unit_in_a_line_above_or_under_a_table_holds_for_it(desk: Desk, line: str, where: str) -> None:
    figures = stored(desk, desk.check(book(around(line, where)), "wide"))
    assert set(figures["value"]) >= {300_000, 9_000}
    assert set(figures[figures["indicator_code"] == "poor_households"]["qualifier"]) == {"about"}


def test_unit_of_unknown_columns_is_asked_for_with_its_cell(desk: Desk) -> None:
    beside = desk.check(book(around("(nghìn hộ)", "beside")), "wide")
    assert error_codes(beside) == {"note_with_unit"}
    assert "ô F3" in sentences(beside)[0]
    elsewhere = desk.check(book([TITLE, *TABLE], Notes=[["Đơn vị tính: nghìn hộ"]]), "wide")
    assert error_codes(elsewhere) == {"note_with_unit"}
    in_words = desk.check(book(around("Hỗ trợ bình quân 5 triệu đồng", "under")), "wide")
    assert error_codes(in_words) == {"note_with_unit"}
    both = [["Đơn vị tính: hộ"], *around("(Nghìn hộ)", "under")]
    assert error_codes(desk.check(book(both), "wide")) == {"unit_contradicted"}


@pytest.mark.parametrize("line", HARMLESS)
@pytest.mark.parametrize("where", ["above", "under", "beside"])
def test_usual_lines_of_annexes_are_no_notes_to_ask_for(desk: Desk, line: str, where: str) -> None:
    figures = stored(desk, desk.check(book(around(line, where)), "wide"))
    assert set(figures["status"]) == {"final"}
    assert {300, 9} <= set(figures["value"])


@pytest.mark.parametrize("line", ASKED)
@pytest.mark.parametrize("where", ["above", "under", "beside"])
def test_line_that_is_not_understood_blocks_until_a_person_says_that_it_changes_nothing(
    desk: Desk, line: str, where: str
) -> None:
    content = book(around(line, where))
    first = desk.check(content, "wide")
    # Above a table a line on households is its title.
    assert error_codes(first) in ({"note_not_understood"}, {"title_not_understood"})
    assert where == "above" or line in sentences(first)[0]
    assert first.reading is not None
    table = first.reading.tables[0]
    notes = tuple(replace(note, accepted=True) for note in table.notes)
    accepted = replace(table, notes=notes, title_accepted=True)
    again = desk.check(content, "wide", reading=replace(first.reading, tables=(accepted,)))
    assert len(stored(desk, again)) == 3 * len(SOME)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Số liệu dự thảo, đang chờ phê duyệt", "preliminary"),
        ("Ghi chú: số liệu sơ bộ", "preliminary"),
        ("Ghi chú: số liệu ước tính đến cuối năm.", "expected"),
    ],
)
@pytest.mark.parametrize("where", ["above", "under", "beside"])
def test_status_in_a_note_is_that_of_the_figures(desk: Desk, line: str, status: str, where: str) -> None:
    assert set(stored(desk, desk.check(book(around(line, where)), "wide"))["status"]) == {status}


@pytest.mark.parametrize(
    "line",
    [
        "Ghi chú: Đây là chỉ tiêu kế hoạch giao.",
        "Số liệu trên chỉ tính hộ dân tộc thiểu số.",
        "Khu vực nông thôn",
    ],
)
@pytest.mark.parametrize("where", ["above", "under", "beside"])
def test_plan_or_group_in_a_note_keeps_its_columns_from_being_results(
    desk: Desk, line: str, where: str
) -> None:
    assert set(taken(desk.check(book(around(line, where)), "wide")).values()) == {""}


@pytest.mark.parametrize("name", ["Quý I", "6 tháng", "30.6.2024"])
def test_sheet_named_after_a_part_of_a_year_is_asked_for(desk: Desk, name: str) -> None:
    assert error_codes(desk.check(book([TITLE, *TABLE], name=name), "wide")) == {"note_not_understood"}


def with_column(checked: Checked, **parts: Part) -> Any:
    assert checked.reading is not None
    table: ReadTable = checked.reading.tables[0]
    column: ReadColumn = replace(table.columns[0], **parts)  # type: ignore[arg-type]
    return replace(checked.reading, tables=(replace(table, columns=(column,)),))


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"unit": Part("share", "chosen")}, "choice_unknown"),
        ({"unit": Part("fraction", "stated")}, "choice_not_marked"),
        ({"indicator": Part("nothing_such", "chosen")}, "choice_unknown"),
        ({"indicator": Part("near_poor_household_rate", "stated")}, "choice_not_marked"),
        ({"status": Part("maybe", "chosen")}, "choice_unknown"),
        ({"year": Part("20x4", "chosen")}, "choice_unknown"),
        ({"year": Part("2023", "chosen")}, "choice_contradicted"),
    ],
)
def test_choice_that_does_not_exist_or_contradicts_the_file_is_refused(
    desk: Desk, parts: dict[str, Part], code: str
) -> None:
    content = book(of_places(["Tỷ lệ hộ nghèo năm 2024 (%)"], 5.5))
    reading = with_column(desk.check(content, "wide"), **parts)
    told = desk.check(content, "wide", reading=reading)
    assert code in error_codes(told)
    if code == "choice_unknown" and "unit" in parts:
        assert "fraction" in sentences(told)[0]


def test_choice_of_a_table_that_does_not_exist_is_refused(desk: Desk) -> None:
    content = book(of_places(["Tỷ lệ hộ nghèo năm 2024 (%)"], 5.5))
    first = desk.check(content, "wide").reading
    assert first is not None
    for part in ("boundaries", "standard", "level"):
        table = replace(first.tables[0], **{part: Part("xyz", "chosen")})  # type: ignore[arg-type]
        told = desk.check(content, "wide", reading=replace(first, tables=(table,)))
        assert error_codes(told) == {"choice_unknown"}


@pytest.mark.parametrize(
    "rows",
    [
        of_places(["Tỷ lệ hộ nghèo năm 2024", "Tỷ lệ hộ cận nghèo năm 2024"], 0.05, 5.5),
        of_places(["Tỷ lệ hộ nghèo năm 2024"], 0.05, places=SOME[:2]),
    ],
)
def test_each_column_of_rates_below_one_is_asked_for_by_itself(desk: Desk, rows: Sequence[Any]) -> None:
    content = book(rows)
    first = desk.check(content, "wide")
    assert error_codes(first) == {"unit_unclear"}
    assert first.reading is not None
    table = first.reading.tables[0]
    columns = (replace(table.columns[0], unit=Part("fraction", "chosen")), *table.columns[1:])
    reading = replace(first.reading, tables=(replace(table, columns=columns),))
    figures = stored(desk, desk.check(content, "wide", reading=reading))
    assert set(figures[figures["indicator_code"] == "poor_household_rate"]["value"]) == {5.0}


@pytest.mark.parametrize(
    "line",
    [
        "Tổng hợp: Lò Thị Mai",
        "Văn phòng điều phối nông thôn mới tỉnh",
        "Bảng 2. Kết quả các năm trước",
        "Người lập biểu: Giàng A Páo",
    ],
)
def test_line_below_a_table_on_who_made_it_or_what_comes_next_does_not_block(desk: Desk, line: str) -> None:
    assert not desk.check(book(around(line, "under")), "wide").blocked


def test_caption_that_narrows_is_still_asked_for(desk: Desk) -> None:
    asked = desk.check(book(around("Bảng 2. Chỉ tính hộ dân tộc thiểu số", "under")), "wide")
    assert asked.blocked


def test_tables_side_by_side_have_their_own_titles(desk: Desk) -> None:
    head = ["Tỉnh", "Số hộ nghèo", None, "Tỉnh", "Số hộ cận nghèo"]
    rows = [["Hà Giang", 80, None, "Hà Giang", 50], ["Yên Bái", 70, None, "Yên Bái", 40]]
    title = ["HỘ NGHÈO NĂM 2022", None, None, "HỘ CẬN NGHÈO NĂM 2023"]
    figures = stored(desk, desk.check(book([title, head, *rows]), "wide"))
    assert set(zip(figures["indicator_code"], figures["year"], strict=True)) == {
        ("poor_households", 2022),
        ("near_poor_households", 2023),
    }


def test_refused_column_quotes_the_line_that_narrows_it(desk: Desk) -> None:
    titles = [["HỘ NGHÈO NĂM 2023"], ["Hộ nghèo dân tộc thiểu số"]]
    rows = [*titles, ["Tỉnh", "Số hộ nghèo"], ["Hà Giang", 8], ["Yên Bái", 7]]
    (line,) = [one for one in sentences(desk.check(book(rows), "wide")) if "ô B3" in one]
    assert "“Hộ nghèo dân tộc thiểu số”" in line


def test_many_cells_of_one_cause_are_told_in_one_line_with_the_first_of_them(desk: Desk) -> None:
    lines = [f"{code},2023,1000,-" for code in ("02", "04", "06", "08", "10", "11")]
    raw = "\n".join(["area_code,year,total_households,poor_households", *lines]).encode()
    findings = desk.check(raw).findings
    assert findings["code"].eq("dash").sum() == 6
    told = folded_findings(findings)
    (dash,) = told[told["code"].eq("dash")].to_dict("records")
    assert (dash["cell"], dash["times"], dash["others"]) == ("D2", 6, "D3, D4, D5, D6, D7")
    facts = {str(name): value for name, value in dash.items()}
    assert "5 ô khác: D3" in folded_sentence(facts, Words("vi"))
    assert told["times"].sum() == findings["times"].sum()
