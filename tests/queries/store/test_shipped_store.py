import pandas as pd
import pytest

from data_access.comparing.comparability import comparability
from data_access.embedded.csv_lines import lines
from data_access.queries.areas import areas
from data_access.queries.figures import figures_by_area, figures_of_area
from data_access.queries.indicators import indicator_coverage, indicators
from data_access.queries.sources import known_slips, sources, standards
from data_access.store.opening import Store
from data_access.store.settings import ROOT

NATION = {"vintage": "v2008", "level": "nation", "code": "VN"}
SURVEY_INCOME = "survey_income_poverty_rate"
SURVEY_MULTIDIMENSIONAL = "survey_multidimensional_poverty_rate"
POOR, NEAR_POOR = "poor_household_rate", "near_poor_household_rate"
POOR_AND_NEAR_POOR = "multidimensional_poverty_rate"


def provinces(store: Store, indicator_code: str) -> pd.DataFrame:
    with store.session() as session:
        return figures_by_area(session, indicator_code, level="province", vintages=["v2008"])


@pytest.mark.parametrize(
    ("level", "vintage", "count"),
    [
        ("nation", "v2008", 1),
        ("region", "v2008", 6),
        ("province", "v2004", 1),
        ("province", "v2008", 63),
        ("district", "v2008", 696),
        ("commune", "v2008", 10_035),
        ("province", "v2025", 34),
        ("commune", "v2025", 3_321),
    ],
)
def test_every_area_is_there(shipped_store: Store, level: str, vintage: str, count: int) -> None:
    with shipped_store.session() as session:
        found = areas(session, level=level, vintage=vintage)
    assert len(found) == count
    assert found["code"].is_unique
    assert found["code"].is_monotonic_increasing


def test_63_provinces_have_a_rate_in_2023(shipped_store: Store) -> None:
    found = provinces(shipped_store, SURVEY_MULTIDIMENSIONAL)
    in_2023 = found[found["year"] == 2023]
    assert in_2023["value"].notna().sum() == in_2023["area_code"].nunique() == 63
    assert set(in_2023["status"]) == {"preliminary"}


@pytest.mark.parametrize("year", [2006, 2008, 2010, 2011, 2012, 2013, 2014, 2015])
def test_63_provinces_have_an_income_poverty_rate(shipped_store: Store, year: int) -> None:
    found = provinces(shipped_store, SURVEY_INCOME)
    in_year = found[(found["year"] == year) & found["value"].notna()]
    assert in_year["area_code"].nunique() == len(in_year) == 63


@pytest.mark.parametrize(
    ("year", "both", "poor", "near_poor"),
    [(2022, 7.52, 4.03, 3.49), (2023, 5.71, 2.93, None), (2024, 4.06, 1.93, None)],
)
def test_the_nation_in_the_reviews(
    shipped_store: Store, year: int, both: float, poor: float, near_poor: float | None
) -> None:
    with shipped_store.session() as session:
        values = {
            code: figures_of_area(session, code, **NATION).set_index("year")["value"]
            for code in (POOR_AND_NEAR_POOR, POOR, NEAR_POOR)
        }
    assert values[POOR_AND_NEAR_POOR][year] == both
    assert values[POOR][year] == poor
    if near_poor is not None:
        assert values[NEAR_POOR][year] == near_poor
        assert round(poor + near_poor, 2) == both


def test_from_2021_to_2022_the_nation_is_not_compared(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        series = figures_of_area(session, POOR, **NATION)
    pair = comparability(series).set_index("from_year").loc[2021]
    assert series.set_index("year")["value"].loc[[2021, 2022]].tolist() == [2.23, 4.03]
    assert (pair["to_year"], pair["class"], pair["reason"]) == (2022, "D", "standard_changed")


def test_no_figure_is_without_a_source(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        counted = sources(session).set_index("code")["figures"]
    assert counted.sum() == sum(1 for _ in lines(ROOT / "data", "figure"))
    assert counted[["gso-poverty-by-province", "nso-trained-labour", "nso-unemployment"]].tolist() == [
        560,
        1190,
        490,
    ]


def test_nothing_that_ships_is_simulated(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        coverage = indicator_coverage(session)
        codes = coverage["indicator_code"].unique()
        kinds = {
            kind
            for code in codes
            for kind in figures_by_area(session, code, level="province", vintages=["v2008"])["source_kind"]
        }
    assert "synthetic" not in kinds
    assert kinds


def test_every_indicator_is_named_in_both_languages(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = indicators(session)
    assert found[["code", "name_vi", "name_en", "unit"]].notna().all(axis=None)
    assert found["code"].is_unique


def test_standards_and_slips_are_told(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        assert {"review-md-2016", "review-md-2022", "survey-md-2022"} <= set(standards(session)["code"])
        assert not known_slips(session).empty
