"""Classes of several years are made of years of one standard that most areas have; of money, of each year."""

from typing import Any

import pandas as pd

from data_access.store.frames import Row
from ui.maps.bivariate_picture import sides_by_year
from ui.maps.class_choice import CHOSEN
from ui.maps.map_facts import LayerFacts, MapFacts, Painting
from ui.maps.picture_address import PictureAddress
from ui.maps.year_classes import YearClasses, classes_by_year, legend_note
from vocabulary.words import Words

CODES = tuple(f"{number:02}" for number in range(10))
LAYERS = {
    vintage: LayerFacts(vintage, "", CODES, pd.DataFrame({"area_code": CODES}))
    for vintage in ("v2008", "v2025")
}


def of_year(
    year: int, standard: str, *values: float, vintage: str = "v2008", kind: str = "survey"
) -> pd.DataFrame:
    rows = {"area_code": CODES[: len(values)], "value": values, "year": year, "vintage": vintage}
    known = {"standard_code": standard, "source_kind": kind, "status": "final", "state": "reported"}
    return pd.DataFrame(rows | known | {"decimals": 0})


def made(*years: pd.DataFrame, unit: str = "percent", **asked: Any) -> dict[int, YearClasses]:
    nothing = pd.DataFrame()
    indicator: Row = {"unit": unit, "direction": "lower"}
    facts = MapFacts(indicator, LAYERS, pd.concat(years), nothing, nothing, nothing, "")
    return dict(classes_by_year(PictureAddress("x", "province", **asked), facts, Painting()))


def test_years_of_one_standard_share_classes_that_know_nothing_of_the_other() -> None:
    ten = range(10)
    found = made(
        of_year(2020, "old", *ten), of_year(2021, "old", *ten), of_year(2022, "new", *range(100, 110))
    )
    assert found[2020] == found[2021]
    assert (found[2020].years, found[2022].years) == ((2020, 2021), (2022,))
    assert (found[2020].classes.upper[-1], found[2022].classes.lowest) == (9, 100)


def test_a_year_with_fewer_than_half_of_the_areas_is_classed_by_the_others() -> None:
    found = made(of_year(2020, "old", *range(10)), of_year(2021, "old", 50, 60, 70, 80))
    assert found[2021] == found[2020]
    assert found[2021].years == (2020,)
    assert found[2021].classes.upper[-1] == 9
    few = made(of_year(2020, "old", 1, 2), of_year(2021, "old", 50, 60, 70, 80))
    assert few[2020].years == (2020, 2021)


def test_classes_of_each_year_know_its_drawn_values_alone() -> None:
    drawn = of_year(2025, "new", *range(10), vintage="v2025")
    others = of_year(2025, "new", 500, 600)
    found = made(drawn, others, of_year(2024, "new", *range(50, 60)), each_year=True)
    assert (found[2025].classes.upper[-1], found[2024].classes.lowest) == (9, 50)


def test_amounts_of_money_are_never_pooled_over_years() -> None:
    years = (of_year(2020, "", *range(10)), of_year(2021, "", *range(100, 110)))
    found = made(*years, unit="thousand_vnd_per_month")
    assert [found[year].years for year in (2020, 2021)] == [(2020,), (2021,)]
    wanted = PictureAddress("x", "province", language="en")
    assert "Current prices" in legend_note(2020, found[2020], [1.0], wanted, Words("en"))
    asked: dict[str, Any] = {"scheme": CHOSEN, "breaks": (5.0, 50.0)}
    by_breaks = made(*years, unit="thousand_vnd_per_month", **asked)
    chosen = PictureAddress("x", "province", language="en", **asked)
    assert "prices of each year" in legend_note(2020, by_breaks[2020], [1.0], chosen, Words("en"))


def test_thirds_of_two_indicators_know_their_year_and_its_drawn_areas_alone() -> None:
    years = [of_year(2020, "old", *range(9)), of_year(2021, "old", *range(100, 109))]
    others = of_year(2021, "old", 900, 901, 902, vintage="v2025")
    figures = pd.concat([*years, others]).assign(second_decimals=0)
    nothing = pd.DataFrame()
    facts = MapFacts(
        {"unit": "percent"},
        LAYERS,
        figures.assign(second_value=1000 + figures["value"]),
        nothing,
        nothing,
        nothing,
        "",
    )
    found = sides_by_year(facts)
    assert [side.upper for side in found[2020]] == [(2, 5, 8), (1002, 1005, 1008)]
    assert [side.upper for side in found[2021]] == [(102, 105, 108), (1102, 1105, 1108)]


def test_the_legend_says_over_which_years_numbers_are_equal_and_where_ties_prevent_it() -> None:
    wanted, words = PictureAddress("x", "province", language="en"), Words("en")
    both = made(of_year(2020, "a", *range(10)), of_year(2021, "a", *range(10)))
    assert "2020–2021" in legend_note(2020, both[2020], [], wanted, words)
    even = made(of_year(2020, "a", *range(10)))[2020]
    assert legend_note(2020, even, [float(number) for number in range(10)], wanted, words) == ""
    values = [0.0] * 5 + [1.0, 2.0, 3.0, 4.0, 5.0]
    tied = made(of_year(2020, "a", *values))[2020]
    assert "Equal values" in legend_note(2020, tied, values, wanted, words)
