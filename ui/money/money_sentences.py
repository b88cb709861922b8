"""Sentences about money computed from its sums, and the lines that say where a chart's money comes from."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from data_access.models.money import STAGES
from data_access.money.disbursement import disbursed_share, first_of_each_stage
from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.money.extent import only_parts, reported_by_period
from ui.money.funding_choice import FundingChoice, place_name, staged
from ui.text.amounts import money_text, period_text
from vocabulary.words import Words

Sum = Mapping[Hashable, Any]


def money_sentence(visit: Visit, chosen: FundingChoice, *, with_share: bool = True) -> str:
    """Return what was planned, assigned and disbursed for the place in the period, or that nothing was.

    ``with_share`` adds the disbursed share, which a page with cards says there.
    """
    words = visit.words
    place = place_name(visit, chosen.place)
    if chosen.period is None:
        return words("funding.nothing_here", place=place, programme=programme_name(visit, chosen))
    sums = first_of_each_stage(staged(visit.edition, chosen, "year"), STAGES)
    amounts = [
        words(f"funding.told_{stage}", amount=amount_with_parts(visit, chosen, row))
        for stage, row in sums.items()
    ]
    subject = words("funding.of_project", code=chosen.project) if chosen.project else ""
    if chosen.is_plan_together:
        subject = words("funding.of_plan", plan=programme_name(visit, chosen))
    sentence = words(
        "funding.headline",
        place=place,
        period=period_label(chosen),
        subject=subject,
        told=words.listed(amounts) if amounts else words("funding.told_nothing"),
    )
    rate = disbursed_share(sums) if with_share else None
    return f"{sentence} {words('funding.rate', rate=percent(rate, words))}" if rate is not None else sentence


def amount_with_parts(visit: Visit, chosen: FundingChoice, row: Sum) -> str:
    """Return the amount of a stage, with what alone it is of where that is not all."""
    amount = money_text(row, visit.words)
    if row["stage"] == "carried_over":
        # What was left need not be of every project.
        return amount
    # Of every period: the charts ask for that too.
    by_period = reported_by_period(visit.edition, chosen.question(of_period=False))
    first, last = chosen.period or (0, 0)
    only = only_parts(visit, chosen, by_period.get((first, last, str(row["stage"])), []))
    return visit.words("funding.only", amount=amount, parts=only) if only else amount


def percent(value: float, words: Words) -> str:
    """Return a share with one decimal: 5,7 %, 5.7%."""
    return words.with_unit(words.number(value, 1), "%")


def period_label(chosen: FundingChoice) -> str:
    """Return the chosen period as text, "" where there is none."""
    if chosen.period is None:
        return ""
    return period_text({"period_from": chosen.period[0], "period_to": chosen.period[1]})


def programme_name(visit: Visit, chosen: FundingChoice) -> str:
    """Return the full name of the chosen programme, or of the plan of several together."""
    if chosen.is_plan_together:
        return visit.words(f"programme.{chosen.programme}")
    rows = money_frames.programmes(visit.edition)
    return visit.words.of(rows[rows["code"] == chosen.programme].iloc[0])


def subtitle(visit: Visit, chosen: FundingChoice, unit: str) -> str:
    """Return place, period and unit, with the fund and project where some are chosen.

    A plan of several programmes together is named: its charts are not those of poverty reduction.
    """
    words = visit.words
    parts = [place_name(visit, chosen.place), period_label(chosen)]
    parts += [programme_name(visit, chosen)] if chosen.is_plan_together else []
    parts += [words(f"fund.{chosen.fund}")] if chosen.fund else []
    parts += [words("funding.of_project", code=chosen.project).strip()] if chosen.project else []
    return " · ".join(part for part in (*parts, unit) if part)


def sources_of_place(visit: Visit, chosen: FundingChoice, *, of_period: bool = True) -> list[str]:
    """Return the sources that the money of the place rests on."""
    found = money_frames.sources_by_area(visit.edition, chosen.question(of_period=of_period))
    return list(dict.fromkeys(found["source_code"]))


def download_columns(sums: pd.DataFrame) -> pd.DataFrame:
    """Return sums as a download holds them: whole đồng, unrounded, with qualifier and period."""
    wanted = [name for name in sums.columns if not name.startswith(("added_", "has_"))]
    return sums[wanted]
