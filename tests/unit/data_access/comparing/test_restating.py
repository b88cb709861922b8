"""What may be carried over to today's units, and why the rest may not."""

import pandas as pd

from data_access.comparing.counted import ANYTHING, LAND, PEOPLE, counted
from data_access.comparing.restating import RESTATED_COLUMNS, Indicator, on_new_units, restated

COUNT, RATE, SURVEY = Indicator("sum", 0, PEOPLE), Indicator("ratio", 2, PEOPLE), Indicator("none", 1)
KM2, WORKS = Indicator("sum", 1, LAND), Indicator("sum", 0)


def figures(**values: float | None) -> pd.DataFrame:
    rows = [
        {
            "vintage": "v2008",
            "area_code": code,
            "name_vi": code,
            "name_en": code,
            "year": 2024,
            "value": value,
            "value_min": None,
            "value_max": None,
            "decimals": 0,
            "qualifier": "exact",
            "state": "reported" if value is not None else "missing",
            "status": "final",
            "standard_code": "review-md-2022",
            "source_kind": "administrative",
        }
        for code, value in values.items()
    ]
    return pd.DataFrame(rows).astype({"value": "float64", "decimals": "Int64"})


def pairs(*triples: tuple[str, str, str]) -> pd.DataFrame:
    columns = ["from_code", "to_code", "moved"]
    names = {"to_vintage": "v2025", "to_name_vi": "mới", "to_name_en": "new"}
    return pd.DataFrame(triples, columns=columns).assign(**names)


MERGED = pairs(("a", "n", "all"), ("b", "n", "all"), ("c", "u", "all"))


def only(frame: pd.DataFrame, code: str) -> dict[str, object]:
    rows = frame[frame["area_code"] == code].to_dict("records")
    assert len(rows) == 1
    return {str(name): value for name, value in rows[0].items()}


def test_a_ratio_that_is_no_percentage_is_divided_from_its_sums() -> None:
    people, households = figures(a=401, b=200), figures(a=100, b=50)
    size = Indicator("ratio", 2, PEOPLE, times=1)
    row = only(restated(figures(a=4.01, b=4), MERGED, size, numerator=people, denominator=households), "n")
    assert (row["value"], row["restated"], row["decimals"]) == (4.01, "exact", 2)


def test_counts_of_whole_units_add_up() -> None:
    row = only(restated(figures(a=10, b=5), MERGED, COUNT), "n")
    assert (row["value"], row["restated"], row["made_of"], row["vintage"]) == (15.0, "exact", 2, "v2025")


def test_a_rate_is_recomputed_from_counts_and_never_averaged() -> None:
    rates = figures(a=10, b=50)
    row = only(
        restated(rates, MERGED, RATE, numerator=figures(a=100, b=50), denominator=figures(a=1000, b=100)),
        "n",
    )
    assert row["value"] == 13.64
    assert (row["restated"], row["decimals"]) == ("exact", 2)


def test_a_rate_without_counts_is_not_computable() -> None:
    row = only(restated(figures(a=10, b=50), MERGED, RATE), "n")
    assert (row["state"], row["reason"]) == ("not_computable", "no_counts")
    assert pd.isna(row["value"])  # type: ignore[call-overload]


def test_a_survey_rate_is_kept_only_where_the_boundary_did_not_change() -> None:
    found = restated(figures(a=10, b=50, c=7), MERGED, SURVEY)
    assert (only(found, "u")["value"], only(found, "u")["restated"]) == (7.0, "unchanged")
    assert only(found, "n")["reason"] == "no_counts"


def test_a_missing_part_makes_the_sum_not_computable_instead_of_smaller() -> None:
    assert only(restated(figures(a=10), MERGED, COUNT), "n")["reason"] == "part_missing"
    assert only(restated(figures(a=10, b=None), MERGED, COUNT), "n")["reason"] == "part_missing"


def test_a_split_unit_makes_every_unit_it_went_into_not_computable() -> None:
    split = pairs(("a", "n", "part"), ("a", "m", "part"), ("b", "n", "all"))
    found = restated(figures(a=10, b=5), split, COUNT)
    assert only(found, "n")["reason"] == "split_unit"
    assert only(found, "m")["reason"] == "split_unit"


def test_a_unit_that_lost_part_of_itself_is_not_unchanged() -> None:
    lost = pairs(("a", "n", "all"), ("a", "m", "all"))
    assert only(restated(figures(a=10), lost, SURVEY), "n")["restated"] == ""


def test_units_measured_by_different_standards_are_not_added() -> None:
    mixed = figures(a=10, b=5)
    mixed.loc[1, "standard_code"] = "review-md-2016"
    assert only(restated(mixed, MERGED, COUNT), "n")["reason"] == "standards_differ"


def test_approximate_counts_are_not_added_up_as_if_exact() -> None:
    about = figures(a=10, b=5)
    about.loc[0, "qualifier"] = "about"
    assert only(restated(about, MERGED, COUNT), "n")["reason"] == "not_exact"


def test_zero_households_give_no_rate() -> None:
    zero = figures(a=0, b=0)
    assert only(restated(zero, MERGED, RATE, numerator=zero, denominator=zero), "n")["reason"] == "no_counts"


def test_a_year_without_any_figure_of_the_parts_gives_no_row() -> None:
    assert restated(figures(c=1), MERGED, COUNT)["area_code"].tolist() == ["u"]


def test_a_neighbour_that_took_land_alone_leaves_counts_of_people_exact() -> None:
    land = pairs(("a", "n", "all_people"), ("a", "m", "land"), ("b", "n", "all"), ("c", "m", "all"))
    found = restated(figures(a=10, b=5, c=7), land, COUNT)
    assert (only(found, "n")["value"], only(found, "n")["restated"], only(found, "n")["made_of"]) == (
        15.0,
        "exact",
        2,
    )
    assert (only(found, "m")["value"], only(found, "m")["restated"], only(found, "m")["made_of"]) == (
        7.0,
        "exact",
        1,
    )


def test_an_area_in_square_kilometres_is_not_exact_where_land_moved() -> None:
    land = pairs(("a", "n", "all_people"), ("a", "m", "land"), ("c", "m", "all"))
    found = restated(figures(a=10, c=7), land, KM2)
    assert {only(found, code)["reason"] for code in ("n", "m")} == {"split_unit"}


def test_all_the_land_of_a_unit_may_go_one_way_and_its_people_several() -> None:
    shared = pairs(("a", "n", "all_land"), ("a", "m", "people"), ("c", "m", "all"))
    people, km2 = restated(figures(a=10, c=7), shared, COUNT), restated(figures(a=10, c=7), shared, KM2)
    assert {only(people, code)["reason"] for code in ("n", "m")} == {"split_unit"}
    assert (only(km2, "n")["value"], only(km2, "m")["value"]) == (10.0, 7.0)


def test_what_may_lie_anywhere_is_exact_only_where_all_of_a_unit_moved() -> None:
    land = pairs(("a", "n", "all_people"), ("a", "m", "land"), ("c", "m", "all"))
    found = restated(figures(a=10, c=7), land, WORKS)
    assert {only(found, code)["reason"] for code in ("n", "m")} == {"split_unit"}


def test_a_unit_that_lost_land_is_not_unchanged_though_its_people_are() -> None:
    lost = pairs(("a", "n", "all_people"), ("a", "m", "land"), ("c", "m", "all"))
    assert only(restated(figures(a=10, c=7), lost, COUNT), "n")["restated"] == "exact"
    assert only(restated(figures(a=10, c=7), lost, SURVEY), "n")["reason"] == "split_unit"


def test_a_rate_of_households_is_exact_where_all_people_moved() -> None:
    land = pairs(("a", "n", "all_people"), ("a", "m", "land"), ("c", "m", "all"))
    found = restated(
        figures(a=10, c=50), land, RATE, numerator=figures(a=100, c=50), denominator=figures(a=1000, c=100)
    )
    assert (only(found, "n")["value"], only(found, "m")["value"]) == (10.0, 50.0)


def test_what_is_counted_follows_from_the_units() -> None:
    assert counted(["households"]) == counted(["households", "thousand_persons"]) == PEOPLE
    assert counted(["square_kilometres"]) == LAND
    assert counted(["works"]) == counted(["households", "works"]) == counted([]) == ANYTHING


def test_what_a_unit_reported_itself_is_shown_before_what_is_restated() -> None:
    earlier = restated(figures(a=10, b=5, c=3), MERGED, COUNT)
    reported = figures(n=99).assign(vintage="v2025")
    found = on_new_units(reported, earlier)
    assert found["area_code"].tolist() == ["n", "u"]
    assert found["value"].tolist() == [99.0, 3.0]
    assert only(found, "n")["made_of"] == 0
    assert {only(found, "n")[name] for name in RESTATED_COLUMNS if name != "made_of"} == {""}
    assert only(found, "u")["restated"] == "unchanged"
    assert on_new_units(reported.assign(year=2025), earlier)["year"].tolist() == [2024, 2024, 2025]
    assert on_new_units(reported, earlier.head(0))["area_code"].tolist() == ["n"]
