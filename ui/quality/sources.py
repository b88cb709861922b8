"""Sources whose document is not named."""

from __future__ import annotations

import streamlit as st

from ui.cached import quality_frames
from ui.cached.visit import Visit
from ui.quality.long_lists import ROWS_SHOWN, more_rows
from ui.text.figures import text_in
from ui.text.source_citation import publisher
from ui.text.tables import plain_table


def sources_section(visit: Visit) -> None:
    """Draw the sources without a document, with how many figures come from each."""
    words = visit.words
    st.subheader(words("quality.sources"), anchor=False)
    found = quality_frames.sources_without_document(visit.edition)
    if found.empty:
        st.markdown(words("quality.sources_none"))
        return
    headers = [words("table.document"), words("table.publisher"), words("table.figures")]
    rows = [
        [text_in(row, "title"), publisher(row, words), words.number(int(row["figures"]))]
        for row in found.head(ROWS_SHOWN).to_dict("records")
    ]
    st.html(plain_table(words("quality.sources_count", count=len(found)), headers, rows, numeric=(2,)))
    more_rows(found, words)
