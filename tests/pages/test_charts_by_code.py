"""A chart that was printed with a code is reopened by it, and says whether its numbers still hold."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import make_url

from data_access import door
from data_access.door import PUBLIC
from data_access.loads import publish, submit
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from tests.pages.conftest import OpenPage
from tests.queries.office import area_number, figure, source, upload
from ui.cached import editions
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.cited_views import cited_place
from ui.charts.exhibit_figures import exhibit_figures, figure_names
from ui.charts.view_codes import cite, registered
from ui.charts.view_figures import place_figures_by_label, reported_figures_by_label
from ui.controls.exhibit_codes import cited_exhibit
from ui.explore.kept_views import EXHIBITS, explored
from ui.text.place_key import PlaceKey
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

INCOME = "survey_income_poverty_rate"
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


@pytest.fixture
def own_store(var_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoreSettings]:
    """A copy of the published store that may be written to."""
    shutil.copytree(var_dir, tmp_path / "var")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VAR_DIR", str(tmp_path / "var"))
        door.forget()
        yield StoreSettings()
    door.forget()


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_names_the_numbers_of_a_chart_that_a_publication_changed(
    edition: Edition, own_store: StoreSettings, open_page: OpenPage, language: str
) -> None:
    words = Words(language)
    view = {"part": "one", "view": "series", "indicator": INCOME, "year": "2016", "level": "province"}
    query = {**view, "areas": "02~04", "lang": language, "exhibit": "series"}
    visit = Visit(words, edition)
    data = EXHIBITS["series"](visit, explored(visit, query)).data
    cited = cited_exhibit("/explore", query, "http://localhost:8501", data, words)
    store = make_url(f"sqlite:///{own_store.var_dir}/published.sqlite")
    told = {"indicator_code": INCOME, "decimals": 1, "standard_code": "survey-income-2011"}
    told |= {"source_kind": "survey", "source_code": "mended"}
    place = area_number(store, "02")
    rows = [figure(place, year - 2000.5, year=year, **told) for year in (2012, 2013, 2014, 2015)]
    # The later source is shown, so the correction is dated after the table that it corrects.
    sent = upload("mended.xlsx", figures=rows, sources=[source("mended", date="2026-11-01")])
    publish(own_store, submit(own_store, sent, "Lò Thị Mai"), "Giàng A Páo")
    said = [info.value for info in open_page("explore", **query, cited=cited.citation.token).info]
    changes = {
        "vi": "Hà Giang 2012: 38,5 → 11,5; Hà Giang 2013: 33,8 → 12,5; Hà Giang 2014: 28,2 → 13,5",
        "en": "Ha Giang 2012: 38.5 → 11.5; Ha Giang 2013: 33.8 → 12.5; Ha Giang 2014: 28.2 → 13.5",
    }
    day = words.date(cited.citation.on)
    expected = words(
        "cited.changed_many", code=cited.citation.printed, date=day, count=4, changes=changes[language]
    )
    assert [text.replace("\\", "") for text in said] == [expected]


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_of_a_brief_names_the_estimate_whose_part_a_publication_changed(
    edition: Edition, own_store: StoreSettings, open_page: OpenPage, language: str
) -> None:
    words, place = Words(language), PlaceKey("v2025", "province", "24")
    cited = cited_place(Visit(words, edition), place, "http://localhost:8501").citation
    rate = "survey_multidimensional_poverty_rate"
    before = float(cited.figures[f"{rate}.2023"])
    store = make_url(f"sqlite:///{own_store.var_dir}/published.sqlite")
    told = {"indicator_code": rate, "decimals": 2, "standard_code": "survey-md-2022"}
    told |= {"source_kind": "survey", "source_code": "mended"}
    rows = [figure(area_number(store, "24"), 33.0, year=2023, **told)]
    sent = upload("mended.xlsx", figures=rows, sources=[source("mended", date="2026-11-01")])
    publish(own_store, submit(own_store, sent, "Lò Thị Mai"), "Giàng A Páo")
    page = open_page("area", place=str(place), lang=language, cited=cited.token)
    (said,) = [info.value.replace("\\", "") for info in page.info]
    changed = editions.newest(PUBLIC, PUBLISHED)
    after = float(place_figures_by_label(changed, place)[f"{rate}.2023"])
    assert after > before
    assert f"{words.number(before, 2)} → {words.number(after, 2)}" in said


def test_code_printed_before_estimates_counted_still_says_unchanged(
    edition: Edition, open_page: OpenPage
) -> None:
    place = PlaceKey("v2025", "province", "25")
    reported = reported_figures_by_label(edition, place)
    now = place_figures_by_label(edition, place)
    assert reported.items() < now.items()
    printed = cite("/area", {"place": str(place)}, reported)
    page = open_page("area", place=str(place), lang="en", cited=printed.token)
    told = {"code": printed.printed, "date": Words("en").date(printed.on)}
    assert [info.value.replace("\\", "") for info in page.info] == [Words("en")("cited.unchanged", **told)]


@pytest.mark.parametrize(
    ("language", "told"), [("vi", "Hà Giang 2012 (năm trước)"), ("en", "Ha Giang 2012 (year before)")]
)
def test_number_whose_row_is_gone_is_named_by_its_codes(edition: Edition, language: str, told: str) -> None:
    label = "vintage=v2008&area_code=02&year=2012#value_before"
    assert figure_names(edition, None, Words(language))(label) == told.partition(" (")[0]
    rows = pd.DataFrame({"vintage": ["v2008"], "area_code": ["04"], "year": [2012], "value": [1.0]})
    assert figure_names(edition, rows, Words(language))(label) == told
