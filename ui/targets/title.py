"""The title of the targets page: how many targets have which status or are overdue, the published rule."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd
import streamlit as st

from data_access.targets.status_rule import STANDINGS
from ui.cached.visit import Visit
from ui.controls.notices import as_plain
from ui.controls.page_frame import headline
from ui.text.target_words import COLOURS, SYMBOLS
from vocabulary.words import Words

RULES = ("span", "sum", "comparable", "pace", "range", "rough", "overdue")


def title_section(visit: Visit, shown: pd.DataFrame) -> None:
    """Draw how many targets are shown and their status, a bar of them, how many are overdue, the rule."""
    words = visit.words
    counts = shown["standing"].value_counts()
    parts = [
        words(f"standing.count_{standing}", count=int(counts[standing]))
        for standing in STANDINGS
        if counts.get(standing, 0)
    ]
    sentence = words("targets.headline", count=len(shown), parts=words.listed(parts))
    headline(sentence if parts else words("targets.none"))
    st.html(_bar({standing: int(counts.get(standing, 0)) for standing in STANDINGS}, words))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_overdue(shown, words), width="content")
        with st.popover(words("targets.rule"), type="tertiary"):
            for rule in RULES:
                st.markdown("- " + as_plain(words(f"rule.{rule}")))


def _overdue(shown: pd.DataFrame, words: Words) -> str:
    """Return how many are overdue, and how many of those had gone fast enough, or not, as far as is known."""
    overdue = shown[shown["overdue"]]
    sentences = [words("targets.overdue", count=len(overdue))]
    for reason in ("pace_enough", "pace_short"):
        if count := int((overdue["reason"] == reason).sum()):
            sentences.append(words(f"targets.overdue_{reason}", count=count))
    return " ".join(sentences)


def _bar(counts: Mapping[str, int], words: Words) -> str:
    """Return one bar of all targets by standing; the headline above it has its numbers."""
    parts = "".join(
        f"<span style='flex:{count};background:{COLOURS[standing]}' "
        f"title='{escape(words(f'standing.{standing}'), quote=True)}'>{SYMBOLS[standing]} {count}</span>"
        for standing, count in counts.items()
        if count
    )
    return f"<div class='standing-bar' aria-hidden='true'>{parts}</div>"
