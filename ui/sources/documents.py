"""The documents that figures come from, with a search in them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from data_access.text.folding import folded
from ui.cached import source_frames
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.controls.exhibits import show
from ui.controls.notices import as_plain
from ui.sources.own_source import own_source
from ui.text.figures import text_in
from ui.text.source_citation import address_remark, place_in_document, publisher
from ui.text.tables import Cell, LinkedCell
from vocabulary.words import Words

SEARCHED = ("title", "title_en", "publisher", "publisher_en", "doc_number", "table_number", "url")


def documents_section(visit: Visit) -> None:
    """Draw the search and the documents it leaves: publisher, number, date, figures, where to find it."""
    words = visit.words
    wanted = st.text_input(words("sources.search"), key="sources.search", max_chars=80)
    exhibit = documents_exhibit(visit, wanted)
    if exhibit.of_rows:
        show(visit, exhibit)
    else:
        st.markdown(as_plain(words("sources.none", wanted=wanted)))


def documents_exhibit(visit: Visit, wanted: str = "") -> Exhibit:
    """Return the documents of the store as a table, of a search those that it leaves."""
    words, found = visit.words, source_frames.sources(visit.edition)
    shown = found[_matches(found, wanted)]
    headers = ("document", "publisher", "number", "date", "figures", "where")
    return Exhibit(
        key="documents",
        title=words("sources.documents", count=len(shown)),
        subtitle="",
        sources=own_source(words),
        chart=None,
        headers=[words(f"table.{name}") for name in headers],
        cells=[_source(row, words) for row in shown.to_dict("records")],
        numeric=(4,),
        data=shown.rename(columns={"code": "source_code"}),
        of_rows=len(shown),
        hall_columns=(0, 1, 2, 3),
    )


def _matches(sources: pd.DataFrame, wanted: str) -> pd.Series[bool]:
    """Return which sources have the typed text in title, publisher, number or address, accents aside."""
    texts = sources[list(SEARCHED)].fillna("").agg(" ".join, axis=1)
    return texts.map(folded).str.contains(folded(wanted), regex=False)


def _source(row: Row, words: Words) -> list[Cell]:
    translated = text_in(row, "title_en") if words.language == "en" else ""
    return [
        translated or text_in(row, "title"),
        publisher(row, words),
        place_in_document(row, words),
        words.date(text_in(row, "date")),
        words.number(int(row["figures"])),
        _where(row, words),
    ]


def _where(row: Row, words: Words) -> Cell:
    """Return a source's address as a link with what has to be said of it; its note where it has none."""
    address, remark = text_in(row, "url"), address_remark(row, words)
    if address:
        return LinkedCell(address, remark)
    return " ".join(part for part in (text_in(row, f"note_{words.language}"), remark) if part)
