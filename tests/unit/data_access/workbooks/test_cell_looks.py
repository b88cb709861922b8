"""What a cell shows otherwise than it holds: formats of numbers, raised marks, text struck through."""

import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data_access.workbooks import Choice, read_upload
from data_access.workbooks.reading.number_formats import shows_otherwise
from tests.fixtures.bad_workbooks import book

# In the third row, so that every text before it is shared.
CELL = (3, 0)


@pytest.mark.parametrize(
    "code",
    [
        "#,##0,",
        "#,##0.0,,",
        '#,##0,,"tr"',
        "0,.0",
        '[>=1000000]#,##0,,"tr";#,##0',
        '#,##0" nghìn"',
        '#,##0\\ "triệu đồng"',
        '0"000"',
        '0.0"‰"',
        "0.0‰",
        ";;;",
        '"-"',
    ],
)
def test_a_format_that_divides_hides_or_states_a_unit_shows_another_number(code: str) -> None:
    assert shows_otherwise(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "General",
        "@",
        "0",
        "#,##0",
        "#,##0.00",
        "0.00%",
        '0.00"%"',
        "0.00\\%",
        '#,##0" hộ"',
        '#,##0\\ "đồng"',
        "#,##0;-#,##0;;@",
        "#,##0;[Red]\\-#,##0",
        "# ?/?",
        "0.00E+00",
        "dd/mm/yyyy",
        '"Ngày "dd" tháng "mm" năm "yyyy',
        "[$-42A]dd/mm/yyyy",
        '_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* "-"??\\ _₫_-;_-@_-',
        '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)',
        "#,##0\\ [$₫-42A]",
        'General" hộ"',
    ],
)
def test_other_formats_show_the_number_that_a_cell_holds(code: str) -> None:
    assert not shows_otherwise(code)


def looked_at(folder: Path, *parts: Any, plain: str | None = None) -> str:
    """The flaw of a cell that xlsxwriter writes from runs, or of a plain one in a format."""
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True})
    formats = {
        "raised": workbook.add_format({"font_script": 1}),
        "struck": workbook.add_format({"font_strikeout": True}),
        "bold": workbook.add_format({"bold": True}),
    }
    sheet = workbook.add_worksheet()
    sheet.write(0, 0, "Tỉnh")
    sheet.write(1, 0, "Hòa Bình")
    if plain is None:
        sheet.write_rich_string(2, 0, *(formats.get(part, part) for part in parts))
    else:
        sheet.write(2, 0, plain, formats[str(parts[0])])
    workbook.close()
    return flaw(folder, content.getvalue())


def flaw(folder: Path, content: bytes) -> str:
    path = folder / "a.xlsx"
    path.write_bytes(content)
    (sheet,) = read_upload(path, "a.xlsx", Choice("figures")).sheets
    return sheet.flaws.get(CELL, "")


def test_a_raised_mark_after_a_number_or_name_is_told(tmp_path: Path) -> None:
    assert looked_at(tmp_path, "1200", "raised", "1") == "partly_raised_or_struck"
    assert looked_at(tmp_path, "Quận 1", "raised", "2") == "partly_raised_or_struck"
    assert looked_at(tmp_path, "struck", "1200", "1300") == "partly_raised_or_struck"


def test_a_mark_without_a_letter_or_digit_and_other_looks_are_not(tmp_path: Path) -> None:
    assert looked_at(tmp_path, "Hòa Bình", "raised", "*") == ""
    assert looked_at(tmp_path, "Hòa ", "bold", "Bình") == ""
    assert looked_at(tmp_path, "raised", plain="1200") == ""


def test_text_struck_through_is_told_by_its_style_or_its_runs(tmp_path: Path) -> None:
    assert looked_at(tmp_path, "struck", plain="1200") == "struck_out"
    assert looked_at(tmp_path, "struck", "12", "struck", "00") == "struck_out"


def test_an_empty_cell_of_such_a_style_is_no_flaw(tmp_path: Path) -> None:
    def fill(sheet: Any, _workbook: Any) -> None:
        sheet["A1"], sheet["A2"], sheet["B3"] = "Tỉnh", "Hòa Bình", 1
        sheet["A3"].number_format = "#,##0,"

    assert flaw(tmp_path, book(fill)) == ""
