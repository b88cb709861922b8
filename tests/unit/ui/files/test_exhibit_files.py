import io

import pandas as pd
from openpyxl import load_workbook

from data_access.text.formulas import neutral
from ui.charts.printed_code import Cited
from ui.charts.series_charts import bar_chart
from ui.charts.view_codes import Citation
from ui.files.exhibit_files import chart_png, chart_svg, data_csv, data_xlsx, self_contained_spec
from ui.files.hxl import hxl_tags
from ui.text.source_citation import NamedSource, SourceList, with_sources
from vocabulary.words import Words

ROWS = pd.DataFrame([{"label": "Điện Biên", "value": 26.57, "text": "26,57 %", "colour": "#0b5394"}])
CHART = bar_chart(ROWS, unit="% số hộ", words=Words("vi"))
CITED = Cited(Citation("/", {"exhibit": "poorest"}, {"value.0": "26.57"}, "2026-11-25"), "", Words("vi"))
LINES = ("Cả nước · 2023",)
MANY = SourceList(
    "Nguồn: Bảng 1; Bảng 2; Bảng 3 … và 2 nguồn khác.",
    tuple(NamedSource(f"t{n}", f"Bảng {n}", f"https://a.vn/{n}", "(đọc ngày 9/2026)") for n in range(1, 6)),
)


def test_saved_drawing_bears_its_title_place_and_source() -> None:
    drawing = chart_svg(CHART, "Mười tỉnh nghèo nhất", LINES, CITED, MANY).decode()
    assert 'class="qr"' in drawing
    assert f"mã {CITED.citation.printed}" in drawing
    for text in (
        "Mười tỉnh nghèo nhất",
        *LINES,
        "Điện Biên",
        "26,57 %",
        "Bảng 1; Bảng 2; Bảng 3; Bảng 4; Bảng 5",
    ):
        assert text in drawing


def test_saved_picture_is_a_png() -> None:
    assert chart_png(CHART, "Mười tỉnh nghèo nhất", LINES, CITED, MANY).startswith(b"\x89PNG")


def test_long_titles_are_broken_into_lines_and_lose_nothing() -> None:
    title = " ".join(f"từ{number}" for number in range(40))
    lines = self_contained_spec(CHART, title, LINES)["title"]["text"]
    assert len(lines) > 1
    assert " ".join(lines) == title


def test_data_file_keeps_numbers_unrounded_and_gaps_empty() -> None:
    data = pd.DataFrame({"area": ["Hà Giang", "Cần Thơ"], "value": [37.123456, None]})
    text = data_csv(data, hxl_tags(data)).decode("utf-8-sig")
    assert text == ("area,value\r\n#meta+area,#indicator+value+num\r\nHà Giang,37.123456\r\nCần Thơ,\r\n")


def test_the_line_of_tags_is_left_out_where_nobody_wants_it() -> None:
    data = pd.DataFrame({"area": ["Hà Giang"], "value": [37.1]})
    assert data_csv(data, {}).decode("utf-8-sig") == "area,value\r\nHà Giang,37.1\r\n"
    sheet = load_workbook(io.BytesIO(data_xlsx(data, {}, [("Tên", "x")], Words("vi"))))["Số liệu"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["area", "value"],
        ["Hà Giang", 37.1],
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:B2")


def test_each_row_of_a_data_file_names_its_own_sources_with_their_addresses() -> None:
    data = pd.DataFrame({"value": [1.0, 2.0], "source_code": ["t2", None], "parts_sources": ["t4 t2", None]})
    rows = with_sources(data, MANY)
    assert rows[["sources", "source_addresses"]].to_numpy().tolist() == [
        ["Bảng 2; Bảng 4", "https://a.vn/2 https://a.vn/4"],
        ["", ""],
    ]


def test_a_data_file_without_sources_by_row_names_all_of_them_in_each() -> None:
    row = with_sources(pd.DataFrame({"value": [1.0]}), MANY).iloc[0]
    assert (
        row["source_addresses"]
        == "https://a.vn/1 https://a.vn/2 https://a.vn/3 https://a.vn/4 https://a.vn/5"
    )


def test_workbook_has_tags_under_its_heads_and_a_sheet_that_explains_it() -> None:
    data = pd.DataFrame({"area_code": ["02", "92"], "value": [37.123456, None], "of": ["=x", None]})
    about = [("Tên", "Mười tỉnh nghèo nhất"), ("Địa chỉ mở lại", "/?exhibit=poorest")]
    book = load_workbook(io.BytesIO(data_xlsx(data, hxl_tags(data), about, Words("vi"))))
    rows = [[cell.value for cell in row] for row in book["Số liệu"].iter_rows()]
    assert rows == [
        ["area_code", "value", "of"],
        ["#adm1+code", "#indicator+value+num", "#meta+of"],
        ["02", 37.123456, "=x"],
        ["92", None, None],
    ]
    assert book["Số liệu"]["C3"].data_type == "s"
    assert [tuple(cell.value for cell in row) for row in book["Giải thích"].iter_rows()] == about


def test_workbook_writes_years_bare_thousands_parted_and_as_many_decimals_as_there_are() -> None:
    data = pd.DataFrame(
        {
            "year": [2016, 2024],
            "poor": [1586, 98],
            "value": [26.57, 3.0],
            "made": [1 / 3, 2.0],
            "is": [True, False],
        }
    )
    sheet = load_workbook(io.BytesIO(data_xlsx(data, {}, [("Tên", "x")], Words("vi"))))["Số liệu"]
    formats = [sheet.column_dimensions[letter].number_format for letter in "ABCD"]
    assert formats == ["0", "#,##0", "#,##0.00", "#,##0.0000"]
    assert [cell.value for cell in sheet[2]] == [2016, 1586, 26.57, 1 / 3, True]


def test_text_that_looks_like_a_formula_is_made_harmless_and_numbers_are_not_touched() -> None:
    assert [neutral(cell) for cell in ("=cmd|x", "@a", "-1", "+1", "\tx", "ok", -1.5)] == [
        "'=cmd|x", "'@a", "'-1", "'+1", "'\tx", "ok", -1.5,
    ]  # fmt: skip
