"""How a report that is due is named, and what is said of its last day: on pages as in mails."""

from __future__ import annotations

from data_access.store.frames import Row
from vocabulary.words import Words


def report_name(report: str, words: Words) -> str:
    """Return the name of a report of the calendar."""
    return words(f"quality.report_{report}")


def due_title(row: Row, words: Words) -> str:
    """Return which report of which year and place is due; ``row`` is one of ``due_reports``."""
    facts = {"report": report_name(row["report"], words), "year": str(row["year"])}
    return words("work.due_title", **facts, place=words.of(row, "full_name"))


def last_day_sentence(row: Row, words: Words) -> str:
    """Return the last day of a report and how many days are left or over."""
    days, day = int(row["days"]), words.date(row["due_on"])
    if days > 0:
        return words("work.days_left", count=days, day=day)
    return words("work.days_late", count=-days, day=day) if days else words("work.last_day", day=day)
