"""The picture of a chart is a link, made beside the server: the chart of the page, under the page's code."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.applications import Starlette

from exports.routes import export_routes
from tests.asgi import ask
from tests.pages.conftest import OpenPage
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.exhibit_figures import exhibit_figures
from ui.charts.view_codes import figures_code, view_code
from ui.explore.kept_views import EXHIBITS, explored
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

APP = Starlette(routes=export_routes())
PLACE = {"place": "v2008.province.20", "store": "demo"}
REGIONS = {
    **{"part": "one", "view": "regions", "indicator": "survey_income_poverty_rate"},
    **{"year": "2016", "level": "province"},
}


def pictures_on(open_page: OpenPage, page: str, query: dict[str, str]) -> list[str]:
    """Return the addresses of pictures that the menus of a page link to."""
    drawn = open_page(page, **query)
    assert [element.value for element in drawn.exception] == []
    assert not [one for one in drawn.get("download_button") if re.search(r"\.(png|svg)$", one.proto.id)]
    text = " ".join(str(element.proto.body) for element in drawn.get("html"))
    return [unescape(found) for found in re.findall(r"href='(/take-away/exhibit\.[^']+)'", text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_picture_is_of_the_chart_and_bears_the_code_of_the_page(
    edition: Edition, open_page: OpenPage, language: str
) -> None:
    query = {**REGIONS, "lang": language}
    addresses = pictures_on(open_page, "explore", query)
    assert [urlsplit(address).path.rpartition(".")[2] for address in addresses] == ["png", "svg"]
    answer = ask(APP, addresses[1])
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    visit = Visit(Words(language), edition)
    exhibit = EXHIBITS["regions"](visit, explored(visit, query))
    figures = figures_code(exhibit_figures(exhibit.data))
    code = view_code("/explore", {**query, "exhibit": "regions"}) + figures
    text = unescape(answer.text())
    assert f"{code[:5]}-{code[5:]}" in text
    assert exhibit.title[:40] in text
    assert exhibit.sources.every[0].text[:40] in text


def test_picture_of_simulated_money_bears_the_mark(small_country: Edition, open_page: OpenPage) -> None:
    addresses = pictures_on(open_page, "funding", PLACE)
    drawing = next(address for address in addresses if ".svg?" in address)
    assert dict(parse_qsl(urlsplit(drawing).query))["store"] == "demo"
    answer = ask(APP, drawing)
    assert Words("vi")("simulated.banner")[:30] in unescape(answer.text())
    assert 'filename="simulated-' in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    "address",
    [
        "/take-away/exhibit.png",
        "/take-away/exhibit.png?page=explore&exhibit=regions",
        "/take-away/exhibit.svg?page=nowhere&exhibit=regions",
        "/take-away/exhibit.svg?page=overview&exhibit=nothing",
        "/take-away/exhibit.svg?page=overview&exhibit=poorest&place=v2008.province.999",
        "/take-away/exhibit.pdf?page=overview&exhibit=poorest",
    ],
)
def test_a_chart_that_there_is_not_is_told_in_a_sentence(edition: Edition, address: str) -> None:
    answer = ask(APP, f"{address}{'&' if '?' in address else '?'}lang=en")
    assert answer.status == 404
    assert answer.text() == Words("en")("take_away.unknown")
