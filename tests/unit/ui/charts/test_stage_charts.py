"""Plan, assigned and disbursed money in one line: what is drawn of which amounts, and what is not."""

from typing import Any

import pandas as pd
import pytest
import vl_convert

from ui.charts.stage_charts import MOST_BARS, THICK, stage_chart
from vocabulary.words import Words

WORDS = Words("en")
AMOUNTS = {"planned": 100.0, "assigned": 80.0, "disbursed": 50.0}


def money(label: str, most: float | None = None, **amounts: float) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "stage": stage,
            "series": stage.title(),
            "least": amount,
            "most": most or amount,
            "text": f"VND {amount:g} billion",
            "told": f"VND {amount:g} billion {stage}",
        }
        for stage, amount in amounts.items()
    ]


def spec_of(rows: list[dict[str, Any]]) -> dict[str, Any]:
    spec: dict[str, Any] = stage_chart(pd.DataFrame(rows), words=WORDS).to_dict()
    return spec


def marks(spec: dict[str, Any]) -> list[str]:
    return [layer["mark"]["type"] for layer in spec["layer"]]


def bars(spec: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    rows = spec["datasets"][spec["layer"][0]["data"]["name"]]
    return {(row["label"], row["stage"]): row for row in rows}


def test_each_stage_is_a_lower_bar_within_the_one_before() -> None:
    drawn = bars(spec_of(money("P1", **AMOUNTS)))
    plan, given, paid = (drawn["P1", stage] for stage in AMOUNTS)
    assert plan["top"] < given["top"] < paid["top"] < paid["bottom"] < given["bottom"] < plan["bottom"]
    assert {row["middle"] for row in (plan, given, paid)} == {plan["middle"]}
    assert [row["least"] for row in (plan, given, paid)] == list(AMOUNTS.values())
    # The amounts stand one below the other behind the longest bar.
    assert plan["text_at"] < given["text_at"] < paid["text_at"]
    assert {row["end"] for row in (plan, given, paid)} == {AMOUNTS["planned"]}


def test_a_stage_that_is_not_known_is_not_drawn_as_zero() -> None:
    spec = spec_of([*money("P1", **AMOUNTS), *money("P2", planned=30.0)])
    assert [stage for label, stage in bars(spec) if label == "P2"] == ["planned"]
    assert all(row["least"] > 0 for row in bars(spec).values())


def test_what_was_carried_over_lies_below_and_in_no_other_bar() -> None:
    drawn = bars(spec_of(money("2024", assigned=80.0, disbursed=90.0, carried_over=20.0)))
    below = drawn["2024", "carried_over"]
    assert below["top"] > max(row["bottom"] for row in drawn.values() if row is not below)


def test_a_range_has_a_line_from_its_least_to_its_most_and_an_amount_has_none() -> None:
    assert "rule" not in marks(spec_of(money("P1", **AMOUNTS)))
    assert "rule" in marks(spec_of([*money("P1", **AMOUNTS), *money("P2", 40.0, assigned=30.0)]))


@pytest.mark.parametrize(("labels", "kind"), [(MOST_BARS, "rect"), (MOST_BARS + 1, "point")])
def test_a_dozen_are_bars_and_more_are_dots(labels: int, kind: str) -> None:
    rows = [row for number in range(labels) for row in money(f"P{number}", **AMOUNTS)]
    spec = spec_of(rows)
    assert kind in marks(spec)
    assert not ({"rect", "point"} - {kind}) & set(marks(spec))
    svg = vl_convert.vegalite_to_svg(spec | {"width": 600})
    # Every name is written, and of each the largest amount.
    assert all(f">P{number}<" in svg for number in range(labels))
    assert svg.count("VND 100 billion") >= labels


def test_a_bar_never_fills_the_room_of_the_amounts_behind_it() -> None:
    svg = vl_convert.vegalite_to_svg(spec_of(money("P1", **AMOUNTS)) | {"width": 340})
    assert all(f"{amount:g} billion {stage}" in svg for stage, amount in AMOUNTS.items())
    assert list(THICK)[:3] == list(AMOUNTS)
