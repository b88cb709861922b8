"""Of each year one group of figures is shown, whatever the order of the rows; every area is accounted for."""

from itertools import groupby
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data_access.comparing.like_for_like import (
    OTHER_VALUES,
    SET_ASIDE,
    as_measured,
    beside,
    is_aside,
    is_reported,
    like_for_like,
    measured_by,
    set_aside,
)

STANDARDS = pd.DataFrame(
    [
        ("local", "local", 2016, 2021),
        ("md-2016", "multidimensional", 2016, 2021),
        ("md-2022", "multidimensional", 2022, 2026),
        ("open", "multidimensional", None, None),
    ],
    columns=["code", "kind", "first_year", "last_year"],
).astype({"first_year": "Int64", "last_year": "Int64"})
REPORT = st.fixed_dictionaries(
    {
        "vintage": st.sampled_from(["v2008", "v2025"]),
        "area_code": st.sampled_from(["01", "02", "04", "06"]),
        "year": st.sampled_from([2019, 2021, 2022]),
        "value": st.integers(0, 9999).map(lambda number: number / 100) | st.just(float("nan")),
        "standard_code": st.sampled_from([*STANDARDS["code"], None]),
        "source_kind": st.sampled_from(["administrative", "survey"]),
        "status": st.sampled_from(["final", "reported", "preliminary", "expected", "target"]),
    }
)
COLUMNS = ["vintage", "area_code", "year", "value", "standard_code", "source_kind", "status"]
KEYS = ["vintage", "year", "area_code"]


def reports(found: list[dict[str, Any]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return preferred reports, one an area and year, and the others with their place."""
    order = sorted(found, key=lambda report: [report[name] for name in KEYS])
    rows = [
        report | {"preference": place}
        for _, group in groupby(order, key=lambda report: [report[name] for name in KEYS])
        for place, report in enumerate(group, start=1)
    ]
    whole = pd.DataFrame(rows, columns=[*COLUMNS, "preference"]).astype({"year": "int64", "value": "float64"})
    whole = whole.assign(value_min=float("nan"), value_max=float("nan"))
    whole["state"] = whole["value"].notna().map({True: "reported", False: "missing"})
    first = whole["preference"] == 1
    return whole[first].drop(columns="preference"), whole[~first]


FOUND = st.lists(REPORT, max_size=24).map(reports)


@given(FOUND, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(found: tuple[pd.DataFrame, pd.DataFrame], random: Any) -> None:
    figures, others = found
    mixed = [frame.sample(frac=1, random_state=random.randint(0, 99)) for frame in found]
    pd.testing.assert_frame_equal(
        like_for_like(figures, others, STANDARDS), like_for_like(mixed[0], mixed[1], STANDARDS)
    )


@given(FOUND)
def test_each_area_is_shown_or_set_aside_or_has_no_figure(found: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    figures, others = found
    chosen = like_for_like(figures, others, STANDARDS)
    assert set(map(tuple, chosen[KEYS].to_numpy())) == set(map(tuple, figures[KEYS].to_numpy()))
    assert not chosen.duplicated(KEYS).any()
    parted = set_aside(chosen)
    for _, rows in parted.groupby(["vintage", "year"]):
        counts = (is_reported(rows).sum(), is_aside(rows).sum(), (rows["state"] == "missing").sum())
        assert sum(counts) == len(rows)
        assert set(rows.loc[is_aside(rows), "state"]) <= set(SET_ASIDE)
        # Where anything is known, something is shown.
        assert counts[0] or not counts[1]
    pd.testing.assert_frame_equal(as_measured(parted).drop(columns=list(OTHER_VALUES.values())), chosen)


@given(FOUND)
def test_what_is_shown_of_a_year_is_of_one_standard_kind_and_status(
    found: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    shown = set_aside(like_for_like(*found, STANDARDS))
    shown = shown[is_reported(shown)]
    measured = pd.concat([shown[["vintage", "year"]], measured_by(shown)], axis="columns")
    assert not measured.drop_duplicates().duplicated(["vintage", "year"]).any()


@given(FOUND)
def test_no_area_is_set_aside_that_has_a_report_measured_as_the_others(
    found: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    figures, others = found
    chosen = like_for_like(figures, others, STANDARDS)
    whole = pd.concat(found, ignore_index=True)
    for row in chosen[chosen["aside"] != ""].to_dict("records"):
        year = (chosen["vintage"] == row["vintage"]) & (chosen["year"] == row["year"])
        group = measured_by(chosen[year & (chosen["aside"] == "") & is_reported(chosen)]).iloc[0]
        own = whole[(whole[KEYS] == pd.Series(row)[KEYS]).all(axis="columns") & is_reported(whole)]
        assert not (measured_by(own) == group).all(axis="columns").any()


def of_year(year: int, *figures: tuple[str, str, str]) -> pd.DataFrame:
    """Return the figures of a year: standard, status and the place of the report, one letter an area."""
    rows = [
        {"vintage": "v2008", "area_code": area, "year": year, "value": 1.0, "source_kind": "administrative"}
        | {"standard_code": standard, "status": status, "state": "reported"}
        for standard, status, areas in figures
        for area in areas
    ]
    nothing = float("nan")
    return pd.DataFrame(rows).assign(value_min=nothing, value_max=nothing)


def shown_areas(figures: pd.DataFrame, others: pd.DataFrame | None = None) -> str:
    others = figures.head(0).assign(preference=2) if others is None else others.assign(preference=2)
    chosen = like_for_like(figures, others, STANDARDS)
    return "".join(chosen.loc[chosen["aside"] == "", "area_code"])


def test_a_standard_in_force_goes_before_one_that_is_not_though_fewer_areas_have_it() -> None:
    assert shown_areas(of_year(2023, ("md-2016", "final", "abc"), ("md-2022", "final", "d"))) == "d"


def test_the_review_before_a_standard_begins_counts_as_measured_by_it() -> None:
    figures = of_year(2021, ("md-2016", "final", "a"), ("md-2022", "final", "bcd"))
    assert shown_areas(figures) == "bcd"
    assert shown_areas(figures, of_year(2021, ("md-2022", "final", "a"))) == "abcd"
    assert shown_areas(of_year(2020, ("md-2016", "final", "a"), ("md-2022", "final", "bcd"))) == "a"


def test_of_as_many_areas_the_better_status_and_then_the_national_standard_is_shown() -> None:
    assert shown_areas(of_year(2020, ("md-2016", "expected", "ab"), ("md-2016", "reported", "cd"))) == "cd"
    assert shown_areas(of_year(2020, ("local", "final", "ab"), ("md-2016", "final", "cd"))) == "cd"
    assert shown_areas(of_year(2021, ("md-2022", "final", "ab"), ("md-2016", "final", "cd"))) == "cd"


def test_what_is_set_aside_says_what_differs_most() -> None:
    figures = of_year(
        2020, ("md-2016", "final", "abc"), ("local", "expected", "d"), ("md-2016", "preliminary", "e")
    )
    other_kind = figures.head(1).assign(area_code="f", source_kind="survey")
    whole = pd.concat([figures, other_kind], ignore_index=True)
    chosen = like_for_like(whole, whole.head(0).assign(preference=2), STANDARDS).set_index("area_code")
    assert dict(chosen.loc[["d", "e", "f"], "aside"]) == {
        "d": "other_standard", "e": "other_status", "f": "other_source_kind"
    }  # fmt: skip


def test_the_nation_stands_beside_areas_by_the_same_standard_or_not_at_all() -> None:
    areas = of_year(2021, ("md-2022", "final", "abc"))
    chosen = like_for_like(areas, areas.head(0).assign(preference=2), STANDARDS)
    nation = of_year(2021, ("md-2016", "final", "N")).assign(value=2.23)
    by_both = beside(nation, nation.assign(standard_code="md-2022", value=5.2, preference=2), chosen)
    assert by_both[["value", "aside"]].to_numpy().tolist() == [[5.2, ""]]
    by_one = beside(nation, nation.head(0).assign(preference=2), chosen)
    assert by_one[["value", "aside"]].to_numpy().tolist() == [[2.23, "other_standard"]]
