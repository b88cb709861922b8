"""What is said of a change between two years is what the rules of comparison allow, area by area."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.comparing.changes import changes
from data_access.comparing.comparability import comparability

FIGURE = st.fixed_dictionaries(
    {
        "value": st.integers(0, 9999).map(lambda number: number / 100),
        "standard_code": st.sampled_from(["review-md-2016", "review-md-2022", None]),
        "source_kind": st.sampled_from(["administrative", "survey"]),
        "boundary": st.sampled_from(["", "before change 1"]),
        "restated": st.sampled_from(["", "exact", "estimated"]),
    }
)
USUAL: dict[str, Any] = {
    "vintage": "v2008",
    "value_min": float("nan"),
    "value_max": float("nan"),
    "decimals": 2,
    "qualifier": "exact",
    "status": "final",
}


def frame(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> pd.DataFrame:
    rows = [
        USUAL | figure | {"area_code": str(number), "year": year, "name_vi": "A", "name_en": "A"}
        for number, pair in enumerate(pairs)
        for year, figure in zip((2022, 2023), pair, strict=True)
    ]
    return pd.DataFrame(rows)


@given(st.lists(st.tuples(FIGURE, FIGURE), min_size=1, max_size=12))
def test_a_change_is_given_exactly_where_a_line_would_join_the_two_figures(
    pairs: list[tuple[dict[str, Any], dict[str, Any]]],
) -> None:
    figures = frame(pairs)
    found = changes(figures, 2022, 2023).set_index("area_code")
    for number, (before, now) in enumerate(pairs):
        (pair,) = comparability(figures[figures["area_code"] == str(number)]).to_dict("records")
        row = found.loc[str(number)]
        if pair["class"] in ("A", "B"):
            assert row["refusal"] == ""
            expected = Decimal(str(now["value"])) - Decimal(str(before["value"]))
            assert Decimal(str(row["change"])) == expected
        else:
            assert row["refusal"] == pair["reason"]
            assert pd.isna(row["change"])


@given(st.lists(FIGURE, min_size=1, max_size=6), st.sampled_from(["expected", "planned", "target"]))
def test_what_is_no_result_has_no_change(figures: list[dict[str, Any]], status: str) -> None:
    found = frame([(figure, figure) for figure in figures])
    found.loc[found["year"] == 2023, "status"] = status
    assert set(changes(found, 2022, 2023)["refusal"]) == {"not_result"}


def test_an_area_with_a_figure_in_one_year_only_says_which_is_missing() -> None:
    figure = {"value": 1.0, "standard_code": None, "source_kind": "survey", "boundary": "", "restated": ""}
    both = frame([(figure, figure)])
    assert list(changes(both[both["year"] == 2023], 2022, 2023)["refusal"]) == ["no_before"]
    assert list(changes(both[both["year"] == 2022], 2022, 2023)["refusal"]) == ["no_now"]


def test_an_approximate_figure_has_no_exact_change() -> None:
    figure = {"value": 1.0, "standard_code": None, "source_kind": "survey", "boundary": "", "restated": ""}
    both = frame([(figure, figure)])
    both.loc[both["year"] == 2022, "qualifier"] = "about"
    assert list(changes(both, 2022, 2023)["refusal"]) == ["not_exact"]


ONE = {"value": 1.0, "standard_code": None, "source_kind": "survey", "boundary": "", "restated": ""}


@given(st.integers(0, 1000), st.integers(0, 1000), st.sampled_from([400.0, 746.0, 46995.0]), st.booleans())
def test_a_change_of_the_survey_is_clear_only_beyond_what_its_sample_can_see(
    before: int, now: int, households: float, is_survey: bool
) -> None:
    kind = "survey" if is_survey else "administrative"
    given_rates = [ONE | {"value": value / 10, "source_kind": kind} for value in (before, now)]
    both = frame([(given_rates[0], given_rates[1])])
    asked = pd.DataFrame([{"vintage": "v2008", "area_code": "0", "households": households}])
    (row,) = changes(both, 2022, 2023, asked).to_dict("records")
    middle = (before + now) / 20
    least = 1.96 * (2 * 2 * middle * (100 - middle) / households) ** 0.5
    # No rate lies within a millionth of the bound.
    is_clear = abs(now - before) / 10 > least + 1e-6
    assert row["refusal"] == ("" if is_clear or not is_survey else "unclear")
    assert pd.isna(row["change"]) == (is_survey and not is_clear)
    assert row["difference"] * 10 == pytest.approx(now - before)


@pytest.mark.parametrize("reason", ["split_unit", "part_missing", "no_counts", "standards_differ"])
def test_a_figure_that_was_not_restated_says_why_in_either_year(reason: str) -> None:
    both = frame([(ONE, ONE)]).assign(reason="")
    for year in (2022, 2023):
        here = both["year"] == year
        none = both.assign(value=both["value"].mask(here), reason=both["reason"].mask(here, reason))
        assert list(changes(none, 2022, 2023)["refusal"]) == [reason]
