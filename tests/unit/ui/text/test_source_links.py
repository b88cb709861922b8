from typing import Any

import pytest

from ui.text.source_citation import place_in_document, source_citation
from ui.text.tables import LinkedCell, plain_table
from vocabulary.words import Words

ADDRESS = "https://www.nso.gov.vn/en/px-web/?pxid=E1448&lang=vi"
TABLE = {
    "publisher": "Cục Thống kê",
    "title": "Tỷ lệ hộ nghèo đa chiều",
    "title_en": "Multidimensional poverty rate",
    "doc_number": None,
    "table_number": "E14.48",
    "page": None,
    "date": "2026-09",
}


def cell_of(cell: LinkedCell) -> str:
    return plain_table("", ["where"], [[cell]]).partition("<td>")[2].partition("</td>")[0]


def test_an_address_is_a_link_that_opens_in_a_new_tab() -> None:
    escaped = ADDRESS.replace("&", "&amp;")
    link = f"<a href='{escaped}' target='_blank' rel='noopener noreferrer'>{escaped}</a>"
    assert cell_of(LinkedCell(ADDRESS, "(read 1 September 2026)")) == f"{link} (read 1 September 2026)"
    assert cell_of(LinkedCell(ADDRESS)) == link


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,<b>", "www.gso.gov.vn", "https://a' onclick='x", "https://a b"],
)
def test_what_is_no_web_address_stays_text(address: str) -> None:
    content = cell_of(LinkedCell(address))
    assert "<a" not in content
    assert "'" not in content


@pytest.mark.parametrize(
    ("row", "language", "expected"),
    [
        ({}, "vi", "bảng E14.48"),
        ({}, "en", "table E14.48"),
        ({"doc_number": "353/QĐ-TTg", "table_number": None, "page": "12–13"}, "en", "353/QĐ-TTg, page 12–13"),
        ({"table_number": None}, "en", ""),
    ],
)
def test_table_and_page_stand_behind_the_number(row: dict[str, Any], language: str, expected: str) -> None:
    assert place_in_document(TABLE | row, Words(language)) == expected


def test_a_citation_names_the_table() -> None:
    assert source_citation(TABLE, Words("vi")) == (
        "Cục Thống kê, Tỷ lệ hộ nghèo đa chiều, bảng E14.48, 9/2026"
    )
