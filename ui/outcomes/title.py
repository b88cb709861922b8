"""The title of the outcomes page: the place with the first outcome of a topic, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ui.cached import area_frames
from ui.cached.visit import Visit
from ui.controls.page_frame import headline
from ui.controls.place_links import place_link
from ui.controls.source_notes import show_sources_of
from ui.outcomes.facts import ProjectFacts
from ui.text.outcome_words import outcome_text
from ui.text.place_key import PlaceKey
from vocabulary.words import Words

OUTCOMES_NAMED = 1


def title_section(visit: Visit, place: PlaceKey, sentence: str) -> None:
    """Draw the name of the place with the sentence about it."""
    headline(f"{_name(visit, place)}, {sentence}")


def notes_row(visit: Visit, place: PlaceKey, sources: Iterable[str]) -> None:
    """Draw the sources of the cards and, beside them, the link to the page of the place."""
    with st.container(horizontal=True, vertical_alignment="center", key="outcomes-notes"):
        show_sources_of(visit, sources)
        place_link(visit, place, visit.words("outcomes.open_area", name=_name(visit, place)))


def _name(visit: Visit, place: PlaceKey) -> str:
    row = area_frames.area_row(visit.edition, place)
    return visit.words.of(row, "full_name" if place.level != "nation" else "name")


def outcome_sentence(found: ProjectFacts, words: Words) -> str:
    """Return the first outcome, else that none is reported; or that the topic does not apply here."""
    topic = words(f"outcomes.full_{found.topic}")
    if found.reach is False and not found.reported:
        return words("outcomes.not_applicable", topic=topic)
    outcomes = [
        words(
            "outcomes.one_told",
            measure=words.of(fact.measure),
            value=outcome_text(fact.newest, fact.measure, words),
        )
        for fact in found.of_kind("outcome")
        if fact.newest is not None and not fact.gap
    ][:OUTCOMES_NAMED]
    key = "outcomes.told" if outcomes else "outcomes.none_told"
    return words(key, topic=topic, told="; ".join(outcomes), known=found.reported, count=len(found.facts))
