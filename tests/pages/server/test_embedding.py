"""A map alone may stand in pages of the sites that a setting names; nothing else may, and no other site."""

import gzip
import html
import json
import re

import pytest
from pydantic import ValidationError
from starlette.applications import Starlette

from geo.outlines import outlines
from tests.asgi import Answer, ask
from tests.guarded import HOST, guarded
from ui.cached.editions import Edition
from ui.controls.embedding import EmbedSettings, embed_code
from ui.server.routes import FONTS, app_routes
from vocabulary.catalogues import LANGUAGES
from vocabulary.vintages import OLD

APP = Starlette(routes=app_routes())
MAP = "/embed/map?indicator=survey_multidimensional_poverty_rate&year=2023&level=province"
SITE = "https://news.example"
ANCESTORS = f"frame-ancestors 'self' {SITE}"
MOST_BYTES = 150_000
# What a browser fetches of the typeface for texts of each language.
TYPEFACES = {"vi": ("latin", "vietnamese"), "en": ("latin",)}
pytestmark = pytest.mark.usefixtures("var_dir")


def behind_the_guard(address: str, monkeypatch: pytest.MonkeyPatch, hosts: str) -> Answer:
    monkeypatch.setenv("EMBED_HOSTS", hosts)
    return ask(guarded(APP), address, {"Host": HOST})


def test_named_sites_may_frame_a_map_and_no_other_page(monkeypatch: pytest.MonkeyPatch) -> None:
    framed = behind_the_guard(MAP, monkeypatch, SITE)
    assert framed.status == 200
    assert ANCESTORS in framed.headers["content-security-policy"]
    assert "x-frame-options" not in framed.headers
    for address in ("/overview", "/live", "/embed/embed.js", "/embed/map/", "/assets/inter-latin.woff2"):
        other = behind_the_guard(address, monkeypatch, SITE)
        assert SITE not in other.headers["content-security-policy"], address
        assert other.headers["x-frame-options"] == "SAMEORIGIN", address


def test_nobody_else_may_where_no_site_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = behind_the_guard(MAP, monkeypatch, "")
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self';" in answer.headers["content-security-policy"] + ";"


@pytest.mark.parametrize(
    "hosts", ["https://a.example; script-src *", "'none'", "a b", "https://a.example/page", "*"]
)
def test_what_is_no_site_is_no_setting(hosts: str) -> None:
    with pytest.raises(ValidationError):
        EmbedSettings(embed_hosts=hosts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_of_a_frame_is_less_than_150_kilobytes(language: str) -> None:
    page = ask(APP, f"{MAP}&lang={language}")
    wish = json.loads(html.unescape(re.search(r'data-wish="([^"]*)"', page.text())[1]))  # type: ignore[index]
    scripts = re.findall(r'src="([^"]+)"', page.text())
    answers = [ask(APP, address) for address in (*scripts, wish["document"], outlines("province", OLD).url)]
    assert [answer.status for answer in answers] == [200] * 5
    sizes = [len(gzip.compress(page.body)), *(len(answer.body) for answer in answers)]
    fonts = sum((FONTS / f"inter-{name}-wght-normal.woff2").stat().st_size for name in TYPEFACES[language])
    assert sum(sizes) + fonts <= MOST_BYTES


def test_frame_has_no_streamlit_and_no_script_within(edition: Edition) -> None:
    text = ask(APP, MAP).text()
    assert "streamlit" not in text.lower()
    assert re.findall(r"<script>", text) == []
    assert 'href="/map?indicator=survey_multidimensional_poverty_rate' in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_map_that_there_is_not_is_told_in_a_sentence(language: str) -> None:
    answer = ask(APP, f"/embed/map?indicator=nothing&lang={language}")
    assert answer.status == 404
    assert f'lang="{language}"' in answer.text()


def test_line_to_copy_is_one_frame_whose_address_and_title_are_safe() -> None:
    line = embed_code("https://dashboard.example", {"indicator": "a&b", "lang": "vi"}, 'Tỷ lệ "nghèo" <1>')
    assert line.startswith('<iframe src="https://dashboard.example/embed/map?indicator=a%26b&amp;lang=vi"')
    assert "&lt;1&gt;" in line
    assert line.count("<iframe") == 1
    assert "\n" not in line
