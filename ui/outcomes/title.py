"""The title of the outcomes page: the place with the first outcome of a topic, or why there is none."""

from __future__ import annotations

import streamlit as st

from ui.cached import area_frames
from ui.cached.visit import Visit
from ui.controls.page_frame import headline
from ui.controls.place_links import place_link
from ui.outcomes.facts import ProjectFacts
from ui.text.outcome_words import outcome_text
from ui.text.place_key import PlaceKey
from vocabulary.words import Words

OUTCOMES_NAMED = 1


def title_section(visit: Visit, place: PlaceKey, sentence: str) -> None:
    """Draw the name of the place with the sentence about it, and the link to its page."""
    words = visit.words
    name = words.of(
        area_frames.area_row(visit.edition, place), "full_name" if place.level != "nation" else "name"
    )
    with st.container(horizontal=True, vertical_alignment="center", key="outcomes-title"):
        with st.container(width="stretch"):
            headline(f"{name}, {sentence}")
        place_link(visit, place, words("outcomes.open_area", name=name))


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
