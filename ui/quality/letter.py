"""The letter that asks an office for missing reports, in the form of an administrative document.

Who sends it, its number, its day and its signature are left open as dots: the program knows none of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from data_access.days import today
from data_access.reporting_calendar import TEMPLATES_OF_REPORT
from data_access.store.frames import Row
from data_access.text.due_reports import report_name
from ui.text.figures import is_known
from vocabulary.words import Words

# The years for which the two documents of the reporting calendar are known to hold; else it is left open.
YEARS_OF_BASIS = range(2022, 2026)
LINE = "\r\n"


def letter_bytes(missing: Sequence[Row], year: int, words: Words, mark: str = "") -> bytes:
    """Return the letter as a text file that old editors open too: with a mark of its encoding.

    ``missing`` are the rows of ``missing_reports`` of one area, at least one. ``mark`` of simulated or past
    figures stands in the first line.
    """
    text = (f"{mark}\n\n" if mark else "") + letter_text(missing, year, words)
    return text.replace("\n", LINE).encode("utf-8-sig")


def letter_text(missing: Sequence[Row], year: int, words: Words) -> str:
    """Return the letter: what is missing, when it was due, and how to fill and send it."""
    place = words.of(missing[0], "full_name")
    listed = "\n".join(_item(number, row, words) for number, row in enumerate(missing, 1))
    return (
        words(
            "letter.text",
            year=str(year),
            place=place[:1].lower() + place[1:] if words.language == "vi" else place,
            day=words.date(today().isoformat()),
            basis=words("letter.basis" if year in YEARS_OF_BASIS else "letter.basis_open"),
            missing=listed,
        ).strip()
        + "\n"
    )


def _item(number: int, row: Row, words: Words) -> str:
    kinds = ", ".join(f"“{words(f'template.kind.{kind}')}”" for kind in TEMPLATES_OF_REPORT[row["report"]])
    facts = {"report": report_name(row["report"], words), "due": words.date(row["due_on"]), "kinds": kinds}
    days = int(row["days_over"]) if is_known(row["days_over"]) else None
    late = words("letter.history") if days is None else words("letter.not_due")
    late = words("letter.over", count=days) if days is not None and days > 0 else late
    return words("letter.item", number=str(number), late=late, **facts)
