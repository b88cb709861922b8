"""Layers of a chart share their parts, and a chart of them is the chart that Altair makes of its own."""

import altair as alt
import pandas as pd

from ui.charts.series_charts import Layer, layered
from vocabulary.words import Words

POINTS = pd.DataFrame({"x": [1, 2], "name": ["a", "b"]})


def drawn(kind: type[alt.Chart]) -> dict[str, object]:
    base = kind(POINTS).encode(x=alt.X("x:Q"), y=alt.Y("name:N", sort=["b", "a"]))
    layers = [base.mark_bar(), base.mark_text().encode(text="name:N")]
    spec: dict[str, object] = layered(layers, Words("vi"), height=200).to_dict()
    return spec


def test_a_chart_of_layers_is_the_one_of_altairs_own_charts() -> None:
    assert drawn(Layer) == drawn(alt.Chart)


def test_what_is_told_to_one_layer_is_not_told_to_that_it_was_made_from() -> None:
    base = Layer(POINTS).mark_bar().encode(x="x:Q")
    base.encode(y="name:N").properties(height=9)
    spec = base.to_dict()
    assert "y" not in spec["encoding"]
    assert "height" not in spec
