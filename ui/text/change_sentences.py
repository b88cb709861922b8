"""Sentences on changes over the years: each absolute and in percent of the start, and why none is said.

A change of a survey's rate that is smaller than the survey can see is no change that a sentence ranks.
"""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from data_access.comparing.changes import COMPARED, SURVEY, changes
from data_access.comparing.comparability import JOINED, comparability, segments
from data_access.comparing.prices import is_in_current_prices
from data_access.comparing.reasons import Reason
from data_access.comparing.survey_error import smallest_clear_change
from data_access.store.frames import Row
from ui.text.differences import change_unit, decimals_of, difference, of_the_start, results
from ui.text.figures import value_text
from ui.text.map_sentences import FEWEST_AREAS, NAMED_TIES, in_running_text, parts_rate
from ui.text.reasons import reason_label
from vocabulary.words import Words

Rows = list[dict[Hashable, Any]]
# Reasons with a sentence of their own; of others the reason is told in one of all.
TOLD_FIRST = (
    *("standard_changed", "source_kind_changed", "boundary_changed", "not_exact", "not_result"),
    "current_prices",
)
# Estimates by one method may be said together, where the sentence around says that they are estimates.
SAID_TOGETHER = (*JOINED, "C")
# Not known of an area: that most areas lack a figure is told by counting those that have both.
UNTOLD = ("", Reason.NO_NOW, Reason.NO_BEFORE, Reason.UNCLEAR)


def series_sentence(
    figures: pd.DataFrame, area: str, indicator: Row, words: Words, asked: float | None = None
) -> str:
    """Return how an area's figures moved over the last years that can be compared.

    ``figures`` is one area's series; where the newest figure is the only one the sentence says so.
    ``asked`` is how many households a survey asks there: a smaller change than it can see is told as none.
    """
    known = segments(results(figures), SAID_TOGETHER)
    if known.empty:
        return words("explore.series_none", area=area)
    last = known[known["segment"] == known["segment"].max()].to_dict("records")
    first, newest = last[0], last[-1]
    to_value = value_text(newest, indicator, words)
    if len(last) == 1:
        return words("explore.series_single", area=area, year=str(newest["year"]), value=to_value)
    if is_in_current_prices(indicator):
        early = value_text(first, indicator, words)
        years = {"first": str(first["year"]), "last": str(newest["year"])}
        return words("explore.series_prices", area=area, from_value=early, to_value=to_value, **years)
    change = difference(newest, first)
    facts = {
        "area": area,
        "indicator": in_running_text(words.of(indicator)),
        "first": str(first["year"]),
        "last": str(newest["year"]),
        "from_value": value_text(first, indicator, words),
        "to_value": to_value,
        "amount": words.number(abs(float(change)), decimals_of([first, newest])),
        "unit": change_unit(indicator, words),
        "relative": of_the_start(change, first["value"], words),
    }
    least = _least_clear(first, newest, asked)
    if change and abs(change) <= least:
        return words("explore.series_unclear", least=words.number(least, decimals_of(last)), **facts)
    direction = "same" if change == 0 else "fell" if change < 0 else "rose"
    return words(f"explore.series_{direction}", **facts)


def _least_clear(before: Row, now: Row, asked: float | None) -> float:
    """Return the least difference that a survey can see between two figures; 0 for what is no survey."""
    if asked is None or {before["source_kind"], now["source_kind"]} != {SURVEY}:
        return 0.0
    first, last = (np.array([row["value"]], dtype=float) for row in (before, now))
    return float(smallest_clear_change(first, last, np.array([asked]))[0])


def movement_sentence(
    found: pd.DataFrame, indicator: Row, level: str, before: int, now: int, words: Words
) -> str:
    """Return how many areas fell and rose between two years and which most, or why that cannot be said.

    ``found`` is what ``changes`` returns for the areas shown. Areas whose change is smaller than a survey can
    see are counted apart.
    """
    compared = found[found["refusal"].isin(COMPARED)]
    known = compared[compared["refusal"] == ""]
    years = {"before": str(before), "now": str(now)}
    if len(compared) < FEWEST_AREAS:
        return _why_silent(found, level, years, words)
    unclear = len(compared) - len(known)
    fell, rose = known[known["change"] < 0], known[known["change"] > 0]
    counts = {"known": len(compared), "fell": len(fell), "rose": len(rose), "level": words(f"level.{level}")}
    facts: dict[str, object] = {**years, **counts}
    if fell.empty and rose.empty:
        return words("explore.moved_unclear" if unclear else "explore.moved_none", unclear=unclear, **facts)
    most = fell if len(fell) >= len(rose) else rose
    said = _most_moved(most, len(most) == len(compared), indicator, facts, words)
    return said if not unclear else f"{said} {words('explore.others_unclear', count=unclear)}"


def _most_moved(
    most: pd.DataFrame, are_all: bool, indicator: Row, facts: dict[str, object], words: Words
) -> str:
    """Return the sentence of the areas that went one way, with the largest change in points and percent."""
    fell = bool(most["change"].iloc[0] < 0)
    extreme = most["change"].min() if fell else most["change"].max()
    rows: Rows = most[most["change"] == extreme].to_dict("records")
    amount = words.number(abs(float(extreme)), int(rows[0]["decimals"]))
    key = "explore.fell_most" if fell else "explore.rose_most"
    if len(rows) > NAMED_TIES:
        key = f"{key}_tied"
    elif are_all:
        key = "explore.all_fell" if fell else "explore.all_rose"
    return words(
        key,
        **facts,
        names=words.listed([words.of(row) for row in rows[:NAMED_TIES]]),
        tied=len(rows),
        amount=amount,
        unit=change_unit(indicator, words),
        relative=of_the_start(extreme, rows[0]["value_before"], words) if len(rows) == 1 else "",
    )


def _why_silent(found: pd.DataFrame, level: str, years: dict[str, str], words: Words) -> str:
    """Return why no change is said: the reason that most areas share, or that too few can be compared."""
    reasons = found.loc[~found["refusal"].isin(UNTOLD), "refusal"]
    if len(reasons):
        first = str(reasons.mode().iloc[0])
        if first in TOLD_FIRST:
            return words(f"explore.no_change_{first}", **years)
        return words("explore.no_change_because", reason=reason_label(first, words), **years)
    known = int(found["refusal"].isin(COMPARED).sum())
    if known == 0:
        return words("explore.no_change_no_pair", **years, level=words(f"level.{level}"))
    return words("explore.no_change_too_few", **years, known=known, level=words(f"level.{level}"))


def peers_sentence(
    rows: pd.DataFrame, area: str, indicator: Row, years: tuple[int, int], words: Words
) -> str:
    """Return where an area ended among those that began alike: by its own fall and theirs.

    ``rows`` has ``value_before``, ``value``, ``is_own``, ``decimals`` and ``least_clear``, the area's own row
    first. Changes that a survey cannot tell apart count for neither side.
    """
    if len(rows) < FEWEST_AREAS or not bool(rows["is_own"].iloc[0]):
        return words("explore.peers_few", area=area)
    records = rows.to_dict("records")
    moves = [Decimal(str(row["value"])) - Decimal(str(row["value_before"])) for row in records]
    errors = rows["least_clear"].fillna(0.0).to_numpy(dtype=float)
    apart = [
        move - moves[0]
        if abs(float(move - moves[0])) > np.hypot(errors[0], error) or not error
        else Decimal()
        for move, error in zip(moves[1:], errors[1:], strict=True)
    ]
    better, worse = (sum(gap < 0 for gap in apart), sum(gap > 0 for gap in apart))
    if indicator["direction"] == "higher":
        better, worse = worse, better
    sign = "−" if moves[0] < 0 else "+" if moves[0] > 0 else "±"
    number = words.number(abs(float(moves[0])), decimals_of(records))
    return words(
        "explore.peers_by_survey" if errors.any() else "explore.peers",
        area=area,
        first=str(years[0]),
        last=str(years[1]),
        change=f"{sign}{number}",
        unit=change_unit(indicator, words),
        relative=of_the_start(moves[0], records[0]["value_before"], words),
        better=better,
        worse=worse,
        alike=len(apart) - better - worse,
        known=len(apart),
    )


def change_sentence(figures: pd.DataFrame, indicator: Row, words: Words) -> str:
    """Return the change of a series since the year before, or why it cannot be said.

    It cannot be said across a change of standard or of the kind of source, or when the year before
    has no figure.
    """
    if len(figures) < 2:
        return words("change.no_year_before")
    before, now = figures.iloc[-2].to_dict(), figures.iloc[-1].to_dict()
    years = {"before": str(int(before["year"])), "now": str(int(now["year"]))}
    if now["year"] - before["year"] != 1:
        return words("change.no_year_before", **years)
    pair = comparability(figures.iloc[-2:]).iloc[0]
    if pair["class"] not in ("A", "B"):
        return words(f"break.{pair['reason']}", **years)
    return _change(before, now, indicator, words)


def parts_change_sentence(
    before: pd.DataFrame, now: pd.DataFrame, poor: str, year_before: int, words: Words
) -> str:
    """Return how the nation's rate of the poor changed since the year before if the regions are right.

    ``before`` and ``now`` as ``parts_sentence`` takes them. "" where the regions contradict the nation in one
    year only, or by two standards.
    """
    pair = [frame[frame["indicator_code"] == poor].to_dict("records") for frame in (before, now)]
    if not all(pair) or pair[0][0]["standard_code"] != pair[1][0]["standard_code"]:
        return ""
    first, last = (parts_rate(rows[0]) for rows in pair)
    change, decimals = last - first, int(pair[1][0]["rate_decimals"])
    sign = "−" if change < 0 else "+" if change > 0 else "±"
    return words(
        "headline.parts_before",
        before=str(year_before),
        rate_before=words.with_unit(words.number(float(first), decimals), "%"),
        change=f"{sign}{words.number(abs(float(change)), decimals)}",
        relative=of_the_start(change, first, words),
    )


def _change(before: Row, now: Row, indicator: Row, words: Words) -> str:
    change = difference(now, before)
    direction = "same" if change == 0 else "fell" if change < 0 else "rose"
    return words(
        f"change.{direction}",
        indicator=in_running_text(words.of(indicator)),
        amount=words.number(abs(float(change)), decimals_of([before, now])),
        relative=of_the_start(change, before["value"], words),
        before=str(int(before["year"])),
        from_value=value_text(before, indicator, words),
        to_value=value_text(now, indicator, words),
    )


def movers_sentence(
    figures: pd.DataFrame, indicator: Row, words: Words, asked: pd.DataFrame | None = None
) -> str:
    """Return which areas fell and rose most since the year before, or why that cannot be said.

    ``figures`` holds one row per area and year, ``asked`` how many households a survey asks in each area:
    changes smaller than it can see are no movers.
    """
    newest = int(figures["year"].max())
    found = changes(figures, newest - 1, newest, asked)
    pairs = found[found["refusal"] == ""]
    years = {"before": str(newest - 1), "now": str(newest)}
    if pairs.empty:
        unclear = int((found["refusal"] == Reason.UNCLEAR).sum())
        return words("change.all_unclear" if unclear else "change.no_pairs", known=unclear, **years)
    fall, rise = pairs["change"].min(), pairs["change"].max()
    texts = {"fall": _mover(pairs, fall, words), "rise": _mover(pairs, rise, words)}
    key = "change.fell_most" if rise <= 0 else "change.rose_most" if fall >= 0 else "change.fell_and_rose"
    return words(key, before=years["before"], **texts)


def _mover(pairs: pd.DataFrame, change: float, words: Words) -> str:
    rows: Rows = pairs[pairs["change"] == change].to_dict("records")
    names = words.listed([words.of(row) for row in rows[:NAMED_TIES]])
    amount = words.number(abs(change), int(rows[0]["decimals"]))
    relative = of_the_start(change, rows[0]["value_before"], words) if len(rows) == 1 else ""
    return words("headline.mover", names=names, amount=amount, relative=relative)
