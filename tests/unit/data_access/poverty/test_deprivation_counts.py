"""Counts of the review side by side, and what is made of them."""

import pandas as pd

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.deprivation_counts import (
    COUNTS,
    DEPRIVED,
    HOUSEHOLDS,
    POOR,
    deprived_percents,
    leading_rows,
    review_counts,
    with_adjusted_poverty,
)

STANDARD = "review-md-2022"


def figures(
    value: float, *, code: str = "02", qualifier: str = "exact", standard: str = STANDARD
) -> pd.DataFrame:
    row = {"vintage": "v2008", "area_code": code, "name_vi": code, "name_en": code, "year": 2023}
    row |= {"standard_code": standard, "source_code": "a", "value": value, "qualifier": qualifier}
    return pd.DataFrame([row])


def every_count(**given: pd.DataFrame) -> dict[str, pd.DataFrame]:
    plain = {code: figures(10) for code in COUNTS} | {HOUSEHOLDS: figures(200), POOR: figures(40)}
    return plain | given


def test_counts_stand_side_by_side_where_all_are_exact_and_of_one_standard() -> None:
    found = review_counts(every_count())
    (row,) = found.to_dict("records")
    assert (row[HOUSEHOLDS], row[POOR], row[DEPRIVED["water"]]) == (200, 40, 10)
    assert {str(found[code].dtype) for code in COUNTS} == {"int64"}
    water = DEPRIVED["water"]
    for other in (figures(10, qualifier="about"), figures(10, standard="other"), figures(10, code="15")):
        assert review_counts(every_count(**{water: other})).empty


def test_measures_are_made_of_the_counts_of_a_row() -> None:
    (row,) = with_adjusted_poverty(review_counts(every_count())).to_dict("records")
    assert row["headcount"] == 0.2
    assert row["intensity"] == 0.25
    assert row["adjusted"] == 0.05
    assert row["censored_water"] == 0.05
    assert sum(row[f"contribution_{name}"] for name in DEPRIVATIONS) == 1.0
    assert set(deprived_percents(row).values()) == {25.0}


def test_rows_that_cannot_be_weighed_are_left_out_of_the_measures() -> None:
    counts = review_counts(every_count())
    found = with_adjusted_poverty(counts.assign(standard_code="another"))
    assert found.empty
    assert [*found.columns[-2:]] == [f"contribution_{name}" for name in DEPRIVATIONS[-2:]]
    assert with_adjusted_poverty(counts.assign(**{POOR: 5})).empty


def test_leading_deprivation_is_that_of_most_poor_households_and_the_first_of_several() -> None:
    counts = review_counts(every_count(**{DEPRIVED["water"]: figures(30)}))
    (row,) = leading_rows(counts).to_dict("records")
    assert (row["leading"], row["tied"], row["share"]) == ("water", False, 75.0)
    (tied,) = leading_rows(review_counts(every_count())).to_dict("records")
    assert (tied["leading"], tied["tied"]) == (DEPRIVATIONS[0], True)
    (few,) = leading_rows(counts.assign(**{POOR: 9})).to_dict("records")
    assert (few["leading"], few["tied"]) == ("", False)
    assert pd.isna(few["share"])
