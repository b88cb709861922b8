"""Where money goes: from fund to project to place, as ribbons, with all of it as a table."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_access.money.flow_links import OTHERS, UNREPORTED, UNSPLIT, Flow, Links, together
from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.sankey import Node, Passage, sankey
from ui.charts.source_lines import named_sources
from ui.controls import choices, notices
from ui.controls.exhibits import show
from ui.funding.flow_links import fund_to_project, project_to_area
from ui.funding.parts import areas_of, levels_below, parts_at
from ui.money.flow_bars import draw_flow_bars
from ui.money.funding_choice import FundingChoice
from ui.money.money_sentences import sources_of_place, subtitle
from ui.text.amounts import in_billions, money_text
from vocabulary.words import Words

STAGES = ("assigned", "disbursed", "planned")
FUND_COLOURS = ("#0b5394", "#d98200", "#7b4f9d", "#2e7d6b", "#a64d79", "#6b7782")
AREA_COLOUR = "#9fb3c8"
NODE_HEIGHT, LEAST_HEIGHT = 54, 440


def flow_section(visit: Visit, chosen: FundingChoice, row: DeltaGenerator) -> None:
    """Draw the section: one stage of one period, from fund to project to place."""
    words = visit.words
    stages = reported_stages(visit, chosen)
    if chosen.period is None or not stages:
        st.info(words("flow.nothing"))
        return
    with row:
        stage, bad_parameter = choices.coded_segments(
            words("funding.stage"), "stage", stages, lambda code: words(f"stage.{code}"), stages[0]
        )
    notices.bad_parameters(choices.unless_just_chosen([bad_parameter]), words)
    with st.container(key="flow-exhibit"):
        show(visit, flow_exhibit(visit, chosen, stage))


def reported_stages(visit: Visit, chosen: FundingChoice) -> list[str]:
    """Return the stages that money of the period is reported at, the assigned first."""
    reported = set(money_frames.by_year(visit.edition, chosen.question())["stage"])
    return [stage for stage in STAGES if stage in reported]


def flow_exhibit(visit: Visit, chosen: FundingChoice, stage: str) -> Exhibit:
    """Return the ribbons from fund to project to place at a stage."""
    words = visit.words
    into = fund_to_project(visit.edition, chosen, stage)
    onto = project_to_area(visit.edition, chosen, stage, into)
    links = {**into, **onto}
    names = _names(visit, chosen, links)
    columns = {key: 0 for key, _ in into} | {key: 1 for _, key in into} | {key: 2 for _, key in onto}
    nodes = [
        Node(key, column, f"{_short(key, names)}\n{_text(_total(key, column, into, onto), words)}")
        for key, column in columns.items()
    ]
    tallest = max((list(columns.values()).count(column) for column in columns.values()), default=0)
    height = max(LEAST_HEIGHT, NODE_HEIGHT * tallest)
    return Exhibit(
        key="funding-flow",
        title=words("flow.title", stage=words(f"stage.{stage}")),
        subtitle=subtitle(visit, chosen, words("funding.unit")),
        sources=named_sources(visit, sources_of_place(visit, chosen)),
        chart=sankey(nodes, _passages(visit, links, names), words=words, height=height) if into else None,
        headers=[words("flow.from"), words("flow.to"), words("funding.amount")],
        cells=[[names[a], names[b], _text(flow, words)] for (a, b), flow in links.items()],
        numeric=(2,),
        data=_data(links, names),
        silence=words("flow.nothing"),
        lead=lambda: draw_flow_bars(links, names, lambda flow: _text(flow, words)),
    )


def _text(flow: Flow, words: Words) -> str:
    """Return an amount with its qualifier."""
    return money_text({"amount_vnd": flow.vnd, "qualifier": flow.qualifier}, words)


def _total(key: str, column: int, into: Links, onto: Links) -> Flow:
    if column == 2:
        return together(flow for (_, target), flow in onto.items() if target == key)
    return together(flow for (source, target), flow in into.items() if key in (source, target))


def _passages(visit: Visit, links: Links, names: Mapping[str, str]) -> list[Passage]:
    funds = [key for key in dict.fromkeys(a for a, _ in links) if key.startswith("fund:")]
    colours = {key: FUND_COLOURS[place % len(FUND_COLOURS)] for place, key in enumerate(funds)}
    return [
        Passage(
            a,
            b,
            in_billions(flow.vnd),
            f"{names[a]} → {names[b]}: {_text(flow, visit.words)}",
            colours.get(a, AREA_COLOUR),
        )
        for (a, b), flow in links.items()
    ]


def _data(links: Links, names: Mapping[str, str]) -> pd.DataFrame:
    rows = [
        (*(key.partition(":")[2] for key in pair), *(names[key] for key in pair), flow.vnd, flow.qualifier)
        for pair, flow in links.items()
    ]
    return pd.DataFrame(
        rows, columns=["from_code", "to_code", "from_name", "to_name", "amount_min_vnd", "qualifier"]
    )


def _short(key: str, names: Mapping[str, str]) -> str:
    """Return a project by its code alone, all else by its name."""
    kind, _, code = key.partition(":")
    return code if kind == "project" and code != UNSPLIT else names[key]


def _names(visit: Visit, chosen: FundingChoice, links: Links) -> dict[str, str]:
    words = visit.words
    projects = money_frames.projects(visit.edition, chosen.programme).to_dict("records")
    known = {f"project:{row['code']}": f"{row['code']} {words.of(row)}" for row in projects}
    known |= {f"project:{UNSPLIT}": words("flow.unsplit")}
    known |= {f"area:{code}": words(f"flow.{code}") for code in (OTHERS, UNREPORTED)}
    known |= {key: words(f"fund.{key.partition(':')[2]}") for key, _ in links if key.startswith("fund:")}
    levels = levels_below(visit.edition, chosen)
    if levels:
        parts = parts_at(visit.edition, chosen, levels[0])
        known |= {
            f"area:{row['code']}": words.of(row) for row in areas_of(visit.edition, parts).to_dict("records")
        }
    return known
