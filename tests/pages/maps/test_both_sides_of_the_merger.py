"""The document of both sides of the merger: the same classes, both counts, and what became of which unit."""

from typing import Any

import pytest

from data_access.door import PUBLIC
from exports.maps.one_file import one_file
from exports.maps.still import map_still
from tests.pages.conftest import OpenPage
from ui.cached.comparable_figures import merger_years
from ui.cached.editions import Edition
from ui.cached.visit import Visit
from ui.charts.printed_code import Cited
from ui.charts.slides import Slide
from ui.charts.view_codes import cite
from ui.maps.drawn_outlines import layers_of, outlines_of
from ui.maps.kinds import painted_document
from ui.maps.picture_address import PictureAddress
from ui.maps.requested_map import requested_map
from ui.presentation.slide_contents import slide_content
from vocabulary.words import Words

SURVEY, SIZE = "survey_multidimensional_poverty_rate", "census_household_size"
PHU_THO = "v2025.province.25"


def document(edition: Edition, indicator: str, level: str = "province", **more: Any) -> dict[str, Any]:
    return painted_document(edition, PictureAddress(indicator, level, "today", kind="merger", **more))


def place(layer: dict[str, Any], name: str) -> int:
    found: int = layer["names"].index(name)
    return found


def bounds(legend: list[dict[str, Any]]) -> list[tuple[float, float]]:
    return [(line["low"], line["high"]) for line in legend]


def test_both_sides_share_years_and_classes_and_the_legend_counts_both(edition: Edition) -> None:
    drawn = document(edition, SURVEY)
    before = drawn["before"]
    years = [frame["year"] for frame in drawn["frames"]]
    assert years == [frame["year"] for frame in before["frames"]] == list(range(2016, 2025))
    for old, new, told in zip(before["frames"], drawn["frames"], before["told"], strict=True):
        assert bounds(old["legend"]) == bounds(new["legend"]) == bounds(told["legend"])
        counts = [line["count"].split(" → ") for line in [*told["legend"], *told["gaps"]]]
        assert [sum(int(side) for side in sides) for sides in zip(*counts, strict=True)] == [63, 34]


def test_a_former_province_names_what_it_became_and_a_merged_one_its_parts_with_their_figures(
    edition: Edition,
) -> None:
    drawn = document(edition, SURVEY, language="en")
    before, last = drawn["before"], drawn["before"]["frames"][6]
    old, new = before["layer"], drawn["layers"][0]
    hoa_binh, phu_tho = place(old, "Hoa Binh"), place(new, "Phu Tho")
    assert last["year"] == 2022
    assert before["to"][hoa_binh] == [phu_tho]
    assert last["notes"][str(hoa_binh)] == "Now part of Phu Tho 3.96% (estimate)"
    note = before["told"][6]["notes"][str(phu_tho)]
    assert note.startswith("Merged from Hoa Binh 7.94%; ")
    assert note.endswith("Estimated by households of 2019")


def test_the_sentence_says_what_is_compared_and_that_estimates_are_estimates(edition: Edition) -> None:
    told = document(edition, SURVEY, language="en")["before"]["told"][-1]["sentence"]
    assert told == (
        "The same figures of 2024: on the left for the 63 provinces that reported them, on the right"
        " recalculated for today’s 34. 23 of 34 figures are estimated by households of 2019 and the"
        " population of the year."
    )
    exact = document(edition, SURVEY, language="en", estimates=False)["before"]["told"][-1]["sentence"]
    assert exact.endswith(
        "23 of today’s provinces have no figure: it cannot be recalculated from the former provinces."
    )


def test_districts_of_a_province_of_today_stand_beside_its_communes(edition: Edition) -> None:
    drawn = document(edition, SIZE, "commune", within=PHU_THO, language="en")
    before = drawn["before"]
    (old,), (new,) = before["frames"], drawn["frames"]
    shown = [number for number, mark in enumerate(old["marks"]) if mark != "."]
    assert before["words"]["before"] == f"Before: {len(shown)} districts"
    assert len(shown) == 32
    assert sum(mark != "." for mark in new["marks"]) == 148
    assert all(new["marks"][into] != "." for number in shown for into in before["to"][number])


def test_the_map_in_one_file_and_the_hall_have_the_outlines_of_both_sides(edition: Edition) -> None:
    query = {"indicator": SURVEY, "merger": "1", "year": "2022"}
    still = map_still(PUBLIC, requested_map(PUBLIC, query))
    addresses = {layer["geometry"] for layer in layers_of(still.document)}
    assert len(addresses) == 2
    assert outlines_of(still.document).keys() == addresses
    cited = Cited(cite("/map", query, {}), "http://localhost", still.words)
    page = one_file(still, cited).decode()
    assert all(f'"{address}":{{' in page for address in addresses)
    content = slide_content(Visit(Words("vi"), edition), Slide("", "map", query))
    assert addresses < content["documents"].keys()


def test_the_choice_is_offered_where_there_is_a_year_to_compare(open_page: OpenPage) -> None:
    for indicator, is_offered in ((SURVEY, True), ("census_population", False)):
        page = open_page("map", indicator=indicator)
        (look,) = [group for group in page.button_group if group.key == "choice.look"]
        assert (Words("vi")("look.merger") in [option.content for option in look.proto.options]) == is_offered


@pytest.mark.parametrize(
    ("indicator", "level"),
    [
        ("census_population", "province"),
        ("census_population", "commune"),
        ("monthly_income_per_capita_mean", "province"),
        ("poor_household_rate", "province"),
    ],
    ids=["a count", "a count of communes", "what cannot be recalculated", "figures of few provinces"],
)
def test_what_cannot_be_compared_has_no_year(edition: Edition, indicator: str, level: str) -> None:
    assert merger_years(edition, indicator, level) == ()
