"""Pages of provinces and districts that ended before 2025, and of what they went into."""

import pytest

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import plain, said
from ui.summary import todays_series

DIEN_BIEN, HA_NOI = "v2008.province.11", "v2008.province.01"


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


@pytest.mark.parametrize(
    ("place", "language", "value", "among"),
    [
        (DIEN_BIEN, "vi", "1/58", "các tỉnh, không kể thành phố trực thuộc trung ương"),
        (DIEN_BIEN, "en", "1 of 58", "provinces, without the centrally run cities"),
        (HA_NOI, "vi", "/5", "các thành phố trực thuộc trung ương"),
    ],
)
def test_the_rank_of_a_former_province_says_what_is_counted(
    open_page: OpenPage, place: str, language: str, value: str, among: str
) -> None:
    page = open_page("area", place=place, lang=language)
    cards = [element.proto.body for element in page.get("html") if "data-card='rank'" in element.proto.body]
    assert len(cards) == 1
    assert value in cards[0]
    assert among in cards[0]


def test_the_series_of_a_place_are_found_once(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    found, every_series = [], todays_series.every_series

    def counted(*args: object) -> object:
        found.append(args)
        return every_series(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(todays_series, "every_series", counted)
    page = open_page("area", place=DIEN_BIEN)
    assert [element.value for element in page.exception] == []
    assert len(found) == 1
