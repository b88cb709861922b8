"""Concentration, fragmentation, absorption and the quadrants, each against a plain way to compute it."""

from fractions import Fraction
from random import Random
from statistics import median

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.money.absorption import TOLERANCE, expected_share, is_late, last_day
from data_access.money.concentration import concentration_curve, concentration_index
from data_access.money.fragmentation import fragmentation
from data_access.money.need import middles, needs_much_has_little

PLACES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 10**5), st.integers(1, 10**6)), min_size=1, max_size=30
)


def places(rows: list[tuple[int, int, int]]) -> pd.DataFrame:
    return pd.DataFrame(
        [(f"{number:03}", *row) for number, row in enumerate(rows)],
        columns=["area_code", "rate", "households", "money"],
    )


def plain_index(rows: list[tuple[int, int, int]]) -> Fraction:
    """The covariance of money per household and rank from the poorest, doubled, over the mean, in fractions.

    The definition by covariance of the literature, with equal ranks for equal rates: no curve is drawn.
    """
    people, money = sum(row[1] for row in rows), sum(row[2] for row in rows)
    total = Fraction(0)
    for rate, _, amount in rows:
        poorer = sum(households for other, households, _ in rows if other > rate)
        alike = sum(households for other, households, _ in rows if other == rate)
        total += amount * (Fraction(poorer, people) + Fraction(alike, 2 * people))
    return 2 * total / money - 1


@given(PLACES)
def test_concentration_index_is_that_of_the_definition_by_covariance(
    rows: list[tuple[int, int, int]],
) -> None:
    found = concentration_index(places(rows))
    assert found == pytest.approx(float(plain_index(rows)), abs=1e-9)


@given(PLACES, st.randoms())
def test_places_of_one_rate_may_come_in_any_order(rows: list[tuple[int, int, int]], chance: Random) -> None:
    alike = [(rate // 20, households, money) for rate, households, money in rows]
    mixed = chance.sample(alike, len(alike))
    assert concentration_index(places(alike)) == pytest.approx(concentration_index(places(mixed)), abs=1e-9)


def test_money_of_the_poorest_alone_has_a_negative_index_and_of_the_least_poor_a_positive_one() -> None:
    even = places([(30, 10, 100), (20, 20, 200), (10, 30, 300)])
    assert concentration_index(even) == pytest.approx(0)
    poorest = places([(30, 10, 600), (20, 20, 0), (10, 30, 0)])
    assert concentration_index(poorest) == pytest.approx(10 / 60 - 1)
    least = places([(30, 10, 0), (20, 20, 0), (10, 30, 600)])
    assert concentration_index(least) == pytest.approx(1 - 30 / 60)


def test_nothing_to_share_has_no_curve_and_no_index() -> None:
    nothing = places([(30, 10, 0)])
    assert concentration_curve(nothing).empty
    assert concentration_index(nothing) is None


@given(st.lists(st.integers(0, 10**14), min_size=1, max_size=40))
def test_fragmentation_counts_items_their_middle_and_the_largest_three(amounts: list[int]) -> None:
    found = fragmentation(amounts)
    known = [amount for amount in amounts if amount]
    if not known:
        assert found is None
        return
    assert found is not None
    assert found.items == len(known)
    assert abs(found.median_vnd - Fraction(median([Fraction(amount) for amount in known]))) <= 1
    assert found.top_share == pytest.approx(sum(sorted(known)[-3:]) / sum(known))


@pytest.mark.parametrize(
    ("period", "as_of", "expected"),
    [
        ((2023, 2023), "2023-06-30", 100 * 181 / 365),
        ((2023, 2023), "2023-06", 100 * 181 / 365),
        ((2023, 2023), "2023", 100.0),
        ((2023, 2023), "2024-01-31", 100.0),
        ((2023, 2023), "2022-12-31", 0.0),
        ((2021, 2025), "2022-12-31", 100 * 730 / 1826),
        ((2021, 2025), None, 100.0),
    ],
)
def test_expected_is_the_part_of_the_days_gone_by(
    period: tuple[int, int], as_of: str | None, expected: float
) -> None:
    assert expected_share(period, as_of) == pytest.approx(expected)


def test_a_month_ends_on_its_last_day() -> None:
    assert [last_day(text).day for text in ("2024-02", "2023-02", "2023-12", "2023-11-05")] == [29, 28, 31, 5]


def test_late_is_what_lies_further_below_than_is_let_pass() -> None:
    assert is_late(50 - TOLERANCE - 0.1, 50)
    assert not is_late(50 - TOLERANCE, 50)


def test_high_need_with_little_is_poorer_than_the_middle_and_below_the_middle_of_the_other() -> None:
    rate = pd.Series([30.0, 20.0, 10.0, 5.0, None])
    share = pd.Series([40.0, 90.0, 50.0, 95.0, 10.0])
    middle = middles(rate, share)
    assert middle == (15.0, 70.0)
    assert list(needs_much_has_little(rate, share, middle)) == [True, False, False, False, False]


def test_three_places_are_too_few_for_a_middle() -> None:
    assert middles(pd.Series([1.0, 2.0, 3.0, None]), pd.Series([1.0, 2.0, 3.0, 4.0])) is None
