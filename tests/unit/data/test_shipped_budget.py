"""The shipped budget plans of 2013 to 2017 held to the totals that their decisions print."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

import pytest

from tests.unit.data.test_shipped_programmes import BILLION, Row, money, rows

TRANSFERS = {
    "2013": ("national_programme_transfers_planned", "15101.643"),
    "2014": ("national_programme_transfers_planned", "11526.105"),
    "2015": ("national_programme_transfers_planned", "12050.668"),
    "2016": ("national_programme_transfers_planned", "9057.109"),
    "2017": ("two_programme_transfers_planned", "14363.126"),
}
SPENDING = {
    "2013": "427675.08797",
    "2014": "435799.9984",
    "2015": "477185.5555",
    "2016": "550139.780",
    "2017": "682700.000",
}
# From 2015 on the nation's revenue includes crude oil and what is not distributed to provinces.
REVENUE = {
    "2013": ("882000.000", "0"),
    "2014": ("817200.000", "0"),
    "2015": ("991600.000", "42575.000"),
    "2016": ("1109500.000", "80659.000"),
    "2017": ("1313580.000", "121274.000"),
}
# Amounts are printed in millions, those of 2013 with two decimals: 63 rounded ones miss the total by a few.
ROUNDED = Decimal("0.004")
NATIONAL_PLAN = {"2013": "20030.3", "2014": "14470", "2015": "15801.61", "2017": "15231"}
POVERTY_REDUCTION = {"2013": "5031.3", "2014": "6242", "2015": "7068.21", "2017": "7231"}


def budget(indicator: str, year: str) -> tuple[Decimal, list[Row]]:
    """Return what is printed for the nation, in billion đồng, and the rows of the provinces."""
    found = [
        row
        for row in rows("figures/budget_plans.csv")
        if (row["indicator_code"], row["year"]) == (indicator, year)
    ]
    (nation,) = (row for row in found if row["level"] == "nation")
    return Decimal(nation["value"]), [row for row in found if row["level"] == "province"]


def added(found: Iterable[Row]) -> Decimal:
    return sum((Decimal(row["value"]) for row in found), Decimal(0))


def scope_of(year: str) -> str:
    return "two_programmes" if year == "2017" else "all_programmes"


@pytest.mark.parametrize("year", TRANSFERS)
def test_transfers_to_provinces_make_the_printed_total(year: str) -> None:
    indicator, total = TRANSFERS[year]
    nation, provinces = budget(indicator, year)
    assert nation == Decimal(total)
    assert len(provinces) == (53 if year == "2017" else 63)
    assert added(provinces) - nation == (Decimal("0.001") if year == "2016" else 0)


@pytest.mark.parametrize("year", SPENDING)
def test_spending_of_provinces_makes_the_printed_total(year: str) -> None:
    nation, provinces = budget("local_spending_planned", year)
    assert (nation, len(provinces)) == (Decimal(SPENDING[year]), 63)
    assert abs(added(provinces) - nation) < ROUNDED


@pytest.mark.parametrize("year", REVENUE)
def test_revenue_of_provinces_leaves_out_what_the_note_names(year: str) -> None:
    total, beyond = map(Decimal, REVENUE[year])
    nation, provinces = budget("state_revenue_planned", year)
    assert (nation, len(provinces)) == (total, 63)
    assert nation - added(provinces) == beyond
    (row,) = (
        row
        for row in rows("figures/budget_plans.csv")
        if (row["indicator_code"], row["level"], row["year"]) == ("state_revenue_planned", "nation", year)
    )
    assert bool(row["note_vi"]) == bool(beyond)


def test_money_of_provinces_is_what_the_figures_print_to_the_dong() -> None:
    of_money = {
        (row["scope"], row["area_code"], row["period_to"]): Decimal(row["amount_vnd"]) / BILLION
        for row in money(level="province", stage="planned", fund="central", programme_code="")
    }
    of_figures = {
        (scope_of(row["year"]), row["area_code"], row["year"]): Decimal(row["value"])
        for row in rows("figures/budget_plans.csv")
        if row["indicator_code"].endswith("transfers_planned") and row["level"] == "province"
    }
    assert of_money == of_figures
    assert len(of_money) == 4 * 63 + 53


def test_the_two_programmes_of_2017_are_in_no_series_with_earlier_years() -> None:
    years = defaultdict(set)
    for row in money(programme_code="", stage="planned"):
        years[row["scope"]].add(row["period_to"])
    assert years["all_programmes"] == {"2013", "2014", "2015", "2016"}
    assert years["two_programmes"] == {"2017"}
    assert {
        row["year"] for row in rows("figures/budget_plans.csv") if row["indicator_code"].startswith("two")
    } == {"2017"}


@pytest.mark.parametrize("year", NATIONAL_PLAN)
def test_the_national_plan_is_made_of_its_programmes(year: str) -> None:
    plan = money(scope=scope_of(year), area_code="VN", period_to=year)
    by_fund: dict[str, dict[str, int]] = defaultdict(dict)
    for row in plan:
        by_fund[row["fund"]][row["item_code"]] = int(row["amount_vnd"])
    totals = {fund: amounts.pop("") for fund, amounts in by_fund.items()}
    assert totals["state_budget"] == int(Decimal(NATIONAL_PLAN[year]) * BILLION)
    assert totals["development"] + totals["recurrent"] == totals["state_budget"]
    assert by_fund["state_budget"]["poverty-reduction"] == int(Decimal(POVERTY_REDUCTION[year]) * BILLION)
    named = {fund: sum(amounts.values()) for fund, amounts in by_fund.items()}
    if year == "2013":
        # The copy read names eleven programmes; the note of the total says so.
        assert named["state_budget"] == int(Decimal("14807.5") * BILLION)
        (total,) = (row for row in plan if row["note_vi"])
        assert "14.807,5" in total["note_vi"]
    else:
        assert named == totals


def test_each_plan_names_its_decision_with_number_and_date() -> None:
    sources = {row["code"]: row for row in rows("sources.csv")}
    for row in (*money(scope="all_programmes"), *money(scope="two_programmes")):
        source = sources[row["source_code"]]
        assert (row["document"], row["decided_on"]) == (source["doc_number"], source["date"])
        assert (source["publisher"], row["programme_code"]) == ("Bộ Tài chính", "")
