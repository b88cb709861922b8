"""Pictures of outcomes: how many went how far (a funnel), and the parts of a value by group or market."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import inf

import pandas as pd
import streamlit as st

from data_access.outcomes.measure_facts import MeasureFact, share_of_before
from data_access.store.frames import Row
from ui.cached import area_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit, Makers
from ui.charts.native import native_bars
from ui.charts.series_charts import AREA_COLOUR, bar_chart
from ui.charts.source_lines import named_sources
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.outcomes.dot_rows import rows_chart
from ui.outcomes.facts import ProjectFacts
from ui.outcomes.row_names import height_of, in_lines, in_one_line
from ui.outcomes.table import fact_sources, told
from ui.text.figures import is_known
from ui.text.outcome_words import GAPS, breakdown_name, gap_text, outcome_text, unit_text, when_text
from vocabulary.words import Words

PALE = "#9db8d1"
# Behind the bars there must be room for a number with its share; few bars need some height together.
SMALLEST = 150
GROUPS = ("group.poor", "group.near_poor", "group.newly_escaped")
# Parts that cut across the groups of households.
ACROSS_GROUPS = ("ethnic_minority", "women")
# The steps of each topic that one thing goes through, in their order.
FUNNELS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "P1": (("works", ("infrastructure_works_planned", "infrastructure_works_completed")),),
    "P4": (
        ("training", ("vocational_trainees", "trainees_employed", "trainees_still_employed")),
        (
            "abroad",
            ("persons_trained_for_work_abroad", "workers_supported_to_work_abroad", "workers_abroad"),
        ),
    ),
    "P5": (
        (
            "houses",
            (
                "houses_planned_for_poor_near_poor",
                "houses_started",
                "houses_completed",
                "houses_meeting_standard",
            ),
        ),
    ),
    "P6": (("feedback", ("feedback_received", "feedback_answered_in_time")),),
}
# Measures whose parts are shown, each with the kind of part.
PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "P2": (("households_in_models", "group"),),
    "P3": (("households_supported_in_production", "group"),),
    "P4": (("vocational_trainees", "group"), ("vocational_trainees", "work"), ("workers_abroad", "market")),
    "P5": (("houses_completed", "group"),),
    "P7": (("officers_trained", "level"),),
    "credit": (("vbsp_borrowing_households", "credit"),),
}


def topic_charts(visit: Visit, found: ProjectFacts) -> None:
    """Draw the funnels and parts of a topic, two side by side, one alone over the whole width.

    Those without figures are named in a line.
    """
    made = (make() for make in chart_makers(visit, found).values())
    exhibits = [exhibit for exhibit in made if exhibit is not None]
    drawn = [exhibit for exhibit in exhibits if exhibit.is_drawn]
    for pair in (drawn[place : place + 2] for place in range(0, len(drawn), 2)):
        for column, exhibit in zip(st.columns(len(pair), gap="large"), pair, strict=True):
            with column:
                show(visit, exhibit)
    if silent := [exhibit.title for exhibit in exhibits if not exhibit.is_drawn]:
        st.caption(as_plain(visit.words("cards.missing", names=visit.words.listed(silent))))


def chart_makers(visit: Visit, found: ProjectFacts) -> Makers:
    """Return the funnels and parts of a topic by key, in the order of the page."""
    funnels = {
        f"funnel-{key}": partial(_funnel, visit, found, key, steps)
        for key, steps in FUNNELS.get(found.topic, ())
    }
    parts = {
        f"parts-{code}-{kind}": partial(_parts, visit, found, code, kind)
        for code, kind in PARTS.get(found.topic, ())
    }
    return {**funnels, **parts}


def _funnel(visit: Visit, found: ProjectFacts, key: str, steps: Sequence[str]) -> Exhibit:
    """Return the steps of one way, each with its share of the step before where both are of one period."""
    words = visit.words
    facts = [found.facts[code] for code in steps if code in found.facts]
    rows = pd.DataFrame(
        {
            "label": [in_lines(words.of(fact.measure)) for fact in facts],
            "value": [_number(fact) for fact in facts],
            "text": _with_shares(facts, words),
            "colour": [AREA_COLOUR if place == len(facts) - 1 else PALE for place in range(len(facts))],
        }
    )
    known = [fact for fact in facts if not fact.gap]
    height = height_of(list(rows["label"]), 56)
    drawn = rows["value"].notna().any()
    gaps = list(dict.fromkeys(gap_text(fact.gap, words) for fact in facts if fact.gap in GAPS))
    return Exhibit(
        key=f"funnel-{key}",
        title=words(f"funnel.{key}"),
        subtitle=_subtitle(visit, found, known),
        sources=named_sources(visit, fact_sources(known)),
        chart=bar_chart(rows.fillna({"value": 0}), unit=_unit(facts, words), words=words, row_height=height)
        if drawn
        else None,
        native=native_bars(rows, _unit(facts, words)),
        headers=[words("outcomes.col_measure"), words("outcomes.col_actual"), words("picture.year")],
        cells=[
            [in_one_line(label), text, "" if fact.newest is None else when_text(fact.newest, words)]
            for label, text, fact in zip(rows["label"], rows["text"], facts, strict=True)
        ],
        numeric=(1,),
        data=told([(words.of(fact.measure), fact.newest) for fact in known if fact.newest is not None]),
        silence=words("outcomes.nothing_drawn", gap="; ".join(gaps)),
    )


def _number(fact: MeasureFact) -> float | None:
    if fact.newest is None or not is_known(fact.newest["value"]):
        return None
    return float(fact.newest["value"])


def _with_shares(facts: Sequence[MeasureFact], words: Words) -> list[str]:
    """Return each step as text, with its share of the step before; no share of rough or unlike numbers."""
    texts: list[str] = []
    for place, fact in enumerate(facts):
        if fact.newest is None or fact.gap:
            texts.append(gap_text(fact.gap, words) if fact.newest is None else words(f"state.{fact.gap}"))
            continue
        text = outcome_text(fact.newest, fact.measure, words)
        share = share_of_before(facts[place - 1], fact) if place else None
        if share is not None:
            text += f" ({words('funnel.of_before', share=words.with_unit(words.number(share, 0), '%'))})"
        texts.append(text)
    return texts


def _parts(visit: Visit, found: ProjectFacts, code: str, kind: str) -> Exhibit | None:
    fact = found.facts.get(code)
    if fact is None or fact.newest is None:
        return None
    words = visit.words
    records = _in_order(fact.parts, kind)
    if not records:
        return None
    rows = pd.DataFrame(
        {
            "label": [in_lines(breakdown_name(str(row["breakdown"]), words)) for row in records],
            "value": [float(row["value"]) if is_known(row["value"]) else 0.0 for row in records],
            "text": [outcome_text(row, fact.measure, words) for row in records],
            "colour": [PALE if row["breakdown"] in ACROSS_GROUPS else AREA_COLOUR for row in records],
        }
    )
    return Exhibit(
        key=f"parts-{code}-{kind}",
        title=words(f"parts.{kind}", measure=words.of(fact.measure)),
        subtitle=_subtitle(visit, found, [fact]),
        sources=named_sources(visit, [str(row["source_code"]) for row in records]),
        chart=rows_chart(
            rows,
            unit=unit_text(fact.measure, words),
            words=words,
            row_height=height_of(list(rows["label"]), max(34, SMALLEST // len(rows))),
        ),
        native=native_bars(rows, unit_text(fact.measure, words)),
        headers=[words("parts.part"), words("outcomes.col_actual")],
        cells=[[in_one_line(label), text] for label, text in zip(rows["label"], rows["text"], strict=True)],
        numeric=(1,),
        data=told(list(zip(map(in_one_line, rows["label"]), records, strict=True))),
    )


def _in_order(parts: Sequence[Row], kind: str) -> list[Row]:
    """Return the parts of a kind: groups as they are always named, and those across; others by size."""
    slugs = (*GROUPS, *ACROSS_GROUPS)
    across = ACROSS_GROUPS if kind == "group" else ()
    mine = [row for row in parts if row["breakdown"].startswith(f"{kind}.") or row["breakdown"] in across]
    if kind == "group":
        place = {slug: place for place, slug in enumerate(slugs)}
        return sorted(mine, key=lambda row: place.get(row["breakdown"], len(slugs)))
    return sorted(mine, key=lambda row: row["value"] if is_known(row["value"]) else -inf, reverse=True)


def _subtitle(visit: Visit, found: ProjectFacts, facts: Sequence[MeasureFact]) -> str:
    words = visit.words
    place = words.of(area_frames.area_row(visit.edition, found.place), "full_name")
    when = list(dict.fromkeys(when_text(fact.newest, words) for fact in facts if fact.newest is not None))
    return " · ".join([place, *when[:2], _unit(facts, words)] if facts else [place])


def _unit(facts: Sequence[MeasureFact], words: Words) -> str:
    return unit_text(facts[0].measure, words) if facts else ""
