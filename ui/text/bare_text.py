"""Figures as bare text, in no language, and such text as a language writes it."""

from __future__ import annotations

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.store.frames import Row
from ui.text.figures import is_known
from vocabulary.words import Words

JOINED = " – "


BAR = "|"


# A share that is worked out has no decimals of its own.
MOST_DECIMALS = 4


def bare_text(figure: Row) -> str:
    """Return a figure as a plain number with the decimals it was reported with, a range, or its state."""
    if figure["state"] != "reported":
        return str(figure["state"])
    decimals = int(figure["decimals"]) if is_known(figure["decimals"]) else 0
    if is_known(figure["value"]):
        return f"{figure['value']:.{decimals}f}"
    if is_known(figure["value_min"]) and is_known(figure["value_max"]):
        return f"{figure['value_min']:.{decimals}f}..{figure['value_max']:.{decimals}f}"
    return "in_words"


def readable(text: str, words: Words) -> str:
    """Return a bare text as a language writes it: 5.71 → 5,71."""
    if BAR in text:
        return ", ".join(readable(part, words) for part in text.split(BAR))
    low, dots, high = text.partition("..")
    if dots:
        return f"{readable(low, words)}–{readable(high, words)}"
    whole, _, part = text.partition(".")
    if whole.lstrip("-").isdigit():
        return words.number(float(text), min(len(part), MOST_DECIMALS))
    if text in DEPRIVATIONS:
        return words(f"deprivation.{text}")
    return words(f"state.{text}") if text else words("state.missing")
