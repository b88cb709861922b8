"""Every exhibit of every page can be presented: in the hall and in PowerPoint, with source, mark and code."""

import io
import re
from collections.abc import Mapping
from math import ceil

import pytest
from pptx import Presentation

from data_access.door import PUBLIC
from data_access.store_codes import store_in
from exports.exhibits.found import exhibit_in_address
from exports.slides.deck import deck
from tests.pages.conftest import OpenPage
from tests.pages.walked_charts import VIEWS, walked
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.exhibit_figures import exhibit_figures
from ui.charts.slides import PART, Slide, packed, unpacked
from ui.charts.view_codes import EXHIBIT
from ui.explore.kept_views import EXHIBITS, explored
from ui.files.file_links import PAGE
from ui.presentation.slide_contents import exhibit_of, slide_content
from ui.presentation.slide_labels import slide_label
from vocabulary.words import Words

WORDS = Words("vi")
SITE = "https://ngheo.example"
READABLE = 16
OF_MONEY_AND_RESULTS = ("funding", "outcomes", "targets", "flows")


@pytest.mark.parametrize("key", VIEWS)
def test_every_exhibit_of_a_page_is_found_again_from_the_address_of_its_slide(
    small_country: Edition,
    edition: Edition,
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
) -> None:
    walk = walked(open_page, monkeypatch, key, "vi")
    assert walk.slides.keys() == walk.offered.keys()
    for name, slide in walk.slides.items():
        read = small_country if store_in(slide.query) == small_country.store else edition
        visit = Visit(WORDS, read)
        found = _explored(visit, slide) if slide.path == "explore" else exhibit_of(visit, slide)
        assert found is not None, name
        assert (found.key, found.title) == (walk.offered[name].key, walk.offered[name].title)
        assert exhibit_figures(found.data) == exhibit_figures(walk.offered[name].data), name
        content = slide_content(visit, slide)
        assert content["kind"] != "silence", name
        assert content["source"], name
        assert content["mark"] == visit.mark
        if content["kind"] == "picture":
            assert letters_in_hall(content["svg"], content["sentence"]) >= READABLE, name
        assert unpacked(packed([slide])) == (slide,)
        if found.chart is not None:
            view = slide.query if slide.path == "explore" else without_part(slide.query)
            picture = exhibit_in_address(PUBLIC, {**view, PAGE: slide.path, EXHIBIT: found.key})
            assert exhibit_figures(picture.exhibit.data) == exhibit_figures(found.data), name


def letters_in_hall(svg: str, sentence: str) -> float:
    """Return the size of the smallest letters of a finished picture on a slide of 1366 × 768, in pixels."""
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    assert size is not None
    scale = min(1306 / float(size[1]), (600 - 37 * ceil(len(sentence) / 95)) / float(size[2]))
    return scale * min(float(letters) for letters in re.findall(r'font-size="([\d.]+)', svg))


def without_part(query: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in query.items() if name != PART}


def _explored(visit: Visit, slide: Slide) -> Exhibit:
    chosen = explored(visit, slide.query)
    return EXHIBITS[chosen.view](visit, chosen)


def test_slides_of_money_and_results_are_in_powerpoint_with_source_mark_and_code(
    small_country: Edition, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = Visit(WORDS, small_country)
    slides = [
        next(iter(walked(open_page, monkeypatch, key, "vi").slides.values())) for key in OF_MONEY_AND_RESULTS
    ]
    book = Presentation(io.BytesIO(deck(visit, slides, SITE)))
    for slide, sheet in zip(slides, book.slides, strict=True):
        texts = [shape.text_frame.text for shape in sheet.shapes if shape.has_text_frame]
        assert visit.mark in texts
        assert any(text.startswith("Nguồn") for text in texts), slide
        assert any(" · mã " in text for text in texts), slide


def test_slide_of_an_exhibit_that_is_not_there_says_so(small_country: Edition) -> None:
    visit = Visit(WORDS, small_country)
    slide = Slide("", "funding", {"place": "v2008.province.20", "part": "none"})
    assert slide_content(visit, slide)["sentence"] == WORDS("show.nothing")


def test_slides_of_one_page_are_told_apart_by_what_they_show(small_country: Edition) -> None:
    query = {"place": "v2008.province.20", "store": "demo"}
    slides = [Slide("", "funding", {**query, "part": f"funding-{part}"}) for part in ("stages", "years")]
    labels = [slide_label(slide, Visit(WORDS, small_country)) for slide in slides]
    assert len(set(labels)) == len(slides)
