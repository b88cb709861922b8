"""The class of a household: income and number of deprivations, both."""

import random

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from microdata.counting.review import counted
from tests.small_registers import engine_with, household

AT_THE_LINES = [
    (False, 140, 3, "poor"),
    (False, 140, 2, "near_poor"),
    (False, 141, 12, ""),
    (True, 175, 3, "poor"),
    (True, 141, 0, "near_poor"),
    (True, 176, 12, ""),
    (False, 60, 12, "poor"),
]


def test_poor_is_who_is_below_the_line_and_lacks_three_things() -> None:
    rng, rows = random.Random(1), []
    for place, (urban, score, lacking, _) in enumerate(AT_THE_LINES):
        lacks = {f"lacks_{name}": at < lacking for at, name in enumerate(DEPRIVATIONS)}
        given = {"urban": urban, "score": score, "presence": "stayed", "class_now": "other", **lacks}
        rows.append(household(rng, place, commune=f"0000{place}", **given))
    with engine_with(rows) as (engine, columns):
        counts = counted(engine, columns).counts
    assert counts["poor_households"].tolist() == [int(case[3] == "poor") for case in AT_THE_LINES]
    assert counts["near_poor_households"].tolist() == [int(case[3] == "near_poor") for case in AT_THE_LINES]


def test_recorded_class_that_is_not_the_one_by_the_rule_is_counted_and_not_followed() -> None:
    lacks = {f"lacks_{name}": False for name in DEPRIVATIONS}
    rng = random.Random(2)
    given = {"urban": False, "score": 100, "presence": "stayed", "commune": "00001", **lacks}
    rows = [household(rng, number, class_now="poor", **given) for number in range(3)]
    with engine_with(rows) as (engine, columns):
        review = counted(engine, columns)
    assert review.differing[["class_now", "class_by_rule", "households"]].values.tolist() == [
        ["poor", "near_poor", 3]
    ]
    assert review.counts.iloc[0][["poor_households", "near_poor_households"]].tolist() == [0, 3]


def test_household_that_was_not_surveyed_is_on_no_list() -> None:
    empty = dict.fromkeys([f"lacks_{name}" for name in DEPRIVATIONS])
    one = household(random.Random(3), 1, score=None, class_now="other", presence="stayed", **empty)
    with engine_with([one]) as (engine, columns):
        counts = counted(engine, columns).counts.iloc[0]
    assert counts[["total_households", "poor_and_near_poor_households"]].tolist() == [1, 0]
