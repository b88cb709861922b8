"""Every chart of every page, in both languages: as written down in ``golden``, its data tagged and named."""

import csv
import io
import re

import pytest

from tests.pages.conftest import OpenPage
from tests.pages.golden_charts import assert_as_written_down
from tests.pages.walked_charts import VIEWS, walked
from ui.cached.editions import Edition
from ui.charts.exhibit_figures import exhibit_figures, figure_names
from ui.charts.exhibit_files import data_csv
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

TAG = re.compile(r"#[a-z]+[0-9]?(\+[a-z][a-z0-9_]*)*")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", VIEWS)
def test_charts_are_as_written_down(
    small_country: Edition, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, key: str, language: str
) -> None:
    seen = walked(open_page, monkeypatch, key, language).excerpts
    assert all(seen.values()), "a view without charts needs not be written down"
    assert_as_written_down(f"{key}-{language}", seen)


@pytest.mark.parametrize("key", VIEWS)
def test_numbers_of_every_chart_are_tagged_and_named_in_both_languages(
    small_country: Edition, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    vi, en = (walked(open_page, monkeypatch, key, language).offered for language in LANGUAGES)
    assert vi
    assert vi.keys() == en.keys()
    for name, exhibit in vi.items():
        figures = exhibit_figures(exhibit.data)
        assert figures, name
        assert figures == exhibit_figures(en[name].data), name
        assert not any("row=" in label for label in figures), f"rows of {name} are not told apart"
        header, tags = list(csv.reader(io.StringIO(data_csv(exhibit.data, (), ()).decode("utf-8-sig"))))[:2]
        assert len(header) == len(tags)
        assert all(TAG.fullmatch(tag) for tag in tags), tags
        for language, chart in zip(LANGUAGES, (exhibit, en[name]), strict=True):
            said = figure_names(small_country, chart.data, Words(language))
            for label in figures:
                told = said(label)
                assert told, (name, label)
                assert "_" not in told, (name, label, told)
