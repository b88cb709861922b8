"""A chart alone may stand in pages of the sites that a setting names: a drawing, what it says, no script."""

import gzip
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from exports.routes import export_routes
from tests.asgi import ask
from tests.guarded import HOST, guarded
from tests.pages.conftest import OpenPage
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.explore.kept_views import EXHIBITS, explored
from ui.server.routes import FONTS
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

APP = Starlette(routes=export_routes())
VIEW = {
    **{"part": "one", "view": "regions", "indicator": "survey_income_poverty_rate"},
    **{"year": "2016", "level": "province"},
}
CHART = f"/embed/chart?page=explore&exhibit=regions&{urlencode(VIEW)}"
MONEY = "/embed/chart?page=funding&exhibit=funding-stages&place=v2008.province.20&store=demo"
SITE = "https://news.example"
MOST_BYTES = 150_000
# What a browser fetches of the typeface for texts of each language.
TYPEFACES = {"vi": ("latin", "vietnamese"), "en": ("latin",)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_frame_is_a_small_page_with_the_chart_and_what_it_says(edition: Edition, language: str) -> None:
    answer = ask(APP, f"{CHART}&lang={language}", {"Accept": "text/html"})
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "content-disposition" not in answer.headers
    visit = Visit(Words(language), edition)
    exhibit = EXHIBITS["regions"](visit, explored(visit, VIEW))
    text = unescape(answer.text())
    for said in (exhibit.title, exhibit.subtitle, exhibit.sentence, exhibit.sources.line):
        assert said
        assert said in text
    assert f'<html lang="{language}"' in text
    assert re.search(r'<svg(?![^>]* width=)[^>]* viewBox="', text)
    assert 'href="/explore?part=one&view=regions&' in text
    assert "<script" not in text.lower()
    assert "streamlit" not in text.lower()
    fonts = sum((FONTS / f"inter-{name}-wght-normal.woff2").stat().st_size for name in TYPEFACES[language])
    assert len(gzip.compress(answer.body)) + fonts <= MOST_BYTES


def test_frame_of_simulated_money_bears_the_mark(small_country: Edition) -> None:
    text = unescape(ask(APP, f"{MONEY}&lang=vi").text())
    assert f'<p class="mark">{Words("vi")("simulated.banner")}</p>' in text


def test_named_sites_may_frame_a_chart_and_nobody_else(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBED_HOSTS", SITE)
    framed = ask(guarded(APP), CHART, {"Host": HOST})
    assert framed.status == 200
    assert f"frame-ancestors 'self' {SITE}" in framed.headers["content-security-policy"]
    assert "x-frame-options" not in framed.headers
    monkeypatch.delenv("EMBED_HOSTS")
    alone = ask(guarded(APP), CHART, {"Host": HOST})
    assert alone.headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize("hosts", ["", SITE])
def test_line_to_copy_is_in_the_menu_where_a_site_is_named(
    edition: Edition, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, hosts: str
) -> None:
    monkeypatch.setenv("EMBED_HOSTS", hosts)
    page = open_page("explore", **VIEW, lang="vi")
    lines = [element.value for element in page.code if "/embed/chart?" in element.value]
    assert len(lines) == (1 if hosts else 0)
    assert all("page=explore&amp;part=one" in line and "exhibit=regions" in line for line in lines)


def test_a_chart_that_there_is_not_is_told_in_a_sentence(edition: Edition) -> None:
    answer = ask(APP, "/embed/chart?page=overview&exhibit=nothing&lang=en")
    assert (answer.status, answer.text()) == (404, Words("en")("take_away.unknown"))
