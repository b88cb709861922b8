"""Every chart of every page, in both languages: as written down in ``golden``, its data tagged and named."""

import csv
import io
import json
import re
from urllib.parse import parse_qsl

import pytest
from pptx import Presentation

from exports.slides.form_charts import form_chart
from tests.pages.conftest import OpenPage
from tests.pages.golden_charts import assert_as_written_down
from tests.pages.walked_charts import VIEWS, walked
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.exhibit_figures import exhibit_figures, figure_names
from ui.controls.exhibits import file_kinds
from ui.files.exhibit_files import data_csv
from ui.files.exhibit_rows import file_rows
from ui.files.hxl import hxl_tags
from ui.files.names import exhibit_name
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

# What no chart of PowerPoint shows: small maps, tables of colours, ways of targets, ribbons, the line of the
# calendar through bars; and the ranking, whose slide has the first ten as bars.
PICTURES = (
    *("years", "heat", "target", "flows", "funding-flow", "ranking"),
    *("absorption-projects", "absorption-places"),
)
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
        assert exhibit.data is not None
        content = data_csv(exhibit.data, hxl_tags(exhibit.data)).decode("utf-8-sig")
        header, tags = list(csv.reader(io.StringIO(content)))[:2]
        assert len(header) == len(tags)
        assert all(TAG.fullmatch(tag) for tag in tags), tags
        for language, chart in zip(LANGUAGES, (exhibit, en[name]), strict=True):
            said = figure_names(small_country, chart.data, Words(language))
            for label in figures:
                told = said(label)
                assert told, (name, label)
                assert "_" not in told, (name, label, told)


@pytest.mark.parametrize("key", VIEWS)
def test_files_of_every_chart_say_what_each_row_is_of_and_mark_simulated_figures(
    small_country: Edition, edition: Edition, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    words = Words("en")
    for (view, name), exhibit in walked(open_page, monkeypatch, key, "en").offered.items():
        query = dict(parse_qsl(VIEWS[key][view]))
        visit = Visit(words, small_country if query.get("store") == "demo" else edition)
        rows, tags = file_rows(visit, exhibit)
        assert list(tags) == list(rows.columns)
        assert all(TAG.fullmatch(tag) for tag in tags.values()), tags
        told = {"unit", "licence", *(("sources",) if exhibit.sources.every else ())}
        if "area_code" in rows:
            told |= {"parent_code", "parent_name"}
        if {"indicator_code", "area_code", "year"} <= set(rows.columns):
            told |= {"status", "standard_code", "value_min", "value_max"}
        assert told <= set(rows.columns), (view, name)
        assert rows["licence"].str.len().gt(0).all()
        assert {"png", "svg", "xlsx", "xlsx_bare", "csv", "csv_bare"} >= set(file_kinds(exhibit))
        file = exhibit_name(visit.edition.store, exhibit, query, "csv")
        assert file.startswith("simulated-") == bool(visit.mark)
        assert re.search(r"-(vn|v2008-province-\d\d)-(19|20)\d\d", file), file
        if visit.mark:
            assert (rows.columns[0], set(rows["mark"])) == ("mark", {visit.mark}), (view, name)
            assert set(rows["licence"]) == {words("licence.simulated")}


def test_a_figure_s_status_range_and_parent_come_from_the_store(
    small_country: Edition, edition: Edition, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    exhibit = walked(open_page, monkeypatch, "overview", "en").offered["", "poorest"]
    rows, _ = file_rows(Visit(Words("en"), edition), exhibit)
    first = rows.iloc[0]
    assert [first[name] for name in ("area_code", "unit", "status", "standard_code", "parent_name")] == [
        *("11", "% of households", "preliminary", "survey-md-2022", "Northern midlands and mountains"),
    ]


@pytest.mark.parametrize("key", VIEWS)
def test_a_slide_has_a_chart_of_its_own_where_powerpoint_has_such_a_chart(
    small_country: Edition, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    sheet = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    for (_, name), exhibit in walked(open_page, monkeypatch, key, "vi").offered.items():
        is_drawn_by_the_hall = exhibit.lines is not None or exhibit.bars is not None
        if exhibit.chart is None or is_drawn_by_the_hall or name in PICTURES:
            continue
        assert exhibit.native is not None, name
        content = json.loads(json.dumps(exhibit.native.content, allow_nan=False))
        form_chart(sheet, content, (0, 0, 10, 5))
        chart = sheet.shapes[-1].chart
        values = [value for series in chart.plots[0].series for value in series.values if value is not None]
        column = "y" if "y" in exhibit.native.rows else "value"
        assert sorted(values) == pytest.approx(sorted(exhibit.native.rows[column].dropna())), name
