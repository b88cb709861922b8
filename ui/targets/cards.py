"""How many targets have which status, as cards; each leads to the targets that have it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.targets.status_rule import STANDINGS
from ui.cached.visit import Visit
from ui.charts.cards import Card, Part
from ui.controls.cards import draw_cards
from ui.controls.notices import as_plain
from ui.controls.source_notes import show_sources_of
from ui.text.source_citation import codes_in
from ui.text.target_words import COLOURS, standing_label
from vocabulary.words import Words

RULES = ("span", "sum", "comparable", "pace", "range", "rough", "overdue")
REST_COLOUR = "#e3e8ec"


def cards_section(visit: Visit, targets: pd.DataFrame) -> None:
    """Draw a card for each status, below them how many targets are overdue, and the rule."""
    words = visit.words
    query = {name: value for name, value in st.query_params.to_dict().items() if name != "target"}
    draw_cards(standing_cards(targets, query, words), words, "targets")
    with st.container(horizontal=True, vertical_alignment="center", key="targets-notes"):
        show_sources_of(visit, codes_in(targets))
        st.caption(as_plain(_overdue(targets, words)), width="content")
        with st.popover(words("targets.rule"), type="tertiary"):
            for rule in RULES:
                st.markdown("- " + as_plain(words(f"rule.{rule}")))


def standing_cards(targets: pd.DataFrame, query: dict[str, str], words: Words) -> list[Card]:
    """Return a card for each status: its number, of how many, its share as a bar; none without targets."""
    counts, every = targets["standing"].value_counts(), len(targets)
    if not every:
        return []
    return [
        Card(
            standing,
            standing_label(standing, words),
            words.number(int(counts.get(standing, 0))),
            note=words("targets.of_all", count=every),
            page="targets",
            query={**query, "standing": standing},
            parts=_parts(int(counts.get(standing, 0)), every, standing, words),
        )
        for standing in STANDINGS
    ]


def _parts(count: int, every: int, standing: str, words: Words) -> list[Part]:
    name = words(f"standing.{standing}")
    return [
        Part(count, COLOURS[standing], name),
        Part(every - count, REST_COLOUR, words("targets.others")),
    ]


def _overdue(targets: pd.DataFrame, words: Words) -> str:
    """Return how many are overdue, and how many of those had gone fast enough, or not, as far as is known."""
    overdue = targets[targets["overdue"]]
    sentences = [words("targets.overdue", count=len(overdue))]
    for reason in ("pace_enough", "pace_short"):
        if count := int((overdue["reason"] == reason).sum()):
            sentences.append(words(f"targets.overdue_{reason}", count=count))
    return " ".join(sentences)
