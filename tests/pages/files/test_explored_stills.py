"""The explorer's maps are taken away like all others: as drawings, figures, slides, and by a code."""

import csv
import io
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from pptx import Presentation
from starlette.applications import Starlette

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from exports.routes import export_routes
from tests.asgi import ask
from tests.pages.conftest import OpenPage
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.slides import Slide, packed
from ui.charts.view_codes import registered
from ui.maps.kinds import painted_document
from ui.maps.picture_address import PictureAddress
from ui.presentation.slide_contents import slide_content
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

APP = Starlette(routes=export_routes())
SVG = "{http://www.w3.org/2000/svg}"
INCOME, EARNED = "survey_income_poverty_rate", "monthly_income_per_capita_mean"
SCOPE = f"indicator={INCOME}&year=2016&level=province"
CHANGE = f"part=one&view=change&{SCOPE}&since=2012"
TWO = f"part=two&view=bivariate&{SCOPE}&second={EARNED}"


def page_frame(edition: Edition, language: str, **kind: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The page's document and its frame of 2016."""
    document = painted_document(edition, PictureAddress(INCOME, "province", language=language, **kind))
    return document, next(frame for frame in document["frames"] if frame["year"] == 2016)


def drawn(sheet: str) -> dict[str, tuple[str, str, str]]:
    """Class, colour and label of each area of a sheet, by code."""
    paths = [path for path in ElementTree.fromstring(sheet).iter(f"{SVG}path") if path.get("data-code")]
    return {
        path.attrib["data-code"]: (
            path.attrib["data-class"],
            path.attrib["fill"],
            path.findtext(f"{SVG}title") or "",
        )
        for path in paths
    }


def texts(sheet: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(sheet).iter(f"{SVG}text")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_still_of_changes_paints_each_area_as_the_page_does(edition: Edition, language: str) -> None:
    document, frame = page_frame(edition, language, kind="change", since=2012)
    sheet = ask(APP, f"/take-away/map.svg?{CHANGE}&lang={language}").text()
    areas = list(drawn(sheet).values())
    assert [mark for mark, _, _ in areas] == list(frame["marks"])
    digits = [(mark, colour) for mark, colour, _ in areas if mark.isdigit()]
    assert all(colour == document["colours"][int(mark)] for mark, colour in digits)
    names = document["layers"][frame["layer"]]["names"]
    for name, text, (_, _, label) in zip(names, frame["texts"], areas, strict=True):
        assert label.startswith(f"{name}: {text}")
    assert document["title"] in " ".join(texts(sheet))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", ["a4", "wide"])
def test_still_of_two_indicators_has_the_page_s_square(edition: Edition, language: str, paper: str) -> None:
    _, frame = page_frame(edition, language, kind="bivariate", second=EARNED)
    sheet = ask(APP, f"/take-away/map.svg?{TWO}&lang={language}&paper={paper}").text()
    cells = ElementTree.fromstring(sheet).iterfind(f".//{SVG}text[@data-legend]")
    counted = {
        cell.attrib["data-legend"]: cell.text for cell in cells if cell.attrib["data-legend"].isdigit()
    }
    assert counted == {line["mark"]: str(line["count"]) for line in frame["legend"]}
    said = " ".join(texts(sheet))
    for side in ("x_bounds", "y_bounds"):
        assert all(bounds in said for bounds in frame["square"][side])
    words = Words(language)
    earned = {"vi": "Thu nhập bình quân đầu người", "en": "Monthly average income per capita"}[language]
    assert earned in frame["source"], "the sources of both indicators are named"
    assert words("picture.nothing") not in said
    assert [mark for mark, _, _ in drawn(sheet).values()] == list(frame["marks"])
    assert "→" not in said, "the shipped letters have no arrow"


def test_code_of_a_kind_of_map_reopens_the_explorer_and_knows_its_figures(
    edition: Edition, open_page: OpenPage
) -> None:
    for view in (CHANGE, TWO):
        sheet = ask(APP, f"/take-away/map.svg?{view}&lang=en").text()
        citation = registered(sheet.partition(" · code ")[2][:11].replace("-", ""))
        assert citation is not None
        requested = dict(part.split("=") for part in view.split("&"))
        assert (citation.path, citation.query) == ("/explore", requested)
        answer = ask(APP, f"/c/{citation.code}")
        assert answer.headers["location"] == citation.address
        query = {**citation.query, "lang": "en", "cited": citation.token}
        page = open_page("explore", **query)
        assert "every figure of this view is unchanged" in page.info[0].value
        other = citation.code[:4] + "000000" + citation.token[10:]
        changed = open_page("explore", **(query | {"cited": other}))
        assert "does not hold the printed ones" in changed.info[0].value


def test_changed_figures_of_two_indicators_are_named_with_both_values(
    edition: Edition, open_page: OpenPage
) -> None:
    sheet = ask(APP, f"/take-away/map.svg?{TWO}&lang=en").text()
    citation = registered(sheet.partition(" · code ")[2][:11].replace("-", ""))
    assert citation is not None
    first, bar, second = citation.figures["02"].partition("|")
    assert bar
    assert Decimal(first) == Decimal("20.8")
    assert second.replace(".", "").isdigit()


def test_figures_of_changes_have_both_years_and_the_reason_of_a_refusal(edition: Edition) -> None:
    answer = ask(APP, f"/take-away/map.csv?{CHANGE}&lang=en")
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    tags, areas = rows[0], rows[1:]
    assert tags["value_before"] == "#indicator+value+before+num"
    known = [row for row in areas if row["state"] == "reported"]
    unclear = [row for row in areas if row["state"] == "unclear"]
    assert (len(known), len(unclear)) == (58, 4)
    for row in [*known, *unclear]:
        assert row["year_before"] == "2012"
        difference = Decimal(row["value_now"]) - Decimal(row["value_before"])
        assert Decimal(row["difference"]) == difference
        assert Decimal(row["value"] or "0") == (difference if row in known else 0)
        assert (row["refusal"] == "unclear") == (abs(difference) <= Decimal(row["least_clear"]))
    refused = ask(APP, f"/take-away/map.csv?part=one&view=change&indicator={INCOME}&year=2010&lang=en")
    rows = list(csv.DictReader(io.StringIO(refused.body.decode("utf-8-sig"))))[1:]
    assert {row["refusal"] for row in rows} == {"standard_changed"}


def test_workbook_of_two_indicators_explains_both(edition: Edition) -> None:
    book = openpyxl.load_workbook(io.BytesIO(ask(APP, f"/take-away/map.xlsx?{TWO}&lang=en").body))
    about = [(row[0].value, row[1].value) for row in book["About"].iter_rows()]
    told = dict(about)
    assert told[Words("en")("take_away.about_indicator")] == INCOME
    assert told[Words("en")("take_away.about_second")] == EARNED
    assert len([label for label, _ in about if label == Words("en")("take_away.about_definition")]) == 2
    header = [cell.value for cell in next(book.worksheets[0].iter_rows())]
    assert {"second_value", "second_source"} <= set(header)


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "html", "png", "pdf"])
def test_every_kind_of_file_is_made_of_a_map_of_two_indicators(edition: Edition, kind: str) -> None:
    answer = ask(APP, f"/take-away/map.{kind}?{TWO}&lang=vi")
    assert answer.status == 200
    assert (
        f'filename="bivariate-{INCOME}-{EARNED}-province-vn-2016.{kind}"'
        in answer.headers["content-disposition"]
    )


def as_slide(view: str) -> Slide:
    return Slide("", "explore", dict(part.split("=") for part in view.split("&")))


def test_slides_hold_each_view_of_the_explorer(edition: Edition) -> None:
    views = {
        CHANGE: "map",
        TWO: "map",
        f"part=one&view=map&{SCOPE}": "map",
        f"part=one&view=series&{SCOPE}&areas=02~04": "lines",
        f"part=one&view=regions&{SCOPE}": "lines",
        f"part=one&view=peers&{SCOPE}&area=02": "lines",
        f"part=one&view=ranking&{SCOPE}": "bars",
        f"part=one&view=distribution&{SCOPE}": "picture",
        f"part=two&view=scatter&{SCOPE}&second={EARNED}&area=11": "picture",
        f"part=one&view=nonsense&{SCOPE}": "silence",
        "part=one&view=change&indicator=nope&level=province": "silence",
        f"part=deprivation&view=heat&{SCOPE}": "silence",
    }
    visit = Visit(Words("en"), edition)
    contents = {view: slide_content(visit, as_slide(view)) for view in views}
    assert {view: content["kind"] for view, content in contents.items()} == views
    for content in contents.values():
        if content["kind"] in ("lines", "bars", "picture"):
            assert all(content[part] for part in ("title", "sentence", "source", "unit"))


def test_slides_of_the_explorer_are_taken_away_with_their_code(edition: Edition) -> None:
    slides = packed([as_slide(TWO), as_slide(f"part=one&view=distribution&{SCOPE}")])
    answer = ask(APP, f"/take-away/slides.pptx?slides={slides}&lang=en")
    map_slide, chart_slide = Presentation(io.BytesIO(answer.body)).slides
    told = " ".join(shape.text_frame.text for shape in map_slide.shapes if shape.has_text_frame)
    assert "Monthly income per person" in told
    assert "· code " in told
    said = " ".join(shape.text_frame.text for shape in chart_slide.shapes if shape.has_text_frame)
    citation = registered(said.partition(" · code ")[2][:11].replace("-", ""))
    assert citation is not None
    assert citation.query["exhibit"] == "distribution"
    pictures = [shape for shape in chart_slide.shapes if shape.shape_type == 13]
    assert len(pictures) == 1, "the square of its code; the chart is one of PowerPoint's own"
    (drawn_chart,) = [shape for shape in chart_slide.shapes if shape.has_chart]
    assert "2016" in drawn_chart._element.nvGraphicFramePr.cNvPr.get("descr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_label_of_an_area_names_its_leading_deprivation(small_country: Edition, language: str) -> None:
    words = Words(language)
    view = "part=deprivation&view=leading&year=2024&level=district&look=district&store=demo"
    areas = drawn(ask(APP, f"/take-away/map.svg?{view}&lang={language}").text()).values()
    named = [words(f"deprivation.{name}") for name in DEPRIVATIONS]
    known = [label for mark, _, label in areas if mark.isdigit()]
    assert known
    for label in known:
        share, _, note = label.partition("%. ")
        assert any(character.isdigit() for character in share)
        assert any(note.endswith(name) for name in named), label
