import pytest

from data_access.text.folding import folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đắk Lắk", "dak lak"),
        ("Thừa Thiên Huế", "thua thien hue"),
        ("Bà Rịa - Vũng Tàu", "ba ria - vung tau"),
        ("  ĐÀ   NẴNG ", "da nang"),
        ("Hòa Bình", "hoa binh"),
        ("Hoà Bi\u0300nh", "hoa binh"),
        ("", ""),
    ],
)
def test_names_are_found_without_accents(text: str, expected: str) -> None:
    assert folded(text) == expected
