"""Who has not sent a report: the offices on a map, beside it those without one and the letter to one."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.days import today
from data_access.reporting_calendar import LAST_DAYS, REVIEW
from data_access.store.frames import Row
from ui.cached import quality_frames
from ui.cached.visit import Visit
from ui.controls import address, notices
from ui.controls.choices import coded_segments
from ui.controls.choropleth import area_alone, choropleth
from ui.maps.choropleth import area_in
from ui.maps.reports.picture import reports_picture
from ui.quality.choices import ReviewedAreas
from ui.quality.letter import report_name
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
    st.subheader(words("reports.section"), anchor=False)
    report, bad_parameter = coded_segments(
        words("reports.choice"), "report", list(LAST_DAYS), lambda code: report_name(code, words), REVIEW
    )
    notices.bad_parameters([bad_parameter], words)
    rows = quality_frames.report_standing(visit.edition, *reviewed, report, today())
    chosen = _chosen(rows, reviewed)
    drawn, listed = st.columns(MAP_AND_LIST, gap="medium")
    with drawn:
        picture = reports_picture(report, *reviewed, today(), words.language)
        choropleth(
            picture.url(visit.edition),
            key="quality.map",
            year=reviewed.year,
            selected=chosen,
            shape="small",
            writes=area_alone,
        )
    with listed:
        _without(rows[rows["standing"].isin(WITHOUT)], report, reviewed.year, words)
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
    ordered = rows.sort_values(["days", "code"], ascending=[False, True], kind="stable")
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
