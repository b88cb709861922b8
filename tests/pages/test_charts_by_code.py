"""A chart that was printed with a code is reopened by it, and says whether its numbers still hold."""

from dataclasses import replace

import pytest

from tests.pages.conftest import OpenPage
from ui.citation import registered
from ui.exhibit_citation import cited_exhibit, exhibit_figures
from ui.explored import EXHIBITS, explored
from ui.language import LANGUAGES, Words
from ui.stores import Edition
from ui.visit import Visit

VIEW = {"part": "one", "view": "regions", "indicator": "survey_income_poverty_rate"}
COMPLETE = {**VIEW, "year": "2016", "level": "province"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_chart_reopened_by_its_code_says_that_its_numbers_are_unchanged_or_not(
    edition: Edition, open_page: OpenPage, language: str
) -> None:
    visit = Visit(Words(language), edition)
    data = EXHIBITS["regions"](visit, explored(visit, COMPLETE)).data
    query = {**COMPLETE, "lang": language, "exhibit": "regions"}
    cited = cited_exhibit("/explore", query, "http://localhost:8501", data, visit.words)
    kept = registered(cited.citation.code)
    assert kept is not None
    assert kept.address.startswith("/explore?")
    said = [info.value for info in open_page("explore", **query, cited=cited.citation.token).info]
    assert [text.replace("\\", "") for text in said] == [
        visit.words("cited.unchanged", code=cited.citation.printed, date=visit.words.date(cited.citation.on))
    ]
    other = replace(cited.citation, figures={"value.0": "1"}).token
    changed = open_page("explore", **query, cited=other).info
    assert len(changed) == 1
    assert changed[0].value != said[0]
    elsewhere = open_page("explore", **(query | {"view": "series"}), cited=cited.citation.token)
    assert [info.value for info in elsewhere.info] == []


def test_numbers_of_a_chart_are_the_same_in_both_languages(edition: Edition) -> None:
    for view in ("series", "ranking", "distribution", "years", "regions", "peers"):
        pairs = [Visit(Words(language), edition) for language in LANGUAGES]
        data = [EXHIBITS[view](visit, explored(visit, COMPLETE | {"view": view})).data for visit in pairs]
        vi, en = (exhibit_figures(frame) for frame in data)
        assert vi
        assert vi == en, view
