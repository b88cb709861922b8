"""Names at the ends of lines: beside their last points, in their order, none over another."""

from itertools import pairwise

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from ui.charts.end_labels import apart, end_labels

VALUES = st.lists(st.floats(0.0, 100.0), min_size=1, max_size=6)


@given(VALUES, st.floats(0.1, 16.0))
def test_places_keep_their_order_and_their_distance(values: list[float], size: float) -> None:
    wanted = sorted(values, reverse=True)
    placed = apart(wanted, [size] * len(wanted))
    gaps = [above - below for above, below in pairwise(placed)]
    assert all(gap >= size - 1e-9 for gap in gaps)
    assert min(placed) >= 0.0


def test_a_place_with_room_is_left_where_it_is() -> None:
    assert apart([20.0, 10.0, 0.0], [2.0, 2.0, 2.0]) == [20.0, 10.0, 0.0]


def lines(count: int) -> pd.DataFrame:
    names = [f"Tỉnh {number} (đến 30/6/2025)" for number in range(count)]
    rows = [(name, "#111111", year, float(year - 2015)) for name in names for year in (2016, 2024)]
    return pd.DataFrame(rows, columns=["series", "colour", "year", "value"])


def test_names_are_at_the_last_year_in_lines_of_few_letters() -> None:
    ends = end_labels(lines(3), 300)
    assert ends["year"].tolist() == [2024] * 3
    assert all(len(line) <= 18 for label in ends["label"] for line in label.split("\n"))
    assert ends["at"].is_monotonic_decreasing


def test_one_series_and_very_many_have_no_names_at_their_ends() -> None:
    assert end_labels(lines(1), 300).empty
    assert end_labels(lines(7), 300).empty
    assert end_labels(lines(6), 100).empty
    assert end_labels(lines(0), 300).empty
