import pandas as pd

from data_access.formulas import neutral
from ui.charts import bar_chart
from ui.exhibit_files import chart_png, chart_svg, data_csv, standing_alone
from ui.language import Words

ROWS = pd.DataFrame([{"label": "Điện Biên", "value": 26.57, "text": "26,57 %", "colour": "#0b5394"}])
CHART = bar_chart(ROWS, unit="% số hộ", words=Words("vi"))
LINES = ("Cả nước · 2023", "Nguồn: Tổng cục Thống kê")


def test_saved_drawing_bears_its_title_place_and_source() -> None:
    drawing = chart_svg(CHART, "Mười tỉnh nghèo nhất", LINES).decode()
    for text in ("Mười tỉnh nghèo nhất", *LINES, "Điện Biên", "26,57 %"):
        assert text in drawing


def test_saved_picture_is_a_png() -> None:
    assert chart_png(CHART, "Mười tỉnh nghèo nhất", LINES).startswith(b"\x89PNG")


def test_long_titles_are_broken_into_lines_and_lose_nothing() -> None:
    title = " ".join(f"từ{number}" for number in range(40))
    lines = standing_alone(CHART, title, LINES)["title"]["text"]
    assert len(lines) > 1
    assert " ".join(lines) == title


def test_data_file_keeps_numbers_unrounded_and_gaps_empty() -> None:
    data = pd.DataFrame({"area": ["Hà Giang", "Cần Thơ"], "value": [37.123456, None]})
    text = data_csv(data, (), ()).decode("utf-8-sig")
    assert text == "area,value\r\nHà Giang,37.123456\r\nCần Thơ,\r\n"


def test_without_data_the_table_as_written_is_the_file() -> None:
    assert data_csv(None, ("Nơi", "Giá trị"), (("Hà Giang", "37,1"),)).decode("utf-8-sig") == (
        'Nơi,Giá trị\r\nHà Giang,"37,1"\r\n'
    )


def test_text_that_looks_like_a_formula_is_made_harmless_and_numbers_are_not_touched() -> None:
    assert [neutral(cell) for cell in ("=cmd|x", "@a", "-1", "+1", "\tx", "ok", -1.5)] == [
        "'=cmd|x", "'@a", "'-1", "'+1", "'\tx", "ok", -1.5,
    ]  # fmt: skip
