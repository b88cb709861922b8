"""The sentence above the page of flows."""

from __future__ import annotations

from collections.abc import Mapping

from data_access.poverty.review_forms import DECREASES, FORMS_OF, INCREASES, POOR, Form
from vocabulary.words import Words


def flows_sentence(name: str, year: int | None, unit: str, values: Mapping[str, int], words: Words) -> str:
    """Return how the poor list changed in the year, by the lines that are reported; or that none is."""
    if year is None:
        return words("flows.nothing", place=name)
    form = FORMS_OF[unit][POOR]
    head = _head(name, year, words(f"flows.{unit}").lower(), form.net_change(values), words)
    reported = _reported_lines(form, values, words)
    return f"{head}: {words.listed(reported)}." if reported else f"{head}."


def _head(name: str, year: int, counted: str, change: int | None, words: Words) -> str:
    """Return whether the list became longer or shorter, and by how much, where that is known."""
    if change is None:
        return words("flows.head", place=name, year=str(year), unit=counted)
    direction = "rose" if change > 0 else "fell" if change < 0 else "same"
    amount = words.number(abs(change))
    return words(f"flows.head_{direction}", place=name, year=str(year), unit=counted, amount=amount)


def _reported_lines(form: Form, values: Mapping[str, int], words: Words) -> list[str]:
    lines = [
        *zip(DECREASES[POOR], form.decreases, strict=True),
        *zip(INCREASES[POOR], form.increases, strict=True),
    ]
    return [
        words(f"flows.told_{line}", count=values[code])
        for line, code in lines
        if code in values and not line.startswith("other")
    ]
