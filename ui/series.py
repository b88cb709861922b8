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


def with_boundary(figures: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """Return figures with ``boundary``: what tells an area's territory apart before and after a change.

    ``earlier`` holds the units that went into the area, each with its date ``changed_on``; a figure
    of a year before a change stands for the earlier territory.
    """
    dates = sorted(set(earlier["changed_on"].dropna()))
    counted = [sum(year < int(date[:4]) for date in dates) for year in figures["year"]]
    return figures.assign(boundary=[f"before change {count}" if count else "" for count in counted])


def series_breaks(figures: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return where neighbouring points cannot be compared: ``year`` between them and the ``reason``."""
    known = figures[figures["value"].notna()].reset_index(drop=True)
    pairs = comparability(known)
    rows = [_break(row, words) for row in pairs.to_dict("records") if row["class"] in NOT_JOINED]
    return pd.DataFrame(rows, columns=["year", "reason"])


def _break(pair: Row, words: Words) -> dict[str, object]:
    middle = (pair["from_year"] + pair["to_year"]) / 2
    years = {"before": str(pair["from_year"]), "now": str(pair["to_year"])}
    return {"year": middle, "reason": words(f"break.{pair['reason']}", **years)}
