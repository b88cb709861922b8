"""Pages of provinces and districts that ended before 2025, and of what they went into."""

import pytest

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import plain, said


def links(page: object) -> list[str]:
    return [plain(element.proto.label) for element in page.get("page_link")]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("place", "became", "ended"),
    [
        ("v2009.district.763", "Quận 9 → Thành phố Thủ Đức", "31/12/2020"),
        ("v1976.province.song-be", "Tỉnh Sông Bé → Tỉnh Bình Phước", "31/12/1996"),
        ("v1976.province.ha-son-binh", "Tỉnh Hà Sơn Bình → ", "11/8/1991"),
    ],
)
def test_the_page_of_a_place_that_ended_names_what_it_went_into(
    open_page: OpenPage, place: str, became: str, ended: str
) -> None:
    page = open_page("area", lang="vi", place=place)
    assert [element.value for element in page.exception] == []
    assert became in plain(said(page))
    assert ended in plain(said(page))


def test_the_page_of_a_district_names_those_that_were_merged_into_it(open_page: OpenPage) -> None:
    page = open_page("area", lang="vi", place="v2008.district.769", view="territory")
    assert [element.value for element in page.exception] == []
    assert {"Quận 2 → Thành phố Thủ Đức", "Quận 9 → Thành phố Thủ Đức"} <= set(links(page))


def test_a_search_shows_what_a_place_became(open_page: OpenPage) -> None:
    page = open_page("area", lang="vi", place="v2008.district.417", q="kỳ sơn")
    assert any("Kỳ Sơn" in label and "→ Thành phố Hòa Bình" in label for label in links(page))
