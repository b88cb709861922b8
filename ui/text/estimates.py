"""What is said of estimated figures wherever they stand: their number, their weight, their parts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data_access.comparing.restating import ESTIMATED
from data_access.store.frames import Row
from ui.text.reasons import reason_of, reason_sentence
from vocabulary.words import Words


def estimated_rows(figures: pd.DataFrame) -> pd.Series[bool]:
    """Return which figures with a value are estimates; none in a frame that was not restated."""
    if "restated" not in figures:
        return pd.Series(False, index=figures.index, dtype=bool)
    return (figures["restated"] == ESTIMATED) & figures["value"].notna()


def has_estimates(figures: pd.DataFrame) -> bool:
    """Say whether any of the figures is an estimate."""
    return bool(estimated_rows(figures).any())


def estimated_title(title: str, figures: pd.DataFrame, words: Words) -> str:
    """Return a title that says so where some of its figures are estimates."""
    return words("estimates.title", title=title) if has_estimates(figures) else title


def estimates_sentence(figures: pd.DataFrame, words: Words) -> str:
    """Return how many of the figures with a value are estimates; "" for none."""
    count = int(estimated_rows(figures).sum())
    known = int(figures["value"].notna().sum())
    return words("estimates.sentence", count=count, known=known) if count else ""


def with_estimates(sentence: str, figures: pd.DataFrame, words: Words) -> str:
    """Return a sentence about figures, and behind it how many of them are estimates."""
    return f"{sentence} {estimates_sentence(figures, words)}".strip()


def with_restated(columns: Sequence[str], figures: pd.DataFrame) -> list[str]:
    """Return the columns of a file of figures, with how each was restated where any is an estimate."""
    return [*columns, "restated"] if has_estimates(figures) else list(columns)


def restated_note(row: Row, words: Words) -> str:
    """Return how a restated figure came about or why there is none; "" for a figure as reported."""
    if reason := reason_of(row):
        return reason_sentence(reason, words)
    how = row.get("restated", "")
    if not isinstance(how, str) or not how:
        return ""
    parts = row[f"parts_{words.language}"]
    return words(f"restated.{how}", count=int(row["made_of"]), parts=parts)
