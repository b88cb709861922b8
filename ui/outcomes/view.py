"""The outcomes page: from money to what it changed, for a place and a project, with the gaps left visible."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.cached import area_frames
from ui.cached.this_year import this_year
from ui.cached.visit import Visit
from ui.controls import choices, notices
from ui.controls.current_visit import current_visit, current_words
from ui.controls.notices import as_plain
from ui.controls.place_choice import choose_place
from ui.controls.place_links import place_link
from ui.outcomes.chain import chain_html
from ui.outcomes.charts import topic_charts
from ui.outcomes.credit import credit_places, credit_tiles
from ui.outcomes.facts import CREDIT, WIDER, ProjectFacts, project_facts
from ui.outcomes.models import models_section
from ui.outcomes.registers import bottlenecks_section, overlaps_section
from ui.outcomes.table import measures_table, sources_line
from ui.text.figures import is_known, text_in
from ui.text.language import Words
from ui.text.legal_basis import legal_basis
from ui.text.outcome_words import outcome_text
from ui.text.place_key import PlaceKey

PROJECTS = ("P1", "P2", "P3", "P4", "P5", "P6", "P7")
OVERLAP, BOTTLENECK = "overlap", "bottleneck"
REGISTERS = {OVERLAP: overlaps_section, BOTTLENECK: bottlenecks_section}
TOPICS = (*PROJECTS, CREDIT, WIDER, *REGISTERS)
DEFAULT_TOPIC = "P2"
OUTCOMES_TOLD = 1


@st.fragment
def outcomes_page() -> None:
    """Draw the outcomes page; a choice in it draws only this part again."""
    words, _ = current_words()
    notices.guarded(_draw, words)


def _draw() -> None:
    visit = current_visit()
    words = visit.words
    title = st.container()
    with st.container(horizontal=True, vertical_alignment="bottom", key="outcome-choices"):
        place, bad_place = choose_place(visit)
    topic, bad_parameter = choices.coded_segments(
        words("outcomes.topic"), "topic", TOPICS, lambda code: words(f"topic.{code}"), DEFAULT_TOPIC
    )
    notices.bad_parameters([bad_place, *choices.unless_just_chosen([bad_parameter])], words)
    if topic in REGISTERS:
        with title:
            _title(visit, place, words("outcomes.register", topic=words(f"{topic}.title")))
        REGISTERS[topic](visit, place)
        return
    found = project_facts(visit.edition, topic, place, this_year(visit.edition.store))
    with title:
        _title(visit, place, _sentence(found, words))
    _project(visit, found)


def _title(visit: Visit, place: PlaceKey, sentence: str) -> None:
    words = visit.words
    name = words.of(
        area_frames.area_row(visit.edition, place), "full_name" if place.level != "nation" else "name"
    )
    st.html(f"<h1 class='headline'>{escape(f'{name}, {sentence}')}</h1>")
    place_link(visit, place, words("outcomes.open_area", name=name))


def _sentence(found: ProjectFacts, words: Words) -> str:
    """Return what came of it, else that no outcome is reported; or that it does not apply here."""
    topic = words(f"outcomes.full_{found.topic}")
    if found.reach is False and not found.reported:
        return words("outcomes.not_applicable", topic=topic)
    told = [
        words(
            "outcomes.one_told",
            measure=words.of(fact.measure),
            value=outcome_text(fact.newest, fact.measure, words),
        )
        for fact in found.of_kind("outcome")
        if fact.newest is not None and not fact.gap
    ][:OUTCOMES_TOLD]
    key = "outcomes.told" if told else "outcomes.none_told"
    return words(key, topic=topic, told="; ".join(told), known=found.reported, count=len(found.facts))


def _project(visit: Visit, found: ProjectFacts) -> None:
    words = visit.words
    _about(found, words)
    if found.topic == CREDIT:
        credit_tiles(visit, found)
    st.html(chain_html(found, words))
    line = sources_line(visit, list(found.facts.values()))
    if line:
        st.html(f"<p class='quiet source'>{escape(line)}</p>")
    st.caption(words("outcomes.legend"))
    if visit.mark:
        st.caption(visit.mark)
    measures_table(visit, found)
    topic_charts(visit, found)
    if found.topic == "P2":
        models_section(visit, found)
    if found.topic == CREDIT:
        credit_places(visit, found)


def _about(found: ProjectFacts, words: Words) -> None:
    """Say whom a project is for, where and since when it applies, who guides it and by what."""
    if found.project is None:
        return
    row = found.project
    parts = [words.of(row)]
    if isinstance(row["applies_in"], str):
        parts.append(words(f"applies.{row['applies_in']}"))
    if is_known(row["applies_from"]):
        parts.append(words("applies.since", year=str(int(row["applies_from"]))))
    reach = {True: "", False: words("applies.not_here"), None: words("applies.unknown_here")}[found.reach]
    fields = [text_in(row, f"{name}_{words.language}") for name in ("beneficiaries", "guided_by", "note")]
    texts = [*parts, fields[0], fields[1], legal_basis(row, words), fields[2], reach]
    st.markdown(as_plain(" · ".join(text for text in texts if text)))
