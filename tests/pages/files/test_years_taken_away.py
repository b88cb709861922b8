"""Years side by side are taken away as the small maps they are: sheets, figures, a slide, and by a code."""

import csv
import io
from collections import Counter
from xml.etree import ElementTree

import openpyxl
import pytest
from pptx import Presentation
from starlette.applications import Starlette

from exports.maps.sheet import SIZES
from exports.routes import export_routes
from tests.asgi import ask
from tests.pages.conftest import OpenPage
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.slides import Slide, packed
from ui.charts.view_codes import registered
from ui.controls import code_notice
from ui.explore.kept_views import EXHIBITS, explored
from ui.maps.kinds import painted_document
from ui.maps.picture_address import PictureAddress
from ui.presentation.slide_contents import slide_content
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

APP = Starlette(routes=export_routes())
SVG = "{http://www.w3.org/2000/svg}"
INCOME = "survey_income_poverty_rate"
QUERY = {"part": "one", "view": "years", "indicator": INCOME, "year": "2016", "level": "province"}
VIEW = "&".join(f"{name}={value}" for name, value in QUERY.items())


def texts(sheet: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(sheet).iter(f"{SVG}text")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", SIZES)
def test_sheet_holds_a_map_of_each_year_and_all_that_a_print_bears(
    edition: Edition, language: str, paper: str
) -> None:
    words = Words(language)
    document = painted_document(edition, PictureAddress(INCOME, "province", language=language))
    exhibit = EXHIBITS["years"](Visit(words, edition), explored(Visit(words, edition), QUERY))
    sheet = ask(APP, f"/take-away/map.svg?{VIEW}&lang={language}&paper={paper}").text()
    drawing = ElementTree.fromstring(sheet)
    maps = {one.get("data-year"): one for one in drawing.iter(f"{SVG}svg") if one.get("data-year")}
    assert list(maps) == [str(frame["year"]) for frame in document["frames"]]
    for frame in document["frames"]:
        groups = [group for group in maps[str(frame["year"])].iter(f"{SVG}g") if group.get("data-class")]
        assert {group.attrib["data-class"]: len(group) for group in groups} == Counter(frame["marks"])
    said = texts(sheet)
    whole = " ".join(said)
    assert "→" not in whole, "the shipped letters have no arrow"
    for text in (exhibit.title, exhibit.subtitle, exhibit.sentence, "OpenStreetMap"):
        assert text in whole
    assert all(said.count(f"2006–2008: {line['label']}") == 1 for line in document["frames"][0]["legend"])
    assert drawing.find(".//*[@class='qr']") is not None
    islands = Counter(group.get("data-archipelago") for group in drawing.iter(f"{SVG}g"))
    assert islands["hoang_sa"] == islands["truong_sa"] == len(maps)


@pytest.mark.parametrize("paper", SIZES)
def test_small_maps_stay_within_their_sheet(edition: Edition, paper: str) -> None:
    width, height = SIZES[paper]  # type: ignore[index]
    for view in (VIEW, "part=one&view=years&indicator=survey_multidimensional_poverty_rate&level=province"):
        sheet = ElementTree.fromstring(ask(APP, f"/take-away/map.svg?{view}&lang=vi&paper={paper}").text())
        drawn = sheet.find(f"{SVG}g[@class='small-maps']")
        assert drawn is not None
        left, top = (float(part) for part in drawn.attrib["transform"][10:-1].split())
        for one in drawn.iter(f"{SVG}svg"):
            if "data-year" not in one.attrib:
                continue
            x, y, wide, high = (float(one.attrib[side]) for side in ("x", "y", "width", "height"))
            assert left + x + wide <= width
            assert top + y + high <= height - 80


@pytest.mark.parametrize("kind", ["png", "pdf", "xlsx", "csv", "geojson", "gpkg", "html"])
def test_every_kind_of_file_is_made_of_years_side_by_side(edition: Edition, kind: str) -> None:
    answer = ask(APP, f"/take-away/map.{kind}?{VIEW}&lang=vi&paper=wide")
    assert answer.status == 200
    of_one_year = kind in ("geojson", "gpkg", "html")
    name = f"{INCOME}-province-vn-2016" if of_one_year else f"years-{INCOME}-province-vn-2006-2016"
    assert f'filename="{name}.{kind}"' in answer.headers["content-disposition"]


def test_figures_have_a_row_for_each_area_and_year(edition: Edition) -> None:
    document = painted_document(edition, PictureAddress(INCOME, "province", language="en"))
    areas = sum(len(document["layers"][frame["layer"]]["names"]) for frame in document["frames"])
    answer = ask(APP, f"/take-away/map.csv?{VIEW}&lang=en")
    tags, *rows = csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig")))
    assert tags["year"] == "#date+year"
    assert len(rows) == areas
    assert {row["year"] for row in rows} == {str(frame["year"]) for frame in document["frames"]}
    book = openpyxl.load_workbook(io.BytesIO(ask(APP, f"/take-away/map.xlsx?{VIEW}&lang=en").body))
    assert book.sheetnames == ["Every year", "About"]
    assert book["Every year"].max_row == areas + 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_reopens_the_view_and_names_the_figure_of_any_year_that_changed(
    edition: Edition, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    sheet = ask(APP, f"/take-away/map.svg?{VIEW}&lang={language}").text()
    code = next(text for text in texts(sheet) if Words(language)("site.name") in text)[-11:]
    citation = registered(code.replace("-", ""))
    assert citation is not None
    assert (citation.path, citation.query) == ("/explore", QUERY)
    query = {**QUERY, "lang": language, "cited": citation.token}
    words, day = Words(language), Words(language).date(citation.on)
    told = {"code": code, "date": day}
    said = [info.value.replace("\\", "") for info in open_page("explore", **query).info]
    assert said == [words("cited.unchanged", **told)]
    now = {**citation.figures, "v2008.02.2012": "1.5"}
    monkeypatch.setattr(code_notice, "map_figures", lambda *_: now)
    said = [info.value.replace("\\", "") for info in open_page("explore", **query).info]
    before = words.number(float(citation.figures["v2008.02.2012"]), 1)
    name = {"vi": "Hà Giang", "en": "Ha Giang"}[language]
    changes = f"{name} 2012: {before} → {words.number(1.5, 1)}"
    assert said == [words("cited.changed", **told, count=1, changes=changes)]


def test_slide_shows_the_small_maps_and_bears_their_code(edition: Edition) -> None:
    slide = Slide("", "explore", QUERY)
    content = slide_content(Visit(Words("vi"), edition), slide)
    assert content["kind"] == "picture"
    document = painted_document(edition, PictureAddress(INCOME, "province", language="vi"))
    drawing = ElementTree.fromstring(content["svg"])
    years = [one.attrib["data-year"] for one in drawing.iter(f"{SVG}svg") if one.get("data-year")]
    assert years == [str(frame["year"]) for frame in document["frames"]]
    assert all(content[part] for part in ("title", "sentence", "source", "unit"))
    said = " ".join(texts(content["svg"]))
    assert "Quần đảo Hoàng Sa" in said
    answer = ask(APP, f"/take-away/slides.pptx?slides={packed([slide])}&lang=vi")
    shapes = list(Presentation(io.BytesIO(answer.body)).slides[0].shapes)
    told = " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    assert "so sánh các năm" in told
    assert " · mã " in told
    assert len([shape for shape in shapes if shape.shape_type == 13]) == 2


def test_small_maps_of_schematic_boundaries_say_so(small_country: Edition) -> None:
    view = "part=one&view=years&indicator=poor_household_rate&level=district&look=district&store=demo"
    answer = ask(APP, f"/take-away/map.svg?{view}&lang=vi")
    said = " ".join(texts(answer.text()))
    assert "Ranh giới sơ đồ" in said
    assert "MÔ PHỎNG" in said
