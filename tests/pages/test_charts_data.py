"""The data of every chart: tagged columns, and numbers that are named alike in both languages."""

import csv
import io
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

import pytest

from tests.pages.conftest import OpenPage
from tests.pages.test_charts_written_down import VIEWS
from ui import exhibit as exhibits
from ui.exhibit import Exhibit
from ui.exhibit_figures import exhibit_figures, figure_name
from ui.exhibit_files import data_csv
from ui.language import LANGUAGES, Words
from ui.stores import Edition

TAG = re.compile(r"#[a-z]+[0-9]?(\+[a-z][a-z0-9_]*)*")


def charts_of(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, key: str, language: str
) -> Mapping[tuple[str, str], Exhibit]:
    """Return the charts that a page offers as files, by view and name."""
    offered: list[Exhibit] = []
    monkeypatch.setattr(exhibits, "take_away_menu", lambda _, exhibit: offered.append(exhibit))
    for module in ("ui.overview_exhibits", "ui.area_sections"):
        monkeypatch.setattr(f"{module}.take_away_menu", lambda _, exhibit: offered.append(exhibit))
    page = open_page(key, lang=language)
    found: dict[tuple[str, str], Exhibit] = {}
    for name, query in VIEWS[key].items():
        offered.clear()
        page.query_params.clear()
        page.query_params.update({"lang": language, **dict(parse_qsl(query))})
        page.run()
        assert [element.value for element in page.exception] == []
        found |= {(name, exhibit.key): exhibit for exhibit in offered}
    return found


@pytest.mark.parametrize("key", VIEWS)
def test_numbers_of_every_chart_are_tagged_and_named_in_both_languages(
    small_country: Edition, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    vi, en = (charts_of(open_page, monkeypatch, key, language) for language in LANGUAGES)
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
            for label in figures:
                told = figure_name(small_country, chart.data, label, Words(language))
                assert told, (name, label)
                assert "_" not in told, (name, label, told)
