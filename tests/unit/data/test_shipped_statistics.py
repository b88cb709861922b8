"""The statistics office's tables held to one another and to totals that are written out here."""

from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from tests.unit.data.test_shipped_data import Row, rows

POVERTY = "survey_multidimensional_poverty_rate"
INCOME_POVERTY = "survey_income_poverty_rate"
OLD_DOWNLOADS = ("gso-poverty-by-province", "gso-multidimensional-poverty-by-province-2023")
# Poverty of the 63 provinces weighted by their average population, rounded.
WEIGHTED_BY_POPULATION = {
    **{2016: "9.12", 2017: "8.16", 2018: "6.73", 2019: "5.80", 2020: "5.10", 2021: "4.65"},
    **{2022: "4.50", 2023: "3.60", 2024: "2.54"},
}


def table(name: str, source: str, indicator: str) -> list[Row]:
    found = rows(f"figures/{name}.csv")
    return [row for row in found if (row["source_code"], row["indicator_code"]) == (source, indicator)]


def by_year(name: str, source: str, indicator: str, level: str) -> dict[int, dict[str, Decimal]]:
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for row in table(name, source, indicator):
        if row["level"] == level and row["value"]:
            found[int(row["year"])][row["area_code"]] = Decimal(row["value"])
    return found


def test_the_population_of_provinces_makes_regions_and_nation_in_fifteen_years() -> None:
    levels = {
        level: by_year("nso_population_and_area", "nso-e0201", "average_population", level)
        for level in ("nation", "region", "province")
    }
    assert set(levels["province"]) == set(range(2011, 2026))
    for year, provinces in levels["province"].items():
        nation = levels["nation"][year]["VN"]
        assert len(provinces) == 63
        # Rounding of 63 numbers to ten persons each.
        assert abs(sum(provinces.values()) - nation) <= Decimal("0.32"), year
        assert abs(sum(levels["region"][year].values()) - nation) <= Decimal("0.08"), year


def test_the_area_of_provinces_is_12_70_square_kilometres_less_than_the_nations() -> None:
    found = {
        level: by_year("nso_population_and_area", "nso-e0201", "land_area", level)[2025]
        for level in ("nation", "region", "province")
    }
    assert found["nation"]["VN"] == Decimal("331338.31")
    assert sum(found["region"].values()) == sum(found["province"].values()) == Decimal("331325.61")
    assert "area-2025-provinces-and-nation" in {row["code"] for row in rows("known_slips.csv")}


def test_provinces_weighted_by_population_stay_near_the_printed_nation() -> None:
    weights = by_year("nso_population_and_area", "nso-e0201", "average_population", "province")
    rates = by_year("nso_poverty_by_province", "nso-e1448", POVERTY, "province")
    means = {}
    for year, of_provinces in rates.items():
        weighted = sum(rate * weights[year][code] for code, rate in of_provinces.items())
        means[year] = str(round(weighted / sum(weights[year].values()), 2))
    assert means == WEIGHTED_BY_POPULATION


def test_where_the_new_tables_overlap_with_older_downloads_nine_of_629_values_are_finer() -> None:
    older = {
        (row["indicator_code"], row["area_code"], row["year"]): row["value"]
        for row in rows("figures/survey_poverty_by_province.csv")
        if row["source_code"] in OLD_DOWNLOADS and row["vintage"] == "v2008"
    }
    newer = [
        *table("nso_poverty_by_province", "nso-e1447", INCOME_POVERTY),
        *table("nso_poverty_by_province", "nso-e1448", POVERTY),
    ]
    compared, finer = 0, []
    for row in newer:
        known = older.get((row["indicator_code"], row["area_code"], row["year"]))
        if known is None or not row["value"]:
            continue
        compared += 1
        if Decimal(row["value"]) != Decimal(known):
            finer.append((row["area_code"], row["year"]))
            assert abs(Decimal(row["value"]) - Decimal(known)) <= Decimal("0.05")
    assert compared == 629
    years = [str(year) for year in range(2012, 2017)]
    assert sorted(finer) == [*(("74", year) for year in years), *(("79", year) for year in years[:4])]


@pytest.mark.parametrize(
    ("source", "year", "count"),
    [("nso-e1447", "2025", 63), ("nso-e1456", "2019", 63), ("nso-e1418", "2022", 210)],
)
def test_doubtful_figures_are_of_three_columns_and_each_says_why(source: str, year: str, count: int) -> None:
    doubted = [
        row
        for name in ("nso_poverty_by_province", "nso_living_conditions")
        for row in rows(f"figures/{name}.csv")
        if row["doubtful"] == "1"
    ]
    assert len(doubted) == 336
    assert Counter((row["source_code"], row["year"]) for row in doubted)[source, year] == count
    assert all(row["note_vi"] and row["note_en"] for row in doubted)


def test_malnutrition_of_2022_is_that_of_2021() -> None:
    for kind in ("underweight", "stunting", "wasting"):
        for level in ("nation", "region", "province"):
            found = by_year("nso_living_conditions", "nso-e1418", f"{kind}_under_five_rate", level)
            assert found[2022] == found[2021]


def test_health_insurance_above_100_is_said_at_the_figure() -> None:
    above = [
        row
        for row in table("nso_living_conditions", "nso-e0324", "health_insurance_rate")
        if Decimal(row["value"]) > 100
    ]
    assert Counter(row["area_code"] for row in above) == {"06": 2, "46": 4, "94": 6}
    assert all(row["note_vi"].startswith("Trên 100 %") for row in above)


def test_slips_of_the_new_tables_are_listed_and_told_at_their_figures() -> None:
    slips = {row["source_code"] for row in rows("known_slips.csv")}
    assert {f"nso-{table}" for table in ("e0324", "e1418", "e1428", "e1446", "e1447", "e1456")} <= slips
    dips = [row for row in rows("figures/context_living_conditions.csv") if "lưới điện" in row["note_vi"]]
    assert len(dips) == 15


def test_each_table_is_a_source_with_its_number_address_and_day_of_reading() -> None:
    found = {
        row["code"]: row for row in rows("sources.csv") if row["url"].startswith("https://www.nso.gov.vn")
    }
    assert len(found) == 10
    for code, row in found.items():
        number = row["table_number"].replace(".", "")
        assert (code, row["url"]) == (
            f"nso-{number.lower()}",
            f"https://www.nso.gov.vn/en/px-web/?pxid={number}",
        )
        assert row["read_on"] == row["date"] == "2026-09"
        assert "d387567" in row["note_vi"]
