"""Legal bases are told in the visitor's language, their numbers as they are."""

import pytest

from data_access.store.frames import Row
from ui.text.legal_basis import legal_basis
from vocabulary.words import Words


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("vi", "Nghị định 07/2021/NĐ-CP; 06/2022/TT-BTTTT, Điều 17; 1722/QĐ-TTg ngày 2/9/2016"),
        ("en", "Decree 07/2021/NĐ-CP; 06/2022/TT-BTTTT, Article 17; 1722/QĐ-TTg of 2 September 2016"),
    ],
)
def test_kinds_articles_and_dates_are_in_words(language: str, told: str) -> None:
    row: Row = {
        "legal_basis": "Nghị định 07/2021/NĐ-CP; 06/2022/TT-BTTTT, Điều 17; 1722/QĐ-TTg ngày 2/9/2016"
    }
    assert legal_basis(row, Words(language)) == told


def test_a_row_without_one_has_no_text() -> None:
    assert legal_basis({"legal_basis": None}, Words("en")) == ""
