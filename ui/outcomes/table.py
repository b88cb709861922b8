"""The measures of a topic in a place as a table: baseline, target, actual, standing and source."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from data_access.outcomes.measure_facts import MeasureFact
from ui.cached.catalogue_rows import indicator_rows
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.outcomes.facts import ProjectFacts
from ui.text.figures import text_in
from ui.text.outcome_words import gap_text, outcome_text, unit_text, when_text
from ui.text.source_citation import named_source
from ui.text.tables import Cell, SourcesCell, plain_table
from ui.text.target_words import goal_text, standing_label, summed_text
from vocabulary.words import Words

HEADERS = ("step", "measure", "baseline", "target", "actual", "standing", "source")


def measures_table(visit: Visit, found: ProjectFacts) -> None:
    """Draw every measure of the topic, also those without a value."""
    words = visit.words
    with st.expander(words("outcomes.table", count=len(found.facts)), expanded=False):
        headers = [words(f"outcomes.col_{name}") for name in HEADERS]
        cells = [_cells(visit, fact) for fact in found.facts.values()]
        st.html(plain_table("", headers, cells))


def _cells(visit: Visit, fact: MeasureFact) -> list[Cell]:
    words = visit.words
    return [
        words(f"chain.{fact.measure['kind']}"),
        words.of(fact.measure),
        _baseline(fact, words),
        _target(visit, fact),
        _actual(fact, words),
        _standing(fact, words),
        source_cell(visit, fact),
    ]


def _baseline(fact: MeasureFact, words: Words) -> str:
    if fact.first is None:
        return ""
    return f"{outcome_text(fact.first, fact.measure, words)} ({when_text(fact.first, words)})"


def _target(visit: Visit, fact: MeasureFact) -> str:
    if fact.target is None:
        return visit.words("outcomes.no_target")
    indicators = indicator_rows(visit.edition)
    return goal_text(fact.target, indicators[str(fact.target["indicator_code"])], visit.words)


def _standing(fact: MeasureFact, words: Words) -> str:
    """Return the standing of a measure's target, before it the sum that it is held against."""
    if fact.target is None:
        return ""
    summed = summed_text(fact.target, unit_text(fact.measure, words), words)
    return " ".join(text for text in (summed, standing_label(str(fact.target["standing"]), words)) if text)


def _actual(fact: MeasureFact, words: Words) -> str:
    if fact.newest is None:
        return gap_text(fact.gap, words)
    text = outcome_text(fact.newest, fact.measure, words)
    note = text_in(fact.newest, f"note_{words.language}")
    when = f"({when_text(fact.newest, words)})"
    return " ".join(part for part in (text, when, note) if part)


def source_cell(visit: Visit, fact: MeasureFact) -> Cell:
    """Return the sources of the newest value, of the baseline and of the target, "" where there is none."""
    sources = source_rows(visit.edition)
    return SourcesCell([("", named_source(sources[code], visit.words)) for code in fact_sources([fact])])


def fact_sources(facts: Iterable[MeasureFact]) -> list[str]:
    """Return the codes of the sources of what is told of some measures: values, baselines and targets."""
    rows = [row for fact in facts for row in (fact.newest, fact.first, fact.target) if row is not None]
    return list(dict.fromkeys(str(row["source_code"]) for row in rows))
