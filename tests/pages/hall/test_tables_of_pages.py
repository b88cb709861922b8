"""Tables and lists of pages are exhibits: with a head, files and a slide that names its source."""

import pytest

from tests.pages.conftest import OpenPage
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.slides import Slide, packed, unpacked
from ui.explore.catalogue_section import indicator_exhibit
from ui.presentation.slide_contents import slide_content
from ui.presentation.slide_labels import slide_label
from vocabulary.words import Words

HOA_BINH, PHU_THO = {"place": "v2008.province.17"}, {"place": "v2025.province.25"}
INCOME = "survey_income_poverty_rate"
# The page, its view, the keys of its tables.
TABLES: list[tuple[str, dict[str, str], tuple[str, ...]]] = [
    ("area", HOA_BINH | {"view": "figures"}, ("figures-poverty", "figures-census", "figures-context")),
    ("area", PHU_THO | {"view": "territory"}, ("parts", "predecessors")),
    ("area", HOA_BINH | {"view": "territory"}, ("parts", "successors")),
    ("quality", {}, ("reports",)),
    ("explore", {"part": "catalogue", "indicator": INCOME}, ("indicator",)),
    ("sources", {}, ("residuals", "standards", "slips", "documents")),
]


@pytest.mark.parametrize(("path", "view", "keys"), TABLES)
def test_tables_of_a_page_have_a_head_and_are_offered_as_files_and_slides(
    edition: Edition,
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    view: dict[str, str],
    keys: tuple[str, ...],
) -> None:
    files: list[str] = []
    slides: dict[str, Slide] = {}

    def add(_: object, path: str, *, pinned: dict[str, str], as_tool: bool) -> None:
        slides[files[-1]] = Slide("", path, {**view, **pinned})

    monkeypatch.setattr(
        "ui.controls.exhibits.download_menu", lambda _, exhibit, __: files.append(exhibit.key)
    )
    monkeypatch.setattr("ui.controls.exhibits.add_to_presentation", add)
    page = open_page(path, lang="vi", **view)
    assert [element.value for element in page.exception] == []
    assert set(keys) <= set(files)
    visit = Visit(Words("vi"), edition)
    for key in keys:
        slide = slides[key]
        content = slide_content(visit, slide)
        assert content["kind"] == "table", key
        assert content["rows"], key
        assert all(content[name] for name in ("title", "source")), key
        assert len({len(row) for row in (content["headers"], *content["rows"])}) == 1
        assert slide_label(slide, visit).count(" · ") >= 1
        assert unpacked(packed([slide])) == (slide,)


def test_the_slide_of_an_indicator_says_its_definition_and_the_years_of_its_figures(edition: Edition) -> None:
    exhibit = indicator_exhibit(Visit(Words("en"), edition), INCOME)
    assert ["Numerator", "Households with income below the line"] in exhibit.table()
    assert exhibit.subtitle == "1998–2016 · % of households"
