"""Income over the years: no change of amounts in the prices of different years, and the prices are named."""

import re

import pytest

from ui.cached import figure_frames
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.explore.kept_views import EXHIBITS, explored
from ui.maps.change_picture import change_parts
from ui.maps.document import picture_document
from ui.maps.map_reading import map_facts
from ui.maps.picture_address import PictureAddress
from ui.text.change_sentences import series_sentence
from ui.text.figures import is_known, value_text
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

INCOME = "monthly_income_per_capita_mean"
OF_LANGUAGES = pytest.mark.parametrize("language", LANGUAGES)
PRICES = {"vi": "theo giá hiện hành", "en": "in current prices"}
RISING = {
    "vi": re.compile(r"tăng từ|tăng nhiều|nới rộng|thu hẹp"),
    "en": re.compile(r"rose|widened|narrowed"),
}
UNIT = {"vi": "giá hiện hành", "en": "current prices"}


@OF_LANGUAGES
@pytest.mark.parametrize("since", [None, 2016])
def test_map_of_changes_of_income_has_no_change_and_says_why(
    edition: Edition, language: str, since: int | None
) -> None:
    wanted = PictureAddress(INCOME, "province", language=language, kind="change", since=since)
    facts, painting = change_parts(edition, wanted)
    document = picture_document(wanted, facts, painting)
    assert PRICES[language] in document["title"]
    words = Words(language)
    for frame in document["frames"]:
        assert not any(is_known(value) for value in frame["values"])
        assert words("reason_label.current_prices") in {gap["label"] for gap in frame["gaps"]}
        assert frame["legend"] == []
        told = words("explore.no_change_current_prices", before="{before}", now=str(frame["year"]))
        assert told.split(":")[1] in frame["sentence"]


@OF_LANGUAGES
def test_map_of_income_over_the_years_names_its_prices(edition: Edition, language: str) -> None:
    wanted = PictureAddress(INCOME, "province", language=language)
    assert PRICES[language] in picture_document(wanted, map_facts(edition, wanted))["title"]


@OF_LANGUAGES
@pytest.mark.parametrize("view", ["series", "regions", "years", "ranking"])
def test_charts_of_income_name_its_prices_and_tell_no_rise(
    edition: Edition, language: str, view: str
) -> None:
    visit = Visit(Words(language), edition)
    query = {"part": "one", "view": view, "indicator": INCOME, "level": "province"}
    exhibit = EXHIBITS[view](visit, explored(visit, query))
    assert exhibit.chart is not None
    assert UNIT[language] in exhibit.subtitle
    assert RISING[language].search(exhibit.sentence) is None
    # A file has the subtitle among its lines, and the unit is that of the axis.
    assert UNIT[language] in exhibit.unit or view in ("years", "ranking")


@OF_LANGUAGES
def test_growth_of_income_is_not_compared_among_peers(edition: Edition, language: str) -> None:
    visit = Visit(Words(language), edition)
    exhibit = EXHIBITS["peers"](visit, explored(visit, {"part": "one", "view": "peers", "indicator": INCOME}))
    assert exhibit.chart is None
    assert exhibit.silence == Words(language)("explore.peers_prices")


@OF_LANGUAGES
def test_a_series_of_income_gives_both_values_and_no_rise(edition: Edition, language: str) -> None:
    words = Words(language)
    indicator = figure_frames.indicator_row(edition, INCOME)
    own = figure_frames.figures_of_area(edition, INCOME, "v2008", "province", "17")
    sentence = series_sentence(own, "Hòa Bình", indicator, words)
    newest = own.iloc[-1].to_dict()
    assert value_text(newest, indicator, words) in sentence
    assert RISING[language].search(sentence) is None
    assert {"vi": "theo giá của từng năm", "en": "in the prices of its year"}[language] in sentence
