"""How fast money is paid out against the calendar, by project and by place, and what is late."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_access.money.absorption import TOLERANCE, expected_share, is_late, late_areas
from data_access.money.disbursement import STAGES, disbursed_share, disbursed_shares, first_of_each_stage
from ui.cached import money_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.series_charts import Chart
from ui.charts.share_charts import share_chart
from ui.charts.source_lines import named_sources
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.funding.absorption_track import track_exhibit
from ui.funding.parts import areas_of, levels_below, parts_at
from ui.money.funding_choice import FundingChoice
from ui.money.money_sentences import percent, sources_of_place, subtitle
from ui.text.amounts import money_text
from ui.text.source_citation import NO_SOURCES
from vocabulary.words import Words

LATE_COLOUR, ON_TIME_COLOUR = "#b3261e", "#0b5394"
LATE_SHOWN = 20
FEWEST_BARS = 2
Sums = dict[str, Mapping[Hashable, Any]]
# A line of the table: its code, its label, its sums by stage.
Reported = tuple[str, str, Sums]


def absorption_section(visit: Visit, chosen: FundingChoice, _: DeltaGenerator) -> None:
    """Draw the section: the rule, shares by project, and the places that are late."""
    words = visit.words
    rule = words("absorption.rule", points=words.number(TOLERANCE))
    if chosen.period is None:
        st.caption(as_plain(rule))
        st.info(words("absorption.nothing"))
        return
    expected, when = _expected(visit, chosen)
    against = words(
        f"absorption.{'as_of' if when else 'at_end'}",
        date=words.date(when or ""),
        share=percent(expected, words),
    )
    st.caption(as_plain(f"{against} {rule}"))
    left, right = st.columns(2, gap="large")
    with left:
        show(visit, projects_exhibit(visit, chosen))
        show(visit, track_exhibit(visit, chosen))
    with right:
        show(visit, late_places_exhibit(visit, chosen))


def _expected(visit: Visit, chosen: FundingChoice) -> tuple[float, str | None]:
    """Return the share of the period gone by at the newest date of a report on what was disbursed."""
    rows = money_frames.rows(visit.edition, chosen.question("disbursed"))
    dates = sorted(day for day in rows["as_of"].dropna())
    when = dates[-1] if dates else None
    assert chosen.period is not None
    return expected_share(chosen.period, when), when


def projects_exhibit(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return the disbursed shares of the whole and of its projects beside what the calendar lets expect."""
    words, (expected, _) = visit.words, _expected(visit, chosen)
    projects = money_frames.projects(visit.edition, chosen.programme)
    below = (
        projects["parent_code"].isna()
        if chosen.project is None
        else projects["parent_code"] == chosen.project
    )
    rows: list[Reported] = []
    for project in projects[below].to_dict("records"):
        sums = _sums(visit, replace(chosen, project=project["code"]))
        rows.append((project["code"], f"{project['code']} {words.of(project)}", sums))
    whole = words("funding.whole_programme") if chosen.project is None else chosen.project
    rows.insert(0, (chosen.project or "", whole, _sums(visit, chosen)))
    return _exhibit(visit, chosen, "projects", rows, expected)


def _sums(visit: Visit, chosen: FundingChoice) -> Sums:
    return first_of_each_stage(money_frames.by_year(visit.edition, chosen.question()))


def late_places_exhibit(visit: Visit, chosen: FundingChoice) -> Exhibit:
    """Return the places furthest behind; those without a report are counted and not called late."""
    words, (expected, _) = visit.words, _expected(visit, chosen)
    levels = levels_below(visit.edition, chosen)
    if not levels:
        return Exhibit(
            "absorption-places",
            words("absorption.title_places"),
            "",
            NO_SOURCES,
            None,
            silence=words("absorption.no_places"),
        )
    parts = parts_at(visit.edition, chosen, levels[0])
    stages = {stage: money_frames.area_sums(visit.edition, parts.question(chosen, stage)) for stage in STAGES}
    shares = disbursed_shares(stages["disbursed"], stages["assigned"], stages["carried_over"])
    late = late_areas(shares, expected)
    names = {row["code"]: words.of(row) for row in areas_of(visit.edition, parts).to_dict("records")}
    reported = int(shares["share"].notna().sum())
    rows = [(code, names[code], _sums_of(stages, code)) for code in late["area_code"].head(LATE_SHOWN)]
    counted = words("absorption.counted", late=len(late), told=reported, all=len(names))
    return replace(_exhibit(visit, chosen, "places", rows, expected), sentence=counted)


def _sums_of(stages: Mapping[str, pd.DataFrame], code: str) -> Sums:
    """Return the sum of an area at each stage that has one."""
    rows = {stage: sums[sums["area_code"] == code].to_dict("records") for stage, sums in stages.items()}
    return {stage: found[0] for stage, found in rows.items() if found}


def _exhibit(
    visit: Visit, chosen: FundingChoice, key: str, reported: list[Reported], expected: float
) -> Exhibit:
    words = visit.words
    known = [(label, sums, disbursed_share(sums)) for _, label, sums in reported]
    rows = [(label, share) for label, _, share in known if share is not None]
    return Exhibit(
        key=f"absorption-{key}",
        title=words(f"absorption.title_{key}"),
        subtitle=subtitle(visit, chosen, words("absorption.unit")),
        sources=named_sources(visit, sources_of_place(visit, chosen)),
        chart=_chart(rows, expected, words),
        headers=[
            words(f"absorption.{name}")
            for name in ("line", "assigned", "carried_over", "disbursed", "share", "verdict")
        ],
        cells=[_cells(label, sums, share, expected, words) for label, sums, share in known],
        numeric=(1, 2, 3, 4),
        data=_data("project_code" if key == "projects" else "area_code", reported, expected),
        silence=words(f"absorption.no_{key}"),
        numbers=[(label, percent(share, words)) for label, share in rows] if len(rows) == 1 else (),
    )


def _chart(rows: list[tuple[str, float]], expected: float, words: Words) -> Chart | None:
    """Return the chart of labels with their shares; None of one alone, which is a number, and of none."""
    if len(rows) < FEWEST_BARS:
        return None
    drawn = pd.DataFrame(
        {
            "label": [label for label, _ in rows],
            "share": [share for _, share in rows],
            "text": [_written(share, expected, words) for _, share in rows],
            "colour": [LATE_COLOUR if is_late(share, expected) else ON_TIME_COLOUR for _, share in rows],
        }
    )
    name = words("absorption.expected_at", share=percent(expected, words))
    return share_chart(drawn, expected=expected, expected_name=name, words=words)


def _written(share: float, expected: float, words: Words) -> str:
    """Return a share as written at its mark, with the verdict that its colour stands for."""
    late = f" · {words('absorption.late').lower()}" if is_late(share, expected) else ""
    return f"{percent(share, words)}{late}"


def _data(code: str, reported: list[Reported], expected: float) -> pd.DataFrame:
    """Return the lines as a download holds them; of a range its lower end."""
    rows = [
        {code: known, "label": label}
        | {f"{stage}_vnd": sums[stage]["amount_min_vnd"] if stage in sums else None for stage in STAGES}
        | {"disbursed_pct": disbursed_share(sums), "expected_pct": expected}
        for known, label, sums in reported
    ]
    return pd.DataFrame(rows)


def _cells(label: str, sums: Sums, share: float | None, expected: float, words: Words) -> list[str]:
    amounts = [
        money_text(sums[stage], words) if stage in sums else words("state.missing") for stage in STAGES
    ]
    if share is None:
        return [label, *amounts, "", words("absorption.cannot_be_said")]
    verdict = "late" if is_late(share, expected) else "on_time"
    return [label, *amounts, percent(share, words), words(f"absorption.{verdict}")]
