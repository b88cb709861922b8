"""A results chain as a table: money, measures with baseline, target and status, and the deprivations."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from data_access.outcomes.measure_facts import MeasureFact
from data_access.store.frames import Row
from ui.cached.catalogue_rows import indicator_rows
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.outcomes.facts import KINDS, ProjectFacts
from ui.text.amounts import money_text, period_text
from ui.text.figures import is_known, text_in, value_text
from ui.text.outcome_words import gap_text, outcome_text, unit_text, when_text
from ui.text.source_citation import named_source
from ui.text.target_words import goal_text, standing_label, summed_text
from vocabulary.words import Words

HEADERS = ("step", "measure", "baseline", "target", "actual", "standing", "source")
# Step, measure, value and status: what a hall has room for.
HALL_COLUMNS = (0, 1, 4, 5)
# What a download holds of a result, of money and of a deprivation.
TOLD = (
    *("measure_code", "vintage", "area_code", "breakdown", "period_from", "period_to", "value", "value_min"),
    *("value_max", "amount_vnd", "qualifier", "state", "source_code"),
)
OF_MONEY = ("project_code", "item_code", "stage", "period_from", "period_to", "amount_vnd")
OF_DEPRIVATIONS = ("indicator_code", "vintage", "area_code", "year", "value", "source_code")


def chain_cells(visit: Visit, found: ProjectFacts) -> list[list[str]]:
    """Return a row for each amount, each measure, also those without a value, and each deprivation."""
    words = visit.words
    facts = [fact for kind in ("input", *KINDS) for fact in found.of_kind(kind)]
    money = [_money_cells(row, words) for row in found.money.to_dict("records")]
    dimensions = [_dimension_cells(visit, *pair) for pair in found.dimensions]
    return [*money, *(_cells(visit, fact) for fact in facts), *dimensions]


def money_name(row: Row, words: Words) -> str:
    """Return whose money of which stage an amount is."""
    whose = words.of(row, "item") if row["scope"] == "own_budget" else str(row["project_code"])
    key = "own" if row["scope"] == "own_budget" else row["stage"]
    return f"{words(f'chain.money_{key}')}: {whose}"


def _money_cells(row: Row, words: Words) -> list[str]:
    amount = f"{money_text(row, words)} ({period_text(row)})"
    return [words("chain.input"), money_name(row, words), "", "", amount, "", ""]


def _dimension_cells(visit: Visit, indicator: Row, figure: Row | None) -> list[str]:
    words, name = visit.words, visit.words.of(indicator)
    if figure is None or not is_known(figure["value"]):
        return [words("chain.dimension"), name, "", "", gap_text("not_reported", words), "", ""]
    value = f"{value_text(figure, indicator, words)} ({figure['year']})"
    source = named_source(source_rows(visit.edition)[str(figure["source_code"])], words).text
    return [words("chain.dimension"), name, "", "", value, "", source]


def _cells(visit: Visit, fact: MeasureFact) -> list[str]:
    words, sources = visit.words, source_rows(visit.edition)
    return [
        words(f"chain.{fact.measure['kind']}"),
        words.of(fact.measure),
        _baseline(fact, words),
        _target(visit, fact),
        _actual(fact, words),
        _standing(fact, words),
        "; ".join(named_source(sources[code], words).text for code in fact_sources([fact])),
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


def chain_data(found: ProjectFacts, words: Words) -> pd.DataFrame:
    """Return the numbers of a chain as a download holds them: results, amounts, deprivations."""
    results = told([(words.of(f.measure), f.newest) for f in found.facts.values() if f.newest is not None])
    money = [
        {"label": money_name(row, words), "vintage": found.place.vintage, "area_code": found.place.code}
        | {name: row.get(name) for name in OF_MONEY}
        for row in found.money.to_dict("records")
    ]
    figures = [
        {"label": words.of(indicator)} | {name: figure[name] for name in OF_DEPRIVATIONS}
        for indicator, figure in found.dimensions
        if figure is not None
    ]
    rows = [*results.to_dict("records"), *money, *figures]
    return pd.DataFrame(rows, columns=list(dict.fromkeys(["label", *OF_MONEY, *OF_DEPRIVATIONS, *TOLD])))


def told(results: Iterable[tuple[str, Row]]) -> pd.DataFrame:
    """Return results as a download holds them, each with its label."""
    rows = [{"label": label} | {name: row[name] for name in TOLD} for label, row in results]
    return pd.DataFrame(rows, columns=["label", *TOLD])


def fact_sources(facts: Iterable[MeasureFact]) -> list[str]:
    """Return the codes of the sources of what is told of some measures: values, baselines and targets."""
    rows = [row for fact in facts for row in (fact.newest, fact.first, fact.target) if row is not None]
    return list(dict.fromkeys(str(row["source_code"]) for row in rows))
