"""The explorer opens in every view, and answers nonsense in its address with a sentence."""

import pytest

from tests.pages.conftest import OpenPage
from ui.maps.exploration_state import PARTS
from vocabulary.words import Words

VIEWS = [(part, view) for part, views in PARTS.items() if part != "deprivation" for view in views]
ENGLISH = {"lang": "en", "indicator": "survey_income_poverty_rate"}


def test_every_view_opens_without_an_exception(open_page: OpenPage) -> None:
    page = open_page("explore", **ENGLISH)
    assert not page.exception
    for part, view in VIEWS:
        page.query_params.update({"part": part, "view": view})
        page.run()
        assert not page.exception, view
        assert not page.warning, view


def test_published_store_says_why_it_has_no_profile_of_deprivations(open_page: OpenPage) -> None:
    page = open_page("explore", part="deprivation", lang="en")
    assert not page.exception
    assert Words("en")("explore.no_counts_here")[:40] in page.info[0].value.replace("\\", "")


@pytest.mark.parametrize("parameter", ["view", "second", "areas"])
def test_nonsense_in_the_address_gets_a_sentence_and_a_sensible_view(
    open_page: OpenPage, parameter: str
) -> None:
    part = "two" if parameter == "second" else "one"
    page = open_page("explore", **(ENGLISH | {"part": part, parameter: "nonsense"}))
    assert not page.exception
    assert any("nonsense" in warning.value for warning in page.warning)
