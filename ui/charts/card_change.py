"""What a card says of a series beside its newest number: the change, the year and kind, the small line."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_access.comparing.comparability import comparability
from data_access.comparing.survey_error import smallest_clear_change
from data_access.store.frames import Row
from ui.text.differences import change_unit, decimals_of, difference
from ui.text.estimates import estimated_rows, has_estimates
from ui.text.figures import PERCENT, years_text
from vocabulary.words import Words

JOINED = ("A", "B", "C")
SURVEY = "survey"
LOWER = "lower"


def last_change(
    known: pd.DataFrame, indicator: Row, words: Words, asked: float | None = None
) -> tuple[str, str]:
    """Return the change since the figure before, and whether that is ``better`` or ``worse``.

    ``known`` are results by year, ``asked`` how many households a survey asks there. Both "" for less than
    two results; the second also where the two cannot be compared, are alike, or differ by less than the
    survey can see.
    """
    if len(known) < 2:
        return "", ""
    before, now = known.iloc[-2].to_dict(), known.iloc[-1].to_dict()
    year = str(int(before["year"]))
    if comparability(known.iloc[-2:])["class"].iloc[0] not in JOINED:
        return words("cards.not_comparable", before=year), ""
    change = difference(now, before)
    if change == 0:
        return words("cards.unchanged", before=year), ""
    amount = words.number(abs(float(change)), decimals_of([before, now]))
    facts = {"amount": amount, "unit": _unit(indicator, words), "before": year}
    fell = change < 0
    if _is_unclear(before, now, asked):
        return words("cards.unclear", arrow="▼" if fell else "▲", **facts), ""
    return words("cards.fell" if fell else "cards.rose", **facts), _course(indicator, fell=fell)


def _unit(indicator: Row, words: Words) -> str:
    return words("cards.points") if indicator["unit"] == PERCENT else change_unit(indicator, words)


def _course(indicator: Row, *, fell: bool) -> str:
    """Return whether a change is better or worse; "" for an indicator of which neither can be said."""
    if indicator["direction"] not in (LOWER, "higher"):
        return ""
    return "better" if (indicator["direction"] == LOWER) == fell else "worse"


def _is_unclear(before: Row, now: Row, asked: float | None) -> bool:
    if asked is None or {before["source_kind"], now["source_kind"]} != {SURVEY}:
        return False
    first, last, households = (np.array([one], dtype=float) for one in (before["value"], now["value"], asked))
    return bool(abs(last - first)[0] <= smallest_clear_change(first, last, households)[0])


def year_and_kind(newest: pd.DataFrame, words: Words) -> str:
    """Return the year of a figure and how it was found: by survey, by review, as an estimate."""
    row = newest.iloc[-1].to_dict()
    kind = words("cards.estimated") if has_estimates(newest) else words(f"cards.kind_{row['source_kind']}")
    return f"{years_text(row)} · {kind}"


def small_line(known: pd.DataFrame) -> pd.DataFrame:
    """Return the points of a small line: ``year``, ``value``, ``segment`` and ``estimated``.

    A new segment begins wherever a figure cannot be compared with the one before.
    """
    ordered = known.sort_values("year", kind="stable").reset_index(drop=True)
    breaks = [kind not in JOINED for kind in comparability(ordered)["class"]]
    segment = np.cumsum([0, *breaks])[: len(ordered)]
    return ordered[["year", "value"]].assign(segment=segment, estimated=estimated_rows(ordered).to_numpy())
