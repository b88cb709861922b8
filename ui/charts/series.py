"""Points of a series as a chart needs them: segments that may be joined, and the reasons for the gaps."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from data_access.comparing.comparability import comparability, segments
from data_access.store.frames import Row
from ui.text.figures import value_text
from vocabulary.words import Words

NOT_JOINED = ("D", "E")


DASHED = "C"


def series_points(
    figures: pd.DataFrame, indicator: Row, label: str, colour: str, words: Words
) -> pd.DataFrame:
    """Return the points of one area's figures that have a value, with the segment each belongs to."""
    known = segments(figures[figures["value"].notna()].reset_index(drop=True))
    return pd.DataFrame(
        {
            "series": label,
            "colour": colour,
            "segment": [f"{label} {segment}" for segment in known["segment"]],
            "year": known["year"],
            "value": known["value"],
            "text": [value_text(row, indicator, words) for row in known.to_dict("records")],
        }
    )


def series_dashes(
    figures: pd.DataFrame, indicator: Row, label: str, colour: str, words: Words
) -> pd.DataFrame:
    """Return pairs of points carried over by weights, two rows a pair: a dashed line joins them."""
    known = figures[figures["value"].notna()].sort_values("year").reset_index(drop=True)
    pairs = comparability(known)
    years = [{row["from_year"], row["to_year"]} for row in pairs.to_dict("records") if row["class"] == DASHED]
    points = [
        known[known["year"].isin(pair)].assign(segment=f"{label} dashed {number}")
        for number, pair in enumerate(years)
    ]
    rows = pd.concat([known.head(0).assign(segment=""), *points], ignore_index=True)
    texts = [value_text(row, indicator, words) for row in rows.to_dict("records")]
    named = rows[["segment", "year", "value"]].assign(series=label, colour=colour, text=texts)
    return named[["series", "colour", "segment", "year", "value", "text"]]


def series_breaks(figures: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return where neighbouring points cannot be compared: ``year`` between them and the ``reason``.

    ``low`` and ``high`` are the values of the two points: a break belongs to the line that breaks.
    """
    known = figures[figures["value"].notna()].sort_values(["year", "vintage"], kind="stable")
    pairs, values = comparability(known).to_dict("records"), pairwise(known["value"])
    rows = [
        _break(pair, both, words)
        for pair, both in zip(pairs, values, strict=True)
        if pair["class"] in NOT_JOINED
    ]
    return pd.DataFrame(rows, columns=["year", "reason", "low", "high"])


def _break(pair: Row, values: tuple[float, float], words: Words) -> dict[str, object]:
    middle = (pair["from_year"] + pair["to_year"]) / 2
    years = {"before": str(pair["from_year"]), "now": str(pair["to_year"])}
    reason = words(f"break.{pair['reason']}", **years)
    return {"year": middle, "reason": reason, "low": float(min(values)), "high": float(max(values))}
