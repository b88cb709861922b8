"""The funding page's sentences and tables, each figure derived anew from the embedded rows."""

import csv
from decimal import Decimal

import pytest

from data_access.money.flow_links import UNSPLIT
from tests.browser.server import ROOT
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import plain, said
from ui.cached import figure_frames
from ui.cached.editions import Edition
from ui.cached.project_reach import project_reach
from ui.funding.choice import DEFAULT_PROGRAMME, FundingChoice
from ui.funding.flow_links import fund_to_project, project_to_area
from ui.maps.map_reading import map_facts
from ui.maps.money_measures import MoneyMeasure, measure_in
from ui.maps.picture_address import PictureAddress
from ui.text.place_key import NATION, PlaceKey

LAC_SON = PlaceKey("v2008", "district", "157")
BILLION = 10**9


def embedded(**wanted: str) -> list[dict[str, str]]:
    """Return rows of the embedded file of money as they stand, by what their columns hold."""
    with (ROOT / "data" / "programmes" / "money.csv").open(encoding="utf-8", newline="") as file:
        return [
            row for row in csv.DictReader(file) if all(row[name] == value for name, value in wanted.items())
        ]


def billions(row: dict[str, str], *, comma: bool) -> str:
    number = f"{Decimal(row['amount_vnd']) / BILLION:f}".rstrip("0").rstrip(".")
    return number.replace(".", ",") if comma else number


@pytest.mark.parametrize("language", ["vi", "en"])
def test_lac_son_has_its_figures_with_their_more_than_and_range(open_page: OpenPage, language: str) -> None:
    text = plain(said(open_page("funding", place=str(LAC_SON), lang=language)))
    (whole,) = embedded(area_code="157", project_code="", scope="programme")
    (information,) = embedded(area_code="157", project_code="P6.1")
    (communication,) = embedded(area_code="157", project_code="P6.2")
    (own,) = embedded(area_code="157", scope="own_budget")
    assert {row["qualifier"] for row in (information, communication)} == {"more_than"}
    small = int(communication["amount_vnd"]) // 10**6
    least, most = (int(own[f"amount_{end}_vnd"]) // 10**6 for end in ("min", "max"))
    if language == "vi":
        expected = [
            f"Huyện Lạc Sơn, 2022–2023: được giao {billions(whole, comma=True)} tỷ đồng.",
            f"hơn {billions(information, comma=True)} tỷ đồng",
            f"hơn {small} triệu đồng",
            f"{least}–{most} triệu đồng mỗi năm",
        ]
    else:
        expected = [
            f"2022–2023: VND {billions(whole, comma=False)} billion assigned.",
            f"more than VND {billions(information, comma=False)} billion",
            f"more than VND {small} million",
            f"VND {least}–{most} million a year",
        ]
    assert [text_ for text_ in expected if text_ not in text] == []


def test_nation_says_the_plan_and_its_three_funds_which_make_it(open_page: OpenPage) -> None:
    text = plain(said(open_page("funding")))
    planned = {
        row["fund"]: int(row["amount_vnd"])
        for row in embedded(area_code="VN", programme_code=DEFAULT_PROGRAMME, stage="planned")
    }
    assert planned["central"] + planned["local"] + planned["mobilised"] == planned["total"]
    for fund in ("total", "central", "local", "mobilised"):
        assert f"{planned[fund] // BILLION:,}".replace(",", ".") + " tỷ đồng" in text


def test_what_the_three_programmes_report_together_is_not_in_the_headline(open_page: OpenPage) -> None:
    page = open_page("funding", lang="en")
    headline = next(text for text in said(page).split("\n") if "headline" in text)
    assert "disbursed" not in headline
    together = [
        row for row in embedded(scope="three_programmes", stage="disbursed") if row["fund"] == "total"
    ]
    amount = f"{int(together[0]['amount_vnd']) // BILLION:,}"
    assert amount not in headline
    assert f"VND {amount} billion" in said(page)


def test_parts_of_money_alone_are_said_to_be_parts(open_page: OpenPage) -> None:
    text = plain(said(open_page("funding", place=str(LAC_SON), period="2023", lang="en")))
    told = sum(
        int(row["amount_vnd"]) for row in embedded(area_code="157", stage="assigned") if row["project_code"]
    )
    assert f"more than VND {Decimal(told) / BILLION:f}".rstrip("0") + " billion (P6.1 and P6.2 only)" in text


@pytest.mark.parametrize(
    ("view", "place"),
    [
        ("flow", str(NATION)),
        ("absorption", str(NATION)),
        ("need", str(NATION)),
        ("items", str(NATION)),
        ("need", "v2008.province.58"),
        ("items", "v2008.district.157"),
        ("stages", "v2025.commune.00004"),
    ],
)
def test_every_part_opens_for_every_kind_of_place(open_page: OpenPage, view: str, place: str) -> None:
    page = open_page("funding", view=view, place=place)
    assert [element.value for element in page.exception] == []
    assert [element.value for kind in (page.error, page.warning) for element in kind] == []


def test_nonsense_in_the_address_is_told_and_the_page_stands(open_page: OpenPage) -> None:
    page = open_page("funding", period="1066", project="P99", fund="gold", view="x", programme="y", lang="en")
    assert [element.value for element in page.exception] == []
    assert len(page.warning) == 5


def test_flow_of_the_plan_is_as_wide_as_the_plan(edition: Edition) -> None:
    chosen = FundingChoice(DEFAULT_PROGRAMME, NATION, (2021, 2025), None, None)
    links = fund_to_project(edition, chosen, "planned")
    assert {target for _, target in links} == {f"project:{UNSPLIT}"}
    assert sum(flow.vnd for flow in links.values()) == 75_000 * BILLION
    onto = project_to_area(edition, chosen, "assigned", fund_to_project(edition, chosen, "assigned"))
    ((_, place), flow) = next(iter(onto.items()))
    assert (place, flow.vnd) == ("area:12", 177 * BILLION)


def test_map_divides_money_by_the_households_listed_when_it_came(edition: Edition) -> None:
    measure = MoneyMeasure("per_household", DEFAULT_PROGRAMME, "planned", "", "", 2022, 2025)
    assert measure_in(str(measure)) == measure
    facts = map_facts(edition, PictureAddress(str(measure), "province"))
    (row,) = facts.figures.to_dict("records")
    (total,) = embedded(area_code="58", fund="total")
    # The list in force in 2022 is that of the review of 2021, whose counts are figures of that year.
    counts = [
        figure_frames.figures_by_area(edition, code, "province", ("v2008",)).query(
            "area_code == '58' and year == 2021"
        )
        for code in ("poor_households", "near_poor_households")
    ]
    households = sum(int(found["value"].iloc[0]) for found in counts)
    assert row["value"] == round(int(total["amount_vnd"]) / 10**6 / households, 1)
    assert (row["area_code"], row["qualifier"]) == ("58", total["qualifier"])


def test_housing_surely_does_not_apply_where_no_district_is_poor(edition: Edition) -> None:
    long_an = project_reach(edition, DEFAULT_PROGRAMME, PlaceKey("v2008", "province", "80"))
    assert long_an["P5"] is False
    assert long_an["P2"] is True
    assert project_reach(edition, DEFAULT_PROGRAMME, NATION)["P5"] is None
