"""The quality page on time: each report of the year against the calendar, and each file that came."""

from __future__ import annotations

import streamlit as st

from data_access.store.frames import Row
from ui.cached import quality_frames
from ui.cached.visit import Visit
from ui.quality.choices import ReviewedAreas
from ui.quality.long_lists import ROWS_SHOWN, more_rows
from ui.quality.missing_reports import missing_section
from ui.text.figures import is_known
from ui.text.tables import plain_table
from vocabulary.words import Words

COUNTED = ("in_time", "late", "history", "missing")


def timeliness_section(visit: Visit, reviewed: ReviewedAreas | None) -> None:
    """Draw the reports of the areas and year against the calendar, where there are any, and all files."""
    st.subheader(visit.words("quality.timeliness"), anchor=False)
    st.markdown(visit.words("quality.timeliness_rule"))
    if reviewed is not None:
        _calendar(visit, reviewed)
        missing_section(visit, reviewed)
    _files(visit)


def _calendar(visit: Visit, reviewed: ReviewedAreas) -> None:
    """Draw how many areas sent each report of the year in time, late, or not at all."""
    words = visit.words
    reports = quality_frames.calendar(visit.edition, *reviewed)
    names = ("report", "due_on", "in_time_areas", "late_areas", "history_reports", "missing_reports")
    headers = [words(f"quality.{name}") for name in names]
    rows = [_report(row, words) for row in reports.to_dict("records")]
    st.html(
        plain_table(
            words("quality.calendar_of", year=str(reviewed.year)), headers, rows, numeric=(2, 3, 4, 5)
        )
    )


def _report(row: Row, words: Words) -> list[str]:
    counts = [words("quality.of", part=int(row[name]), whole=int(row["areas"])) for name in COUNTED]
    return [words(f"quality.report_{row['report']}"), words.date(row["due_on"]), *counts]


def _files(visit: Visit) -> None:
    """Draw the files that count with the day they were due and sent, newest first."""
    words = visit.words
    files = quality_frames.timeliness(visit.edition)
    if files.empty:
        st.markdown(words("quality.timeliness_none"))
        return
    headers = [words(f"quality.{name}") for name in ("file", "by", "report", "due_on", "sent_on", "lateness")]
    rows = [_file(row, words) for row in files.head(ROWS_SHOWN).to_dict("records")]
    st.html(plain_table(words("quality.files_count", count=len(files)), headers, rows))
    more_rows(files, words)


def _file(row: Row, words: Words) -> list[str]:
    return [
        f"{row['number']}. {row['label']}",
        row["made_by"],
        f"{words('quality.report_' + str(row['report']))}, {row['year']}",
        words.date(row["due_on"]),
        words.date(row["sent_on"]),
        _lateness(row["days_late"], words),
    ]


def _lateness(days: object, words: Words) -> str:
    """Return how late a file came, or that it is history of which nothing says when it had come."""
    if not is_known(days):
        return words("quality.entered_later")
    late = int(str(days))
    return words("quality.late", count=late) if late else words("quality.in_time")
