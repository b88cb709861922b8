"""The values of the map page: as a table, in classes of one's own, as ranges."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.golden_pictures import assert_as_written_down
from tests.browser.map_picture import MapPicture, map_picture
from tests.browser.maps.test_map import NO_BREAK, in_address, opened
from tests.browser.visitor import Visitor
from vocabulary.words import Words


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            "vi",
            [
                ("1", "12", "Lai Châu", f"27,9{NO_BREAK}%"),
                ("", "79", "Thành phố Hồ Chí Minh", "Không có số liệu"),
            ],
        ),
        ("en", [("1", "12", "Lai Chau", "27.9%"), ("", "79", "Ho Chi Minh City", "No data")]),
    ],
)
def test_a_year_with_a_gap_shows_it_hatched_and_counted_and_the_same_values_in_a_table(
    visitor: Visitor, language: str, rows: list[tuple[str, ...]]
) -> None:
    picture = opened(visitor, f"year=2016&lang={language}", 2016)
    assert_as_written_down(f"income-2016-{language}", picture)
    assert_gap_is_hatched_and_counted(picture, language)
    visitor.page.get_by_text(Words(language)("map.as_table")).click()
    table = visitor.page.get_by_role("table")
    lines = table.locator("tbody tr")
    expect(lines).to_have_count(63)
    found = [tuple(line.locator("td").all_inner_texts()[:4]) for line in (lines.first, lines.last)]
    assert found == rows
    from_table = {cells[1]: f"{cells[2]}: {cells[3]}" for cells in table.evaluate(CELLS)}
    from_map = {area["code"]: area["label"] for area in picture.areas()}
    unit = {"vi": " số hộ", "en": " of households"}[language]
    assert {
        code: label.removesuffix(", 2016").replace(unit, "") for code, label in from_map.items()
    } == from_table


def assert_gap_is_hatched_and_counted(picture: MapPicture, language: str) -> None:
    (gap,) = [area for area in picture.areas() if not area["class"].startswith("class-")]
    no_data = Words(language)("state.missing")
    assert (gap["code"], gap["colour"]) == ("79", 'url("#hatch")')
    assert f": {no_data}, 2016" in gap["label"]
    assert picture.legend()[-1] == {"label": no_data, "count": 1, "class": "gap-none"}
    assert sum(line["count"] for line in picture.legend()) == 63


CELLS = "table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent))"


def test_classes_follow_the_method_number_and_breaks_chosen(visitor: Visitor) -> None:
    picture = opened(visitor, "year=2016&lang=en&scheme=equal_interval&classes=4", 2016)
    assert [line["label"] for line in picture.legend()] == [
        "38.11 – 50.80",
        "25.41 – 38.10",
        "12.71 – 25.40",
        "0.01 – 12.70",
        "No data",
    ]
    visitor.page.get_by_role("button", name="How colours are assigned").click()
    visitor.page.get_by_text("My own breaks").click()
    breaks = visitor.page.get_by_label("Breaks, separated by spaces")
    breaks.fill("5; 10,5 20")
    breaks.press("Enter")
    in_address(visitor.page, scheme="chosen")
    expect(picture.frame.locator(".legend-label")).to_have_text(
        ["20.01 – 50.80", "10.51 – 20.00", "5.01 – 10.50", "0.01 – 5.00", "No data"]
    )
    assert sum(line["count"] for line in picture.legend()) == 63


def test_range_is_shown_with_its_unit(visitor: Visitor) -> None:
    visitor.open("/map?indicator=vocational_trainees_per_year&lang=en")
    picture = map_picture(visitor).shows(2025)
    picture.area("11").hover()
    expect(picture.part("tooltip-value")).to_have_text(re.compile(f"^8,000–.+{NO_BREAK}persons a year$"))
    assert len(picture.areas()) == 63
