"""Money on the area page: one sentence, a short table, and the way to the funding page."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from ui.cached.place_facts import AreaFacts
from ui.cached.visit import Visit
from ui.controls.notices import as_plain
from ui.controls.place_links import place_query
from ui.controls.site import page_of
from ui.controls.source_notes import show_sources_of
from ui.money.funding_choice import DEFAULT_PROGRAMME, FundingChoice, periods_of, staged
from ui.money.money_sentences import amount_with_parts, money_sentence, sources_of_place
from ui.text.amounts import period_text, stage_name
from ui.text.tables import plain_table

SHOWN = 8
MONEY_UNIT = "billion_vnd"
# Policy credit is a balance of loans and no money of a programme.
CREDIT = "vbsp_"
# One of these is in every report of who left poverty and who fell into it.
FLOWS = ("households_escaped_poverty", "households_relapsed_into_poverty", "households_newly_poor")


def is_programme_money(indicator: Row) -> bool:
    """Say whether an indicator is an amount that the money of programmes covers in full."""
    return indicator["unit"] == MONEY_UNIT and not str(indicator["code"]).startswith(CREDIT)


def money_section(visit: Visit, facts: AreaFacts) -> None:
    """Draw the money of the place, or that none is reported."""
    words = visit.words
    query = place_query(visit, facts.place)
    if facts.figures["indicator_code"].isin(FLOWS).any():
        st.page_link(page_of("flows", words), label=words("area.open_flows"), query_params=query)
    periods = periods_of(visit.edition, DEFAULT_PROGRAMME, facts.place)
    if not periods:
        st.html(f"<p class='silence'>{escape(words('area.no_money'))}</p>")
        return
    chosen = FundingChoice(DEFAULT_PROGRAMME, facts.place, periods[0], None, None)
    st.subheader(words("area.money"), anchor=False)
    st.markdown(as_plain(money_sentence(visit, chosen)))
    sums = staged(visit.edition, chosen, "year", of_period=False)
    st.html(_table(visit, chosen, sums))
    show_sources_of(visit, sources_of_place(visit, chosen, of_period=False))
    st.caption(words("area.money_rows"))
    st.page_link(page_of("funding", words), label=words("area.open_funding"), query_params=query)


def _table(visit: Visit, chosen: FundingChoice, sums: pd.DataFrame) -> str:
    words = visit.words
    newest = sums.sort_values(["period_to", "period_from"], ascending=False, kind="stable").head(SHOWN)
    cells = [
        [period_text(row), stage_name(row, words), amount_with_parts(visit, _of_row(chosen, row), row)]
        for row in newest.to_dict("records")
    ]
    headers = [words(f"funding.{name}") for name in ("period", "stage", "amount")]
    return plain_table("", headers, cells, numeric=(2,))


def _of_row(chosen: FundingChoice, row: Row) -> FundingChoice:
    return replace(chosen, period=(int(row["period_from"]), int(row["period_to"])))
