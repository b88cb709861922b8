"""The map offers no level without figures, and says once, by name, what a chosen level does not have."""

import pytest
from streamlit.testing.v1 import AppTest

from data_access.store_codes import PUBLISHED
from tests.pages.conftest import OpenPage
from ui.cached.editions import Edition
from ui.maps.map_offer import StoreOffer, scopes_with_figures
from ui.maps.picture_address import PictureAddress

SURVEY = "survey_multidimensional_poverty_rate"
NAMES = {"vi": "Tỷ lệ hộ nghèo đa chiều theo khảo sát", "en": "Multidimensional poverty rate (survey)"}


def warnings(page: AppTest) -> list[str]:
    """Return the warnings of a page as a person reads them."""
    return [one.value.replace("\\", "") for one in page.warning]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_level_that_an_indicator_lacks_is_said_once_and_by_name(open_page: OpenPage, language: str) -> None:
    page = open_page("map", lang=language, indicator=SURVEY, level="province", look="today", year="2024")
    assert warnings(page) == []
    next(one for one in page.segmented_control if one.key == "choice.level").set_value("commune").run()
    assert not page.exception
    (said,) = warnings(page)
    assert NAMES[language] in said
    assert "_" not in said
    assert page.query_params["indicator"] != [SURVEY]


def test_every_level_that_is_offered_has_figures_of_some_indicator(edition: Edition) -> None:
    offer, shown = StoreOffer(edition), PictureAddress(SURVEY, "province")
    scopes = scopes_with_figures(edition, shown)
    assert offer.store == PUBLISHED
    assert {("reported", "province"), ("today", "province")} <= set(scopes)
    assert [scope for scope in scopes if not offer.mappable(*scope)] == []
