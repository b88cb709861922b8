"""Brief, chart and slide of a province of today show the line that its page shows, named as an estimate."""

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_LINE
from starlette.applications import Starlette

from exports.routes import export_routes
from tests.asgi import ask
from ui.cached.editions import Edition
from ui.cached.place_facts import POVERTY, area_facts
from ui.cached.visit import Visit
from ui.charts.slides import Slide, packed
from ui.presentation.slide_contents import slide_content
from ui.summary.series import area_series
from ui.summary.todays_series import page_series
from ui.text.map_sentences import area_sentence
from ui.text.place_key import PlaceKey
from vocabulary.words import Words

APP = Starlette(routes=export_routes())
# From it on, spreadsheets and charts count days.
FIRST_DAY = date(1899, 12, 30)
MERGED, UNMERGED, FORMER = "v2025.province.25", "v2025.province.01", "v2008.province.17"
# What is said first: the province's own report, and behind it the newest estimate.
FIRST = {
    "vi": (
        "Năm 2025, tỷ lệ hộ nghèo: 2,68 %. "
        "Năm 2024, tỷ lệ hộ nghèo đa chiều theo khảo sát: 2,13 % (ước tính theo số hộ 2019)."
    ),
    "en": (
        "In 2025, poor household rate: 2.68%. "
        "In 2024, multidimensional poverty rate (survey): 2.13% (estimate by households of 2019)."
    ),
}
FORMER_NAMES = {"vi": ("Hòa Bình", "Phú Thọ", "Vĩnh Phúc"), "en": ("Hoa Binh", "Phu Tho", "Vinh Phuc")}
BY_HOUSEHOLDS = {"vi": "số ước tính theo số hộ 2019", "en": "figures estimated by households of 2019"}
WEIGHTS = {"vi": "Tổng điều tra dân số và nhà ở ngày 1/4/2019", "en": "Population and housing census"}


def plain(text: str) -> str:
    return " ".join(text.split())


def sheet(kind: str, place: str, language: str) -> str:
    answer = ask(APP, f"/take-away/{kind}.svg?place={place}&lang={language}")
    assert answer.status == 200, answer.body
    return answer.text()


def written(svg: str) -> str:
    return plain(" ".join(re.findall(r">([^<]+)</text>", svg)))


def told(edition: Edition, place: str, language: str) -> dict[str, Any]:
    return slide_content(Visit(Words(language), edition), Slide("", "area", {"place": place}))


def notes(language: str) -> list[str]:
    words = Words(language)
    parts = ", ".join(FORMER_NAMES[language])
    error = words("area.estimate_error", most=words.number(0.56, 2), first="2016", last="2024")
    return [words("restated.estimated", count=3, parts=parts), error]


def pptx_slide(place: str, language: str) -> Any:
    slides = packed((Slide("", "area", {"place": place}),))
    answer = ask(APP, f"/take-away/slides.pptx?slides={slides}&lang={language}")
    return Presentation(io.BytesIO(answer.body)).slides[0]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", ["brief", "chart"])
def test_sheet_of_a_merged_province_names_its_line_as_an_estimate(
    edition: Edition, kind: str, language: str
) -> None:
    svg, words = sheet(kind, MERGED, language), Words(language)
    text = written(svg)
    ended = words("area.ended", date=words.date("2025-06-30"))
    names = [f"{name} ({ended})" for name in FORMER_NAMES[language]]
    said = (FIRST[language], BY_HOUSEHOLDS[language], words("estimates.legend"), WEIGHTS[language])
    for part in (*said, *notes(language), *names):
        assert plain(part) in text
    assert svg.count('class="dashed"') == 7
    assert svg.count('class="break"') == 1
    across = {float(year): x for x, year in re.findall(r'<circle cx="([\d.]+)"[^>]*data-year="(\d+)"', svg)}
    drawn = re.findall(r'class="(?:joined|dashed)" d="M([\d.]+) [\d.]+L([\d.]+) ', svg)
    assert (across[2022], across[2023]) in drawn
    assert (across[2021], across[2022]) not in drawn


@pytest.mark.parametrize("language", ["vi", "en"])
def test_slide_of_a_merged_province_names_its_line_as_an_estimate(edition: Edition, language: str) -> None:
    content, words = told(edition, MERGED, language), Words(language)
    assert plain(content["sentence"]) == FIRST[language]
    assert BY_HOUSEHOLDS[language] in content["title"]
    assert content["notes"] == notes(language)
    assert content["dashed"] == words("estimates.legend")
    off = words("show.estimate_error", most=words.number(0.56, 2))
    assert content["hall_note"] == f"{off} {words('show.former_left_out')}"
    assert len({row["segment"] for row in content["dashes"]}) == 7
    assert len({row["series"] for row in content["points"] if row["thin"]}) == 3
    assert [gap["year"] for gap in content["breaks"]] == [2021.5]
    assert any(WEIGHTS[language] in source for source in content["sources"])


def year_of(day: object) -> int:
    """The year of a place on an axis of time, which counts days."""
    return (FIRST_DAY + timedelta(days=float(str(day)))).year


@pytest.mark.parametrize("language", ["vi", "en"])
def test_line_of_estimates_in_a_file_of_slides_is_dashed_and_not_joined_over_the_change_of_standard(
    edition: Edition, language: str
) -> None:
    slide = pptx_slide(MERGED, language)
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    text = plain("\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame))
    for part in (FIRST[language], *notes(language)):
        assert plain(part) in text
    years = [year_of(day) for day in chart.plots[0].categories]
    dashed = {
        tuple(year for year, value in zip(years, series.values, strict=True) if value is not None)
        for series in chart.plots[0].series
        if series.format.line.dash_style == MSO_LINE.DASH
    }
    assert dashed == {(2016, 2017, 2018, 2019, 2020, 2021), (2022, 2023, 2024)}
    names = list(dict.fromkeys(series.name for series in chart.plots[0].series))
    assert len(names) == 5
    legend = Words(language)("estimates.legend")
    assert names[0] == f"{FORMER_NAMES[language][1]} ({legend[0].lower()}{legend[1:]})"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_files_of_a_province_that_was_not_merged_inherit_its_series_without_estimates(
    edition: Edition, language: str
) -> None:
    words = Words(language)
    content = told(edition, UNMERGED, language)
    assert {"notes", "dashes", "dashed"}.isdisjoint(content)
    years = {row["year"] for row in content["points"] if row["series"] == content["points"][0]["series"]}
    assert years >= set(range(2016, 2025))
    for kind in ("brief", "chart"):
        svg = sheet(kind, UNMERGED, language)
        assert plain(content["sentence"]) in written(svg)
        assert words("area.no_poverty") not in written(svg)
        assert 'class="dashed"' not in svg


@pytest.mark.parametrize("language", ["vi", "en"])
def test_files_of_a_former_province_say_what_they_said(edition: Edition, language: str) -> None:
    visit = Visit(Words(language), edition)
    facts = area_facts(visit, PlaceKey(*FORMER.split(".")))
    before, now = area_series(visit, facts), page_series(visit, facts.place)
    assert before is not None
    assert now is not None
    assert now.points.equals(before.points)
    content, words = told(edition, FORMER, language), visit.words
    sentence = area_sentence(facts.newest(POVERTY), facts.indicator_of_newest(POVERTY), words)
    indicator = words.of(before.indicator)
    assert content["sentence"] == sentence
    assert content["title"] == words("panel.series", area=words.of(facts.area), indicator=indicator)
    assert {"notes", "dashes", "dashed", "hall_note"}.isdisjoint(content)
    for kind in ("brief", "chart"):
        svg = sheet(kind, FORMER, language)
        assert plain(sentence) in written(svg)
        assert 'class="dashed"' not in svg
        assert words("estimates.legend") not in written(svg)
