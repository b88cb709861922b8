"""Passages: what a node is called can be read, however small the node is."""

from itertools import pairwise

import pytest

from ui.charts.sankey import NAME_HEIGHT, Node, Passage, boxes_of

HEIGHT = 600


@pytest.mark.parametrize("values", [[1000.0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 500], [5.0] * 11, [1.0], [1e9, 1]])
def test_names_of_a_column_stand_one_below_the_other_inside_the_picture(values: list[float]) -> None:
    nodes = [Node("all", 0, "all"), *(Node(f"n{i}", 1, f"n{i}") for i in range(len(values)))]
    passages = [Passage("all", f"n{i}", value, "", "#000000") for i, value in enumerate(values)]
    boxes = boxes_of(nodes, passages, NAME_HEIGHT / HEIGHT)
    column = boxes[boxes["column"] == 1]
    middles = list((column["y"] + column["y2"]) / 2)
    apart = [upper - lower for upper, lower in pairwise(middles)]
    assert all(distance >= NAME_HEIGHT / HEIGHT for distance in apart)
    assert column["y"].max() <= 1 + 1e-9
    assert column["y2"].min() >= -1e-9


def test_ribbons_are_as_wide_as_what_passes() -> None:
    nodes = [Node("a", 0, "a"), Node("b", 1, "b"), Node("c", 1, "c")]
    passages = [Passage("a", "b", 3.0, "", "#000000"), Passage("a", "c", 1.0, "", "#000000")]
    boxes = boxes_of(nodes, passages, NAME_HEIGHT / HEIGHT)
    tall = boxes["y"] - boxes["y2"]
    assert tall["b"] == pytest.approx(3 * tall["c"])
    assert tall["a"] == pytest.approx(tall["b"] + tall["c"])
