"""Sentences under maps and charts: level, change, extremes, gap. Each says no more than its figures."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from data_access.comparing.changes import SETTLED
from data_access.comparing.prices import is_in_current_prices
from data_access.store.frames import Row
from ui.text.differences import (
    WHOLE_FROM,
    change_unit,
    decimals_of,
    difference,
    results,
    share_of_start,
)
from ui.text.figures import PERCENT, is_known, value_text
from ui.text.map_sentences import FEWEST_AREAS, in_running_text, map_sentence
from vocabulary.words import Words

MANY_AREAS = 10
# Rank correlations closer to zero than this are not worth a word.
WEAK = 0.3


def gap_sentence(figures: pd.DataFrame, indicator: Row, words: Words) -> str:
    """Return the gap between the highest and the lowest of several areas in their newest shared year.

    ``figures`` has a row an area and year; "" where fewer than two areas share a comparable year.
    """
    known = results(figures)
    known = known[known.duplicated(["year", "standard_code", "source_kind"], keep=False)]
    if known.empty:
        return ""
    rows = known[known["year"] == known["year"].max()].sort_values("value").to_dict("records")
    if rows[0]["value"] == rows[-1]["value"] or len({_measure(row) for row in rows}) > 1:
        return ""
    return words(
        "explore.gap",
        year=str(rows[0]["year"]),
        highest=words.of(rows[-1]),
        lowest=words.of(rows[0]),
        amount=words.number(float(difference(rows[-1], rows[0])), decimals_of(rows)),
        unit=change_unit(indicator, words),
        times=_times(rows[-1], rows[0], words),
    )


def _times(high: Row, low: Row, words: Words) -> str:
    """Return how many times the lower value the higher one is, "" where the lower is nothing."""
    if low["value"] <= 0:
        return ""
    ratio = Decimal(str(high["value"])) / Decimal(str(low["value"]))
    return words("explore.times", times=words.number(float(ratio), 0 if ratio >= WHOLE_FROM else 1))


def _measure(row: Row) -> tuple[object, object]:
    standard = row["standard_code"]
    return (standard if is_known(standard) else "", row["source_kind"])


def level_sentence(
    here: pd.DataFrame,
    national: Sequence[Mapping[Hashable, Any]],
    indicator: Row,
    level: str,
    year: int,
    words: Words,
) -> str:
    """Return the extremes and the nation of a year, and how many areas are left behind."""
    extremes = map_sentence(here, national, indicator, level, year, words)
    behind = left_behind_sentence(here, national[0] if national else None, indicator, level, words)
    return f"{extremes} {behind}".strip()


def left_behind_sentence(
    figures: pd.DataFrame, national: Row | None, indicator: Row, level: str, words: Words
) -> str:
    """Return how many areas have at least twice the nation's rate.

    "" for indicators where a low value is not good, where no national figure was measured alike in
    the same year, and where no area is left that far behind.
    """
    if national is None or indicator["direction"] != "lower" or indicator["unit"] != PERCENT:
        return ""
    known = results(figures)
    alike = [_measure(row) == _measure(national) for row in known.to_dict("records")]
    known = known[pd.Series(alike, index=known.index, dtype=bool)]
    is_settled = national["status"] in SETTLED and national["qualifier"] == "exact"
    if len(known) < FEWEST_AREAS or not is_settled or not is_known(national["value"]):
        return ""
    behind = known[known["value"] >= 2 * national["value"]]
    if behind.empty or national["value"] == 0:
        return ""
    return words(
        "explore.left_behind",
        count=len(behind),
        known=len(known),
        level=words(f"level.{level}"),
    )


def spread_sentence(
    known: pd.DataFrame, national: Row | None, indicator: Row, level: str, year: int, words: Words
) -> str:
    """Return the value that half of the areas do not exceed, and how many lie above the nation.

    The middle value is one of the areas' own, never a mean of two; too few areas: that is said instead.
    """
    rows = known.sort_values("value").to_dict("records")
    level_name = words(f"level.{level}")
    if len(rows) < FEWEST_AREAS:
        return words("headline.too_few", count=len(rows), level=level_name, year=str(year))
    middle = value_text(rows[(len(rows) + 1) // 2 - 1], indicator, words)
    facts = {"year": str(year), "known": len(rows), "level": level_name, "middle": middle}
    if national is None or any(_measure(row) != _measure(national) for row in rows):
        return words("explore.spread", **facts)
    above = sum(row["value"] > national["value"] for row in rows)
    value = value_text(national, indicator, words)
    return words("explore.spread_nation", above=above, national=value, **facts)


def years_sentence(known: pd.DataFrame, indicator: Row, level: str, words: Words) -> str:
    """Return how the gap between highest and lowest area changed over the last years of one standard.

    Only areas that have a figure in both years count; "" where there are too few of them.
    """
    settled = results(known).fillna({"standard_code": ""})
    if settled.empty:
        return ""
    newest = settled[settled["year"] == settled["year"].max()]
    measure = newest.groupby(["standard_code", "source_kind"]).size().idxmax()
    alike = settled[
        [pair == measure for pair in zip(settled["standard_code"], settled["source_kind"], strict=True)]
    ]
    first, last = int(alike["year"].min()), int(alike["year"].max())
    keys = ["vintage", "area_code", *(["boundary"] if "boundary" in alike else [])]
    both = alike[alike["year"] == first].merge(alike[alike["year"] == last], on=keys, suffixes=("_first", ""))
    if first == last or len(both) < FEWEST_AREAS:
        return ""
    if is_in_current_prices(indicator):
        return words("explore.gap_prices", first=str(first), last=str(last))
    decimals = decimals_of(both.to_dict("records"))
    gaps = [_gap(both["value_first"]), _gap(both["value"])]
    direction = "same" if gaps[0] == gaps[1] else "narrowed" if gaps[1] < gaps[0] else "widened"
    return words(
        f"explore.gap_{direction}",
        first=str(first),
        last=str(last),
        known=len(both),
        level=words(f"level.{level}"),
        before=words.number(float(gaps[0]), decimals),
        now=words.number(float(gaps[1]), decimals),
        unit=change_unit(indicator, words),
        relative=_by_share(gaps, words),
    )


def _by_share(gaps: list[Decimal], words: Words) -> str:
    """Return by what share of the first gap the second differs, "" where it does not."""
    share = share_of_start(gaps[1] - gaps[0], gaps[0], words) if gaps[0] != gaps[1] else ""
    return words("explore.by_share", share=share) if share else ""


def _gap(values: pd.Series[float]) -> Decimal:
    return Decimal(str(values.max())) - Decimal(str(values.min()))


def together_sentence(points: pd.DataFrame, names: tuple[str, str], level: str, words: Words) -> str:
    """Return how far two indicators go together by the ranks of the areas, which says nothing of causes.

    ``points`` has ``x`` and ``y``. Rank correlation (Spearman), of ties the mean rank.
    """
    if len(points) < MANY_AREAS or points["x"].nunique() < 2 or points["y"].nunique() < 2:
        return words("explore.together_few", known=len(points), level=words(f"level.{level}"))
    ranks = points[["x", "y"]].rank()
    strength = round(float(ranks["x"].corr(ranks["y"])), 2)
    way = "up" if strength >= WEAK else "down" if strength <= -WEAK else "none"
    return words(
        f"explore.together_{way}",
        first=in_running_text(names[0]),
        second=in_running_text(names[1]),
        known=len(points),
        level=words(f"level.{level}"),
        strength=("−" if strength < 0 else "") + words.number(abs(strength), 2),
    )
