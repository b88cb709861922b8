"""The register of livelihood models: filters, what the models come to, how long they last, what they earn."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from data_access.models.livelihood import MODALITIES, MODEL_KINDS
from data_access.outcomes.model_summary import (
    COURSES,
    GROUPS,
    Answers,
    Known,
    ModelSummary,
    course_of,
    income_by_activity,
    summary_of,
)
from ui.cached import area_frames, outcome_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.series_charts import AREA_COLOUR, NATION_COLOUR, bar_chart, dot_chart
from ui.charts.source_lines import named_sources
from ui.controls import choices, notices
from ui.controls.exhibits import show
from ui.controls.source_notes import show_sources
from ui.outcomes.facts import ProjectFacts
from ui.outcomes.models_lineage import lineage_section
from ui.outcomes.models_table import models_table
from ui.text.amounts import amount_text, in_billions
from ui.text.source_citation import SourceList
from vocabulary.words import Words

EVERY = "all"
ACTIVITIES_SHOWN = 12
STOPPED_COLOUR, UNSEEN_COLOUR = "#c77c11", "#c9d1d8"


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
    sources = _sources(visit, models)
    show_sources(sources)
    exhibits = [
        _participants(visit, found, summary, sources),
        _survival(visit, found, summary, sources),
        _income(visit, found, models, sources),
    ]
    left, right = st.columns(2, gap="large")
    for column, exhibit in zip((left, right, left), exhibits, strict=True):
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
    words, course = visit.words, course_of(models)
    activities = models.dropna(subset="activity_vi").drop_duplicates("activity_vi").sort_values("activity_vi")
    listed = {
        "kind": {code: words(f"model_kind.{code}") for code in MODEL_KINDS},
        "activity": {row["activity_vi"]: words.of(row, "activity") for row in activities.to_dict("records")},
        "modality": {code: words(f"modality.{code}") for code in MODALITIES},
        "course": {code: words(f"course.{code}") for code in COURSES},
    }
    columns = {
        "kind": models["kind"],
        "activity": models["activity_vi"],
        "modality": models["modality"],
        "course": course,
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


def _subtitle(visit: Visit, found: ProjectFacts, unit: str) -> str:
    place = visit.words.of(area_frames.area_row(visit.edition, found.place), "full_name")
    return f"{place} · {unit}"


def _sources(visit: Visit, models: pd.DataFrame) -> SourceList:
    """Return the sources of some models, those of most of them first."""
    return named_sources(visit, list(models["source_code"].value_counts().index))


def _participants(visit: Visit, found: ProjectFacts, summary: ModelSummary, sources: SourceList) -> Exhibit:
    words = visit.words
    known = {name: known for name, known in summary.participants.items() if known.total is not None}
    households = summary.households.total or 0
    texts = [_with_share(value.total or 0, households, words) for value in known.values()]
    rows = pd.DataFrame(
        {
            "label": [words(f"participants.{name}") for name in known],
            "value": [float(value.total or 0) for value in known.values()],
            "text": texts,
            "colour": [AREA_COLOUR if name in GROUPS else NATION_COLOUR for name in known],
        }
    )
    return Exhibit(
        key="model-participants",
        title=words("models.participants"),
        subtitle=_subtitle(visit, found, words("models.unit_households")),
        sources=sources,
        chart=bar_chart(rows, unit=words("models.unit_households"), words=words, row_height=34)
        if households
        else None,
        headers=[words("parts.part"), words("models.households")],
        cells=rows[["label", "text"]].to_numpy().tolist(),
        numeric=(1,),
        data=rows[["label", "value"]].assign(group=list(known))[["group", "label", "value"]],
        silence=words("models.no_participants"),
    )


def _with_share(part: int, whole: int, words: Words) -> str:
    share = words.with_unit(words.number(100 * part / whole, 0), "%") if whole else ""
    return f"{words.number(part)} ({share})" if share else words.number(part)


def _survival(visit: Visit, found: ProjectFacts, summary: ModelSummary, sources: SourceList) -> Exhibit:
    words = visit.words
    rows = []
    for name, answers in (("alive_12", summary.alive_12), ("alive_24", summary.alive_24)):
        for answer, number, colour in (
            ("yes", answers.yes, AREA_COLOUR),
            ("no", answers.no, STOPPED_COLOUR),
            ("unknown", answers.unknown, UNSEEN_COLOUR),
        ):
            label = words(f"survival.{name}_{answer}")
            share = _with_share(number, summary.count, words)
            rows.append([f"{name}_{answer}", label, float(number), share, colour])
    answered = pd.DataFrame(rows, columns=["answer", "label", "value", "text", "colour"])
    frame = answered.drop(columns="answer")
    return Exhibit(
        key="model-survival",
        title=words("models.survival"),
        subtitle=_subtitle(visit, found, words("models.unit_models")),
        sources=sources,
        chart=bar_chart(frame, unit=words("models.unit_models"), words=words, row_height=34),
        headers=[words("parts.part"), words("models.count")],
        cells=frame[["label", "text"]].to_numpy().tolist(),
        numeric=(1,),
        data=answered[["answer", "label", "value"]],
    )


def _income(visit: Visit, found: ProjectFacts, models: pd.DataFrame, sources: SourceList) -> Exhibit:
    words = visit.words
    table = income_by_activity(models, f"activity_{words.language}")
    shown = table.head(ACTIVITIES_SHOWN)
    labels = [f"{row['activity']} ({words.number(row['models'])})" for row in shown.to_dict("records")]
    points = pd.concat(
        [
            pd.DataFrame(
                {
                    "series": words(f"models.income_{when}"),
                    "label": labels,
                    "value": [in_billions(vnd) * 1000 for vnd in shown[f"{when}_vnd"]],
                    "text": [amount_text(vnd, words) for vnd in shown[f"{when}_vnd"]],
                }
            )
            for when in ("before", "after")
        ],
        ignore_index=True,
    )
    unit = words("models.unit_income")
    return Exhibit(
        key="model-income",
        title=words("models.income"),
        subtitle=_subtitle(visit, found, unit),
        sources=sources,
        chart=dot_chart(points, colours=[NATION_COLOUR, AREA_COLOUR], unit=unit, words=words)
        if len(points)
        else None,
        headers=[words("models.activity"), words("models.income_before"), words("models.income_after")],
        cells=[
            [label, amount_text(row["before_vnd"], words), amount_text(row["after_vnd"], words)]
            for label, row in zip(labels, shown.to_dict("records"), strict=True)
        ],
        numeric=(1, 2),
        data=_with_both_names(table, models, f"activity_{words.language}"),
        silence=words("models.no_income"),
    )


def _with_both_names(table: pd.DataFrame, models: pd.DataFrame, activity: str) -> pd.DataFrame:
    """Return the incomes by activity, each activity by its name in both languages."""
    names = ["activity_vi", "activity_en"]
    known = models[names].drop_duplicates(activity)
    both = table.rename(columns={"activity": activity}).merge(known, on=activity, how="left")
    return both[[*names, "models", "before_vnd", "after_vnd"]]
