"""Sources and method: documents, standards, known slips, licences."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from data_access.text.folding import folded
from ui.cached import source_frames
from ui.cached.visit import Visit
from ui.controls.current_visit import current_visit
from ui.controls.notices import as_plain
from ui.text.figures import is_known, text_in
from ui.text.language import Words
from ui.text.legal_basis import legal_basis
from ui.text.tables import plain_table

METHOD_RULES = ("unit", "series", "standard", "gaps", "rates", "classes", "ranks")
LICENCES = ("code", "geometry", "islands", "figures", "fonts")


def sources_page() -> None:
    """Draw the page of sources and method."""
    visit = current_visit()
    words = visit.words
    st.header(words("sources.title"), anchor=False)
    st.markdown(words("sources.intro"))
    _method(words)
    _standards(visit)
    _slips(visit)
    _sources(visit)
    _licences(words)


def _method(words: Words) -> None:
    st.subheader(words("sources.method"), anchor=False)
    st.markdown("\n".join("- " + words(f"method.{rule}") for rule in METHOD_RULES))


def _standards(visit: Visit) -> None:
    words = visit.words
    st.subheader(words("sources.standards"), anchor=False)
    headers = [words(f"table.{name}") for name in ("standard", "in_force", "legal_basis", "note")]
    rows = [_standard(row, words) for row in source_frames.standards(visit.edition).to_dict("records")]
    st.html(plain_table("", headers, rows))


def _standard(row: Row, words: Words) -> list[str]:
    years = [str(int(row[name])) if is_known(row[name]) else "…" for name in ("first_year", "last_year")]
    return [
        words.of(row),
        "–\u2060".join(years),
        legal_basis(row, words),
        text_in(row, f"note_{words.language}"),
    ]


def _slips(visit: Visit) -> None:
    words = visit.words
    slips = source_frames.known_slips(visit.edition)
    if slips.empty:
        return
    st.subheader(words("sources.slips"), anchor=False)
    st.markdown(words("sources.slips_intro"))
    st.markdown("\n".join("- " + as_plain(words.of(row, "what")) for row in slips.to_dict("records")))


def _sources(visit: Visit) -> None:
    words = visit.words
    sources = source_frames.sources(visit.edition)
    st.subheader(words("sources.documents", count=len(sources)), anchor=False)
    wanted = st.text_input(words("sources.search"), key="sources.search", max_chars=80)
    shown = sources[_matches(sources, wanted)]
    headers = [
        words(f"table.{name}") for name in ("document", "publisher", "number", "date", "figures", "where")
    ]
    rows = [_source(row, words) for row in shown.to_dict("records")]
    if not rows:
        st.markdown(as_plain(words("sources.none", wanted=wanted)))
        return
    st.html(plain_table("", headers, rows, numeric=(4,)))


def _matches(sources: pd.DataFrame, wanted: str) -> pd.Series[bool]:
    texts = sources[["title", "title_en", "publisher", "doc_number", "url"]].fillna("").agg(" ".join, axis=1)
    return texts.map(folded).str.contains(folded(wanted), regex=False)


def _source(row: Row, words: Words) -> list[str]:
    translated = text_in(row, "title_en") if words.language == "en" else ""
    return [
        translated or text_in(row, "title"),
        text_in(row, "publisher"),
        text_in(row, "doc_number"),
        words.date(text_in(row, "date")),
        words.number(int(row["figures"])),
        text_in(row, "url") or text_in(row, f"note_{words.language}"),
    ]


def _licences(words: Words) -> None:
    st.subheader(words("sources.licences"), anchor=False)
    st.markdown("\n".join("- " + words(f"licence.{name}") for name in LICENCES))
