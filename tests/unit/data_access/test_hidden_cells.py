"""What the log tells of small groups in a commune: nothing that would point a family out."""

import pandas as pd
import pytest

from data_access.loads.hidden_cells import hide_small_cells

COUNT, RATE = "poor_households_ethnic_minority", "poor_household_rate_ethnic_minority"


def told(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    """Rows of a change: level, code, area and the value after it."""
    frame = pd.DataFrame(list(rows), columns=["level", "code", "area_code", "value_after"])
    others = {f"{name}_{side}": float("nan") for name in ("low", "high") for side in ("before", "after")}
    sides = {"value_before": float("nan"), "state_before": None, "state_after": "reported"}
    return frame.assign(table="figure", period="2024", **others, **sides)


@pytest.mark.parametrize(
    ("rows", "hidden"),
    [
        ([("commune", COUNT, "1", 4.0), ("commune", RATE, "1", 2.0)], [True, True]),
        ([("commune", COUNT, "1", 5.0), ("commune", RATE, "1", 2.0)], [False, False]),
        ([("commune", COUNT, "1", 0.0), ("commune", RATE, "1", 0.0)], [False, False]),
        # Its count is told of another commune only, so that nobody can say how small it is.
        ([("commune", COUNT, "2", 9.0), ("commune", RATE, "1", 2.0)], [False, True]),
        ([("district", COUNT, "1", 4.0), ("district", RATE, "1", 2.0)], [False, False]),
        ([("commune", "poor_households", "1", 4.0)], [False]),
    ],
)
def test_small_counts_and_rates_made_of_them_are_not_told(
    rows: list[tuple[str, str, str, float]], hidden: list[bool]
) -> None:
    found = hide_small_cells(told(*rows))
    assert found["state_after"].eq("suppressed").tolist() == hidden
    assert found["value_after"].isna().tolist() == hidden
