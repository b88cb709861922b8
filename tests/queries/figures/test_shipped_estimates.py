"""Rates of today's provinces as the store estimates them, computed a second time from the files."""

import csv
from collections import defaultdict
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path

import pytest

from data_access.comparing.restating import Indicator, restated
from data_access.comparing.weighted_means import HOUSEHOLDS_BY_POPULATION, Weights, residuals
from data_access.queries.areas import areas
from data_access.queries.crosswalk import crosswalk_pairs
from data_access.queries.figures import figures_by_area
from data_access.queries.weights import province_weights, weight_sources
from data_access.store.opening import Store
from data_access.store.settings import ROOT

DATA = ROOT / "data"
RATE, TABLE, YEARS = "survey_multidimensional_poverty_rate", "nso-e1448", range(2016, 2025)
Cell = tuple[str, int]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def provinces_before(indicator: str, source: str = "") -> dict[Cell, Fraction]:
    """The figures of an indicator by old province and year, from the files."""
    return {
        (row["area_code"], int(row["year"])): Fraction(row["value"])
        for path in (DATA / "figures").glob("*.csv")
        for row in rows(path)
        if (row["indicator_code"], row["vintage"], row["level"]) == (indicator, "v2008", "province")
        and row["source_code"].startswith(source)
        and row["value"]
    }


@cache
def parts() -> dict[str, list[str]]:
    found = defaultdict(list)
    for row in rows(DATA / "crosswalk.csv"):
        if (row["from_vintage"], row["from_level"]) == ("v2008", "province"):
            found[row["to_code"]].append(row["from_code"])
    return found


def expected(province: str, year: int) -> float:
    """The mean of the parts by households of 2019 times the growth of the population, in hundredths."""
    households, population = provinces_before("census_households"), provinces_before("average_population")
    rates = provinces_before(RATE, TABLE)
    weights = {
        part: households[part, 2019] * population[part, year] / population[part, 2019]
        for part in parts()[province]
    }
    mean = sum(rates[part, year] * weight for part, weight in weights.items()) / sum(weights.values())
    return floor(mean * 100 + Fraction(1, 2)) / 100


def test_every_estimate_is_the_mean_of_its_parts(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        figures = figures_by_area(session, RATE, level="province", vintages=["v2008"])
        pairs = crosswalk_pairs(session, level="province", from_vintage="v2008", to_vintage="v2025")
        weights = Weights(HOUSEHOLDS_BY_POPULATION, province_weights(session))
    found = restated(figures, pairs, Indicator("none", 2), weights=weights)
    found = found[found["year"].isin(YEARS)]
    assert found.groupby("year").size().tolist() == [34] * len(YEARS)
    assert found.groupby("restated").size().to_dict() == {"estimated": 23 * 9, "unchanged": 11 * 9}
    computed = {(row["area_code"], row["year"]): row["value"] for row in found.to_dict("records")}
    assert computed == {cell: pytest.approx(expected(*cell), abs=1e-9) for cell in computed}


def test_the_weights_are_known_for_63_provinces_in_every_year_with_a_population(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        weights, sources = province_weights(session), weight_sources(session)
    assert set(weights.groupby("year").size()) == {63}
    assert weights["year"].min() == 2011
    assert round(weights.loc[weights["year"] == 2019, "weight"].sum()) == 26_870_079
    assert len(sources) == 2


@pytest.mark.parametrize(
    ("level", "since", "most"),
    [("nation", 2016, 0.52), ("nation", 2020, 0.04), ("region", 2016, 0.56), ("region", 2020, 0.14)],
)
def test_estimates_lie_no_farther_from_published_rates_than_the_method_says(
    shipped_store: Store, level: str, since: int, most: float
) -> None:
    with shipped_store.session() as session:
        figures = figures_by_area(session, RATE, level="province", vintages=["v2008"])
        published = figures_by_area(session, RATE, level=level, vintages=["v2008"])
        weights = Weights(HOUSEHOLDS_BY_POPULATION, province_weights(session))
        provinces = areas(session, level="province", vintage="v2008")
    units = provinces["parent_code"] if level == "region" else "VN"
    pairs = provinces[["code"]].rename(columns={"code": "from_code"}).assign(to_code=units)
    found = residuals(figures, pairs, weights, published)
    found = found[found["year"].isin(range(since, 2025))]
    assert len(found) == (6 if level == "region" else 1) * (2025 - since)
    assert found["residual"].abs().max() == pytest.approx(most, abs=1e-9)
