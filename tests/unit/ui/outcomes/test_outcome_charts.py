"""Charts of outcomes: bars as long as they are few, dots for more; before and after joined by a line."""

from typing import Any

import pandas as pd
import pytest

from ui.outcomes.before_after_chart import before_after_chart
from ui.outcomes.dot_rows import MOST_BARS, rows_chart
from ui.outcomes.row_names import height_of, in_lines, in_one_line
from vocabulary.words import Words

WORDS = Words("en")


def amounts(count: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": [f"place {number}" for number in range(count)],
            "value": [float(number) for number in range(count)],
            "text": [str(number) for number in range(count)],
            "colour": "#0b5394",
        }
    )


def marks(spec: dict[str, Any]) -> list[str]:
    return [layer["mark"]["type"] for layer in spec["layer"]]


def values(spec: dict[str, Any]) -> list[dict[str, Any]]:
    (rows,) = spec["datasets"].values()
    return list(rows)


@pytest.mark.parametrize(
    ("count", "drawn"), [(MOST_BARS, ["bar", "text"]), (MOST_BARS + 1, ["rule", "point", "text"])]
)
def test_more_than_a_dozen_bars_are_dots_on_a_line(count: int, drawn: list[str]) -> None:
    spec = rows_chart(amounts(count), unit="households", words=WORDS).to_dict()
    assert marks(spec) == drawn
    assert [row["value"] for row in values(spec)] == list(range(count))


def test_before_and_after_are_named_once_and_stand_on_the_outer_sides_of_their_dots() -> None:
    rows = pd.DataFrame({"label": ["tea", "bees"], "before": [2.0, 5.0], "after": [3.0, 4.0]})
    rows = rows.assign(before_text=["2", "5"], after_text=["3", "4"])
    spec = before_after_chart(rows, names=("Before", "After"), unit="million", words=WORDS).to_dict()
    assert marks(spec) == ["rule", "point", "text", "text", "point", "text", "text"]
    named = [layer["mark"]["text"] for layer in spec["layer"] if "text" in layer["mark"]]
    assert named == ["Before", "After"]
    assert [row["is_first"] for row in values(spec)] == [True, False]
    assert [layer["mark"].get("align") for layer in spec["layer"][2::3]] == ["right", "left"]


def test_a_name_is_set_in_short_lines_and_read_as_it_was() -> None:
    name = "Trong đó hộ dân tộc thiểu số"
    assert in_lines(name) == "Trong đó hộ dân\ntộc thiểu số"
    assert in_one_line(in_lines(name)) == name
    assert (height_of(["one"], 34), height_of(["one\ntwo\nthree"], 34)) == (34, 59)
