"""A still shows what the page shows, area by area, with all that makes it readable alone."""

import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader
from starlette.applications import Starlette

from exports.routes import export_routes
from tests.asgi import ask
from tests.browser.server import ROOT
from tests.pages.conftest import OpenPage
from ui.cached.editions import Edition
from ui.charts.view_codes import registered
from vocabulary.words import Words

APP = Starlette(routes=export_routes())
SVG = "{http://www.w3.org/2000/svg}"
# What the browser showed when somebody last looked at it with care.
GOLDEN = ROOT / "tests" / "browser" / "golden"
DEFAULT = "indicator=survey_multidimensional_poverty_rate&year=2024&level=province"


def rgb(colour: str) -> str:
    return f"rgb({int(colour[1:3], 16)}, {int(colour[3:5], 16)}, {int(colour[5:], 16)})"


def drawn_areas(sheet: str) -> list[dict[str, str]]:
    paths = [path for path in ElementTree.fromstring(sheet).iter(f"{SVG}path") if path.get("data-code")]
    areas = [
        {
            "code": path.attrib["data-code"],
            "class": f"class-{path.attrib['data-class']}",
            "colour": rgb(path.attrib["fill"]),
            "label": f"{path.findtext(f'{SVG}title')}, 2024",
        }
        for path in paths
    ]
    return sorted(areas, key=lambda area: area["code"])


def golden(language: str) -> dict[str, Any]:
    text = (GOLDEN / f"default-{language}.json").read_text(encoding="utf-8")
    written: dict[str, Any] = json.loads(text)
    return written


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("paper", ["a4", "wide"])
def test_still_has_the_classes_colours_and_texts_that_the_page_shows(
    edition: Edition, language: str, paper: str
) -> None:
    sheet = ask(APP, f"/take-away/map.svg?{DEFAULT}&lang={language}&paper={paper}").text()
    assert drawn_areas(sheet) == golden(language)["areas"]
    texts = [element.text for element in ElementTree.fromstring(sheet).iter(f"{SVG}text")]
    legend = golden(language)["legend"]
    assert [text for text in texts if text in {line["label"] for line in legend}] == [
        line["label"] for line in legend
    ]
    for name in ("hoang_sa", "truong_sa"):
        assert all(
            word in " ".join(filter(None, texts)) for word in Words(language)(f"archipelago.{name}").split()
        )


def test_areas_without_a_figure_are_hatched_and_counted(edition: Edition) -> None:
    sheet = ask(
        APP, "/take-away/map.svg?indicator=poor_household_rate&year=2024&level=province&lang=en"
    ).text()
    assert "url(#hatch-map)" in sheet
    hatched = sheet.count('fill="url(#hatch-map)"')
    assert f'data-legend="-">{Words("en")("state.missing")}</text>' in sheet
    assert f">{hatched}</text>" in sheet


def test_document_has_searchable_vietnamese_and_its_own_letters(edition: Edition) -> None:
    answer = ask(APP, f"/take-away/map.pdf?{DEFAULT}&lang=vi")
    assert answer.headers["content-type"] == "application/pdf"
    page = PdfReader(io.BytesIO(answer.body)).pages[0]
    text = " ".join(page.extract_text().split())
    for words in ("Tỷ lệ hộ nghèo đa chiều theo khảo sát", "Thừa Thiên Huế", "Quần đảo Hoàng Sa", "Nguồn:"):
        assert words in text
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


@pytest.mark.parametrize(("paper", "size"), [("a4", (2480, 3508)), ("wide", (4000, 2250))])
def test_picture_has_300_dots_an_inch(edition: Edition, paper: str, size: tuple[int, int]) -> None:
    answer = ask(APP, f"/take-away/map.png?{DEFAULT}&paper={paper}")
    assert Image.open(io.BytesIO(answer.body)).size == size
    assert (
        'filename="survey_multidimensional_poverty_rate-province-vn-2024.png"'
        in answer.headers["content-disposition"]
    )


def test_printed_code_reopens_the_view(edition: Edition) -> None:
    sheet = ask(APP, f"/take-away/map.svg?{DEFAULT}&lang=en").text()
    printed = sheet.partition(" · code ")[2][:11]
    citation = registered(printed.replace("-", ""))
    assert citation is not None
    answer = ask(APP, f"/c/{printed.lower()}")
    assert answer.status == 307
    assert answer.headers["location"] == citation.address
    assert citation.address.startswith(f"/map?{DEFAULT}&cited={citation.code}.")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_unknown_map_is_told_in_a_sentence(edition: Edition, language: str) -> None:
    for query in ("indicator=nope", "indicator=poor_household_rate&level=village", "look=sideways"):
        answer = ask(APP, f"/take-away/map.png?{query}&lang={language}")
        assert (answer.status, answer.body.decode()) == (404, Words(language)("take_away.unknown"))
    assert ask(APP, "/take-away/map.exe").status == 404
    assert ask(APP, "/c/nothing").headers["location"] == "/?cited=nothing"


def test_map_of_no_parameters_is_the_one_that_the_page_opens_with(edition: Edition) -> None:
    answers = [ask(APP, f"/take-away/map.csv?{query}&lang=en") for query in ("", DEFAULT)]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].body == answers[1].body


def test_store_that_is_away_is_told_in_a_sentence(edition: Edition, var_dir: Path, tmp_path: Path) -> None:
    file = var_dir / "published.sqlite"
    kept = file.rename(tmp_path / "kept")
    try:
        answer = ask(APP, f"/take-away/map.svg?{DEFAULT}&lang=en")
    finally:
        kept.rename(file)
    sentence = Words("en")("failure.store_unreachable.missing", location=str(file))
    assert (answer.status, answer.body.decode()) == (503, sentence)


def test_page_opened_by_a_code_says_whether_figures_changed(edition: Edition, open_page: OpenPage) -> None:
    sheet = ask(APP, f"/take-away/map.svg?{DEFAULT}&lang=en").text()
    citation = registered(sheet.partition(" · code ")[2][:11].replace("-", ""))
    assert citation is not None
    query = {**citation.query, "lang": "en", "cited": citation.token}
    told = open_page("map", **query).info[0].value
    assert "every figure of this view is unchanged" in told
    gone_on = open_page("map", **(query | {"year": "2021"}))
    assert [info.value for info in gone_on.info] == []
    other = citation.code[:4] + "000000" + citation.token[10:]
    assert "does not hold the printed ones" in open_page("map", **(query | {"cited": other})).info[0].value
