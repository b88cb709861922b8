"""What is said of where offices stand with a report: of one of them, of all of a level."""

from __future__ import annotations

import pandas as pd

from data_access.reporting_calendar import due_day
from data_access.store.frames import Row
from data_access.text.due_reports import report_name
from vocabulary.words import Words

WITHOUT = ("not_due", "overdue", "absent")


def standing_note(row: Row, report: str, year: int, words: Words) -> str:
    """Return when an office sent a report, since when it is overdue, or when it is due."""
    due = words.date(due_day(report, year).isoformat())
    if row["standing"] == "in_time":
        return words("reports.note_in_time", day=words.date(row["sent_on"]), due=due)
    if row["standing"] in ("late", "overdue"):
        facts = {"day": words.date(row["sent_on"])} if row["standing"] == "late" else {}
        return words(f"reports.note_{row['standing']}", due=due, count=int(row["days"]), **facts)
    return words(f"reports.note_{row['standing']}", due=due)


def standing_sentence(rows: pd.DataFrame, report: str, level: str, year: int, words: Words) -> str:
    """Return how many offices of a level have not sent a report of a year, and how many sent it late.

    ``rows`` has ``standing``, one row an office.
    """
    counts = rows["standing"].value_counts()
    facts = {
        "whole": len(rows),
        "level": words(f"level.{level}"),
        "report": report_name(report, words).lower(),
        "year": str(year),
        "due": words.date(due_day(report, year).isoformat()),
    }
    told = [
        words(f"reports.sentence_{standing}", count=int(counts[standing]), **facts)
        for standing in WITHOUT
        if standing in counts
    ]
    if not told:
        told.append(words("reports.sentence_none", **facts))
    if "late" in counts:
        told.append(words("reports.sentence_late", count=int(counts["late"])))
    return " ".join(told)
