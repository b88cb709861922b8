"""A series of estimates keeps its dashes in the hall and in PowerPoint."""

import pytest

from exports.slides.native_charts import _strokes
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.slides import Slide
from ui.presentation.slide_contents import slide_content
from vocabulary.words import Words

RATE = "survey_multidimensional_poverty_rate"


@pytest.mark.parametrize("view", ["series", "regions"])
def test_estimates_of_the_explorer_are_dashed_in_hall_and_slides(edition: Edition, view: str) -> None:
    query = {"part": "one", "view": view, "indicator": RATE, "look": "today", "areas": "v2025.25"}
    content = slide_content(Visit(Words("vi"), edition), Slide("", "explore", query))
    assert content["kind"] == "lines"
    assert content["dashes"]
    assert content["dashed"] == Words("vi")("estimates.legend")
    assert any(stroke.dashed for stroke in _strokes(content))


def test_published_figures_have_no_dashes(edition: Edition) -> None:
    query = {"part": "one", "view": "regions", "indicator": RATE, "look": "reported"}
    content = slide_content(Visit(Words("vi"), edition), Slide("", "explore", query))
    assert "dashes" not in content
