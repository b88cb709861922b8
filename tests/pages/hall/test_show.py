"""The show's page: every slide is in it, says what the store says, and nonsense gets a sentence."""

import json
import re
from random import Random
from typing import Any

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from tests.asgi import Answer, ask
from tests.pages.conftest import OpenPage
from ui.charts.slides import Slide, packed, unpacked
from ui.presentation.show_address import ADDRESS
from ui.presentation.starter_slides import STARTER
from ui.server.show_route import show_routes
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

APP = Starlette(routes=show_routes())
INCOME = {"indicator": "survey_income_poverty_rate", "year": "2014", "area": "02"}
SLIDES = (Slide("", "map", INCOME), Slide("", "area", {"place": "v2008.province.02"}), *STARTER)
CONTENTS = re.compile(r'<script type="application/json" id="contents">(.*?)</script>', re.S)
pytestmark = pytest.mark.usefixtures("edition")


def kept_in_address(page: AppTest) -> tuple[Slide, ...]:
    told = page.query_params["slides"]
    return unpacked(told if isinstance(told, str) else told[0])


def show(slides: tuple[Slide, ...], language: str = "vi") -> tuple[Answer, dict[str, Any]]:
    answer = ask(APP, f"{ADDRESS}?slides={packed(slides)}&lang={language}")
    found = CONTENTS.search(answer.text())
    assert found is not None
    return answer, json.loads(found[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slide_has_its_title_source_and_figures(language: str) -> None:
    answer, told = show(SLIDES, language)
    assert answer.status == 200
    assert f'<html lang="{language}"' in answer.text()
    assert [slide["kind"] for slide in told["slides"]] == ["map", "lines", "lines", "map", "bars", "bars"]
    for slide in told["slides"]:
        if slide["kind"] == "map":
            document = told["documents"][slide["document"]]
            assert slide["year"] in [frame["year"] for frame in document["frames"]]
            assert all(layer["geometry"] in told["documents"] for layer in document["layers"])
        else:
            assert slide["title"]
            assert slide["source"]


def test_slides_say_what_the_store_says() -> None:
    _, told = show(SLIDES)
    chosen, place, nation, _, regions, poorest = told["slides"]
    assert (chosen["year"], chosen["selected"]) == (2014, "02")
    points = {(p["year"], p["text"]) for p in nation["points"] if p["series"] == "Tỷ lệ hộ nghèo"}
    assert {(2022, "4,03\N{NO-BREAK SPACE}%"), (2023, "2,93\N{NO-BREAK SPACE}%")} <= points
    assert [gap["year"] for gap in nation["breaks"]] == [2021.5]
    assert "Hà Giang" in place["title"]
    assert len(regions["rows"]) == 6
    assert poorest["rows"][0] == {"label": "Điện Biên", "value": 23.17, "text": "23,17\N{NO-BREAK SPACE}%"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_slide_of_the_nation_says_what_its_regions_add_up_to(language: str) -> None:
    _, told = show((Slide("", "overview", {"part": "nation"}),), language)
    (nation,) = told["slides"]
    assert all(number in nation["hall_note"].replace(",", ".") for number in ("2.17", "4.57"))
    assert nation["notes"] == [nation["hall_note"]]


def test_every_source_that_a_year_of_a_map_names_can_be_read_in_the_hall() -> None:
    _, told = show((Slide("", "map", INCOME), *STARTER))
    for slide in told["slides"]:
        if slide["kind"] == "map":
            frames = told["documents"][slide["document"]]["frames"]
            assert {code for frame in frames for code in frame["sources"]} == set(slide["named"])
            assert all(slide["named"].values())
        else:
            assert slide["sources"]


def test_title_that_a_person_gave_stands_and_is_only_text() -> None:
    answer, told = show((Slide("</script><b>Tên</b>", "map", INCOME),))
    assert told["slides"][0]["title"] == "</script><b>Tên</b>"
    assert "<b>Tên" not in answer.text()


@pytest.mark.parametrize(
    "slide",
    [
        Slide("", "map", {"indicator": "none"}),
        Slide("", "map", {"level": "none"}),
        Slide("", "area", {"place": "v2008.province.zz"}),
    ],
)
def test_slide_without_figures_says_so_and_the_others_stand(slide: Slide) -> None:
    _, told = show((slide, STARTER[0]))
    assert told["slides"][0]["kind"] == "silence"
    assert told["slides"][0]["sentence"] == Words("vi")("show.nothing")
    assert told["slides"][1]["kind"] == "lines"


@pytest.mark.parametrize(
    ("slides", "status"), [("nonsense", 404), ("", 404), (packed(()) or "eNqLjgUAARUAuQ", 200)]
)
def test_address_without_slides_gets_a_sentence(slides: str, status: int) -> None:
    answer = ask(APP, f"{ADDRESS}?slides={slides}&lang=xx&palette=none")
    assert answer.status == status
    assert Words("vi")("show.misread" if status == 404 else "show.empty") in answer.text()


def test_picked_views_are_ordered_named_removed_and_kept_in_the_address(open_page: OpenPage) -> None:
    page = open_page("present", lang="vi", slides=packed(SLIDES[:3]))
    page.text_input(key="present.title.0").set_value("Hà Giang").run()
    page.button(key="present.down.0").click().run()
    page.button(key="present.remove.2").click().run()
    kept = kept_in_address(page)
    assert kept == (SLIDES[1], SLIDES[0].titled("Hà Giang"))
    assert [element.value for element in page.exception] == []


def test_button_on_the_map_makes_a_slide_of_its_view(open_page: OpenPage) -> None:
    page = open_page("map", lang="vi", **INCOME)
    page.button(key="slides.add.map.").click().run()
    page.switch_page("../../pages/present.py").run()
    (slide,) = page.session_state["presentation"]
    assert (slide.path, slide.query["year"], slide.query["area"]) == ("map", "2014", "02")


def test_note_is_kept_with_its_slide_and_shown_to_the_speaker_alone(open_page: OpenPage) -> None:
    page = open_page("present", lang="vi", slides=packed(SLIDES[:2]))
    page.text_area(key="present.note.1").set_value("Hỏi Sở.").run()
    kept = kept_in_address(page)
    assert [slide.note for slide in kept] == ["", "Hỏi Sở."]
    _, told = show(kept)
    assert [slide["note"] for slide in told["slides"]] == ["", "Hỏi Sở."]


def test_presentation_too_long_for_an_address_is_left_to_the_browser(open_page: OpenPage) -> None:
    long = tuple(Slide("", "map", {"year": str(n)}, Random(n).randbytes(480).hex()) for n in range(20))
    page = open_page("present", lang="vi", slides=packed(long))
    page.text_input(key="present.title.0").set_value("Một").run()
    assert "slides" not in page.query_params
    assert page.session_state["presentation"] == (long[0].titled("Một"), *long[1:])
    assert Words("vi")("present.kept_here") in [caption.value for caption in page.caption]


def test_show_of_a_presentation_that_the_browser_keeps_is_sent_for_and_made() -> None:
    asking = ask(APP, f"{ADDRESS}?kept=1&lang=en")
    assert (asking.status, "localStorage" in asking.text()) == (200, True)
    made = ask(APP, f"{ADDRESS}?kept=1&lang=en", method="POST", body=packed(STARTER).encode())
    assert made.text() == show(STARTER, "en")[0].text()
    for nonsense in (b"", b"nonsense", b"x" * 300_000):
        refused = ask(APP, f"{ADDRESS}?kept=1&lang=en", method="POST", body=nonsense)
        assert (refused.status, Words("en")("show.misread") in refused.text()) == (404, True)


def test_ready_slides_are_of_the_store_in_sight(open_page: OpenPage) -> None:
    page = open_page("present", lang="vi", asof="2100-01-01")
    page.button[-1].click().run()
    assert kept_in_address(page) == STARTER


def test_nonsense_in_the_address_of_the_page_gets_a_sentence(open_page: OpenPage) -> None:
    page = open_page("present", lang="en", slides="nonsense")
    assert any("nonsense" in warning.value for warning in page.warning)
