"""A picture of passages: ribbons from column to column, as wide as what passes, in the shape Altair draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np
import pandas as pd

from ui.charts.series_charts import FONT, Chart, Layer, layered
from vocabulary.words import Words

STEPS = 24
NODE_WIDTH = 0.035
GAP_SHARE = 0.05
# What a name of two lines takes, in points: so far apart are the middles of two nodes at least.
NAME_HEIGHT = 38
MARGIN = 0.42
# A phone has room for the names at both ends, in small letters; what is on a ribbon is in the table below.
IS_NARROW = "containerSize()[0] < 500"
NARROW_MARGIN, NARROW_LETTERS = 0.62, 12
# A ribbon is wide enough for a line of letters.
LABEL_HEIGHT = 16
NODE_COLOUR = "#16212c"
# A node thinner than this part of the picture keeps a name of its own only by being drawn a little apart.
THINNEST = 0.004


@dataclass(frozen=True)
class Node:
    """A place where ribbons begin or end: its column from 0 and the text beside it."""

    key: str
    column: int
    text: str


@dataclass(frozen=True)
class Passage:
    """What passes from one node to another: ``value`` sets the width, ``text`` writes it.

    ``label`` is written on a ribbon that is wide enough for it.
    """

    source: str
    target: str
    value: float
    text: str
    colour: str
    label: str = ""


def sankey(nodes: Sequence[Node], passages: Sequence[Passage], *, words: Words, height: int = 460) -> Chart:
    """Return the picture; passages of nothing are left out, and so are nodes that nothing reaches."""
    drawn = [passage for passage in passages if passage.value > 0]
    used = {key for passage in drawn for key in (passage.source, passage.target)}
    kept = [node for node in nodes if node.key in used]
    boxes = boxes_of(kept, drawn, NAME_HEIGHT / height)
    last = max(node.column for node in kept)
    x = alt.X("x:Q", axis=None, scale=_across(last))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    ribbons = Layer(_ribbons(drawn, boxes)).mark_area(opacity=0.55, interpolate="linear")
    ribbons = ribbons.encode(
        x=x,
        y=y,
        y2=alt.Y2("y2:Q"),
        detail=alt.Detail("number:N"),
        color=alt.Color("colour:N", scale=None),
        tooltip=[alt.Tooltip("text:N", title=" ")],
    )
    bars = (
        Layer(boxes.reset_index())
        .mark_rect(color=NODE_COLOUR)
        .encode(x=x, x2=alt.X2("x2:Q"), y=y, y2=alt.Y2("y2:Q"))
    )
    layers = [ribbons, bars, *_names(boxes, last, x), *_labels(drawn, boxes, x, height)]
    return layered(layers, words, height=height)


def _across(last: int) -> alt.Scale:
    """Return the scale of the columns, with room for the names at both ends, more of it on a phone."""
    room = f"({IS_NARROW} ? {NARROW_MARGIN} : {MARGIN})"
    return alt.Scale(domainMin=alt.ExprRef(f"-{room}"), domainMax=alt.ExprRef(f"{last} + {room}"), nice=False)


def _labels(passages: Sequence[Passage], boxes: pd.DataFrame, x: alt.X, height: int) -> list[alt.Chart]:
    """Write on each ribbon that is wide enough what it is, where it begins; nothing without labels."""
    ribbons = _ribbons(passages, boxes)
    starts = ribbons.drop_duplicates("number").assign(label=[one.label for one in passages])
    wide = (starts["y"] - starts["y2"]) * height >= LABEL_HEIGHT
    written = starts[wide & (starts["label"] != "")]
    if written.empty:
        return []
    places = written.assign(y=(written["y"] + written["y2"]) / 2)[["x", "y", "label"]]
    shown = alt.ExprRef(f"{IS_NARROW} ? 0 : 1")
    text = Layer(places).mark_text(
        align="left", dx=8, fontSize=13, font=FONT, baseline="middle", opacity=shown
    )
    return [text.encode(x=x, y=alt.Y("y:Q"), text=alt.Text("label:N"))]


def _names(boxes: pd.DataFrame, last: int, x: alt.X) -> list[alt.Chart]:
    """Write names outside the picture at its edges, and over the ribbons between."""
    layers = []
    for at_start in (True, False):
        here = boxes[boxes["column"] == 0] if at_start else boxes[boxes["column"] > 0]
        middle = here.assign(
            x=here["x"] if at_start else here["x2"],
            y=(here["y"] + here["y2"]) / 2,
        )
        text = Layer(middle).mark_text(
            align="right" if at_start else "left",
            dx=-6 if at_start else 6,
            fontSize=alt.ExprRef(f"{IS_NARROW} ? {NARROW_LETTERS} : 14"),
            font=FONT,
            lineHeight=17,
            lineBreak="\n",
            baseline="middle",
        )
        layers.append(text.encode(x=x, y=alt.Y("y:Q"), text=alt.Text("text:N")))
    return layers


def boxes_of(nodes: Sequence[Node], passages: Sequence[Passage], least: float) -> pd.DataFrame:
    """Return where each node is drawn, by key: ``x``, ``x2``, ``y`` (top), ``y2`` (bottom), column and text.

    A node has room for its name, ``least`` of the picture's height, in the middle of which it is drawn.
    """
    size = {node.key: _size(node.key, passages) for node in nodes}
    columns = sorted({node.column for node in nodes})
    most = max(sum(node.column == column for node in nodes) for column in columns)
    gap = min(GAP_SHARE, 0.1 / most)
    scale = min(
        _scale([size[node.key] for node in nodes if node.column == column], least, gap) for column in columns
    )
    rows = []
    for column in columns:
        top = 1.0
        for node in (node for node in nodes if node.column == column):
            tall = max(size[node.key] * scale, THINNEST)
            room = max(tall, least)
            above = top - (room - tall) / 2
            sides = (column - NODE_WIDTH, column + NODE_WIDTH)
            rows.append((node.key, column, node.text, *sides, above, above - tall))
            top -= room + gap
    names = ["key", "column", "text", "x", "x2", "y", "y2"]
    return pd.DataFrame(rows, columns=names).set_index("key").assign(scale=scale)


def _scale(sizes: Sequence[float], least: float, gap: float) -> float:
    """Return what of the height one unit may take so that a column's nodes and their names fit into it."""
    free = 1 - gap * (len(sizes) - 1)
    wide = sorted(sizes, reverse=True)
    for narrow in range(len(wide)):
        # The last ones have no more than the room for their names, the others share the rest.
        scale = (free - least * narrow) / sum(wide[: len(wide) - narrow])
        if wide[len(wide) - narrow - 1] * scale >= least:
            return scale
    return max(free - least * len(wide), THINNEST) / sum(wide)


def _size(key: str, passages: Sequence[Passage]) -> float:
    out = sum(passage.value for passage in passages if passage.source == key)
    into = sum(passage.value for passage in passages if passage.target == key)
    return max(out, into)


def _ribbons(passages: Sequence[Passage], boxes: pd.DataFrame) -> pd.DataFrame:
    """Return the points of each ribbon: ``number``, ``x``, ``y`` (upper edge), ``y2`` (lower edge)."""
    order = {key: place for place, key in enumerate(boxes.index)}
    left = {key: float(top) for key, top in boxes["y"].items()}
    right, scale = dict(left), float(boxes["scale"].iloc[0])
    starts, ends = {}, {}
    for number, one in sorted(enumerate(passages), key=lambda pair: order[pair[1].target]):
        starts[number] = left[one.source]
        left[one.source] -= one.value * scale
    for number, one in sorted(enumerate(passages), key=lambda pair: order[pair[1].source]):
        ends[number] = right[one.target]
        right[one.target] -= one.value * scale
    numbers = range(len(passages))
    return _outlined(passages, boxes, [starts[one] for one in numbers], [ends[one] for one in numbers])


def _outlined(
    passages: Sequence[Passage], boxes: pd.DataFrame, starts: Sequence[float], ends: Sequence[float]
) -> pd.DataFrame:
    along = np.linspace(0, 1, STEPS)
    bend = along**2 * (3 - 2 * along)
    # A row a passage, a column a step.
    first = boxes["x2"].reindex([one.source for one in passages]).to_numpy()[:, None]
    last = boxes["x"].reindex([one.target for one in passages]).to_numpy()[:, None]
    start, end = np.array(starts)[:, None], np.array(ends)[:, None]
    wide = np.array([one.value for one in passages])[:, None] * float(boxes["scale"].iloc[0])
    upper = start + (end - start) * bend
    edges = {"x": first + (last - first) * along, "y": upper, "y2": upper - wide}
    return pd.DataFrame(
        {
            "number": np.repeat(np.arange(len(passages)), STEPS),
            **{name: edge.ravel() for name, edge in edges.items()},
            "text": np.repeat([one.text for one in passages], STEPS),
            "colour": np.repeat([one.colour for one in passages], STEPS),
        }
    )
