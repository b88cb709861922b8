"""The sentence above the page of flows."""

from __future__ import annotations

from collections.abc import Mapping

from data_access.poverty.review_forms import DECREASES, FORMS_OF, INCREASES, POOR, Balance, Form
from ui.text.figures import signed_count
from vocabulary.words import Words


def flows_sentence(name: str, year: int | None, unit: str, values: Mapping[str, int], words: Words) -> str:
    """Return how the poor list changed in the year: out, back in, all else, and the net of them.

    A form that does not add up has no net: by how much it does not is said in its place. Where lines are
    missing, those that are reported are told, and the ends of the list; without any, that none is.
    """
    if year is None:
        return words("flows.nothing", place=name)
    form, counted = FORMS_OF[unit][POOR], words(f"flows.{unit}").lower()
    head = words("flows.head", place=name, year=str(year), unit=counted)
    balance = form.balance(values)
    if balance is None:
        reported = [*_ends(form, values, words), *_reported_lines(form, values, words)]
        return f"{head}: {words.listed(reported)}." if reported else f"{head}."
    if balance.rest:
        return (
            f"{head}: {_sums(balance, words)}. {words('flows.off', rest=signed_count(balance.rest, words))}"
        )
    return f"{_net(name, year, counted, balance.end - balance.start, words)}: {_sums(balance, words)}."


def _net(name: str, year: int, counted: str, change: int, words: Words) -> str:
    direction = "rose" if change > 0 else "fell" if change < 0 else "same"
    amount = words.number(abs(change))
    return words(f"flows.head_{direction}", place=name, year=str(year), unit=counted, amount=amount)


def _sums(balance: Balance, words: Words) -> str:
    """Return what went out and came back, and all else where there is any."""
    told = [words("flows.told_out", count=balance.out), words("flows.told_in", count=balance.back)]
    other = [words("flows.told_other", count=signed_count(balance.other, words))] if balance.other else []
    return words.listed([*told, *other])


def _ends(form: Form, values: Mapping[str, int], words: Words) -> list[str]:
    """Return how long the list is at both ends of the year, where both are known."""
    if form.net_change(values) is None:
        return []
    return [
        words("flows.told_ends", start=words.number(values[form.start]), end=words.number(values[form.end]))
    ]


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
