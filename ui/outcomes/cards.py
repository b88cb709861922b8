"""The numbers of a topic in a place as cards: how much of it is reported, then its first results."""

from __future__ import annotations

from collections.abc import Sequence

from data_access.outcomes.measure_facts import MeasureFact
from ui.cached.visit import Visit
from ui.charts.cards import Card, Part
from ui.charts.series_charts import AREA_COLOUR
from ui.controls.cards import draw_cards
from ui.outcomes.credit import credit_facts
from ui.outcomes.facts import CREDIT, ProjectFacts
from ui.outcomes.table import fact_sources
from ui.outcomes.title import notes_row
from ui.text.outcome_words import outcome_text, unit_text, when_text
from ui.text.target_words import standing_label, summed_text
from vocabulary.words import Words

KINDS = ("outcome", "output", "activity", "input")
MOST = 4
# A longer value is written in the letters of text.
LONG = 16
REST_COLOUR = "#e3e8ec"


def cards_section(visit: Visit, found: ProjectFacts) -> None:
    """Draw how many measures have a value here, the first of them, and their sources."""
    first = credit_facts(found) if found.topic == CREDIT else []
    shown = [*first, *(fact for fact in _known(found) if fact not in first)][:MOST]
    draw_cards([_coverage(found, visit.words), *fact_cards(shown, visit.words)], visit.words, "outcomes")
    notes_row(visit, found.place, fact_sources(shown))


def _known(found: ProjectFacts) -> list[MeasureFact]:
    """Return the measures with a value, outcomes before outputs."""
    return [fact for kind in KINDS for fact in found.of_kind(kind) if not fact.gap]


def _coverage(found: ProjectFacts, words: Words) -> Card:
    known, count = found.reported, len(found.facts)
    parts = [
        Part(known, AREA_COLOUR, words("outcomes.with_value")),
        Part(count - known, REST_COLOUR, words("outcomes.without_value")),
    ]
    value = f"{words.number(known)} / {words.number(count)}"
    note = words("outcomes.of_measures")
    return Card("coverage", words("outcomes.with_value"), value, note=note, parts=parts)


def fact_cards(facts: Sequence[MeasureFact], words: Words) -> list[Card]:
    """Return a card for each measure with a value: value, period, and how its target stands."""
    return [_card(fact, words) for fact in facts if fact.newest is not None]


def _card(fact: MeasureFact, words: Words) -> Card:
    assert fact.newest is not None
    value = outcome_text(fact.newest, fact.measure, words)
    return Card(
        str(fact.measure["code"]),
        words.of(fact.measure),
        value,
        note=when_text(fact.newest, words),
        change=_standing(fact, words),
        is_text=len(value) > LONG,
    )


def _standing(fact: MeasureFact, words: Words) -> str:
    if fact.target is None:
        return ""
    summed = summed_text(fact.target, unit_text(fact.measure, words), words)
    return " ".join(text for text in (summed, standing_label(str(fact.target["standing"]), words)) if text)
