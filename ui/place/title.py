"""The title of the page of a place: its name, what it lies in, since when, its classes, its poverty rate."""

from __future__ import annotations

import streamlit as st

from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.controls.downloads import place_menu
from ui.controls.notices import as_plain
from ui.controls.page_frame import headline
from ui.controls.prepared_slides import add_to_presentation
from ui.summary.series import AreaSeries
from ui.summary.series_texts import how_poor
from vocabulary.vintages import FORMER_DISTRICTS, FORMER_PROVINCES
from vocabulary.words import Words


def title_section(visit: Visit, facts: AreaFacts, series: AreaSeries | None) -> None:
    """Draw the name of the place with how poor it is, the tools, and a line that says what it is."""
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="center", key="front-title", wrap=False):
        with st.container(width="stretch"):
            headline(f"{words.of(facts.area, 'full_name')}. {how_poor(facts, series, words)}")
        with st.container(horizontal=True, width="content", key="tools-place", gap=None):
            place_menu(visit, facts.place)
            add_to_presentation(visit, "area", as_tool=True)
    parts = [_above(facts, words), _validity(facts, words), _became(facts, words), *_classes(facts, words)]
    st.caption(" · ".join(as_plain(part) for part in parts if part))


def _above(facts: AreaFacts, words: Words) -> str:
    """Return the places above this one, and the province of today where that is another."""
    if not facts.above:
        return ""
    names = ", ".join(words.of(row, "full_name") for row in facts.above)
    now = {words.of(row, "province") for row in facts.successors() if row[f"province_{words.language}"]}
    moved = words.listed(sorted(now)) if now else ""
    return words("area.in_then_now", names=names, now=moved) if moved else words("area.in", names=names)


def _validity(facts: AreaFacts, words: Words) -> str:
    """Return when the place ended, or since when it is there."""
    if isinstance(facts.area["valid_to"], str):
        return words("area.ended", date=words.date(facts.area["valid_to"]))
    return words("area.since", date=words.date(facts.area["valid_from"]))


def _became(facts: AreaFacts, words: Words) -> str:
    """Return what a place that ended before 30 June 2025 went into."""
    if facts.place.vintage not in (FORMER_PROVINCES, FORMER_DISTRICTS):
        return ""
    successors = words.listed([words.of(row, "full_name") for row in facts.successors()])
    return words("search.became", name=words.of(facts.area, "full_name"), became=successors)


def _classes(facts: AreaFacts, words: Words) -> list[str]:
    return [words(f"class.{code}") for code in facts.classes]
