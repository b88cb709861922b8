"""Sentences under maps and charts: level, change, extremes, gap. Each says no more than its figures."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from data_access.comparing.changes import SETTLED
from data_access.comparing.comparability import segments
from data_access.store.frames import Row
from ui.text.figures import PERCENT, is_known, value_text
from ui.text.map_sentences import FEWEST_AREAS, NAMED_TIES, in_running_text, map_sentence
from vocabulary.words import Words

Rows = list[dict[Hashable, Any]]
# Reasons that a change cannot be said of the data at all, the most informative first.
MANY_AREAS = 10
# Rank correlations closer to zero than this are not worth a word.
WEAK = 0.3
TOLD_FIRST = ("standard_changed", "source_kind_changed", "boundary_changed", "not_exact", "not_result")


def change_unit(indicator: Row, words: Words) -> str:
    """Return the unit of a difference: percentage points for percentages, else the indicator's own."""
    return words("explore.points") if indicator["unit"] == PERCENT else words.of(indicator, "unit")


def difference(now: Row, before: Row) -> Decimal:
    """Return the difference of two printed values, exact in decimals."""
    return Decimal(str(now["value"])) - Decimal(str(before["value"]))


def decimals_of(rows: Sequence[Row]) -> int:
    """Return the decimals that a difference of figures is written with: the most of any."""
    return max((int(row["decimals"]) for row in rows if is_known(row["decimals"])), default=0)


def results(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that are results with one exact number."""
    is_exact = (figures["qualifier"] == "exact") & figures["value"].notna()
    return figures[is_exact & figures["status"].isin(SETTLED)].reset_index(drop=True)


def series_sentence(figures: pd.DataFrame, area: str, indicator: Row, words: Words) -> str:
    """Return how an area's figures moved over the last years that can be compared.

    ``figures`` is one area's series; where the newest figure is the only one the sentence says so.
    """
    known = segments(results(figures))
    if known.empty:
        return words("explore.series_none", area=area)
    last = known[known["segment"] == known["segment"].max()].to_dict("records")
    first, newest = last[0], last[-1]
    to_value = value_text(newest, indicator, words)
    if len(last) == 1:
        return words("explore.series_single", area=area, year=str(newest["year"]), value=to_value)
    change = difference(newest, first)
    direction = "same" if change == 0 else "fell" if change < 0 else "rose"
    return words(
        f"explore.series_{direction}",
        area=area,
        indicator=in_running_text(words.of(indicator)),
        first=str(first["year"]),
        last=str(newest["year"]),
        from_value=value_text(first, indicator, words),
        to_value=to_value,
        amount=words.number(abs(float(change)), decimals_of([first, newest])),
        unit=change_unit(indicator, words),
    )


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
    )


def _measure(row: Row) -> tuple[object, object]:
    standard = row["standard_code"]
    return (standard if is_known(standard) else "", row["source_kind"])


def movement_sentence(
    found: pd.DataFrame, indicator: Row, level: str, before: int, now: int, words: Words
) -> str:
    """Return how many areas fell and rose between two years and which most, or why that cannot be said.

    ``found`` is what ``changes`` returns for the areas shown.
    """
    known = found[found["refusal"] == ""]
    years = {"before": str(before), "now": str(now)}
    if len(known) < FEWEST_AREAS:
        return _why_silent(found, level, years, words)
    fell, rose = known[known["change"] < 0], known[known["change"] > 0]
    counts = {"known": len(known), "fell": len(fell), "rose": len(rose), "level": words(f"level.{level}")}
    if fell.empty and rose.empty:
        return words("explore.moved_none", **years, **counts)
    most = fell if len(fell) >= len(rose) else rose
    extreme = most["change"].min() if most is fell else most["change"].max()
    rows: Rows = most[most["change"] == extreme].to_dict("records")
    amount = words.number(abs(float(extreme)), int(rows[0]["decimals"]))
    key = "explore.fell_most" if most is fell else "explore.rose_most"
    if len(rows) > NAMED_TIES:
        key = f"{key}_tied"
    elif len(most) == len(known):
        key = "explore.all_fell" if most is fell else "explore.all_rose"
    return words(
        key,
        **years,
        **counts,
        names=words.listed([words.of(row) for row in rows[:NAMED_TIES]]),
        tied=len(rows),
        amount=amount,
        unit=change_unit(indicator, words),
    )


def _why_silent(found: pd.DataFrame, level: str, years: dict[str, str], words: Words) -> str:
    """Return why no change is said: the reason that most areas share, or that too few can be compared."""
    reasons = found.loc[found["refusal"].isin(TOLD_FIRST), "refusal"]
    if len(reasons):
        return words(f"explore.no_change_{reasons.mode().iloc[0]}", **years)
    known = int((found["refusal"] == "").sum())
    if known == 0:
        return words("explore.no_change_no_pair", **years, level=words(f"level.{level}"))
    return words("explore.no_change_too_few", **years, known=known, level=words(f"level.{level}"))


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
    )


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


def peers_sentence(
    rows: pd.DataFrame, area: str, indicator: Row, years: tuple[int, int], words: Words
) -> str:
    """Return where an area ended among those that began alike: by its own fall and theirs.

    ``rows`` has ``value_before``, ``value``, ``is_own`` and ``decimals``, the area's own row first.
    """
    if len(rows) < FEWEST_AREAS or not bool(rows["is_own"].iloc[0]):
        return words("explore.peers_few", area=area)
    changes = [
        Decimal(str(row["value"])) - Decimal(str(row["value_before"])) for row in rows.to_dict("records")
    ]
    better = sum(change < changes[0] for change in changes[1:])
    worse = sum(change > changes[0] for change in changes[1:])
    if indicator["direction"] == "higher":
        better, worse = worse, better
    sign = "−" if changes[0] < 0 else "+" if changes[0] > 0 else "±"
    number = words.number(abs(float(changes[0])), decimals_of(rows.to_dict("records")))
    return words(
        "explore.peers",
        area=area,
        first=str(years[0]),
        last=str(years[1]),
        change=f"{sign}{number}",
        unit=change_unit(indicator, words),
        better=better,
        worse=worse,
        known=len(rows) - 1,
    )
