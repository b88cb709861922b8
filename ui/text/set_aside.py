"""What is said of figures that are measured otherwise than the rest of their year, and so are set aside."""

from __future__ import annotations

import pandas as pd

from data_access.comparing.like_for_like import (
    OTHER_SOURCE_KIND,
    OTHER_STATUS,
    OTHER_VALUES,
    SET_ASIDE,
    STATUS_KINDS,
    is_aside,
    is_reported,
)
from data_access.store.frames import Row
from ui.text.figures import is_known, status_text, text_in, value_text
from vocabulary.words import Words


def set_aside_sentence(figures: pd.DataFrame, standards: pd.DataFrame, words: Words) -> str:
    """Return how the figures of a year are measured and how many areas are set aside, by reason; "" for none.

    ``figures`` has a row an area; ``standards`` is indexed by code.
    """
    counts = figures.loc[is_aside(figures), "state"].value_counts()
    shown = figures[is_reported(figures)].head(1).to_dict("records")
    if counts.empty or not shown:
        return ""
    told = [words(f"legend.{state}", count=int(counts[state])) for state in SET_ASIDE if state in counts]
    parts = [_measure(shown[0], standards, words, with_kind=OTHER_SOURCE_KIND in counts)]
    if OTHER_STATUS in counts:
        status = shown[0]["status"]
        parts.append(words("aside.final") if STATUS_KINDS.get(status) == 0 else status_text(status, words))
    measure = ", ".join(part for part in parts if part)
    return words("aside.sentence", measure=measure, counts=words.listed(told))


def set_aside_note(row: Row, indicator: Row, standards: pd.DataFrame, words: Words) -> str:
    """Return the value of a figure that is set aside, and how it is measured; "" for every other."""
    if row["state"] not in SET_ASIDE:
        return ""
    own = dict(row) | {name: row[other] for name, other in OTHER_VALUES.items()} | {"state": "reported"}
    measure = _measure(row, standards, words, with_kind=row["state"] == OTHER_SOURCE_KIND)
    return words("aside.note", value=value_text(own, indicator, words), measure=measure)


def _measure(row: Row, standards: pd.DataFrame, words: Words, *, with_kind: bool) -> str:
    """Return by which standard a figure is measured, and from which kind of source where that is wanted."""
    code = row["standard_code"]
    standard = words.of(standards.loc[code]) if is_known(code) and code in standards.index else ""
    kind = words(f"explore.kind_{row['source_kind']}") if with_kind or not standard else ""
    return ", ".join(part for part in (standard, kind) if part)


def with_set_aside_notes(
    figures: pd.DataFrame, indicator: Row, standards: pd.DataFrame, words: Words
) -> pd.DataFrame:
    """Return figures whose note in the language begins with the value of those set aside."""
    column = f"note_{words.language}"
    notes = [
        ". ".join(
            part for part in (set_aside_note(row, indicator, standards, words), text_in(row, column)) if part
        )
        for row in figures.to_dict("records")
    ]
    return figures.assign(**{column: notes})
