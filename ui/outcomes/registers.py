"""Registers kept by people: pairs of items that may overlap, and the log of what holds the work up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from data_access.models.livelihood import CAUSES, VERDICTS
from ui.cached import outcome_frames
from ui.cached.visit import Visit
from ui.charts.cards import Card
from ui.charts.exhibit import Exhibit
from ui.controls import address, choices, notices
from ui.controls.cards import draw_cards
from ui.controls.exhibits import show
from ui.outcomes.register_exhibits import (
    EVERY,
    bottleneck_exhibit,
    bottleneck_list,
    overlap_exhibit,
    overlap_list,
)
from ui.outcomes.title import notes_row
from ui.text.place_key import PlaceKey
from ui.text.source_citation import codes_in

# What people still have to see to.
LEFT = {"overlap": "undecided", "bottleneck": "open"}


def register_sentence(visit: Visit, place: PlaceKey, topic: str) -> str:
    """Return how many rows a register has and how many are left to see to; its name where it has none."""
    words = visit.words
    every, counts = _counted(visit, place, topic)
    if every.empty:
        return words("outcomes.register", topic=words(f"{topic}.title"))
    return words(f"{topic}.headline", count=len(every), left=counts[LEFT[topic]])


def overlaps_cards(visit: Visit, place: PlaceKey) -> None:
    """Draw how many pairs there are and how many of them people decided on."""
    _cards(visit, place, "overlap")


def overlaps_section(visit: Visit, place: PlaceKey) -> None:
    """Draw the pairs of items of different programmes in one commune, value chain and time."""
    made = partial(overlap_list, visit, place)
    _section(visit, "overlap", overlap_exhibit(visit, place), made, ("verdict", VERDICTS))


def bottlenecks_cards(visit: Visit, place: PlaceKey) -> None:
    """Draw how many entries are open and how many were closed."""
    _cards(visit, place, "bottleneck")


def bottlenecks_section(visit: Visit, place: PlaceKey) -> None:
    """Draw what keeps results below what was expected, by the six causes, open entries first."""
    made = partial(bottleneck_list, visit, place)
    _section(visit, "bottleneck", bottleneck_exhibit(visit, place), made, ("cause", CAUSES))


def _counted(visit: Visit, place: PlaceKey, topic: str) -> tuple[pd.DataFrame, dict[str, int]]:
    """Return the rows of a register, and how many are done and how many are left."""
    if topic == "overlap":
        rows = outcome_frames.overlaps_within(visit.edition, place)
        left = int((rows["verdict"] == "undecided").sum())
        return rows, {"decided": len(rows) - left, "undecided": left}
    rows = outcome_frames.bottlenecks_within(visit.edition, place)
    left = int(rows["closed_on"].isna().sum())
    return rows, {"open": left, "closed": len(rows) - left}


def _cards(visit: Visit, place: PlaceKey, topic: str) -> None:
    """Draw the number of all rows and of their parts; no card for an empty register."""
    words = visit.words
    rows, counts = _counted(visit, place, topic)
    if rows.empty:
        notes_row(visit, place, ())
        return
    every = Card(topic, words(f"{topic}.card"), words.number(len(rows)))
    note = words("registers.of_all", count=len(rows))
    parts = [
        Card(n, words(f"{topic}.card_{n}"), words.number(count), note=note) for n, count in counts.items()
    ]
    draw_cards([every, *parts], words, "outcomes")
    notes_row(visit, place, codes_in(rows))


def _section(
    visit: Visit,
    topic: str,
    counted: Exhibit | None,
    listed: Callable[[dict[str, str]], Exhibit],
    filtered: tuple[str, Sequence[str]],
) -> None:
    """Draw what the register is, its counts, and its rows below their filter; one line where it is empty."""
    words = visit.words
    st.html(f"<p class='quiet'>{escape(words(f'{topic}.what'))}</p>")
    if counted is None:
        st.html(f"<p class='silence'>{escape(words(f'{topic}.none'))}</p>")
        return
    show(visit, counted)
    column, codes = filtered
    _, bad_parameter = address.choose(column, (EVERY, *codes), EVERY)
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), words)
    exhibit = listed(st.query_params.to_dict())
    show(visit, replace(exhibit, lead=partial(_filter, visit, column, codes)))


def _filter(visit: Visit, column: str, codes: Sequence[str]) -> None:
    """Draw the buttons of verdicts or causes above the list."""
    words = visit.words
    names = {EVERY: words("models.every")} | {code: words(f"{column}.{code}") for code in codes}
    label = words(f"models.{column}")
    choices.coded_segments(label, column, list(names), names.__getitem__, EVERY)
