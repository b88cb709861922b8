"""The funding page's sentences and tables, each figure derived anew from the embedded rows."""

import csv
from decimal import Decimal

import pytest

from data_access.money.flow_links import UNSPLIT
from tests.browser.server import ROOT
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import plain, said
from ui.cached import figure_frames, household_lists
from ui.cached.editions import Edition
from ui.cached.project_reach import project_reach
from ui.funding.flow_links import fund_to_project, project_to_area
from ui.funding.need_facts import need_facts
from ui.funding.parts import Parts
from ui.maps.map_reading import map_facts
from ui.maps.money_measures import MoneyMeasure, measure_in
from ui.maps.picture_address import PictureAddress
from ui.money.funding_choice import DEFAULT_PROGRAMME, FundingChoice, periods_of, staged
from ui.text.figures import years_text
from ui.text.place_key import NATION, PlaceKey
from vocabulary.words import Words

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


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "vi",
            "2015 (Mọi chương trình mục tiêu quốc gia, dự toán): kế hoạch 15.802 tỷ đồng.",
        ),
        ("en", "2015 (All national target programmes, budget plan): VND 15,802 billion planned."),
    ],
)
def test_a_plan_of_all_programmes_is_shown_by_itself_and_says_so(
    open_page: OpenPage, language: str, told: str
) -> None:
    text = plain(said(open_page("funding", programme="all_programmes", period="2015", lang=language)))
    note = {"vi": "Không cộng với vốn của Chương trình giảm nghèo", "en": "Never added to the money"}[
        language
    ]
    assert told in text
    assert note in text
    assert {"vi": "75.000 tỷ", "en": "75,000 billion"}[language] not in text


def test_what_was_planned_for_2017_is_no_year_of_the_plan_of_all_programmes(edition: Edition) -> None:
    of_all = periods_of(edition, "all_programmes", NATION)
    assert sorted(of_all) == [(year, year) for year in range(2013, 2017)]
    assert periods_of(edition, "two_programmes", NATION) == [(2017, 2017)]
    for programme in ("all_programmes", "two_programmes", DEFAULT_PROGRAMME):
        chosen = FundingChoice(programme, NATION, None, None, None)
        years = set(staged(edition, chosen, "year", of_period=False)["period_to"])
        assert (2017 in years) == (programme == "two_programmes")


def test_the_plan_of_all_programmes_is_divided_by_the_population_of_its_year(edition: Edition) -> None:
    chosen = FundingChoice("all_programmes", NATION, (2016, 2016), None, None)
    need = need_facts(edition, chosen, Parts("province", "v2008", None))
    assert (need.indicator, need.rate_year, need.list_year) == ("survey_income_poverty_rate", 2016, 2016)
    (lai_chau,) = need.places[need.places["area_code"] == "12"].to_dict("records")
    (amount,) = embedded(scope="all_programmes", area_code="12", period_to="2016")
    population = figure_frames.figures_by_area(edition, "average_population", "province", ("v2008",))
    (persons,) = population.query("area_code == '12' and year == 2016")["value"]
    assert lai_chau["per_person"] == pytest.approx(int(amount["amount_vnd"]) / (persons * 10**6))
    # The survey of 2016 has no rate of Ho Chi Minh City: it is left out and not guessed.
    unknown = need.places[need.places["rate"].isna()]
    assert unknown["area_code"].tolist() == ["79"]
    assert {"nso-e0201", "qd-2643-2015"} <= set(need.sources)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_survey_stands_beside_a_list_that_no_review_gives_a_rate_of(
    open_page: OpenPage, edition: Edition, language: str
) -> None:
    chosen = FundingChoice(DEFAULT_PROGRAMME, NATION, (2022, 2025), None, None)
    need = need_facts(edition, chosen, Parts("province", "v2008", None))
    assert (need.indicator, need.rate_year, need.list_year) == (None, None, 2022)
    page = open_page("funding", period="2022-2025", view="need", lang=language)
    expected = Words(language)("need.no_rate_of_list", before="2021", year="2022")
    assert expected in [element.value for element in page.info]


def test_nothing_shares_the_plan_of_all_programmes_by_lists_of_poor_households(open_page: OpenPage) -> None:
    page = open_page("funding", programme="all_programmes", period="2015", view="whatif", lang="en")
    assert "does not apply to the plan of several programmes" in plain(said(page))
    chosen = MoneyMeasure("per_household", "all_programmes", "planned", "", "", 2015, 2015)
    assert measure_in(str(chosen)) is None


@pytest.mark.parametrize("view", ["stages", "flow", "absorption", "need", "items"])
def test_every_part_opens_for_the_plans_of_several_programmes(open_page: OpenPage, view: str) -> None:
    for programme, period in (("all_programmes", "2016"), ("two_programmes", "2017")):
        page = open_page("funding", view=view, programme=programme, period=period)
        assert [element.value for kind in (page.exception, page.error) for element in kind] == []


def test_a_sum_decided_for_five_years_is_no_years_sum(edition: Edition) -> None:
    sums = staged(
        edition, FundingChoice(DEFAULT_PROGRAMME, NATION, None, None, None), "year", of_period=False
    )
    assert set(sums.loc[sums["period_from"] == sums["period_to"], "period_to"]) == set()
    tranches = [row for row in embedded(programme_code=DEFAULT_PROGRAMME) if row["item_code"]]
    assert {(row["amount_vnd"], row["period_from"], row["period_to"]) for row in tranches} == {
        (str(18_000 * BILLION), "2021", "2025"),
        (str(2_000 * BILLION), "2021", "2025"),
    }


def test_no_picture_of_a_year_has_money_of_several(edition: Edition) -> None:
    everywhere = figure_frames.figures_by_area(
        edition, "programme_total_resources", "province", ("v2008",), None
    )
    # Ninh Thuận has 730 billion of 2022-2025, which stood beside the 102 of Đồng Tháp in 2025.
    of_2025 = everywhere[everywhere["year"] == 2025]
    assert of_2025["area_code"].tolist() == ["87"]
    covered = figure_frames.coverage(edition).query("indicator_code == 'programme_total_resources'")
    assert covered.query("level == 'province' and year == 2025")["areas"].tolist() == [1]
    assert covered.query("level == 'nation'").empty
    of_place = figure_frames.figures_of_place(edition, PlaceKey("v2008", "province", "58"))
    (kept,) = of_place[of_place["indicator_code"] == "programme_total_resources"].to_dict("records")
    assert years_text(kept) == "2022–2025"


def test_the_list_of_2022_is_by_the_standard_of_2022_where_the_review_before_has_two(
    edition: Edition,
) -> None:
    lists = household_lists.households(edition, "province", "v2008", 2022, 2022)
    found = dict(zip(lists["area_code"], lists["households"], strict=True))
    # Bắc Kạn reviewed the end of 2021 by both: 13,867 + 8,239 by the old standard, 21,946 + 7,935 by the new.
    assert found["06"] == 21_946 + 7_935
