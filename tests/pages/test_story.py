"""The story page draws every element of the design language."""

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import RUN_SECONDS, SCRIPT
from ui.cached.editions import Edition

STORY = SCRIPT.parents[1] / "story" / "elements.py"
CARDS = {"rate", "households", "rank", "deprivation", "money", "targets"}


def test_the_story_page_draws_every_kind_of_card_and_exhibit(edition: Edition) -> None:
    page = AppTest.from_file(STORY, default_timeout=RUN_SECONDS).run()
    assert [element.value for element in page.exception] == []
    markup = "".join(element.proto.body for element in page.get("html"))
    assert all(f"data-card='{key}" in markup for key in CARDS)
    assert "class='silence'" in markup
    assert "class='sparkline'" in markup
    assert "<table" in markup
    assert len(page.get("vega_lite_chart")) >= 5
