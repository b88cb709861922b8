"""What models come to, how far each came, and which repeats which."""

from typing import Any

import pandas as pd
import pytest

from data_access.outcomes.model_lineage import Branch, trees
from data_access.outcomes.model_summary import (
    Answers,
    Known,
    course_of,
    income_by_activity,
    is_effective,
    summary_of,
)
from data_access.queries.livelihoods import MODEL_COLUMNS
from data_access.store.frames import frame


def models(*rows: dict[str, Any]) -> pd.DataFrame:
    return frame([[row.get(name) for name in MODEL_COLUMNS] for row in rows], MODEL_COLUMNS)


ROSE = {"income_before_vnd": 30_000_000, "income_after_vnd": 42_000_000}
FELL = {"income_before_vnd": 30_000_000, "income_after_vnd": 29_000_000}


def test_no_models_come_to_zeros_and_nothing_known() -> None:
    found = summary_of(models())
    assert (found.count, found.effective, found.replicated) == (0, Answers(0, 0, 0), 0)
    assert found.households == Known(None, 0)


def test_not_reported_is_not_zero() -> None:
    found = summary_of(
        models(
            {"code": "A", "participants_poor": 10, "participants_near_poor": 5, "participants_women": 0},
            {"code": "B"},
            {"code": "C", "participants_poor": 0},
        )
    )
    assert found.households == Known(15, 2)
    assert found.participants["poor"] == Known(10, 2)
    assert found.participants["women"] == Known(0, 1)
    assert found.participants["ethnic_minority"] == Known(None, 0)


@pytest.mark.parametrize(
    ("alive", "income", "effective"),
    [
        (True, ROSE, True),
        (True, FELL, False),
        (False, ROSE, False),
        (False, {}, False),
        (None, FELL, False),
        (None, ROSE, None),
        (True, {}, None),
    ],
)
def test_effective_is_running_after_a_year_with_more_income(
    alive: bool | None, income: dict[str, int], effective: bool | None
) -> None:
    answer: Any = is_effective(models({"code": "A", "alive_12_months": alive, **income})).iloc[0]
    assert (None if pd.isna(answer) else bool(answer)) is effective


def test_a_place_with_models_and_none_effective_has_zero_of_them() -> None:
    found = summary_of(
        models({"code": "A", "alive_12_months": False}, {"code": "B", "alive_12_months": True, **FELL})
    )
    assert found.effective == Answers(0, 2, 0)
    assert found.alive_12 == Answers(1, 1, 0)
    assert found.alive_24 == Answers(0, 0, 2)


def test_the_course_tells_how_far_a_model_came() -> None:
    rows = models(
        {"code": "A", "alive_12_months": True, "alive_24_months": True},
        {"code": "B", "alive_12_months": True},
        {"code": "C", "alive_12_months": False},
        {"code": "D", "alive_12_months": True, "alive_24_months": False},
        {"code": "E"},
    )
    assert course_of(rows).tolist() == ["lasting", "running", "stopped", "stopped", "unseen"]


def test_income_is_the_median_in_whole_dong_of_those_who_report_both() -> None:
    rows = models(
        *(
            {"code": str(n), "activity_vi": "dê", "income_before_vnd": n, "income_after_vnd": 10 * n}
            for n in (1, 2, 4)
        ),
        {"code": "X", "activity_vi": "dê", "income_before_vnd": 900},
        {"code": "Y", "activity_vi": "chè", "income_before_vnd": 5, "income_after_vnd": 6},
    )
    found = income_by_activity(rows, "activity_vi")
    assert found.to_numpy().tolist() == [["dê", 3, 2, 20], ["chè", 1, 5, 6]]
    assert str(found["before_vnd"].dtype) == "Int64"


def test_trees_hold_all_that_repeat_a_model_also_one_that_is_not_there() -> None:
    family = models(
        {"code": "A"},
        {"code": "B", "replicated_from": "A"},
        {"code": "C", "replicated_from": "B"},
        {"code": "D", "replicated_from": "A"},
        {"code": "E", "replicated_from": "GONE"},
        {"code": "F"},
    )
    first, second = trees(family)
    assert first == Branch("A", (Branch("B", (Branch("C"),)), Branch("D")))
    assert (first.size, second.code, second.size) == (4, "GONE", 2)


def test_a_circle_is_cut_where_it_closes() -> None:
    (tree,) = trees(models({"code": "A", "replicated_from": "B"}, {"code": "B", "replicated_from": "A"}))
    assert tree == Branch("A", (Branch("B"),))
