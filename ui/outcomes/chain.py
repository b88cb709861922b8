"""The results chain as a picture: input, activity, output, outcome, poverty dimension; gaps stay gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from html import escape

import streamlit as st

from data_access.outcomes.measure_facts import MeasureFact
from data_access.store.frames import Row
from ui.cached import area_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.outcomes.facts import KINDS, ProjectFacts
from ui.outcomes.table import HALL_COLUMNS, HEADERS, chain_cells, chain_data, fact_sources, money_name
from ui.text.amounts import money_text, period_text
from ui.text.figures import is_known, value_text
from ui.text.outcome_words import gap_text, outcome_text, unit_text, when_text
from ui.text.target_words import COLOURS, standing_label, summed_text
from vocabulary.words import Words

MONEY_SHOWN = 6
# So many measures without a value are told in one line.
FOLDED = 2


def chain_exhibit(visit: Visit, found: ProjectFacts) -> Exhibit:
    """Return the chain of a topic in a place: on a page as five lists, in a hall and a file as a table."""
    words = visit.words
    name = words.of(area_frames.area_row(visit.edition, found.place), "full_name")
    known = words("outcomes.known_of", known=found.reported, count=len(found.facts))
    cells = chain_cells(visit, found)
    return Exhibit(
        key="chain",
        title=words("chain.title", topic=words(f"outcomes.full_{found.topic}")),
        subtitle=f"{name} · {known}",
        sources=named_sources(visit, _sources(found)),
        chart=None,
        headers=[words(f"outcomes.col_{column}") for column in HEADERS],
        cells=cells,
        data=chain_data(found, words),
        of_rows=len(cells),
        hall_columns=HALL_COLUMNS,
        silence=words("outcomes.nothing_known"),
        on_page=partial(_draw, visit, found),
    )


def _draw(visit: Visit, found: ProjectFacts) -> None:
    """Draw the chain, and what its hatching means."""
    st.html(_chain(found, visit.words))
    st.caption(visit.words("outcomes.legend"))
    if visit.mark:
        st.caption(visit.mark)


def _sources(found: ProjectFacts) -> list[str]:
    """Return the sources of the money, the measures and the dimensions of a chain."""
    figures = [str(figure["source_code"]) for _, figure in found.dimensions if figure is not None]
    codes = [*found.money_sources, *fact_sources(found.facts.values()), *figures]
    return list(dict.fromkeys(codes))


def _chain(found: ProjectFacts, words: Words) -> str:
    """Return the chain as five lists side by side, each with its heading, readable in order."""
    columns = [
        ("input", _input_cards(found, words)),
        *((kind, _measure_cards(found.of_kind(kind), words)) for kind in KINDS),
        ("dimension", [_dimension_card(row, figure, words) for row, figure in found.dimensions]),
    ]
    return f"<div class='chain'>{''.join(_column(kind, cards, words) for kind, cards in columns)}</div>"


def _column(kind: str, cards: Iterable[str], words: Words) -> str:
    listed = "".join(cards) or f"<li class='gap'><p>{escape(words(f'chain.none_{kind}'))}</p></li>"
    heading = (
        f"<h3>{escape(words(f'chain.{kind}'))}</h3><p class='quiet'>{escape(words(f'chain.what_{kind}'))}</p>"
    )
    return f"<section class='step-{kind}'>{heading}<ol>{listed}</ol></section>"


def _card(name: str, value: str, below: str, *, gap: bool = False, foot: str = "") -> str:
    kind = " class='gap'" if gap else ""
    below_line = f"<p class='when'>{escape(below)}</p>" if below else ""
    said = f"<p class='what'>{escape(name)}</p><p class='value'>{escape(value)}</p>"
    return f"<li{kind}>{said}{below_line}{foot}</li>"


def _input_cards(found: ProjectFacts, words: Words) -> list[str]:
    rows = found.money.head(MONEY_SHOWN).to_dict("records")
    put_in = [_measure_card(fact, words) for fact in found.of_kind("input")]
    if rows or put_in:
        return [*(_money_card(row, words) for row in rows), *put_in]
    gap = {True: "not_reported", False: "not_applicable", None: "unknown"}[found.reach]
    return [_card(words("chain.money"), gap_text(gap, words), "", gap=True)]


def _money_card(row: Row, words: Words) -> str:
    return _card(money_name(row, words), money_text(row, words), period_text(row))


def _measure_cards(facts: Sequence[MeasureFact], words: Words) -> list[str]:
    """Return the measures with a value or with what their source says; the silent ones in a line."""
    silent = [fact for fact in facts if fact.newest is None]
    told = [_measure_card(fact, words) for fact in facts if fact.newest is not None]
    if len(silent) < FOLDED:
        return [*told, *(_measure_card(fact, words) for fact in silent)]
    by_gap = {
        gap: [fact for fact in silent if fact.gap == gap] for gap in dict.fromkeys(f.gap for f in silent)
    }
    return [*told, *(_folded(gap, mine, words) for gap, mine in by_gap.items())]


def _folded(gap: str, facts: Sequence[MeasureFact], words: Words) -> str:
    """Return how many measures have no value for one reason, in a line that opens their names."""
    names = "".join(f"<p class='what'>{escape(words.of(fact.measure))}</p>" for fact in facts)
    count = escape(words(f"gap.many_{gap}", count=len(facts)))
    return f"<li class='gap'><details><summary>{count}</summary>{names}</details></li>"


def _measure_card(fact: MeasureFact, words: Words) -> str:
    name = words.of(fact.measure)
    if fact.gap or fact.newest is None:
        text = words(f"state.{fact.gap}") if fact.newest is not None else gap_text(fact.gap, words)
        return _card(name, text, "", gap=True)
    return _card(
        name,
        outcome_text(fact.newest, fact.measure, words),
        when_text(fact.newest, words),
        foot=_standing(fact, words),
    )


def _standing(fact: MeasureFact, words: Words) -> str:
    if fact.target is None:
        return ""
    standing = str(fact.target["standing"])
    summed = summed_text(fact.target, unit_text(fact.measure, words), words)
    held = f"<p class='when'>{escape(summed)}</p>" if summed else ""
    return (
        f"{held}"
        f"<p class='when' style='border-left:4px solid {COLOURS[standing]};padding-left:.4rem'>"
        f"{escape(standing_label(standing, words))}</p>"
    )


def _dimension_card(indicator: Row, figure: Row | None, words: Words) -> str:
    if figure is None or not is_known(figure["value"]):
        return _card(words.of(indicator), gap_text("not_reported", words), "", gap=True)
    return _card(words.of(indicator), value_text(figure, indicator, words), str(figure["year"]))
