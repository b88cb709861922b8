"""Unusual changes are told in percent of the start, and only of figures that were measured alike."""

from statistics import median
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.quality.outliers import comparable_pairs, far_from_the_median


def measured(values: dict[str, float], **given: Any) -> pd.DataFrame:
    alike = {"standard_code": "md-2022", "source_kind": "administrative"} | given
    rows = [
        {"code": code, "name_vi": code, "name_en": code, "value": value} for code, value in values.items()
    ]
    return pd.DataFrame(rows).assign(**alike)


def changes(pairs: dict[str, tuple[float, float]]) -> pd.DataFrame:
    rows = [(code, code, code, now, before) for code, (before, now) in pairs.items()]
    return pd.DataFrame(rows, columns=["code", "name_vi", "name_en", "now", "before"])


@pytest.mark.parametrize(
    "given", [{"standard_code": "md-2016"}, {"standard_code": ""}, {"source_kind": "survey"}]
)
def test_figures_measured_unlike_are_not_compared(given: dict[str, str]) -> None:
    before, now = measured({"01": 5.0, "02": 4.0}, **given), measured({"01": 9.0, "02": 4.0})
    assert comparable_pairs(now, before).empty
    assert len(comparable_pairs(now, measured({"01": 5.0, "02": 4.0}))) == 2


def test_what_began_at_zero_has_no_change_in_percent() -> None:
    found = comparable_pairs(measured({"01": 1.0, "02": 4.0}), measured({"01": 0.0, "02": 4.0}))
    assert found["code"].tolist() == ["02"]


def test_a_poor_place_that_fell_like_all_others_is_not_unusual_and_a_small_rate_that_trebled_is() -> None:
    # All fall by about a tenth: the poorest by six points, the others by less than a tenth of a point.
    pairs = {f"{number:02}": (0.5, 0.44 + number / 1000) for number in range(12)}
    found = far_from_the_median(changes(pairs | {"poorest": (60.0, 54.0), "small": (0.5, 1.5)}))
    assert found["code"].tolist() == ["small"]


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(0, 500)), min_size=10, max_size=40))
def test_the_score_is_the_distance_from_the_median_in_median_distances(pairs: list[tuple[int, int]]) -> None:
    named = {str(number): (before / 10, now / 10) for number, (before, now) in enumerate(pairs)}
    relative = {code: 100 * (now - before) / before for code, (before, now) in named.items()}
    middle = median(relative.values())
    typical = median(abs(change - middle) for change in relative.values())
    found = far_from_the_median(changes(named))
    if not typical:
        assert found.empty
        return
    scores = {code: 0.6745 * (change - middle) / typical for code, change in relative.items()}
    told = dict(zip(found["code"], found["score"], strict=True))
    assert told == pytest.approx({code: scores[code] for code in told})
    assert all(abs(scores[code]) <= 3.5 + 1e-9 for code in scores if code not in told)
