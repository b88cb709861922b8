"""Texts of the log of feedback: what is personal data in them, and what is not."""

import pytest

from data_access.feedback.personal_data import personal_data_in

PERSONAL = {
    "Hộ ông Lò Văn Páo chưa được hỗ trợ.": ("name", "Lò Văn Páo"),
    "Nguyễn Thị Hoa, thôn 3": ("name", "Nguyễn Thị Hoa"),
    "hộ Lý Thị Mẩy bị bỏ sót": ("name", "Lý Thị Mẩy"),
    "bà Mai bị bỏ sót khỏi danh sách": ("name", "Mai"),
    "Giàng A Páo trồng chè": ("name", "Giàng A Páo"),
    "ho ong Lo Van Pao chua duoc ho tro": ("name", "Lo Van Pao"),
    "ba Lo Van Pao": ("name", "Lo Van Pao"),
    "Mr. Nguyen Van An said so": ("name", "Nguyen Van An"),
    "Gọi số 0912 345 678 để hỏi": ("phone", "0912 345 678"),
    "Liên hệ +84 987654321": ("phone", "+84 987654321"),
    "CCCD 002187001234": ("identity_number", "002187001234"),
    "CMND số 073123456": ("identity_number", "073123456"),
    "gửi thư tới mai@office.example.": ("mail", "mai@office.example"),
}
IMPERSONAL = [
    "Hộ dân thôn Nà Ngần chưa nhận được tiền hỗ trợ nhà ở đợt 2.",
    "Đề nghị Ủy ban nhân dân xã Hoàng Su Phì công khai danh sách.",
    "Ban Chỉ đạo tỉnh Tuyên Quang chưa trả lời kiến nghị của xã.",
    "Máy bơm do Sở Nông nghiệp và Môi trường cấp bị hỏng từ tháng 5/2026.",
    "Kinh phí 150000000 đồng chưa giải ngân, dự án 2, tiểu dự án 1.",
    "Đường vào bản Hồ Thầu sạt lở, người dân không đi được.",
    "Người dân phản ánh Chương trình mục tiêu quốc gia và Chương trình nông thôn mới cùng hỗ trợ trâu.",
    "Ông Chủ tịch xã chưa họp dân.",
    "Quyết định 1719/QĐ-TTg ngày 14/10/2021",
    "Trường Tiểu học Kim Đồng thiếu phòng học.",
    "Xã Minh Tân, thôn Mã Hoàng Phìn; đồng bào Dao, Mông ở Cao Bằng",
    "Hồ chứa nước Khuổi Nậm, sông Gâm",
    "Hội Liên hiệp Phụ nữ, Mặt trận Tổ quốc Việt Nam, Bảo hiểm Xã hội Việt Nam",
    "The road to Na Chi village is broken. Two programmes paid for one bridge in Tuyen Quang.",
]


@pytest.mark.parametrize("text", PERSONAL)
def test_name_number_and_address_of_a_person_are_found(text: str) -> None:
    assert PERSONAL[text] in personal_data_in(text)


@pytest.mark.parametrize("text", IMPERSONAL)
def test_places_offices_and_amounts_are_nobodys(text: str) -> None:
    assert personal_data_in(text) == []
