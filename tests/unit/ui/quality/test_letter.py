"""The letter to an office: what is missing, when it was due, and nothing that nobody knows."""

from collections.abc import Hashable
from typing import Any

import pytest

from data_access.store.frames import Row
from ui.quality.letter import letter_bytes, letter_text
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words


def missing(report: str, due_on: str, days_over: int | None) -> Row:
    names = {"full_name_vi": "Tỉnh Hòa Bình", "full_name_en": "Hoa Binh Province"}
    facts: dict[Hashable, Any] = {"report": report, "due_on": due_on, "days_over": days_over}
    return facts | names


ROWS = [missing("review", "2023-12-14", 12), missing("whole_year", "2023-11-30", -3)]


def test_the_letter_has_the_form_of_an_administrative_document() -> None:
    text = letter_text(ROWS, 2023, Words("vi"))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Kính gửi: Ủy ban nhân dân tỉnh Hòa Bình" in text
    assert "1. Rà soát hộ nghèo, hộ cận nghèo. Hạn gửi: 14/12/2023 (đã quá hạn 12 ngày)." in text
    assert "2. Báo cáo năm. Hạn gửi: 30/11/2023 (chưa đến hạn)." in text
    assert "24/2021/QĐ-TTg" in text


def test_what_was_due_before_the_store_began_is_asked_for_and_not_called_late() -> None:
    text = letter_text([missing("review", "2017-12-14", None)], 2017, Words("vi"))
    assert "14/12/2017 (hạn trước khi có kho số liệu này)" in text
    assert "quá hạn" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_knows_is_left_open(language: str) -> None:
    words = Words(language)
    assert words("letter.basis") not in letter_text(ROWS, 2027, words)
    assert words("letter.basis_open") in letter_text(ROWS, 2027, words)
    assert "…… /……" in letter_text(ROWS, 2023, words)


def test_the_file_is_read_by_old_editors() -> None:
    content = letter_bytes(ROWS, 2023, Words("vi"))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") > 20
