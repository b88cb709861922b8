"""What headings and titles say: understood to the last word, or not taken."""

import pytest

from data_access.workbooks.understanding.meanings import meaning_of
from data_access.workbooks.understanding.parsing import parsed_heading, parsed_title
from data_access.workbooks.understanding.written_units import scale_for, unit_line


def indicator(*path: str, title: str = "") -> str:
    return meaning_of(
        [parsed_heading(text) for text in path], parsed_title(title) if title else None
    ).indicator


def reason(*path: str) -> str:
    return meaning_of([parsed_heading(text) for text in path]).reason


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (("Hộ nghèo", "Số hộ"), "poor_households"),
        (("Hộ nghèo", "Tỷ lệ (%)"), "poor_household_rate"),
        (("Hộ nghèo", "%"), "poor_household_rate"),
        (("Hộ cận nghèo", "Tổng số"), "near_poor_households"),
        (("Tổng số hộ dân cư",), "total_households"),
        (("Tổng số hộ nghèo và hộ cận nghèo", "Số hộ"), "poor_and_near_poor_households"),
        (("Tổng số hộ nghèo, hộ cận nghèo", "Hộ cận nghèo"), "near_poor_households"),
        (("Tỷ lệ nghèo đa chiều",), "multidimensional_poverty_rate"),
        (("Số hộ nghèo theo chuẩn nghèo đa chiều giai đoạn 2022-2025",), "poor_households"),
        (("Hộ nghèo", "Trong đó", "DTTS"), "poor_households_ethnic_minority"),
        (("Tỷ lệ hộ nghèo DTTS (%)",), "poor_household_rate_ethnic_minority"),
        (("Hộ nghèo dân tộc thiểu số tại chỗ",), "poor_households_local_minority"),
        (("Hộ nghèo là người Kinh",), "poor_households_kinh"),
        (("Hộ nghèo dân tộc Mông",), "poor_households_of_mong"),
        (("Hộ nghèo có chủ hộ là nữ",), "poor_households_headed_by_women"),
        (("Hộ nghèo không có khả năng lao động",), "poor_households_without_labour"),
        (("Tỷ lệ hộ nghèo khu vực nông thôn",), "poor_household_rate_rural"),
        (("Hộ nghèo thiếu hụt về việc làm",), "poor_deprived_employment"),
        (("Hộ nghèo đầu năm 2024",), "poor_households_at_start"),
        (("Hộ nghèo cuối kỳ",), "poor_households"),
        (("Số nhân khẩu thuộc hộ nghèo",), "poor_persons"),
        (("Số trẻ em thuộc hộ nghèo",), "poor_children"),
        (("Số hộ thoát nghèo trong năm",), "households_escaped_poverty"),
        (("Tỷ lệ hộ nghèo (%)", "Kế hoạch"), "target_poor_household_rate"),
        (("SO HO NGHEO",), "poor_households"),
        (("Poor households",), "poor_households"),
        (("Number of near-poor households",), "near_poor_households"),
    ],
)
def test_heading_names_its_indicator(path: tuple[str, ...], code: str) -> None:
    assert indicator(*path) == code


@pytest.mark.parametrize(
    "heading",
    [
        "Số hộ nghèo được vay vốn", "Tỷ lệ hộ nghèo các huyện nghèo (%)", "Kế hoạch số hộ nghèo năm 2025",
        "Tỷ lệ hộ nghèo so với năm trước (%)", "Giảm hộ nghèo", "Hộ nghèo/hộ cận nghèo",
        "Hộ mới thoát nghèo", "Hồ sơ hộ nghèo", "Hộ nghèo 6 tháng đầu năm", "Hộ nghèo tại 30/6/2024",
        "Tỷ lệ hộ nghèo đầu năm",
        "Hộ nghèo nông thôn", "Số hộ", "Tỷ lệ (%)", "Hộ nghèo giai đoạn 2021-2025",
        "Hộ nghèo về thu nhập thấp",
        "Số thẻ bảo hiểm y tế cấp cho hộ nghèo", "Hộ nghèo là hội viên nông dân", "Số hộ nghèo (%)",
        "Chi tiêu hộ nghèo", "Households of poor farmers",
    ],
)  # fmt: skip
def test_heading_with_a_word_that_is_not_understood_is_not_the_plain_indicator(heading: str) -> None:
    assert indicator(heading) == ""


def test_what_may_be_one_of_several_is_not_taken() -> None:
    found = meaning_of([parsed_heading("Số hộ nghèo đa chiều")])
    assert (found.indicator, found.reason) == ("", "several")
    assert found.candidates == ("poor_households", "poor_and_near_poor_households")
    assert reason("Hộ nghèo DTTS", "Tỷ lệ (%)") == "several"


def test_years_of_a_heading_are_found_and_several_are_not_taken() -> None:
    assert meaning_of([parsed_heading("Năm 2022"), parsed_heading("Số hộ nghèo")]).years == (2022,)
    assert parsed_heading("31/12/2024").years == (2024,)
    assert parsed_heading("2023-12-31 00:00:00").years == (2023,)
    assert reason("Năm 2022", "Hộ nghèo 2023") == "years"


def test_title_names_what_bare_headings_leave_out() -> None:
    assert indicator("2022", title="Tỷ lệ hộ nghèo theo địa phương") == "poor_household_rate"
    assert indicator("Tỷ lệ (%)", title="KẾT QUẢ RÀ SOÁT HỘ NGHÈO NĂM 2025") == "poor_household_rate"
    assert indicator("Tỷ lệ (%)", title="KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025") == ""
    assert indicator("Tỷ lệ nghèo", title="Tỷ lệ hộ nghèo các tỉnh năm 2024") == "poor_household_rate"


def test_year_of_a_document_and_of_a_standard_is_not_that_of_the_figures() -> None:
    said = parsed_title("(Kèm theo Quyết định số 71/QĐ-LĐTBXH ngày 19/01/2023 của Bộ trưởng)")
    assert (said.years, said.unknown) == ((), ())
    said = parsed_title("KẾT QUẢ RÀ SOÁT HỘ NGHÈO NĂM 2022 THEO CHUẨN NGHÈO ĐA CHIỀU GIAI ĐOẠN 2022-2025")
    assert (said.years, said.periods, said.values("standard")) == (
        (2022,),
        ((2022, 2025),),
        ("multidimensional",),
    )


def test_unit_of_a_table_is_read_and_applied_to_what_it_counts() -> None:
    line = unit_line("ĐVT: nghìn hộ, %")
    assert line is not None
    assert (line.units, line.unknown) == (("thousand_households", "percent"), ())
    assert unit_line("Đơn vị hành chính: tỉnh") is None
    assert scale_for("households", "thousand_households") == 1000
    assert scale_for("households", "persons") is None
    assert scale_for("billion_vnd", "million_vnd") == 0.001
