"""Who has not sent a report: the offices on a map, beside it those without one and the letter to one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from data_access.days import today
from data_access.reporting_calendar import LAST_DAYS, REVIEW
from data_access.store.frames import Row
from data_access.text.due_reports import report_name
from ui.cached import quality_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.controls import address, notices
from ui.controls.choices import coded_segments
from ui.controls.choropleth import area_alone, choropleth
from ui.controls.exhibits import show
from ui.maps.choropleth import area_in
from ui.maps.reports.picture import reports_picture
from ui.quality.choices import ReviewedAreas
from ui.quality.exhibit import own_source
from ui.quality.long_lists import ROWS_SHOWN, more_rows
from ui.quality.missing_reports import office_letter
from ui.text.place_key import PlaceKey
from ui.text.report_sentences import WITHOUT, standing_note
from ui.text.tables import plain_table
from vocabulary.words import Words

MAP_AND_LIST = (0.58, 0.42)
LIST_HEIGHT = 420


def who_is_missing_section(visit: Visit, reviewed: ReviewedAreas) -> None:
    """Draw the choice of report, the map of how offices stand with it, those without it, and the letter."""
    words = visit.words
    report, bad_parameter = coded_segments(
        words("reports.choice"), "report", list(LAST_DAYS), lambda code: report_name(code, words), REVIEW
    )
    notices.bad_parameters([bad_parameter], words)
    exhibit = reports_exhibit(visit, reviewed, report)
    show(visit, replace(exhibit, on_page=partial(_map_and_list, visit, reviewed, report)))


def reports_exhibit(visit: Visit, reviewed: ReviewedAreas, report: str) -> Exhibit:
    """Return how every office stands with a report, those whose report is overdue longest first."""
    words = visit.words
    rows = quality_frames.report_standing(visit.edition, *reviewed, report, today())
    ordered = _latest_first(rows)
    without = int(rows["standing"].isin(WITHOUT).sum())
    cells = [
        [words.of(row, "full_name"), _told(row, report, reviewed.year, words)]
        for row in ordered.head(ROWS_SHOWN).to_dict("records")
    ]
    return Exhibit(
        key="reports",
        title=words("reports.section"),
        subtitle=f"{report_name(report, words)} · {reviewed.year}",
        sources=own_source(words),
        chart=None,
        headers=[words("missing.place"), words("reports.standing")],
        cells=cells,
        data=ordered.rename(columns={"code": "area_code"}).assign(report=report, year=reviewed.year),
        silence=words("reports.none_missing"),
        sentence=words("reports.without", count=without, whole=len(rows)),
        of_rows=len(rows),
    )


def _latest_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Return offices without a report first, of them those that are overdue longest."""
    is_without = rows["standing"].isin(WITHOUT)
    ordered = rows.assign(is_without=is_without).sort_values(
        ["is_without", "days", "code"], ascending=[False, False, True], kind="stable", ignore_index=True
    )
    return ordered.drop(columns="is_without")


def _map_and_list(visit: Visit, reviewed: ReviewedAreas, report: str) -> None:
    """Draw the map of the offices, beside it those without the report and the letter to one of them."""
    rows = quality_frames.report_standing(visit.edition, *reviewed, report, today())
    chosen = _chosen(rows, reviewed)
    drawn, listed = st.columns(MAP_AND_LIST, gap="medium")
    # The name by which the page knows a small map's room before it is there.
    with drawn, st.container(key="small-map"):
        picture = reports_picture(report, *reviewed, today(), visit.words.language)
        choropleth(
            picture.url(visit.edition),
            key="quality.map",
            year=reviewed.year,
            selected=chosen,
            shape="small",
            writes=area_alone,
        )
    with listed:
        _without(rows[rows["standing"].isin(WITHOUT)], report, reviewed.year, visit.words)
        missing = quality_frames.missing_reports(visit.edition, *reviewed, today())
        if len(missing):
            office_letter(visit, missing, reviewed, chosen.code if chosen else "")


def _chosen(rows: pd.DataFrame, reviewed: ReviewedAreas) -> PlaceKey | None:
    """Return the office of the address; none where it is not among those of the page."""
    value = address.parameter("area")
    place = area_in(value, reviewed.level) if value else None
    is_here = place is not None and place.vintage == reviewed.vintage and place.code in set(rows["code"])
    return place if is_here else None


def _without(rows: pd.DataFrame, report: str, year: int, words: Words) -> None:
    """Draw the offices that have sent nothing, those whose report is overdue longest first."""
    if rows.empty:
        st.markdown(words("reports.none_missing"))
        return
    ordered = _latest_first(rows)
    headers = [words("missing.place"), words("missing.due_on")]
    told = [
        [words.of(row), _told(row, report, year, words)]
        for row in ordered.head(ROWS_SHOWN).to_dict("records")
    ]
    with st.container(height=LIST_HEIGHT, border=False):
        st.html(plain_table("", headers, told))
        more_rows(ordered, words)
    st.caption(words("reports.letter_hint"))


def _told(row: Row, report: str, year: int, words: Words) -> str:
    """Return when the report of an office was due, or that nothing is known of it."""
    if row["standing"] == "absent":
        return words("reports.absent")
    return standing_note(row, report, year, words)
