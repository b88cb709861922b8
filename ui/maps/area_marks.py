"""What each area of a picture is marked with: its class, the kind of its gap, its rank; and their legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from data_access.comparing.restating import ESTIMATED
from data_access.store.frames import Row
from geo.classification import Classes
from ui.maps.map_facts import ESTIMATE_MARK, GAP_MARK, OUTSIDE, STATE_OF_MARK, LayerFacts, Painting
from ui.text.figures import is_known
from ui.text.reasons import reason_label, reason_of
from vocabulary.words import Words


def marks_of(
    rows: Sequence[Row | None], layer: LayerFacts, classes: Classes | None, painting: Painting
) -> str:
    """Return one letter an area: its class, the kind of its gap, or that filters leave it out."""
    shown = set(layer.shown)
    return "".join(
        mark_of(row, classes, painting) if code in shown else OUTSIDE
        for row, code in zip(rows, layer.codes, strict=True)
    )


def mark_of(row: Row | None, classes: Classes | None, painting: Painting) -> str:
    """Return an area's class as a digit, or the letter of why it has none.

    A range has a class only where both its ends fall into the same one.
    """
    if row is None:
        return GAP_MARK["missing"]
    if row["state"] in GAP_MARK:
        return GAP_MARK[row["state"]]
    if painting.mark:
        return painting.mark(row)
    if classes and is_known(row["value"]):
        return str(classes.of(row["value"]))
    if classes and is_known(row["value_min"]):
        low, high = classes.of(row["value_min"]), classes.of(row["value_max"])
        return str(low) if low == high else GAP_MARK["spread"]
    return GAP_MARK["missing"]


def ranks(values: Sequence[float | None]) -> list[str]:
    """Return each area's rank from the highest value, "3=" for a shared third place, "" without a value."""
    known: pd.Series[float] = pd.Series([float("nan") if v is None else v for v in values], dtype=float)
    places = known.rank(method="min", ascending=False)
    shared = known.duplicated(keep=False) & known.notna()
    return [
        f"{int(place)}{'=' if tied else ''}" if is_known(place) else ""
        for place, tied in zip(places, shared, strict=True)
    ]


def legend_of(marks: str, classes: Classes | None, words: Words) -> list[dict[str, Any]]:
    """Return a line for each class, with its bounds and how many areas it has; none without classes."""
    lines: list[dict[str, Any]] = []
    if classes is None:
        return lines
    for number in range(len(classes)):
        low, high = classes.bounds(number)
        texts = [words.number(value, classes.decimals).replace("-", "−") for value in (low, high)]
        label = texts[0] if texts[0] == texts[1] else " – ".join(texts)
        areas = marks.count(str(number))
        line = {"mark": str(number), "label": label, "count": areas, "low": low, "high": high}
        lines.append(line | {"meaning": words("legend.meaning", bounds=label, count=areas)})
    return lines


def gaps_of(marks: str, rows: Sequence[Row | None], words: Words) -> list[dict[str, Any]]:
    """Return a line for each kind of gap that any area has, with how many have it and for which reasons."""
    return [
        _gap_line(mark, [row for row, own in zip(rows, marks, strict=True) if own == mark], words)
        for mark in STATE_OF_MARK
        if mark in marks
    ]


def _gap_line(mark: str, rows: Sequence[Row | None], words: Words) -> dict[str, Any]:
    """Return the line of one kind of gap: a reason that all its areas share is its label."""
    state = STATE_OF_MARK[mark]
    reasons = Counter(reason_of(row) if row is not None else "" for row in rows)
    shared = next(iter(reasons)) if len(reasons) == 1 else ""
    meaning = words(f"legend.{state}", count=len(rows))
    told = [f"{reason_label(reason, words)} ({count})" for reason, count in reasons.most_common() if reason]
    return {
        "mark": mark,
        "label": reason_label(shared, words) or words(f"state.{state}"),
        "count": len(rows),
        "meaning": words("legend.reasons", meaning=meaning, reasons="; ".join(told)) if told else meaning,
    }


def estimates_of(rows: Sequence[Row | None], layer: LayerFacts, words: Words) -> dict[str, Any] | None:
    """Return the line of the legend for estimated figures, with the places of their areas; None for none."""
    shown = set(layer.shown)
    areas = [
        index
        for index, (row, code) in enumerate(zip(rows, layer.codes, strict=True))
        if row is not None and code in shown and row.get("restated") == ESTIMATED
    ]
    if not areas:
        return None
    meaning = words("estimates.meaning", count=len(areas))
    line = {"mark": ESTIMATE_MARK, "label": words("estimates.legend"), "count": len(areas)}
    return line | {"meaning": meaning, "areas": areas}
