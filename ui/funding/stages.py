"""Planned, assigned, disbursed: of the period, by project, by fund, by year; and all reports of the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from data_access.money.money_question import MoneyQuestion
from data_access.money.money_sums import PERIOD
from ui.cached import money_frames
from ui.cached.project_reach import project_reach
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.money_charts import stage_bars
from ui.charts.source_lines import named_sources
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.funding.tables import reported_table
from ui.money.extent import only_parts, reported_by_period
from ui.money.funding_choice import FundingChoice, staged
from ui.money.money_sentences import download_columns, sources_of_place, subtitle
from ui.text.amounts import in_billions, money_text, period_text, stage_name
from vocabulary.vintages import OF_LARGE_AREAS
from vocabulary.words import Words

OTHER_SCOPES = ("own_budget", "wider", "three_programmes")
# The fund that a plan of several programmes together is printed in, its two kinds of spending in one.
OF_EVERY_FUND = "state_budget"
YEAR_COLUMNS = ["stage", *PERIOD, "amount_vnd", "amount_min_vnd", "amount_max_vnd", "qualifier"]
THE_THREE = (OF_LARGE_AREAS, "group", "three-ntps")
FEW = 40


def stages_section(visit: Visit, chosen: FundingChoice) -> None:
    """Draw the section: charts where there is something to draw, then what was reported row by row."""
    if chosen.period is not None:
        left, right = st.columns(2, gap="large")
        with left:
            _show_drawn(visit, [_of_period(visit, chosen), _by_fund(visit, chosen)])
        with right:
            by_part = _by_programme if chosen.is_plan_together else _by_project
            _show_drawn(visit, [by_part(visit, chosen), _by_year(visit, chosen)])
            _not_applicable(visit, chosen)
    _reported(visit, chosen)
    _other_money(visit, chosen)


def _show_drawn(visit: Visit, exhibits: Sequence[Exhibit]) -> None:
    """Draw the charts that there are; of the others one quiet line says why there are none."""
    for exhibit in exhibits:
        if exhibit.is_drawn:
            show(visit, exhibit)
    if silent := [exhibit.silence for exhibit in exhibits if not exhibit.is_drawn]:
        st.caption(as_plain(" ".join(silent)))


def _of_period(visit: Visit, chosen: FundingChoice) -> Exhibit:
    words = visit.words
    sums = staged(visit.edition, chosen, "year")
    labels = [period_text(row) for row in sums.to_dict("records")]
    return _bars(visit, chosen, "stages", words("funding.title_stages"), sums.assign(label=labels))


def _by_project(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return the parts below the chosen project, or the projects; the programme itself is no part of it."""
    words = visit.words
    sums = staged(visit.edition, chosen, "project")
    projects = money_frames.projects(visit.edition, chosen.programme).set_index("code")
    parents = projects["parent_code"].to_dict()
    if chosen.project is None:
        shown = [code for code in sums["project_code"] if isinstance(code, str)]
        wholes = {code for code in shown if not isinstance(parents.get(code), str)}
        kept = [code for code in shown if code in wholes or parents.get(code) not in wholes]
    else:
        kept = list(sums["project_code"])
    parts = sums[sums["project_code"].isin(kept)]
    order = {code: place for place, code in enumerate(projects.index)}
    parts = parts.sort_values("project_code", key=lambda codes: codes.map(order), kind="stable")
    labels = [
        f"{code} {words.of(projects.loc[code])}" if code in projects.index else code
        for code in parts["project_code"]
    ]
    return _bars(visit, chosen, "projects", words("funding.title_projects"), parts.assign(label=labels))


def _by_programme(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return what a plan of several programmes together has for each, largest first, of one fund."""
    words = visit.words
    rows = money_frames.rows(visit.edition, replace(chosen, fund=None).question())
    kept = rows["item_code"].notna() & (rows["fund"] == (chosen.fund or OF_EVERY_FUND))
    parts = rows[kept].sort_values("amount_vnd", ascending=False, kind="stable")
    parts = parts.assign(
        amount_min_vnd=parts["amount_vnd"],
        amount_max_vnd=parts["amount_vnd"],
        label=parts[f"item_{words.language}"],
    )
    title = words("funding.title_programmes")
    return _bars(visit, chosen, "programmes", title, parts[["item_code", "label", *YEAR_COLUMNS]])


def _by_fund(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return the funds that have no narrower one beside them."""
    words = visit.words
    sums = staged(visit.edition, chosen, "fund")
    parts = sums[~sums["has_parts"] & (sums["fund"] != "total")]
    labels = [words(f"fund.{fund}") for fund in parts["fund"]]
    return _bars(visit, chosen, "funds", words("funding.title_funds"), parts.assign(label=labels))


def _by_year(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return single years beside each other; periods of several years are not cut into years."""
    words = visit.words
    sums = staged(visit.edition, chosen, "year", of_period=False)
    years = sums[(sums["period_from"] == sums["period_to"]) & ~sums["each_year"].fillna(False).astype(bool)]
    years = years.sort_values("period_to", kind="stable")
    every = replace(chosen, period=None)
    labels = _year_labels(visit, every, years)
    return _bars(visit, every, "years", words("funding.title_years"), years.assign(label=labels))


def _year_labels(visit: Visit, every: FundingChoice, years: pd.DataFrame) -> list[str]:
    """Return each year with the parts that were reported, where that is not all."""
    by_period = reported_by_period(visit.edition, every.question(of_period=False))
    only: dict[int, str] = {}
    for row in years.to_dict("records"):
        year = int(row["period_to"])
        if row["stage"] == "carried_over":
            only.setdefault(year, "")
            continue
        rows = by_period.get((year, year, str(row["stage"])), [])
        only[year] = only.get(year) or only_parts(visit, every, rows)
    texts = {
        year: visit.words("funding.only_short", label=str(year), parts=parts) if parts else str(year)
        for year, parts in only.items()
    }
    return [texts[int(year)] for year in years["period_to"]]


# By the key of the exhibit.
STAGE_EXHIBITS = {
    "funding-stages": _of_period,
    "funding-funds": _by_fund,
    "funding-projects": _by_project,
    "funding-programmes": _by_programme,
    "funding-years": _by_year,
}


def _bars(visit: Visit, chosen: FundingChoice, key: str, title: str, sums: pd.DataFrame) -> Exhibit:
    words = visit.words
    records = sums.to_dict("records")
    series = _series_names(sums, words)
    rows = pd.DataFrame(
        {
            "label": [row["label"] for row in records],
            "stage": [row["stage"] for row in records],
            "series": series,
            "least": [in_billions(row["amount_min_vnd"]) for row in records],
            "most": [in_billions(row["amount_max_vnd"]) for row in records],
            "text": [money_text(row, words) for row in records],
        }
    )
    headers = [words(f"funding.{name}") for name in ("line", "stage", "period", "amount")]
    return Exhibit(
        key=f"funding-{key}",
        title=title,
        subtitle=subtitle(visit, chosen, words("funding.unit")),
        sources=named_sources(visit, sources_of_place(visit, chosen)),
        chart=stage_bars(rows, words=words) if records else None,
        headers=headers,
        cells=[
            [row["label"], stage_name(row, words), period_text(row), money_text(row, words)]
            for row in records
        ],
        numeric=(3,),
        data=download_columns(sums),
        silence=words(f"funding.no_{key}"),
    )


def _series_names(sums: pd.DataFrame, words: Words) -> list[str]:
    """Return the name of each row's bar: a stage has one colour, unless a label has it with and without."""
    over = sums["with_carried_over"].fillna(False).astype(bool)
    if sums.duplicated(["label", "stage"]).any():
        return [stage_name(row, words) for row in sums.to_dict("records")]
    with_it = set(sums.loc[over, "stage"])
    return [
        stage_name({"stage": stage, "with_carried_over": stage in with_it}, words) for stage in sums["stage"]
    ]


def _not_applicable(visit: Visit, chosen: FundingChoice) -> None:
    """Say which projects do not apply here: that is neither zero nor unreported."""
    words = visit.words
    reach = project_reach(visit.edition, chosen.programme, chosen.place)
    without = sorted(code for code, applies in reach.items() if applies is False)
    if without:
        st.markdown(as_plain(words("funding.not_applicable", projects=words.listed(without))))


def _reported(visit: Visit, chosen: FundingChoice) -> None:
    """Draw what is reported of the place in every period, where that is little enough to be read."""
    words = visit.words
    rows = money_frames.rows(
        visit.edition, replace(chosen, project=None, fund=None).question(of_period=False)
    )
    if rows.empty or len(rows) > FEW:
        return
    st.subheader(words("funding.title_reported"), anchor=False)
    st.html(reported_table(visit, rows))


def _other_money(visit: Visit, chosen: FundingChoice) -> None:
    """Draw money that is not this programme's own, apart and under its own name."""
    words = visit.words
    for scope in OTHER_SCOPES:
        at = (chosen.place.vintage, chosen.place.level, chosen.place.code)
        if scope == "three_programmes" and chosen.place.level == "nation":
            at = THE_THREE
        rows = money_frames.rows(visit.edition, MoneyQuestion(*at, scope=scope))
        if len(rows):
            with st.expander(words(f"scope.{scope}", count=len(rows)), expanded=scope == "own_budget"):
                st.markdown(as_plain(words(f"scope.{scope}_note")))
                st.html(reported_table(visit, rows))
