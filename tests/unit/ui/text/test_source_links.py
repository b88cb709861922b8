from typing import Any

import pandas as pd
import pytest

from ui.text.source_citation import (
    NO_SOURCES,
    SourceList,
    address_remark,
    codes_in,
    day_of,
    named_source,
    place_in_document,
    source_citation,
    source_list,
)
from ui.text.source_notes import sources_html
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
    "code": "nso-e1448",
    "publisher_en": "National Statistics Office",
    "url": ADDRESS,
    "address_of": "document",
    "read_on": "2026-09",
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


def test_english_readers_see_the_publisher_s_english_name() -> None:
    assert source_citation(TABLE, Words("en")).startswith("National Statistics Office, Multidimensional")
    assert source_citation(TABLE | {"publisher_en": None}, Words("en")).startswith("Cục Thống kê, ")


@pytest.mark.parametrize(
    ("leads_to", "language", "expected"),
    [
        ("document", "vi", "(đọc ngày 9/2026)"),
        ("site", "vi", "(đọc ngày 9/2026) Địa chỉ là trang của cơ quan công bố, không phải chính văn bản."),
        ("site", "en", "(read September 2026) The address is the publisher’s site, not the document."),
        (None, "vi", "(đọc ngày 9/2026)"),
    ],
)
def test_an_address_that_is_not_of_the_document_says_so(
    leads_to: str | None, language: str, expected: str
) -> None:
    assert address_remark(TABLE | {"address_of": leads_to}, Words(language)) == expected


def listed(count: int, language: str = "vi") -> SourceList:
    rows = {f"t{n}": TABLE | {"code": f"t{n}", "title": f"T{n}", "title_en": f"T{n}"} for n in range(count)}
    return source_list(rows, rows, Words(language))


@pytest.mark.parametrize(
    ("count", "language", "end"),
    [
        (3, "vi", "T2, bảng E14.48, 9/2026."),
        (8, "vi", "T2, bảng E14.48, 9/2026… và 5 nguồn khác."),
        (8, "en", "T2, table E14.48, September 2026… and 5 more."),
    ],
)
def test_a_line_never_stops_silently_at_three_sources(count: int, language: str, end: str) -> None:
    assert listed(count, language).line.endswith(end)


def test_the_line_opens_every_source_with_its_address() -> None:
    markup = sources_html(listed(8))
    assert markup.count("<li>") == markup.count("<a href='https://www.nso.gov.vn") == 8
    assert "data-sources='t0 t1 t2 t3 t4 t5 t6 t7'" in markup
    assert sources_html(NO_SOURCES) == ""


def test_every_source_of_a_frame_is_named_those_of_parts_and_of_the_second_indicator_too() -> None:
    figures = pd.DataFrame(
        {
            "source_code": ["a", "b", None, "a"],
            "second_source_code": ["c", None, None, "b"],
            "parts_sources": ["a d", "", None, ""],
        }
    )
    assert codes_in(figures) == ["a", "b", "c", "d"]


def test_the_day_beside_a_source_is_the_figures_own() -> None:
    figures = pd.DataFrame({"as_of": ["2023-01-31", None, "2023-01-31"]})
    assert day_of(figures, Words("vi")) == "Số liệu tính đến 31/1/2023."
    figures.loc[1, "as_of"] = "2022-12-31"
    assert day_of(figures, Words("en")) == "Figures as of dates between 31 December 2022 and 31 January 2023."
    assert day_of(figures.drop(columns="as_of"), Words("vi")) == ""


def test_a_source_without_address_is_named_without_one() -> None:
    source = named_source(TABLE | {"url": None, "read_on": None, "address_of": None}, Words("vi"))
    assert str(source) == "Cục Thống kê, Tỷ lệ hộ nghèo đa chiều, bảng E14.48, 9/2026."
