"""All public figures in one archive, and the addresses for programs."""

from __future__ import annotations

import streamlit as st

from ui.cached.visit import Visit
from ui.controls.downloads import BULK_FILE
from ui.files.file_links import file_url

DOCS = "/api/v1/docs"


def open_data_section(visit: Visit) -> None:
    """Draw the links to the archive and to the addresses for programs, with the licence of both."""
    words = visit.words
    st.subheader(words("open_data.title"), anchor=False)
    st.markdown(words("open_data.about", archive=file_url(BULK_FILE, {"lang": words.language}), docs=DOCS))
