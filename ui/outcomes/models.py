"""The register of livelihood models: filters, what the models come to, how long they last, what they earn."""

from __future__ import annotations

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
from ui.controls import choices, notices
from ui.controls.exhibits import show
from ui.controls.source_notes import show_sources
from ui.outcomes.facts import ProjectFacts
from ui.outcomes.model_exhibits import EVERY, filtered_columns, model_makers, model_sources
from ui.outcomes.models_lineage import lineage_section
from ui.outcomes.models_table import models_table
from vocabulary.words import Words


def models_section(visit: Visit, found: ProjectFacts) -> None:
    """Draw the register of the place and of all that lies in it."""
    words = visit.words
    st.subheader(words("models.title"), anchor=False)
    everything = outcome_frames.models_within(visit.edition, found.place)
    if everything.empty:
        st.info(words(_silence(found)))
        return
    models = _filtered(visit, everything)
    summary = summary_of(models)
    st.html(_tiles(summary, words))
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
        lineage_section(visit, models)
    models_table(visit, models)


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


def _tiles(summary: ModelSummary, words: Words) -> str:
    """Return the headline numbers: each with of how many it is known."""
    tiles = [
        (words.number(summary.count), words("models.count"), ""),
        _known_tile(summary.households, "households", summary.count, words),
        _answer_tile(summary.effective, "effective", words),
        _answer_tile(summary.alive_12, "alive_12", words),
        _answer_tile(summary.alive_24, "alive_24", words),
        _answer_tile(summary.certified, "certified", words),
        (words.number(summary.replicated), words("models.replicated", count=summary.replicas), ""),
    ]
    cells = "".join(
        f"<div><p class='figure-large'>{escape(number)}</p><p>{escape(name)}</p>"
        f"<p class='quiet'>{escape(below)}</p></div>"
        for number, name, below in tiles
    )
    return f"<div class='tiles'>{cells}</div>"


def _known_tile(known: Known, name: str, count: int, words: Words) -> tuple[str, str, str]:
    number = words("gap.not_reported") if known.total is None else words.number(known.total)
    below = words("models.told_by", known=known.models, count=count) if known.models < count else ""
    return number, words(f"models.{name}"), below


def _answer_tile(answers: Answers, name: str, words: Words) -> tuple[str, str, str]:
    answered = answers.yes + answers.no
    if not answered:
        return words("gap.not_reported"), words(f"models.{name}"), ""
    return words.number(answers.yes), words(f"models.{name}"), words("models.of_known", known=answered)
