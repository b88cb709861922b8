"""The measures of a topic in a place as a table: baseline, target, actual, standing and source."""

from __future__ import annotations

import streamlit as st

from data_access.outcomes.measure_facts import MeasureFact
from ui.cached.catalogue_rows import indicator_rows, source_rows
from ui.cached.visit import Visit
from ui.outcomes.facts import ProjectFacts
from ui.text.figures import text_in
from ui.text.outcome_words import gap_text, outcome_text, when_text
from ui.text.source_citation import source_citation
from ui.text.tables import plain_table
from ui.text.target_words import goal_text, standing_label
from vocabulary.words import Words

HEADERS = ("step", "measure", "baseline", "target", "actual", "standing", "source")


def measures_table(visit: Visit, found: ProjectFacts) -> None:
    """Draw every measure of the topic, also those without a value."""
    words = visit.words
    with st.expander(words("outcomes.table", count=len(found.facts)), expanded=False):
        headers = [words(f"outcomes.col_{name}") for name in HEADERS]
        cells = [_cells(visit, fact) for fact in found.facts.values()]
        st.html(plain_table("", headers, cells))


def _cells(visit: Visit, fact: MeasureFact) -> list[str]:
    words = visit.words
    return [
        words(f"chain.{fact.measure['kind']}"),
        words.of(fact.measure),
        _baseline(fact, words),
        _target(visit, fact),
        _actual(fact, words),
        "" if fact.target is None else standing_label(str(fact.target["standing"]), words),
        source_text(visit, fact),
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


def _actual(fact: MeasureFact, words: Words) -> str:
    if fact.newest is None:
        return gap_text(fact.gap, words)
    text = outcome_text(fact.newest, fact.measure, words)
    note = text_in(fact.newest, f"note_{words.language}")
    when = f"({when_text(fact.newest, words)})"
    return " ".join(part for part in (text, when, note) if part)


def source_text(visit: Visit, fact: MeasureFact) -> str:
    """Return the source of the newest value."""
    if fact.newest is None:
        return ""
    sources = source_rows(visit.edition)
    return source_citation(sources[fact.newest["source_code"]], visit.words)


def sources_line(visit: Visit, facts: list[MeasureFact]) -> str:
    """Return the line that names the sources of the values of some measures."""
    texts = dict.fromkeys(source_text(visit, fact) for fact in facts if fact.newest is not None)
    return visit.words("panel.source", source="; ".join(list(texts)[:3])) if texts else ""
