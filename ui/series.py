"""Points of a series as a chart needs them: segments that may be joined, and the reasons for the gaps."""

from __future__ import annotations

import pandas as pd

from data_access.comparability import comparability, segments
from ui.figures import Row, value_text
from ui.language import Words

NOT_JOINED = ("D", "E")


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


def series_breaks(figures: pd.DataFrame, standards: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return where neighbouring points cannot be compared: ``year`` between them and the ``reason``."""
    known = figures[figures["value"].notna()].reset_index(drop=True)
    pairs = comparability(known)
    rows = [_break(row, words) for row in pairs.to_dict("records") if row["class"] in NOT_JOINED]
    return pd.DataFrame(rows, columns=["year", "reason"])


def _break(pair: Row, words: Words) -> dict[str, object]:
    middle = (pair["from_year"] + pair["to_year"]) / 2
    years = {"before": str(pair["from_year"]), "now": str(pair["to_year"])}
    return {"year": middle, "reason": words(f"break.{pair['reason']}", **years)}
