"""Nobody's name is kept: lists of persons of any people are refused, counts and places are not."""

import csv
from collections.abc import Sequence

import pandas as pd
import pytest

from data_access.store.settings import ROOT
from data_access.workbooks.reading.errors import UploadUnusable
from data_access.workbooks.reading.forms import PEOPLES
from data_access.workbooks.reading.person_names import surely_names_a_person
from data_access.workbooks.reading.privacy import refuse_lists_of_people
from data_access.workbooks.reading.sheets import Sheet

# Invented names, in the ways in which names are made.
NAMES = {
    "Kinh": ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hữu Cát", "Phạm Thu Dung"),
    "Kinh in capitals": ("NGUYỄN VĂN AN", "TRẦN THỊ BÌNH", "LÊ HỮU CÁT", "PHẠM THU DUNG"),
    "Kinh without accents": ("Nguyen Van An", "Tran Thi Binh", "Le Huu Cat", "Pham Thu Dung"),
    "Kinh with titles": ("Ông Nguyễn An", "Bà Trần Bình", "Ông Lê Cát", "Bà Phạm Dung"),
    "Kinh with years": ("Nguyễn Văn An, 1975", "Trần Thị Bình (vợ)", "1. Lê Hữu Cát", "Phạm Thu Dung - 1980"),
    "Mông": ("Giàng A Páo", "Vàng Thị Mỷ", "Sùng Mí Sính", "Thào Seo Lử", "Hạng A Chu"),
    "Thái": ("Lò Văn Pọm", "Cà Thị Inh", "Quàng Văn Hặc", "Lường Thị Phóng"),
    "Tày, Nùng": ("Nông Văn Dền", "Hoàng Thị Pẩu", "Bế Ích Lương", "Lục Văn Sảo"),
    "Dao": ("Triệu Mùi Pham", "Bàn Tòn Chòi", "Phàn Láo Lở", "Đặng Mùi Chán"),
    "Khmer": ("Thạch Sóc Kha", "Danh Thị Sa Rây", "Sơn Sô Phia", "Kim Sa Ni", "Châu Chanh Tha"),
    "Chăm": ("Đàng Năng Thọ", "Thuận Thị Trụ", "Quảng Đại Cường", "Mohamad Sô Fi"),
    "Ê Đê": ("H'Hen Niê", "Y Moan Êban", "Y Thông Kbuôr", "H'Lim Mlô"),
    "Gia Rai": ("Ksor H'Nhí", "Siu Blơk", "Rơ Châm Hyeo", "Kpă Pui", "Rah Lan Thủy"),
    "Ba Na, Xơ Đăng": ("A Thút", "Y Byưi", "A Ngọk Sang", "Y Hlếp", "Đinh Grưm"),
    "Cơ Ho, Mạ": ("K'Brểu", "Ka Să Ha", "K'Hoàn Bon", "Kơ Să Ha Ting", "Cil Pam Múp"),
    "Cơ Tu, Bru, Tà Ôi": ("Alăng Thị Bơơi", "Bhling Mia", "Hồ Văn Pả", "Zơrâm Nhơn", "Pơloong Thị Chon"),
}


def sheet_of(*columns: Sequence[object]) -> Sheet:
    cells = pd.DataFrame(dict(enumerate(columns)), dtype=object)
    cells.index += 1
    return Sheet("S", cells)


def is_refused(*columns: Sequence[object]) -> bool:
    try:
        refuse_lists_of_people([sheet_of(*columns)])
    except UploadUnusable as error:
        return error.code == "lists_people"
    return False


@pytest.mark.parametrize("people", list(NAMES))
def test_a_column_of_names_is_refused_whatever_its_heading(people: str) -> None:
    names = NAMES[people]
    numbers = range(1, len(names) + 1)
    assert is_refused(("TT", *numbers), ("Nội dung", *names), ("Số tiền", *[5_000_000] * len(names)))


@pytest.mark.parametrize("people", list(NAMES))
def test_names_beside_what_is_said_of_persons_are_refused_even_if_they_are_two(people: str) -> None:
    names = NAMES[people][:2]
    assert is_refused(("Cột 1", *names), ("Giới tính", "Nam", "Nữ"))


@pytest.mark.parametrize(
    "numbers",
    [
        ("017199000012", "017099000345", "014201006789"),
        ("017 199 000 012", "017 099 000 345", "014 201 006 789"),
        (17199000012.0, 17099000345.0, 14201006789.0),
        ("113456781", "113456792", "113451783"),
        ("0912345678", "0387654321", "0701112223"),
        ("+84912345678", "0387 654 321", "0701.112.223"),
    ],
)
def test_numbers_of_persons_are_known_by_their_form(numbers: Sequence[object]) -> None:
    assert is_refused(("TT", 1, 2, 3), ("Mã", *numbers))


def test_one_citizen_number_within_a_note_is_enough() -> None:
    assert is_refused(("Ghi chú", "đã hỗ trợ hộ có CCCD 017199000012"))


@pytest.mark.parametrize(
    "heading",
    ["Họ và tên chủ hộ", "Số CCCD", "Ngày sinh", "Chủ hộ", "Người vay", "Số thẻ BHYT", "SĐT", "Full name"],
)
def test_headings_of_lists_of_people_are_refused(heading: str) -> None:
    assert is_refused((heading, "x", "y"))


@pytest.mark.parametrize(
    "heading",
    [
        "Số thẻ BHYT cấp cho hộ nghèo", "Chủ hộ là nữ", "Số hộ có chủ hộ là nữ", "Số người chưa có CCCD",
        "Tỷ lệ người có thẻ BHYT", "Danh sách hộ nghèo", "Number of poor households", "Số hộ nghèo",
        "Người ký (ghi rõ họ tên)",
    ],
)  # fmt: skip
def test_headings_that_count_are_no_list_of_people(heading: str) -> None:
    assert not is_refused(("Đơn vị", "Huyện Lạc Sơn", "Huyện Mai Châu"), (heading, 12, 30), ("Điểm", 5, 6))


def test_a_title_over_counts_of_places_is_no_list_of_people() -> None:
    columns = (
        ("Danh sách hộ nghèo năm 2024", "Đơn vị", "Huyện Lạc Sơn", "Huyện Mai Châu"),
        (None, "Số hộ", 120, 130),
        (None, "Hộ nghèo", 12, 13),
    )
    assert not is_refused(*columns)
    assert is_refused(*columns, (None, "Chi tiết", "x", "y"))


@pytest.mark.parametrize(
    "texts",
    [
        tuple(PEOPLES.values()),
        ("Sở Tài chính", "Ban Dân tộc", "Công ty Hoa Sen", "Hợp tác xã Mường Động"),
        ("Thôn Nà Lồng", "Bản Mù", "Buôn Ako Dhong", "Ấp Tân Hòa", "Xóm Mới"),
        ("Nhà ở", "Nước sạch", "Bảo hiểm y tế", "Việc làm", "Thông tin"),
        ("Kinh phí", 12_345_678_901.0, 23_456_789_012.0, 34_567_890_123.0),
        ("120000000", "130000000", "145000000"),
        ("Hà Giang", "Cao Bằng", "Lào Cai", "Hà Nam", "Thái Bình", "Lâm Đồng"),
    ],
)
def test_peoples_offices_villages_and_amounts_are_no_people(texts: Sequence[object]) -> None:
    assert not is_refused(("Nội dung", *texts))


def test_no_name_of_a_place_is_taken_for_a_person() -> None:
    rows = [
        row
        for name in ("communes", "districts", "provinces")
        for row in csv.DictReader((ROOT / f"data/areas/{name}.csv").read_text(encoding="utf-8").splitlines())
    ]
    assert len(rows) > 13_000
    assert [row["name_vi"] for row in rows if surely_names_a_person(row["name_vi"])] == []
    for start in range(0, len(rows), 40):
        some = rows[start : start + 40]
        for name in ("name_vi", "full_name_vi", "full_name_en", "name_en"):
            assert not is_refused(("Địa bàn", *(row[name] for row in some)), ("Số", *range(len(some)))), start
