"""What publishing a file would change, before it is published: totals of wholes, and a small map."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from data_access.loads import ledger, superseded_by
from data_access.store.frames import Row
from data_access.workbooks import changed_totals, first_line
from ui.cached.editions import Edition, ask
from ui.cached.gazetteer import gazetteer
from ui.controls.choropleth import choropleth
from ui.controls.notices import as_plain
from ui.data.preview_picture import preview_document
from ui.data.upload_state import Examined
from ui.text.figures import is_known
from ui.text.tables import plain_table
from vocabulary.words import Words

SHOWN = 40
OPEN_AT_ONCE = 10
KEPT, SUPERSEDED = "upload.preview", "upload.superseded"
HEADERS = ("total_indicator", "change_year", "total_of", "change_before", "change_after")


def preview_section(edition: Edition, examined: Examined, changes: pd.DataFrame, words: Words) -> None:
    """Draw which file would be superseded, the totals before and after, and the map of what would change."""
    superseded_notice(edition, examined, words)
    if changes.empty:
        return
    totals, document = _preview(edition, examined, changes, words)
    _totals(totals, words)
    if document is not None:
        with st.container(key="small-map"):
            year = int(first_of(changes)["year"])
            choropleth(document, key="preview", year=year, selected=None, small=True, keeps_year=True)


def superseded_notice(edition: Edition, examined: Examined, words: Words) -> None:
    """Say which published file this one would take the place of; nothing where there is none."""
    checked = examined.checked
    requested = (checked.digest, edition)
    kept = st.session_state.get(SUPERSEDED)
    if kept is None or kept[0] != requested:
        kept = requested, _superseded(edition, examined)
        st.session_state[SUPERSEDED] = kept
    if kept[1] is not None:
        number, name = kept[1]
        st.info(as_plain(words("upload_page.supersedes", number=str(number), name=name)))


def _superseded(edition: Edition, examined: Examined) -> tuple[int, str] | None:
    """Return number and name of the file that would be superseded."""
    checked, examination = examined.checked, examined.examination

    def number_and_name(session: Session) -> tuple[int, str] | None:
        if examination is not None:
            number = examination.superseded
        else:
            number = superseded_by(session.connection(), checked.kind, checked.rows)
        return None if number is None else (number, str(ledger(session).set_index("id")["label"][number]))

    return ask(edition, number_and_name)


def _preview(
    edition: Edition, examined: Examined, changes: pd.DataFrame, words: Words
) -> tuple[pd.DataFrame, str | None]:
    """Return both, made once a file, edition and language: the section is drawn at every step of a person."""
    requested = (examined.checked.digest, edition, words.language)
    kept = st.session_state.get(KEPT)
    if kept is None or kept[0] != requested:
        areas = gazetteer(edition)
        totals = _totals_of(edition, examined)
        first = first_of(changes)
        document = preview_document(edition, examined.checked, areas, first, words)
        kept = requested, totals, document
        st.session_state[KEPT] = kept
    return kept[1], kept[2]


def _totals_of(edition: Edition, examined: Examined) -> pd.DataFrame:
    if examined.examination is not None:
        return examined.examination.totals
    return ask(edition, lambda session: changed_totals(session, examined.checked, gazetteer(edition)))


def first_of(changes: pd.DataFrame) -> Row:
    """Return the line that is drawn: a rate before a count, most areas first."""
    return first_line(changes).to_dict()


def _totals(totals: pd.DataFrame, words: Words) -> None:
    if totals.empty:
        return
    rows = [_total(row, words) for row in totals.head(SHOWN).to_dict("records")]
    headers = [words(f"upload_page.{name}") for name in HEADERS]
    with st.expander(words("upload_page.totals", count=len(totals)), expanded=len(totals) <= OPEN_AT_ONCE):
        st.html(plain_table("", headers, rows, numeric=(1, 3, 4)))
        if len(totals) > SHOWN:
            st.caption(words("quality.more", count=len(totals) - SHOWN))


def _total(row: Row, words: Words) -> list[str]:
    of = words(
        "upload_page.total_of_parts",
        level=words(f"choice.{row['level']}"),
        whole=words.of(row, "whole"),
        areas=int(row["areas_after"]),
        parts=int(row["parts"]),
    )
    sums = [
        words.number(float(row[name])) if is_known(row[name]) else words("upload_page.no_sum")
        for name in ("before", "after")
    ]
    return [words.of(row), str(row["year"]), of, *sums]
