"""Money on the area page: one sentence, a short table, and the way to the funding page."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from data_access.store.frames import Row
from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.controls.exhibits import show
from ui.controls.place_links import place_query
from ui.controls.site import page_of
from ui.money.funding_choice import DEFAULT_PROGRAMME, FundingChoice, periods_of, staged
from ui.money.money_sentences import amount_with_parts, money_sentence, sources_of_place
from ui.text.amounts import period_text, stage_name

SHOWN = 8
TOLD = (
    "stage",
    "with_carried_over",
    "period_from",
    "period_to",
    "amount_vnd",
    "amount_min_vnd",
    "amount_max_vnd",
)
# One of these is in every report of who left poverty and who fell into it.
FLOWS = ("households_escaped_poverty", "households_relapsed_into_poverty", "households_newly_poor")


def money_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the money of the place, or that none is reported."""
    words = visit.words
    query = place_query(visit, facts.place)
    if facts.figures["indicator_code"].isin(FLOWS).any():
        st.page_link(page_of("flows", words), label=words("area.open_flows"), query_params=query)
    exhibit = money_exhibit(visit, facts)
    if exhibit is None:
        st.html(f"<p class='silence'>{escape(words('area.no_money'))}</p>")
        return
    show(visit, exhibit)
    st.caption(words("area.money_rows"))
    st.page_link(page_of("funding", words), label=words("area.open_funding"), query_params=query)


def money_exhibit(visit: Visit, facts: AreaFacts) -> Exhibit | None:
    """Return the newest amounts of each stage of a place as a table; None where no money is reported."""
    words = visit.words
    periods = periods_of(visit.edition, DEFAULT_PROGRAMME, facts.place)
    if not periods:
        return None
    chosen = FundingChoice(DEFAULT_PROGRAMME, facts.place, periods[0], None, None)
    sums = staged(visit.edition, chosen, "year", of_period=False)
    newest = sums.sort_values(["period_to", "period_from"], ascending=False, kind="stable").head(SHOWN)
    return Exhibit(
        key="money",
        title=words("area.money"),
        subtitle=words.of(facts.area, "full_name"),
        sources=named_sources(visit, sources_of_place(visit, chosen, of_period=False)),
        chart=None,
        headers=[words(f"funding.{name}") for name in ("period", "stage", "amount")],
        cells=[
            [period_text(row), stage_name(row, words), amount_with_parts(visit, _of_row(chosen, row), row)]
            for row in newest.to_dict("records")
        ],
        numeric=(2,),
        data=sums[[name for name in TOLD if name in sums]],
        sentence=money_sentence(visit, chosen),
        note=words("area.money_rows"),
        of_rows=len(sums),
    )


def _of_row(chosen: FundingChoice, row: Row) -> FundingChoice:
    return replace(chosen, period=(int(row["period_from"]), int(row["period_to"])))
