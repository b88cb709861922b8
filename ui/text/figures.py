"""One figure as text: value or range, qualifier, kind of gap, status — never more than was reported."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data_access.models.indicator import PERCENT as PERCENT
from data_access.store.frames import Row
from ui.text.reasons import gap_text
from vocabulary.words import Words


def is_known(value: object) -> bool:
    """Say whether the store has a value: neither null nor not-a-number."""
    return value is not None and value is not pd.NA and value == value


def text_in(row: Any, field: str) -> str:
    """Return a row's text, "" where the store has none."""
    value = row[field]
    return value if isinstance(value, str) else ""


def short_unit(indicator: Row, words: Words) -> str:
    """Return the unit that follows a number in running text: % or the whole unit."""
    return "%" if indicator["unit"] == PERCENT else words.of(indicator, "unit")


def number_text(figure: Row, words: Words) -> str:
    """Return a figure's number, range or kind of gap in words, with its qualifier, without its unit."""
    if figure["state"] != "reported":
        return gap_text(figure, words)
    decimals: int = int(figure["decimals"]) if is_known(figure["decimals"]) else 0
    if is_zero_of_sample(figure):
        return below_text(decimals, words)
    if is_known(figure["value"]):
        number = words.number(figure["value"], decimals)
    elif is_known(figure["value_min"]) and is_known(figure["value_max"]):
        number = (
            f"{words.number(figure['value_min'], decimals)}–{words.number(figure['value_max'], decimals)}"
        )
    else:
        return words("state.in_words")
    if figure["qualifier"] == "exact":
        return number
    return words(f"qualifier.{figure['qualifier']}", number=number)


def is_zero_of_sample(figure: Row) -> bool:
    """Say whether a figure is a zero of a survey: none of those who were asked, which is not none at all."""
    is_exact = figure["state"] == "reported" and figure["qualifier"] == "exact"
    return is_exact and figure["value"] == 0 and figure.get("source_kind") == "survey"


def below_text(decimals: int, words: Words) -> str:
    """Return that a number is less than the least that is printed with some decimals."""
    return words("qualifier.less_than", number=words.number(10.0**-decimals, decimals))


def zero_note(figure: Row, words: Words) -> str:
    """Return what a printed zero of a survey means; "" for every other figure."""
    if not is_zero_of_sample(figure):
        return ""
    decimals = int(figure["decimals"]) if is_known(figure["decimals"]) else 0
    return words("figure.zero_of_sample", below=below_text(decimals, words))


def value_text(figure: Row, indicator: Row, words: Words) -> str:
    """Return a figure with its short unit, or the kind of gap in words."""
    text = number_text(figure, words)
    has_number = figure["state"] == "reported" and (
        is_known(figure["value"]) or is_known(figure["value_min"])
    )
    return words.with_unit(text, short_unit(indicator, words)) if has_number else text


def years_text(figure: Row) -> str:
    """Return the year of a figure, or the first and the last of its period: 2025, 2021–2025."""
    first, last = figure["period_from"], int(figure["year"])
    return f"{int(first)}–{last}" if is_known(first) and int(first) != last else str(last)


def status_text(status: str, words: Words) -> str:
    """Return what a status adds to a figure: nothing for a final one."""
    return "" if status == "final" else words(f"status.{status}")


def name_of(frame: pd.DataFrame, code: str, words: Words) -> str:
    """Return the name of the row with a code; the code itself where there is none."""
    rows = frame[frame["code"] == code].to_dict("records")
    return words.of(rows[0]) if rows else code


# Groups of indicators, in the order in which lists show them.
INDICATOR_GROUPS = ("poverty", "dynamics", "deprivation", "target", "funding", "outcome", "census", "context")


def signed_count(count: int, words: Words) -> str:
    """Return a count with its sign: +7, −2, 0."""
    sign = "\N{MINUS SIGN}" if count < 0 else "+" if count > 0 else ""
    return sign + words.number(abs(count))
