"""Shares against what the calendar lets one expect, and changes to both sides of nothing."""

from typing import Any

import pandas as pd
import pytest
import vl_convert

from ui.charts.share_charts import change_chart, share_chart
from ui.charts.stage_charts import MOST_BARS
from vocabulary.words import Words

WORDS = Words("en")


def shares(count: int) -> pd.DataFrame:
    rows = [
        {"label": f"Place {number}", "share": 40.0 + number, "text": f"{40 + number}%", "colour": "#b3261e"}
        for number in range(count)
    ]
    return pd.DataFrame(rows)


def changes(count: int) -> pd.DataFrame:
    rows = [
        {"label": f"Place {n}", "value": float(n - 3), "text": f"{n - 3} bn", "colour": "#0b5394"}
        for n in range(count)
    ]
    return pd.DataFrame(rows)


def marks(spec: dict[str, Any]) -> set[str]:
    return {layer["mark"]["type"] for layer in spec["layer"]}


@pytest.mark.parametrize(("count", "kind"), [(MOST_BARS, "rect"), (MOST_BARS + 1, "point")])
def test_a_dozen_shares_are_bars_and_more_are_dots_beside_one_named_line(count: int, kind: str) -> None:
    spec = share_chart(shares(count), expected=80.0, expected_name="80% elapsed", words=WORDS).to_dict()
    assert kind in marks(spec)
    assert "rect" not in marks(spec) or kind == "rect"
    svg = vl_convert.vegalite_to_svg(spec | {"width": 600})
    assert "80% elapsed" in svg
    assert all(f">Place {number}<" in svg and f">{40 + number}%<" in svg for number in range(count))


@pytest.mark.parametrize(("count", "kind"), [(MOST_BARS, "bar"), (MOST_BARS + 1, "point")])
def test_a_dozen_changes_are_bars_and_more_are_dots(count: int, kind: str) -> None:
    spec = change_chart(changes(count), words=WORDS).to_dict()
    assert kind in marks(spec)
    assert "bar" not in marks(spec) or kind == "bar"
    svg = vl_convert.vegalite_to_svg(spec | {"width": 600})
    # What did not change has no mark to either side, and no number.
    assert all((f">{number - 3} bn<" in svg) == (number != 3) for number in range(count))
