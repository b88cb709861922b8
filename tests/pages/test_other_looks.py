"""A map whose look and level lack the indicator asked for says where that indicator has a map."""

import pytest

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import plain
from ui.cached.editions import Edition
from ui.map.other_looks import scopes_with
from ui.maps.map_offer import StoreOffer
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words


@pytest.mark.parametrize("language", LANGUAGES)
def test_census_as_reported_by_commune_leads_to_the_looks_that_have_it(
    open_page: OpenPage, edition: Edition, language: str
) -> None:
    page = open_page("map", lang=language, indicator="census_population", look="reported", level="commune")
    assert [element.value for element in page.exception] == []
    told = [plain(str(element.value)) for element in page.markdown]
    words = Words(language)
    start = words("map.other_looks", indicator="\0").split("\0")[1]
    assert any(text.endswith(start) for text in told)
    links = [element.proto for element in page.get("page_link")]
    found = [link.query_string for link in links if "census_population" in link.query_string]
    # The link to the other language is to the same map.
    found = [query for query in found if "look=reported&level=commune" not in query]
    scopes = scopes_with("census_population", StoreOffer(edition))
    assert ("today", "commune") in scopes
    assert len(found) == len(scopes)
    assert "look=today&level=commune" in found[0]


def test_an_indicator_that_has_a_map_here_or_is_unknown_has_no_such_links(open_page: OpenPage) -> None:
    for indicator in ("census_population", "no_such_indicator"):
        page = open_page("map", lang="en", indicator=indicator, look="today", level="commune")
        start = Words("en")("map.other_looks", indicator="\0").split("\0")[1]
        assert not any(plain(str(element.value)).endswith(start) for element in page.markdown)
