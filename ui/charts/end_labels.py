"""Names at the ends of lines, in place of a legend: each beside its last point, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import pandas as pd

# More names than this are a legend's.
MOST_NAMED = 6
LETTERS_A_LINE = 18
LINE_HEIGHT = 17
# The axis ends at a round value above the highest one.
ROUND_ABOVE = 1.2
COLUMNS = {"series": "str", "colour": "str", "year": "int64", "at": "float64", "label": "str"}


def end_labels(points: pd.DataFrame, height: int) -> pd.DataFrame:
    """Return where the name of each series is written: ``series``, ``colour``, ``year``, ``at``, ``label``.

    All are written at the last year, ``at`` a value near that of the series' last point, in the order of
    those points. ``height`` is that of the chart, in pixels. Empty for one series, for very many, and for
    names that have no room above each other.
    """
    last = points.sort_values("year", kind="stable").drop_duplicates("series", keep="last")
    last = last.sort_values("value", ascending=False, kind="stable")
    labels = ["\n".join(wrap(name, LETTERS_A_LINE)) for name in last["series"]]
    pixel = ROUND_ABOVE * float(points["value"].max()) / height if len(points) else 0.0
    sizes = [pixel * LINE_HEIGHT * (label.count("\n") + 1) for label in labels]
    if not 1 < len(labels) <= MOST_NAMED or not 0 < sum(sizes) <= pixel * height:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in COLUMNS.items()})
    return pd.DataFrame(
        {
            "series": last["series"].to_numpy(),
            "colour": last["colour"].to_numpy(),
            "year": int(points["year"].max()),
            "at": apart([float(value) for value in last["value"]], sizes),
            "label": labels,
        }
    ).astype(COLUMNS)


def apart(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """Return places near the wanted ones, from the highest down, that are at least their sizes apart.

    None goes below zero by more than half its size.
    """
    placed: list[float] = []
    for place, size in zip(wanted, sizes, strict=True):
        ceiling = placed[-1] - (sizes[len(placed) - 1] + size) / 2 if placed else place
        placed.append(min(place, ceiling))
    floor = 0.0
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = max(placed[index], floor)
        above = sizes[index - 1] if index else 0.0
        floor = placed[index] + (sizes[index] + above) / 2
    return placed
