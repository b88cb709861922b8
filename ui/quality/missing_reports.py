"""Which reports of the year are missing from whom, and a letter to the office that has to send them."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from data_access.days import today
from data_access.store.frames import Row
from data_access.text.due_reports import report_name
from ui.cached import quality_frames
from ui.cached.visit import Visit
from ui.files.names import file_name, place_part
from ui.quality.choices import ReviewedAreas
from ui.quality.letter import letter_bytes
from ui.quality.long_lists import ROWS_SHOWN, more_rows
from ui.text.figures import is_known
from ui.text.tables import plain_table
from vocabulary.words import Words

HEADERS = ("place", "report", "due_on", "overdue")


def missing_section(visit: Visit, reviewed: ReviewedAreas) -> None:
    """Draw the list of all missing reports of the year, folded, where any is missing."""
    words = visit.words
    missing = quality_frames.missing_reports(visit.edition, *reviewed, today())
    if missing.empty:
        return
    by_place = missing.sort_values(["code", "due_on"], kind="stable")
    with st.expander(words("missing.title", count=len(missing), places=missing["code"].nunique())):
        headers = [words(f"missing.{name}") for name in HEADERS]
        rows = [_cells(row, words) for row in by_place.head(ROWS_SHOWN).to_dict("records")]
        st.html(plain_table("", headers, rows))
        more_rows(by_place, words)


def _cells(row: Row, words: Words) -> list[str]:
    return [
        words.of(row, "full_name"),
        report_name(row["report"], words),
        words.date(row["due_on"]),
        overdue_text(row["days_over"], words),
    ]


def overdue_text(written: object, words: Words) -> str:
    """Return since how many days a report is due, or in how many it will be; history is not measured."""
    if not is_known(written):
        return words("missing.history")
    days = int(str(written))
    return words("missing.over", count=days) if days > 0 else words("missing.left", count=-days)


def office_letter(visit: Visit, missing: pd.DataFrame, reviewed: ReviewedAreas, chosen: str) -> None:
    """Draw the choice of an office and the button of its letter; the letter is made when it is asked for.

    ``missing`` has the columns of ``missing_reports``; ``chosen`` is the code of the office to begin with.
    """
    words = visit.words
    names = {row["code"]: words.of(row, "full_name") for row in missing.to_dict("records")}
    codes = sorted(names)
    choose, download = st.container(key="office-letter").columns((0.6, 0.4), vertical_alignment="bottom")
    code = choose.selectbox(
        words("missing.letter_to"),
        codes,
        codes.index(chosen) if chosen in names else 0,
        format_func=names.__getitem__,
    )
    place = place_part(f"{reviewed.vintage}.{reviewed.level}.{code}")
    mine = missing[missing["code"] == code].to_dict("records")
    download.download_button(
        words("missing.letter"),
        partial(letter_bytes, mine, reviewed.year, words, visit.mark),
        file_name=file_name(
            visit.edition.store, (words("missing.file_name"), place, str(reviewed.year)), "txt"
        ),
        mime="text/plain",
        on_click="ignore",
    )
