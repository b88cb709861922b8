"""The poor list of a year as cards: its start, what left, what came, all else, its end; they add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from data_access.poverty.review_forms import DECREASES, FORMS_OF, INCREASES, POOR, Balance, Form, codes_of
from ui.charts.card_change import year_and_kind
from ui.charts.cards import Card
from ui.text.figures import signed_count
from vocabulary.words import Words


def flow_cards(unit: str, values: Mapping[str, int], own: pd.DataFrame, words: Words) -> list[Card]:
    """Return the cards of a year: the sums of a form that adds up, else the lines that are reported.

    ``own`` are the figures of the year, by which a card says its kind of source.
    """
    form = FORMS_OF[unit][POOR]
    balance = form.balance(values)
    if balance is None or balance.rest:
        return _reported_lines(form, values, own, words)
    return _sums(form, balance, own, unit, words)


def figures_of_year(figures: pd.DataFrame, unit: str, year: int) -> pd.DataFrame:
    """Return the figures of both forms in a year, of households or persons."""
    return figures[figures["indicator_code"].isin(codes_of(unit)) & (figures["year"] == year)]


def _sums(form: Form, balance: Balance, own: pd.DataFrame, unit: str, words: Words) -> list[Card]:
    change, course = _net(balance.end - balance.start, unit, words)
    minus = words.number(balance.out)
    parts = [
        ("start", words("flows.poor_start"), words.number(balance.start), (form.start,)),
        (
            "out",
            words("flows.card_out"),
            f"\N{MINUS SIGN}{minus}" if balance.out else minus,
            form.decreases[:2],
        ),
        ("in", words("flows.card_in"), signed_count(balance.back, words), form.increases[:3]),
        ("other", words("flows.card_other"), signed_count(balance.other, words), _others(form)),
    ]
    cards = [Card(key, name, text, note=_note(own, codes, words)) for key, name, text, codes in parts]
    end = Card(
        "end",
        words("flows.poor_end"),
        words.number(balance.end),
        note=_note(own, (form.end,), words),
        change=change,
        course=course,
    )
    return [*cards, end]


def _others(form: Form) -> tuple[str, str]:
    return form.decreases[-1], form.increases[-1]


def _net(change: int, unit: str, words: Words) -> tuple[str, str]:
    """Return the net change in words, and whether it is better or worse: fewer poor are better."""
    if not change:
        return words("flows.card_same"), ""
    amount = f"{words.number(abs(change))} {words(f'flows.{unit}').lower()}"
    if change < 0:
        return words("flows.card_fell", amount=amount), "better"
    return words("flows.card_rose", amount=amount), "worse"


def _reported_lines(form: Form, values: Mapping[str, int], own: pd.DataFrame, words: Words) -> list[Card]:
    lines = [
        ("start", form.start),
        *zip(DECREASES[POOR], form.decreases, strict=True),
        *zip(INCREASES[POOR], form.increases, strict=True),
        ("end", form.end),
    ]
    return [
        Card(line, words(f"flows.poor_{line}"), words.number(values[code]), note=_note(own, (code,), words))
        for line, code in lines
        if code in values
    ]


def _note(own: pd.DataFrame, codes: Sequence[str], words: Words) -> str:
    """Return the year of some figures and how they were found."""
    rows = own[own["indicator_code"].isin(codes)]
    return "" if rows.empty else year_and_kind(rows, words)
