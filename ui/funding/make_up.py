"""How the money of a place is made up: how finely cut, with what counterpart, carried over, given in kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from data_access.money.counterpart import sum_of_fund
from data_access.money.fragmentation import LARGEST, fragmentation, item_amounts
from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.money.funding_choice import FundingChoice
from ui.money.money_sentences import download_columns, percent, subtitle
from ui.text.amounts import amount_text, in_kind_text, money_text, period_text
from ui.text.figures import is_known
from ui.text.source_citation import codes_in


def fragmentation_exhibit(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return how finely the assigned money of the place is cut up; silent of three items or fewer."""
    words, requested = visit.words, chosen.question("assigned")
    rows = money_frames.rows(visit.edition, requested)
    found = fragmentation(item_amounts(rows, money_frames.by_project(visit.edition, requested)))
    exhibit = _exhibit(visit, chosen, "fragmentation", rows, words("items.no_fragmentation"))
    if found is None or found.items <= LARGEST:
        return exhibit
    share = percent(100 * found.top_share, words)
    told = words(
        "items.fragmented", count=found.items, median=amount_text(found.median_vnd, words), share=share
    )
    data = {"items": found.items, "median_vnd": found.median_vnd, "top_share_pct": 100 * found.top_share}
    return replace(
        exhibit,
        sentence=f"{told} {words('items.fragmentation_rule')}",
        data=pd.DataFrame([data]),
        **_as_number(words("items.number_top_share"), share),
    )


def counterpart_exhibit(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return local money beside central money; the norm it is to be held against is not in the store."""
    words, of_all = visit.words, replace(chosen, fund=None)
    sums = money_frames.by_fund(visit.edition, of_all.question("assigned"))
    local, central = (sum_of_fund(sums, fund) for fund in ("local", "central"))
    exhibit = _exhibit(
        visit, of_all, "counterpart", _rows(visit, of_all, "assigned"), words("items.counterpart_unknown")
    )
    if not central or local is None:
        return exhibit
    rate = percent(100 * local / central, words)
    amounts = {"local": amount_text(local, words), "central": amount_text(central, words)}
    told = words("items.counterpart_is", **amounts, rate=rate)
    data = {"local_vnd": local, "central_vnd": central, "counterpart_pct": 100 * local / central}
    return replace(
        exhibit,
        sentence=f"{told} {words('items.norm_unknown')}",
        data=pd.DataFrame([data]),
        **_as_number(words("items.number_rate"), rate),
    )


def carried_over_exhibit(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return what was carried over into each year; silent without any."""
    words = visit.words
    sums = money_frames.by_year(visit.edition, chosen.question("carried_over", of_period=False))
    rows = _rows(visit, chosen, "carried_over", of_period=False)
    every = replace(chosen, period=None)
    cells = [[period_text(row), money_text(row, words)] for row in sums.to_dict("records")]
    return replace(
        _exhibit(visit, every, "carried-over", rows, words("items.no_carried_over")),
        headers=[words("items.into_year"), words("funding.amount")],
        cells=cells,
        numeric=(1,),
        data=download_columns(sums),
        of_rows=len(cells),
    )


def in_kind_exhibit(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return what was given in kind, each in its own unit and in no sum of money; silent without any."""
    words = visit.words
    found = money_frames.in_kind(visit.edition, chosen.question("assigned"))
    known = found[[is_known(quantity) for quantity in found["quantity"]]]
    rows = _rows(visit, chosen, "assigned")
    return replace(
        _exhibit(visit, chosen, "in-kind", rows[rows["fund"] == "in_kind"], words("items.no_in_kind")),
        headers=[words("items.given")],
        cells=[[in_kind_text(row, words)] for row in known.to_dict("records")],
        data=known,
        of_rows=len(known),
    )


def _exhibit(visit: Visit, chosen: FundingChoice, name: str, rows: pd.DataFrame, silence: str) -> Exhibit:
    """Return an exhibit with its title, sources and silence, in which nothing is shown yet."""
    words = visit.words
    return Exhibit(
        key=f"items-{name}",
        title=words(f"items.{name.replace('-', '_')}"),
        subtitle=subtitle(visit, chosen, ""),
        sources=named_sources(visit, codes_in(rows)),
        chart=None,
        silence=silence,
    )


def _as_number(name: str, text: str) -> dict[str, Any]:
    """Return what an exhibit of one number has: the number, and the same as a table."""
    return {"numbers": [(name, text)], "headers": [name], "cells": [[text]], "numeric": (0,)}


def _rows(visit: Visit, chosen: FundingChoice, stage: str, *, of_period: bool = True) -> pd.DataFrame:
    return money_frames.rows(visit.edition, chosen.question(stage, of_period=of_period))
