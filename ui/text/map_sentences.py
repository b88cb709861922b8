"""Sentences computed from figures. They say only what the figures support, and why when they do not."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from data_access.store.frames import Row
from ui.text.figures import value_text
from vocabulary.words import Words

NAMED_TIES = 3
FEWEST_AREAS = 5
MILLION = 1_000_000


def map_sentence(
    figures: pd.DataFrame,
    national: Sequence[Mapping[Hashable, Any]],
    indicator: Row,
    level: str,
    year: int,
    words: Words,
) -> str:
    """Return the highest and lowest areas and the national value of one year.

    Too few areas to speak of extremes: a sentence that says how many are known. ``figures`` holds
    one row per drawn area with ``name_vi``, ``name_en`` and the figure.
    """
    known = figures[figures["value"].notna()]
    when = str(indicator.get("when", year))
    if len(known) < FEWEST_AREAS:
        return words("headline.too_few", count=len(known), level=words(f"level.{level}"), year=when)
    sentence = words(
        "headline.extremes",
        year=when,
        highest=_extreme(known, known["value"].max(), indicator, level, words),
        lowest=_extreme(known, known["value"].min(), indicator, level, words),
    )
    if national and pd.notna(national[0]["value"]):
        sentence += " " + words("headline.national", value=value_text(national[0], indicator, words))
    return sentence


def _extreme(known: pd.DataFrame, value: float, indicator: Row, level: str, words: Words) -> str:
    rows: list[dict[Hashable, Any]] = known[known["value"] == value].to_dict("records")
    text = value_text(rows[0], indicator, words)
    if len(rows) > NAMED_TIES:
        return words("headline.tied", count=len(rows), level=words(f"level.{level}"), value=text)
    return words("headline.one", names=words.listed([words.of(row) for row in rows]), value=text)


def national_sentence(
    poor: pd.DataFrame, poor_indicator: Row, both: pd.DataFrame, both_indicator: Row, words: Words
) -> str:
    """Return the newest national poor-household rate and, of the same year, the rate with the near-poor.

    ``poor`` and ``both`` are the nation's results by year; without any the sentence says so.
    """
    if poor.empty:
        return words("headline.no_national")
    newest = poor.iloc[-1].to_dict()
    year = int(newest["year"])
    same_year = both[both["year"] == year].to_dict("records")
    value = value_text(newest, poor_indicator, words)
    if not same_year:
        return words("headline.poor", year=str(year), poor=value)
    total = value_text(same_year[0], both_indicator, words)
    return words("headline.poor_and_near_poor", year=str(year), poor=value, both=total)


def parts_sentence(apart: pd.DataFrame, poor: str, both: str, words: Words) -> str:
    """Return what the regions say of the nation's rate where theirs and the nation's households differ.

    ``apart`` holds the nation's rows of ``contradicting_denominators`` of kind ``parts``; ``poor`` and
    ``both`` are the codes of the two rates. "" where the rate of the poor is not among them.
    """
    rows = {row["indicator_code"]: row for row in apart.to_dict("records")}
    if poor not in rows:
        return ""
    rates = _rates_of_parts(rows, poor, both, words)
    households = {
        name: _millions(rows[poor][of], words) for name, of in (("parts", "expected"), ("whole", "said"))
    }
    key = "headline.parts_differ_both" if "both" in rates else "headline.parts_differ"
    return words(key, count=int(rows[poor]["parts"]), **rates, **households)


def parts_in_few_words(apart: pd.DataFrame, poor: str, both: str, words: Words) -> str:
    """Return the rates that the regions give and that no reason is named, as ``parts_sentence`` in short."""
    rows = {row["indicator_code"]: row for row in apart.to_dict("records")}
    if poor not in rows:
        return ""
    rates = _rates_of_parts(rows, poor, both, words)
    key = "headline.parts_short_both" if "both" in rates else "headline.parts_short"
    return words(key, count=int(rows[poor]["parts"]), **rates)


def _rates_of_parts(rows: Mapping[str, Row], poor: str, both: str, words: Words) -> dict[str, str]:
    """Return the rates of the regions together as text: ``poor``, and ``both`` where it is known."""
    return {
        name: words.with_unit(words.number(float(parts_rate(row)), int(row["rate_decimals"])), "%")
        for name, row in ((name, rows.get(code)) for name, code in (("poor", poor), ("both", both)))
        if row is not None
    }


def parts_rate(row: Row) -> Decimal:
    """Return the rate that a count has of the households of the parts, as printed rates are rounded."""
    exact = 100 * Decimal(str(row["count"])) / Decimal(str(row["expected"]))
    return exact.quantize(Decimal(1).scaleb(-int(row["rate_decimals"])), rounding=ROUND_HALF_UP)


def _millions(number: float, words: Words) -> str:
    return words("headline.million", number=words.number(number / MILLION, 1))


def in_running_text(name: str) -> str:
    """Return a name as it is written within a sentence: "Tỷ lệ hộ nghèo" → "tỷ lệ hộ nghèo"."""
    return name[:1].lower() + name[1:]


def area_sentence(newest: Row | None, indicator: Row | None, words: Words) -> str:
    """Return how poor a place is by its newest result, or that no result is known."""
    if newest is None or indicator is None:
        return words("area.no_poverty")
    value = value_text(newest, indicator, words)
    name = in_running_text(words.of(indicator))
    return words("area.headline", year=str(int(newest["year"])), indicator=name, value=value)
