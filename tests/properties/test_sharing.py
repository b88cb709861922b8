"""A sum shared by weights: not a đồng appears or is lost, and nobody loses by weighing more."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.money.sharing import shared

CODES = [f"{number:02d}" for number in range(8)]
SCORES = st.dictionaries(st.sampled_from(CODES), st.integers(0, 10**9), min_size=1)
CRITERIA = st.fixed_dictionaries({"poor": SCORES, "remote": SCORES})
WEIGHTS = st.fixed_dictionaries({"poor": st.integers(0, 100), "remote": st.integers(0, 100)})
TOTALS = st.integers(0, 10**17)


@given(TOTALS, CRITERIA, WEIGHTS)
def test_parts_make_the_sum_and_lie_within_a_dong_of_their_exact_share(
    total: int, scores: dict[str, dict[str, int]], weights: dict[str, int]
) -> None:
    parts = shared(total, scores, weights)
    used = {name: weight for name, weight in weights.items() if weight and sum(scores[name].values())}
    assert bool(parts) == bool(used)
    if not used:
        return
    assert sum(parts.values()) == total
    for code, part in parts.items():
        exact = sum(
            Fraction(weight * scores[name].get(code, 0), sum(scores[name].values()))
            for name, weight in used.items()
        ) * Fraction(total, sum(used.values()))
        assert abs(part - exact) < 1


@given(TOTALS, SCORES, st.integers(1, 100), st.integers(1, 100))
def test_one_criterion_shares_alike_whatever_its_weight(
    total: int, scores: dict[str, int], one: int, other: int
) -> None:
    assert shared(total, {"poor": scores}, {"poor": one}) == shared(total, {"poor": scores}, {"poor": other})


@given(TOTALS, SCORES)
def test_a_criterion_nobody_has_takes_no_part(total: int, scores: dict[str, int]) -> None:
    both = {"poor": scores, "listed": dict.fromkeys(scores, 0)}
    assert shared(total, both, {"poor": 60, "listed": 40}) == shared(total, both, {"poor": 1, "listed": 0})


@pytest.mark.parametrize(("total", "score", "weight"), [(-1, 1, 1), (1, -1, 1), (1, 1, -1)])
def test_nothing_below_nothing_is_shared(total: int, score: int, weight: int) -> None:
    with pytest.raises(ValueError, match="below 0"):
        shared(total, {"poor": {"01": score}}, {"poor": weight})
