"""Tables and single numbers of money and flows are slides of their own, in the hall and in PowerPoint."""

import io

import pytest
from pptx import Presentation

from exports.slides.deck import deck
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.slides import Slide
from ui.presentation.slide_contents import slide_content
from vocabulary.words import Words

WORDS = Words("en")
PLACE = {"store": "demo", "place": "v2008.province.20", "period": "2023"}
TABLES = (
    Slide("", "funding", {**PLACE, "view": "items", "part": "items"}),
    Slide("", "funding", {**PLACE, "part": "items-carried-over"}),
    Slide("", "funding", {**PLACE, "view": "need", "part": "needy-disbursed"}),
    Slide("", "flows", {**PLACE, "year": "2023", "part": "form-poor"}),
    Slide("", "flows", {**PLACE, "year": "2023", "part": "form-near"}),
    Slide("", "flows", {**PLACE, "year": "2023", "part": "watched"}),
)
COUNTERPART = Slide("", "funding", {**PLACE, "part": "items-counterpart"})


@pytest.mark.parametrize("slide", TABLES, ids=lambda slide: slide.query["part"])
def test_a_table_is_a_slide_with_its_source_and_mark(small_country: Edition, slide: Slide) -> None:
    content = slide_content(Visit(WORDS, small_country), slide)
    assert content["kind"] == "table"
    assert content["source"]
    assert content["mark"]
    assert all(len(row) == len(content["headers"]) for row in content["rows"])


def test_a_list_of_items_says_of_how_many_its_rows_are(small_country: Edition) -> None:
    content = slide_content(Visit(WORDS, small_country), TABLES[0])
    assert 0 < len(content["rows"]) < content["count"]


def test_tables_and_numbers_are_in_powerpoint(small_country: Edition) -> None:
    visit = Visit(WORDS, small_country)
    book = Presentation(io.BytesIO(deck(visit, [TABLES[0], COUNTERPART], "https://ngheo.example")))
    items, counterpart = book.slides
    content = slide_content(visit, TABLES[0])
    (drawn,) = (shape.table for shape in items.shapes if shape.has_table)
    assert [cell.text for cell in drawn.rows[1].cells] == content["rows"][0]
    texts = "\n".join(shape.text_frame.text for shape in items.shapes if shape.has_text_frame)
    assert f" of {WORDS.number(content['count'])}" in texts
    ((_, rate),) = slide_content(visit, COUNTERPART)["numbers"]
    assert any(
        rate in shape.text_frame.text.splitlines() for shape in counterpart.shapes if shape.has_text_frame
    )
