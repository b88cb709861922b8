"""Who got what by which decision, and how money is made up: items, counterpart, carry-over, in kind."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from data_access.money.counterpart import sum_of_fund
from data_access.money.fragmentation import fragmentation, item_amounts
from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.charts.exhibit_files import data_csv
from ui.charts.source_lines import named_sources
from ui.controls import choices, notices
from ui.controls.notices import as_plain
from ui.controls.source_notes import show_sources_of
from ui.funding.parts import levels_below, parts_at
from ui.funding.tables import listed_table
from ui.money.funding_choice import FundingChoice
from ui.money.money_sentences import percent, subtitle
from ui.text.amounts import amount_text, in_kind_text, money_text, period_text
from ui.text.figures import is_known
from ui.text.source_citation import codes_in
from ui.text.tables import plain_table

SHOWN = 60
STAGES = ("assigned", "disbursed", "planned", "carried_over")
# What a reader of the file needs; how rows are counted within the store is left out.
INTERNAL = ("preference", "in_wider_fund", "beneath", "beneath_in_fund")


def items_section(visit: Visit, chosen: FundingChoice) -> None:
    """Draw the section: the public table on one side, the make-up of the money on the other."""
    words = visit.words
    if chosen.period is None:
        st.info(words("funding.nothing_listed"))
        return
    left, right = st.columns((0.66, 0.34), gap="large")
    with left:
        _table(visit, chosen)
    with right:
        _fragmentation(visit, chosen)
        _counterpart(visit, chosen)
        _carried_over(visit, chosen)
        _in_kind(visit, chosen)


def _table(visit: Visit, chosen: FundingChoice) -> None:
    """Draw the amounts of the place's parts, or its own where it has none, with a file of all of them."""
    words = visit.words
    st.subheader(words("items.title"), anchor=False)
    stage, bad_parameter = choices.coded_segments(
        words("funding.stage"), "stage", STAGES, lambda code: words(f"stage.{code}"), STAGES[0]
    )
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), words)
    rows = listed_rows(visit, chosen, stage)
    st.caption(as_plain(subtitle(visit, chosen, words("funding.unit"))))
    if rows.empty:
        st.info(words("items.nothing"))
        return
    shown = rows.head(SHOWN)
    st.markdown(as_plain(words("items.count", count=len(rows), shown=len(shown))))
    st.download_button(
        words("items.download"),
        partial(data_csv, rows.drop(columns=list(INTERNAL)), (), (), named_sources(visit, codes_in(rows))),
        file_name="money.csv",
        mime="text/csv",
        on_click="ignore",
    )
    st.html(listed_table(visit, shown))
    if visit.mark:
        st.caption(visit.mark)
    show_sources_of(visit, codes_in(rows))


def listed_rows(visit: Visit, chosen: FundingChoice, stage: str) -> pd.DataFrame:
    """Return what was reported of the parts of a place, or of the place itself, largest areas' rows first."""
    own = money_frames.rows(visit.edition, chosen.question(stage))
    levels = levels_below(visit.edition, chosen)
    if levels:
        parts = parts_at(visit.edition, chosen, levels[0])
        below = money_frames.rows(visit.edition, parts.question(chosen, stage))
        own = pd.concat([own, below], ignore_index=True) if len(below) else own
    top = own["beneath"] == 0
    return (
        own.assign(within=~top)
        .sort_values(
            ["within", "level", "amount_vnd"],
            ascending=[True, True, False],
            na_position="last",
            kind="stable",
            ignore_index=True,
        )
        .drop(columns="within")
    )


def _fragmentation(visit: Visit, chosen: FundingChoice) -> None:
    """Tell how finely the assigned money of the place is cut up."""
    words = visit.words
    st.subheader(words("items.fragmentation"), anchor=False)
    requested = chosen.question("assigned")
    rows, sums = (
        money_frames.rows(visit.edition, requested),
        money_frames.by_project(visit.edition, requested),
    )
    found = fragmentation(item_amounts(rows, sums))
    if found is None or found.items < 2:
        st.markdown(as_plain(words("items.no_fragmentation")))
        return
    st.markdown(
        as_plain(
            words(
                "items.fragmented",
                count=found.items,
                median=amount_text(found.median_vnd, words),
                share=percent(100 * found.top_share, words),
            )
        )
    )
    show_sources_of(visit, codes_in(rows))
    st.caption(as_plain(words("items.fragmentation_rule")))


def _counterpart(visit: Visit, chosen: FundingChoice) -> None:
    """Tell local money beside central money; the norm it is to be held against is not in the store."""
    words = visit.words
    st.subheader(words("items.counterpart"), anchor=False)
    sums = money_frames.by_fund(visit.edition, replace(chosen, fund=None).question("assigned"))
    amounts = {fund: sum_of_fund(sums, fund) for fund in ("central", "local")}
    if amounts["central"] and amounts["local"] is not None:
        rate = percent(100 * amounts["local"] / amounts["central"], words)
        st.markdown(
            as_plain(
                words(
                    "items.counterpart_is",
                    local=amount_text(amounts["local"], words),
                    central=amount_text(amounts["central"], words),
                    rate=rate,
                )
            )
        )
        show_sources_of(visit, codes_in(_rows(visit, replace(chosen, fund=None), "assigned")))
    else:
        st.markdown(as_plain(words("items.counterpart_unknown")))
    st.caption(as_plain(words("items.norm_unknown")))


def _carried_over(visit: Visit, chosen: FundingChoice) -> None:
    words = visit.words
    st.subheader(words("items.carried_over"), anchor=False)
    sums = money_frames.by_year(visit.edition, chosen.question("carried_over", of_period=False))
    if sums.empty:
        st.markdown(as_plain(words("items.no_carried_over")))
        return
    cells = [[period_text(row), money_text(row, words)] for row in sums.to_dict("records")]
    headers = [words("items.into_year"), words("funding.amount")]
    st.html(plain_table("", headers, cells, numeric=(1,)))
    show_sources_of(visit, codes_in(_rows(visit, chosen, "carried_over", of_period=False)))


def _rows(visit: Visit, chosen: FundingChoice, stage: str, *, of_period: bool = True) -> pd.DataFrame:
    return money_frames.rows(visit.edition, chosen.question(stage, of_period=of_period))


def _in_kind(visit: Visit, chosen: FundingChoice) -> None:
    """Tell what was given in kind, each in its own unit and in no sum of money."""
    words = visit.words
    st.subheader(words("items.in_kind"), anchor=False)
    found = money_frames.in_kind(visit.edition, chosen.question("assigned"))
    if found.empty:
        st.markdown(as_plain(words("items.no_in_kind")))
        return
    for row in found.to_dict("records"):
        if is_known(row["quantity"]):
            st.markdown("- " + as_plain(in_kind_text(row, words)))
    show_sources_of(visit, codes_in(_rows(visit, chosen, "assigned")))
