"""Slides keep charts that can be edited, maps that can be read, and words that can be changed."""

import datetime as dt
import io
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from starlette.applications import Starlette

from data_access.store_codes import PUBLISHED, parameters_of, store_in
from exports.drawing.canvas import wrapped
from exports.routes import export_routes
from tests.asgi import ask
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.slides import Slide, packed
from ui.charts.view_codes import EXHIBIT
from ui.controls.exhibit_codes import cited_exhibit
from ui.overview.exhibits import OVERVIEW_EXHIBITS
from ui.presentation.starter_slides import starter_slides
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

APP = Starlette(routes=export_routes())
SLIDES = (
    Slide(
        "", "map", {"indicator": "survey_multidimensional_poverty_rate", "year": "2023", "level": "province"}
    ),
    Slide("Cả nước", "overview", {"part": "nation"}),
    Slide("", "overview", {"part": "regions"}),
    Slide("", "area", {"place": "v2008.province.17"}),
)


@pytest.fixture(scope="module")
def slides(edition: Edition) -> list[Any]:
    answer = ask(APP, f"/take-away/slides.pptx?slides={packed(SLIDES)}&lang=vi")
    assert answer.status == 200, answer.body
    return list(Presentation(io.BytesIO(answer.body)).slides)


def texts(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def test_map_is_a_picture_with_its_title_sentence_source_and_code_as_text(slides: list[Any]) -> None:
    told = texts(slides[0])
    for part in ("Tỷ lệ hộ nghèo đa chiều theo khảo sát", "Điện Biên (29,55", "Nguồn:", "mã "):
        assert part in told
    pictures = [shape for shape in slides[0].shapes if shape.shape_type == 13]
    assert "63 tỉnh, thành phố" in pictures[0]._element.nvPicPr.cNvPr.get("descr")


def test_line_is_native_and_not_joined_across_the_change_of_standard(slides: list[Any]) -> None:
    chart = charts(slides[1])[0]
    years = years_of(chart)
    for series in chart.plots[0].series:
        known = {year for year, value in zip(years, series.values, strict=True) if value is not None}
        assert not {2021, 2022} <= known
    assert "Cả nước" in texts(slides[1])
    assert "2021 và 2022 đo theo hai chuẩn nghèo" in texts(slides[1])


def years_of(chart: Any) -> list[int]:
    """Return the years at the axis of time, which a slide keeps as the number of their first day."""
    days = [float(told) for told in chart.plots[0].categories]
    return [(dt.date(1899, 12, 30) + dt.timedelta(days=day)).year for day in days]


def test_a_year_that_nobody_counted_keeps_its_room_on_the_axis_of_time(slides: list[Any]) -> None:
    chart = charts(slides[1])[0]
    axis = chart.category_axis._element
    assert axis.tag == qn("c:dateAx")
    units = {name: axis.find(qn(f"c:{name}")).get("val") for name in ("baseTimeUnit", "majorTimeUnit")}
    assert set(units.values()) == {"years"}
    assert axis.find(qn("c:numFmt")).get("formatCode") == "yyyy"
    years = years_of(chart)
    assert years == list(range(2015, 2025))
    assert all(series.values[years.index(2019)] is None for series in chart.plots[0].series)


def test_bars_are_native_with_the_page_s_values(slides: list[Any]) -> None:
    chart = charts(slides[2])[0]
    values = dict(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))
    assert values["Tây Nguyên"] == 9.45
    assert len(values) == 6


@pytest.mark.parametrize(("place", "part"), [(1, "nation"), (2, "regions")])
def test_chart_of_the_overview_bears_the_code_that_its_page_gives_it(
    slides: list[Any], edition: Edition, place: int, part: str
) -> None:
    words = Words("vi")
    exhibit = OVERVIEW_EXHIBITS[part](Visit(words, edition))
    assert exhibit is not None
    cited = cited_exhibit("/", {"lang": "vi", EXHIBIT: part}, "", exhibit.data, words)
    assert f"mã {cited.citation.printed}" in texts(slides[place])


def test_every_slide_names_its_source(slides: list[Any]) -> None:
    assert all("Nguồn:" in texts(slide) for slide in slides)


def test_slide_shows_the_store_and_the_day_of_its_view() -> None:
    views = {"demo": {"store": "demo"}, "published@2026-11-20": {"asof": "2026-11-20"}, "published": {}}
    assert [store_in(view, "published") for view in views.values()] == list(views)
    assert [parameters_of(store) for store in views] == list(views.values())
    assert store_in({"store": "elsewhere", "asof": "soon"}, "demo") == "demo"
    assert store_in({"store": "published", "asof": "2026-11-20"}) == "published@2026-11-20"
    assert store_in({"store": "elsewhere", "asof": "2026-11-20"}) == "published"
    assert store_in({"store": "demo", "asof": "2026-11-20"}) == "demo"


def test_presentation_that_is_none_is_told_in_a_sentence(edition: Edition) -> None:
    answer = ask(APP, "/take-away/slides.pptx?slides=rubbish&lang=en")
    assert (answer.status, answer.body.decode()) == (404, Words("en")("take_away.unknown"))


def test_no_source_reaches_down_to_the_line_with_the_code(slides: list[Any]) -> None:
    for slide in slides:
        texts = [shape for shape in slide.shapes if shape.has_text_frame]
        source = next(shape for shape in texts if "Nguồn: " in shape.text_frame.text)
        code = next(shape for shape in texts if "mã " in shape.text_frame.text)
        size = source.text_frame.paragraphs[0].runs[0].font.size
        # The letters of a machine without ours are wider than they are measured.
        lines = len(wrapped(source.text_frame.text, 1.15 * size.pt, source.width / 12700))
        assert source.top + lines * 1.2 * size <= code.top


@pytest.mark.parametrize("language", LANGUAGES)
def test_ready_slides_and_any_a_page_makes_are_taken_away_and_one_without_figures_says_so(
    edition: Edition, language: str
) -> None:
    # The page of places opens with the nation, and its address then names no place.
    made = (
        *starter_slides(PUBLISHED),
        Slide("", "area", {}),
        Slide("", "area", {"place": "v2025.province.zz"}),
    )
    past = Slide("", "map", {"asof": "2020-01-01"}, "Nói chậm.")
    answer = ask(APP, f"/take-away/slides.pptx?slides={packed((*made, past))}&lang={language}")
    assert answer.status == 200, answer.body
    sheets = list(Presentation(io.BytesIO(answer.body)).slides)
    assert len(charts(sheets[4])) == 1
    assert Words(language)("show.nothing") in texts(sheets[5])
    assert "2020" in texts(sheets[6])
    assert sheets[6].notes_slide.notes_text_frame.text == "Nói chậm."
