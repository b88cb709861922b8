"""The quality page on time: each report of the year against the calendar, and each file that came."""

from __future__ import annotations

from dataclasses import replace

from data_access.store.frames import Row
from ui.cached import quality_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.controls.exhibits import show
from ui.quality.choices import ReviewedAreas
from ui.quality.exhibit import checked
from ui.quality.missing_reports import missing_section
from ui.text.figures import is_known
from vocabulary.words import Words

COUNTED = ("in_time", "late", "history", "missing")


def timeliness_section(visit: Visit, reviewed: ReviewedAreas | None) -> None:
    """Draw the reports of the areas and year against the calendar, where there are any, and all files."""
    if reviewed is not None:
        show(visit, calendar_exhibit(visit, reviewed))
        missing_section(visit, reviewed)
    show(visit, files_exhibit(visit))


def calendar_exhibit(visit: Visit, reviewed: ReviewedAreas) -> Exhibit:
    """Return how many areas sent each report of the year in time, late, or not at all."""
    words, reports = visit.words, quality_frames.calendar(visit.edition, *reviewed)
    names = ("report", "due_on", "in_time_areas", "late_areas", "history_reports", "missing_reports")
    headers = [words(f"quality.{name}") for name in names]
    cells = [_report(row, words) for row in reports.to_dict("records")]
    told = words("quality.calendar_of", year=str(reviewed.year)), words("quality.timeliness_rule"), ""
    return replace(checked(visit, "timeliness", told, headers, cells), numeric=(2, 3, 4, 5), data=reports)


def files_exhibit(visit: Visit) -> Exhibit:
    """Return the files that count with the day they were due and sent, newest first."""
    words, files = visit.words, quality_frames.timeliness(visit.edition)
    headers = [words(f"quality.{name}") for name in ("file", "by", "report", "due_on", "sent_on", "lateness")]
    told = words("quality.files_count", count=len(files)), "", words("quality.timeliness_none")
    cells = [_file(row, words) for row in files.to_dict("records")]
    return replace(checked(visit, "files", told, headers, cells), data=files)


def _report(row: Row, words: Words) -> list[str]:
    counts = [words("quality.of", part=int(row[name]), whole=int(row["areas"])) for name in COUNTED]
    return [words(f"quality.report_{row['report']}"), words.date(row["due_on"]), *counts]


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
