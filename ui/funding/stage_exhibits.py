"""Planned, assigned and disbursed: of the period, by project, by fund, by year, each in one line."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data_access.money.money_sums import PERIOD
from data_access.store.frames import Row
from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.native import NativeChart
from ui.charts.source_lines import named_sources
from ui.charts.stage_charts import STAGE_COLOURS, stage_chart
from ui.money.extent import only_parts, reported_by_period
from ui.money.funding_choice import FundingChoice, staged
from ui.money.money_sentences import download_columns, sources_of_place, subtitle
from ui.text.amounts import in_billions, money_text, period_text, stage_name
from ui.text.figures import is_known
from vocabulary.words import Words

# The fund that a plan of several programmes together is printed in, its two kinds of spending in one.
OF_EVERY_FUND = "state_budget"
YEAR_COLUMNS = ["stage", *PERIOD, "amount_vnd", "amount_min_vnd", "amount_max_vnd", "qualifier"]
# What is said to be missing where it is; not every place carries money over.
EXPECTED = ("planned", "assigned", "disbursed")


def of_period(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return the stages of the period in one line; a stage that covers other parts has a line of its own."""
    words = visit.words
    sums = staged(visit.edition, chosen, "year")
    labels = [_with_parts(visit, chosen, row) for row in sums.to_dict("records")]
    return stage_exhibit(visit, chosen, "stages", words("funding.title_stages"), sums.assign(label=labels))


def _with_parts(visit: Visit, chosen: FundingChoice, row: Row) -> str:
    """Return the period of a sum with the parts that alone it is of, where that is not all."""
    period = period_text(row)
    if row["stage"] == "carried_over":
        return period
    by_period = reported_by_period(visit.edition, chosen.question(of_period=False))
    key = (int(row["period_from"]), int(row["period_to"]), str(row["stage"]))
    parts = only_parts(visit, chosen, by_period.get(key, []))
    return visit.words("funding.only_short", label=period, parts=parts) if parts else period


def by_project(visit: Visit, chosen: FundingChoice) -> Exhibit:
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
    return stage_exhibit(
        visit, chosen, "projects", words("funding.title_projects"), parts.assign(label=labels)
    )


def by_programme(visit: Visit, chosen: FundingChoice) -> Exhibit:
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
    return stage_exhibit(visit, chosen, "programmes", title, parts[["item_code", "label", *YEAR_COLUMNS]])


def by_fund(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return the funds that have no narrower one beside them."""
    words = visit.words
    sums = staged(visit.edition, chosen, "fund")
    parts = sums[~sums["has_parts"] & (sums["fund"] != "total")]
    labels = [words(f"fund.{fund}") for fund in parts["fund"]]
    return stage_exhibit(visit, chosen, "funds", words("funding.title_funds"), parts.assign(label=labels))


def by_year(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return single years beside each other; periods of several years are not cut into years."""
    words = visit.words
    sums = staged(visit.edition, chosen, "year", of_period=False)
    years = sums[(sums["period_from"] == sums["period_to"]) & ~sums["each_year"].fillna(False).astype(bool)]
    years = years.sort_values("period_to", kind="stable")
    every = replace(chosen, period=None)
    labels = _year_labels(visit, every, years)
    return stage_exhibit(visit, every, "years", words("funding.title_years"), years.assign(label=labels))


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


def stage_exhibit(visit: Visit, chosen: FundingChoice, key: str, title: str, sums: pd.DataFrame) -> Exhibit:
    """Return sums with their labels in one line each; one alone as a number, silent without any."""
    words = visit.words
    records = sums.to_dict("records")
    rows = chart_rows(sums, words)
    is_single = len(records) == 1
    headers = [words(f"funding.{name}") for name in ("line", "stage", "period", "amount")]
    return Exhibit(
        key=f"funding-{key}",
        title=title,
        subtitle=subtitle(visit, chosen, words("funding.unit")),
        sources=named_sources(visit, sources_of_place(visit, chosen)),
        chart=stage_chart(rows, words=words) if len(records) > 1 else None,
        native=NativeChart("bars", _of_stages(rows), (words("funding.unit"),)),
        headers=headers,
        cells=[
            [row["label"], stage_name(row, words), period_text(row), money_text(row, words)]
            for row in records
        ],
        numeric=(3,),
        data=download_columns(sums),
        silence=words(f"funding.no_{key}"),
        sentence="" if chosen.is_plan_together else _partly_known(sums, words),
        note="" if chosen.is_plan_together else _not_known(sums, words),
        numbers=[(f"{row['label']} · {stage_name(row, words)}", money_text(row, words)) for row in records]
        if is_single
        else (),
    )


def _of_stages(rows: pd.DataFrame) -> pd.DataFrame:
    """Return sums with a series a stage; of a range its least amount."""
    return rows.assign(value=rows["least"], colour=rows["stage"].map(STAGE_COLOURS))


def chart_rows(sums: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return sums as ``stage_chart`` draws them."""
    records = sums.to_dict("records")
    texts = [money_text(row, words) for row in records]
    return pd.DataFrame(
        {
            "label": [row["label"] for row in records],
            "stage": [row["stage"] for row in records],
            "series": _series_names(sums, words),
            "least": [in_billions(row["amount_min_vnd"]) for row in records],
            "most": [in_billions(row["amount_max_vnd"]) for row in records],
            "text": texts,
            "told": [
                _told(row, text, words, is_twice=is_twice)
                for row, text, is_twice in zip(
                    records, texts, sums.duplicated(["label", "stage"], keep=False), strict=True
                )
            ],
        }
    )


def _told(row: Row, text: str, words: Words, *, is_twice: bool) -> str:
    """Return an amount with its stage as it is written beside its bar."""
    told = words(f"funding.told_{row['stage']}", amount=text)
    return words("stage.with_carried_over", stage=told) if is_twice and _is_over(row) else told


def _is_over(row: Row) -> bool:
    return is_known(row["with_carried_over"]) and bool(row["with_carried_over"])


def _not_known(sums: pd.DataFrame, words: Words) -> str:
    """Return which stages no line has: a page says it once for all its charts."""
    missing = [words(f"stage.{stage}").lower() for stage, count in _lines_by_stage(sums).items() if not count]
    return words("cards.missing", names=", ".join(missing)) if missing else ""


def _partly_known(sums: pd.DataFrame, words: Words) -> str:
    """Return of how many lines a stage is missing, and whether disbursed includes carried over."""
    lines = sums["label"].nunique()
    notes = [
        words(
            "funding.stage_missing",
            stage=words(f"stage.{stage}").lower(),
            count=lines - count,
            all=lines,
        )
        for stage, count in _lines_by_stage(sums).items()
        if 0 < count < lines
    ]
    paid = sums[sums["stage"] == "disbursed"].to_dict("records")
    is_over = bool(paid) and all(map(_is_over, paid))
    return " ".join([*notes, *([words("funding.paid_with_carried_over")] if is_over else [])])


def _lines_by_stage(sums: pd.DataFrame) -> dict[str, int]:
    """Return how many lines have each of the stages that are expected."""
    return {stage: int(sums.loc[sums["stage"] == stage, "label"].nunique()) for stage in EXPECTED}


def _series_names(sums: pd.DataFrame, words: Words) -> list[str]:
    """Return the name of each row's bar: a stage has one colour, unless a label has it with and without."""
    over = sums["with_carried_over"].fillna(False).astype(bool)
    if sums.duplicated(["label", "stage"]).any():
        return [stage_name(row, words) for row in sums.to_dict("records")]
    with_it = set(sums.loc[over, "stage"])
    return [
        stage_name({"stage": stage, "with_carried_over": stage in with_it}, words) for stage in sums["stage"]
    ]


# By the key of the exhibit.
STAGE_EXHIBITS = {
    "funding-stages": of_period,
    "funding-funds": by_fund,
    "funding-projects": by_project,
    "funding-programmes": by_programme,
    "funding-years": by_year,
}
