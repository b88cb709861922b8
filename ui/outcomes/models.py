"""The register of livelihood models: filters, what the models come to, how long they last, what they earn."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from data_access.models.livelihood import MODALITIES, MODEL_KINDS
from data_access.outcomes.model_summary import (
    COURSES,
    Answers,
    Known,
    ModelSummary,
    summary_of,
)
from ui.cached import outcome_frames
from ui.cached.visit import Visit
from ui.charts.cards import Card
from ui.controls import choices, notices
from ui.controls.cards import draw_cards
from ui.controls.exhibits import show
from ui.controls.source_notes import show_sources
from ui.outcomes.facts import ProjectFacts
from ui.outcomes.model_exhibits import EVERY, filtered_columns, model_makers, model_sources
from ui.outcomes.models_lineage import choose_family, lineage_exhibit
from ui.outcomes.models_table import models_list
from vocabulary.words import Words


def models_section(visit: Visit, found: ProjectFacts) -> None:
    """Draw the register of the place and of all that lies in it: filters, numbers, charts, tree and list."""
    words = visit.words
    everything = outcome_frames.models_within(visit.edition, found.place)
    st.subheader(words("models.title"), anchor=False)
    if everything.empty:
        st.html(f"<p class='silence'>{escape(words(_silence(found)))}</p>")
        return
    models = _filtered(visit, everything)
    draw_cards(model_cards(summary_of(models), words), words, "models")
    st.caption(words("models.rule"))
    if models.empty:
        return
    show_sources(model_sources(visit, models))
    left, right = st.columns(2, gap="large")
    for column, make in zip((left, right, left), model_makers(visit, found, models).values(), strict=True):
        exhibit = make()
        if exhibit is not None:
            with column:
                show(visit, exhibit)
    with right:
        lineage = lineage_exhibit(visit, models, st.query_params.to_dict())
        show(visit, replace(lineage, lead=partial(choose_family, visit, models)))
    show(visit, models_list(visit, found.place, models))


def _silence(found: ProjectFacts) -> str:
    """Return what an empty register means: none where the place reports zero, else not reported."""
    counts = [found.facts.get(code) for code in ("livelihood_models", "livelihood_models_and_projects")]
    values = [fact.newest["value"] for fact in counts if fact is not None and fact.newest is not None]
    return "models.zero" if any(value == 0 for value in values) else "models.not_reported"


def _filtered(visit: Visit, models: pd.DataFrame) -> pd.DataFrame:
    """Draw the filters and return the models that pass them."""
    words, columns = visit.words, filtered_columns(models)
    activities = models.dropna(subset="activity_vi").drop_duplicates("activity_vi").sort_values("activity_vi")
    listed = {
        "kind": {code: words(f"model_kind.{code}") for code in MODEL_KINDS},
        "activity": {row["activity_vi"]: words.of(row, "activity") for row in activities.to_dict("records")},
        "modality": {code: words(f"modality.{code}") for code in MODALITIES},
        "course": {code: words(f"course.{code}") for code in COURSES},
    }
    keep = pd.Series(True, index=models.index)
    found = []
    with st.container(horizontal=True, vertical_alignment="bottom", key="model-choices"):
        for name, known in listed.items():
            names = {EVERY: words("models.every")} | known
            chosen, bad_parameter = choices.coded_select(
                words(f"models.{name}"), name, list(names), names.__getitem__, EVERY
            )
            found.append(bad_parameter)
            keep &= (columns[name] == chosen) if chosen != EVERY else True
    notices.bad_parameters(choices.unless_just_chosen(found), words)
    return models[keep].reset_index(drop=True)


def model_cards(summary: ModelSummary, words: Words) -> list[Card]:
    """Return the numbers of some models, each with of how many it is known; those nobody reports last."""
    counted = Card("count", words("models.count"), words.number(summary.count))
    replicated = Card(
        "replicated",
        words("models.replicated", count=summary.replicas),
        words.number(summary.replicated),
    )
    answers = {
        "effective": summary.effective,
        "alive_12": summary.alive_12,
        "alive_24": summary.alive_24,
        "certified": summary.certified,
    }
    answered = [_answer_card(one, name, words) for name, one in answers.items()]
    return [
        counted,
        _known_card(summary.households, "households", summary.count, words),
        *answered,
        replicated,
    ]


def _known_card(known: Known, name: str, count: int, words: Words) -> Card:
    if known.total is None:
        return _unknown(name, words)
    below = words("models.told_by", known=known.models, count=count) if known.models < count else ""
    return Card(name, words(f"models.{name}"), words.number(known.total), note=below)


def _answer_card(answers: Answers, name: str, words: Words) -> Card:
    answered = answers.yes + answers.no
    if not answered:
        return _unknown(name, words)
    note = words("models.of_known", known=answered)
    return Card(name, words(f"models.{name}"), words.number(answers.yes), note=note)


def _unknown(name: str, words: Words) -> Card:
    return Card(name, words(f"models.{name}"), words("gap.not_reported"), is_text=True)
