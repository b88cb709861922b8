import pandas as pd
import pytest

from data_access.comparing.comparability import comparability
from data_access.comparing.restating import Indicator, restated
from data_access.embedded.csv_lines import lines
from data_access.queries.areas import areas
from data_access.queries.crosswalk import crosswalk_pairs
from data_access.queries.figures import figures_by_area, figures_of_area, other_reports
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


@pytest.mark.parametrize("year", range(2016, 2025))
def test_63_provinces_have_a_multidimensional_rate_from_one_table(shipped_store: Store, year: int) -> None:
    found = provinces(shipped_store, SURVEY_MULTIDIMENSIONAL)
    in_year = found[found["year"] == year]
    assert in_year["value"].notna().sum() == in_year["area_code"].nunique() == 63
    assert set(in_year["source_code"]) == {"nso-e1448"}
    assert set(in_year["status"]) == {"preliminary" if year == 2024 else "final"}
    assert set(in_year["standard_code"]) == {"survey-md-2016" if year <= 2021 else "survey-md-2022"}


def test_the_nation_has_ten_years_of_the_multidimensional_rate_with_one_break(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        series = figures_of_area(session, SURVEY_MULTIDIMENSIONAL, **NATION)
    rates = dict(zip(series["year"], series["value"], strict=True))
    assert rates == {
        **{2016: 9.15, 2017: 7.89, 2018: 6.84, 2019: 5.65, 2020: 4.80, 2021: 4.36},
        **{2022: 4.19, 2023: 3.37, 2024: 2.35, 2025: rates[2025]},
    }
    assert series["status"].tolist()[-2:] == ["preliminary", "preliminary"]
    classes = comparability(series)
    assert classes[classes["class"] != "A"]["to_year"].tolist() == [2022]


def test_2025_by_former_province_is_kept_with_its_reason_and_not_shown(shipped_store: Store) -> None:
    assert 2025 not in set(provinces(shipped_store, SURVEY_MULTIDIMENSIONAL)["year"])
    with shipped_store.session() as session:
        covered = indicator_coverage(session)
        others = other_reports(session, SURVEY_MULTIDIMENSIONAL, vintage="v2008", level="province", code="45")
    of_provinces = covered[
        (covered["indicator_code"] == SURVEY_MULTIDIMENSIONAL) & (covered["level"] == "province")
    ]
    assert dict(zip(of_provinces["year"], of_provinces["areas"], strict=True)) == dict.fromkeys(
        range(2016, 2025), 63
    )
    (doubted,) = others[others["year"] == 2025].to_dict("records")
    assert (doubted["value"], doubted["status"], doubted["source_code"]) == (6.13, "preliminary", "nso-e1447")
    assert "không vẽ lên bản đồ" in doubted["note_vi"]
    assert "not drawn on the map" in doubted["note_en"]


@pytest.mark.parametrize(
    ("indicator", "level", "left_out"),
    [
        ("population_hygienic_latrine_rate", "province", 2019),
        ("stunting_under_five_rate", "province", 2022),
        ("stunting_under_five_rate", "region", 2022),
        ("stunting_under_five_rate", "nation", 2022),
    ],
)
def test_columns_that_went_wrong_in_print_are_not_shown(
    shipped_store: Store, indicator: str, level: str, left_out: int
) -> None:
    with shipped_store.session() as session:
        found = figures_by_area(session, indicator, level=level, vintages=["v2008"])
    years = set(found["year"])
    assert left_out not in years
    assert {left_out - 1, left_out + 1} <= years


@pytest.mark.parametrize(
    ("code", "year", "value"),
    [("74", 2012, 0.14), ("74", 2014, 0.03), ("79", 2012, 0.05), ("79", 2015, 0.01)],
)
def test_rates_printed_with_more_decimals_replace_the_rounded_ones(
    shipped_store: Store, code: str, year: int, value: float
) -> None:
    found = provinces(shipped_store, SURVEY_INCOME).set_index(["area_code", "year"])
    assert (found.loc[(code, year), "value"], found.loc[(code, year), "decimals"]) == (value, 2)


def test_income_of_2016_is_the_final_one_and_the_preliminary_one_is_listed(shipped_store: Store) -> None:
    income = "monthly_income_per_capita_mean"
    with shipped_store.session() as session:
        series = figures_of_area(session, income, **NATION).set_index("year")
        others = other_reports(session, income, **NATION).set_index("year")
    assert (series.loc[2016, "value"], series.loc[2016, "status"]) == (3098, "final")
    assert (others.loc[2016, "value"], others.loc[2016, "status"]) == (3049, "preliminary")


def test_former_provinces_add_up_to_the_population_of_todays(shipped_store: Store) -> None:
    """Hà Nam, Nam Định and Ninh Bình became Ninh Bình: 894.22 + 1,894.20 + 1,030.34 thousand in 2024."""
    with shipped_store.session() as session:
        pairs = crosswalk_pairs(session, level="province", from_vintage="v2008", to_vintage="v2025")
        found = figures_by_area(session, "average_population", level="province", vintages=["v2008"])
    carried = restated(found, pairs, Indicator("sum", 2))
    ninh_binh = carried[(carried["area_code"] == "37") & (carried["year"] == 2024)]
    assert ninh_binh[["value", "restated"]].to_numpy().tolist() == [[3818.76, "exact"]]


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
    one_a_line = sum(1 for _ in lines(ROOT / "data", "figure"))
    of_the_census = 3 * 10_035 + 7 * (695 + 24) + 5 * (63 + 1)
    of_communes_today = 3 * 3_321
    assert counted.sum() == one_a_line + of_the_census + of_communes_today
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
