"""What may be carried over to today's units, and why the rest may not."""

import pandas as pd

from data_access.comparing.restating import Indicator, restated

COUNT, RATE, SURVEY = Indicator("sum", 0), Indicator("ratio", 2), Indicator("none", 1)


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
    columns = ["from_code", "to_code", "relation"]
    names = {"to_vintage": "v2025", "to_name_vi": "mới", "to_name_en": "new"}
    return pd.DataFrame(triples, columns=columns).assign(**names)


MERGED = pairs(("a", "n", "whole"), ("b", "n", "whole"), ("c", "u", "whole"))


def only(frame: pd.DataFrame, code: str) -> dict[str, object]:
    rows = frame[frame["area_code"] == code].to_dict("records")
    assert len(rows) == 1
    return {str(name): value for name, value in rows[0].items()}


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
    split = pairs(("a", "n", "part"), ("a", "m", "part"), ("b", "n", "whole"))
    found = restated(figures(a=10, b=5), split, COUNT)
    assert only(found, "n")["reason"] == "split_unit"
    assert only(found, "m")["reason"] == "split_unit"


def test_a_unit_that_lost_part_of_itself_is_not_unchanged() -> None:
    lost = pairs(("a", "n", "whole"), ("a", "m", "whole"))
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
