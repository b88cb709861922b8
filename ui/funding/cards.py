"""The money of the place and period as cards: one a stage, with its share, period and kind of source."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from data_access.models.money import STAGES
from data_access.money.disbursement import disbursed_share, first_of_each_stage, share_of_plan
from ui.cached import money_frames
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.charts.cards import Card
from ui.money.extent import only_parts, reported_by_period
from ui.money.funding_choice import FundingChoice, staged
from ui.money.money_sentences import amount_with_parts, percent, period_label
from ui.text.amounts import stage_name
from vocabulary.words import Words

# A longer amount is set as text, and then all are.
LONG = 14
# What is said to be missing; not every place carries money over.
EXPECTED = ("planned", "assigned", "disbursed")
Sums = Mapping[str, Mapping[Hashable, Any]]


def stage_cards(visit: Visit, chosen: FundingChoice) -> list[Card]:
    """Return a card a stage that money is reported at, from the plan on; none where nothing is reported."""
    if chosen.period is None:
        return []
    words, sums = visit.words, _sums(visit, chosen)
    amounts = {stage: amount_with_parts(visit, chosen, row) for stage, row in sums.items()}
    shares = _shares(visit, chosen, sums)
    is_text = any(len(amount) > LONG for amount in amounts.values())
    return [
        Card(
            stage,
            stage_name(row, words),
            amounts[stage],
            note=_note(visit, chosen, stage),
            change=shares.get(stage, ""),
            is_text=is_text,
        )
        for stage, row in sums.items()
    ]


def missing_stages(cards: list[Card], words: Words) -> str:
    """Return which stages have no card, in one line; "" where all have one or none has."""
    known = {card.key for card in cards}
    names = [words(f"stage.{stage}").lower() for stage in EXPECTED if stage not in known]
    return words("cards.missing", names=", ".join(names)) if names and known else ""


def _sums(visit: Visit, chosen: FundingChoice) -> Sums:
    found = first_of_each_stage(staged(visit.edition, chosen, "year"), STAGES)
    return {stage: found[stage] for stage in STAGES if stage in found}


def _shares(visit: Visit, chosen: FundingChoice, sums: Sums) -> dict[str, str]:
    """Return by stage its share of the stage before: of the plan only where both cover the same parts."""
    words = visit.words
    found: dict[str, str] = {}
    assigned, paid = share_of_plan(sums), disbursed_share(sums)
    if assigned is not None and _extent(visit, chosen, "planned") == _extent(visit, chosen, "assigned"):
        found["assigned"] = words("funding.share_of_plan", rate=percent(assigned, words))
    if paid is not None:
        found["disbursed"] = words("funding.share_paid", rate=percent(paid, words))
    return found


def _extent(visit: Visit, chosen: FundingChoice, stage: str) -> str:
    by_period = reported_by_period(visit.edition, chosen.question(of_period=False))
    return only_parts(visit, chosen, by_period.get((*(chosen.period or (0, 0)), stage), []))


def _note(visit: Visit, chosen: FundingChoice, stage: str) -> str:
    """Return the period and the kinds of the sources of a stage."""
    rows = money_frames.rows(visit.edition, chosen.question(stage))
    sources = source_rows(visit.edition)
    kinds = dict.fromkeys(str(sources[code]["kind"]) for code in rows["source_code"].dropna())
    names = ", ".join(visit.words(f"money_kind.{kind}") for kind in kinds)
    return " · ".join(part for part in (period_label(chosen), names) if part)
