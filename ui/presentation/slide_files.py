"""The presentation as files: to take it away, and to bring one along."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.cached.visit import Visit
from ui.charts.slides import LONGEST_IN_ADDRESS, Slide, SlidesMisread, packed, slides_in_json, slides_json
from ui.controls.downloads import slides_link
from ui.controls.notices import as_plain
from ui.controls.prepared_slides import write_slides
from ui.controls.uploaders import file_field
from ui.files.names import slides_name

FILE_KEY = "present.file"
MOST_MEGABYTES = 1
READ_KEY = "present.file_read"


def files_section(visit: Visit, slides: Sequence[Slide]) -> None:
    """Draw the ways to take the presentation away as a file and to bring one along."""
    words = visit.words
    st.subheader(words("present.files"), anchor=False)
    if slides:
        st.download_button(
            words("present.save"),
            slides_json(slides),
            slides_name(slides, visit.edition.store, "json"),
            "application/json",
            on_click="ignore",
            icon=":material/download:",
        )
        slides_link(visit, packed(slides))
        fits = len(packed(slides)) <= LONGEST_IN_ADDRESS
        st.caption(words("present.kept" if fits else "present.kept_here"))
    brought = file_field(words("present.load"), types=("json",), most_megabytes=MOST_MEGABYTES, key=FILE_KEY)
    if brought is None or st.session_state.get(READ_KEY) == brought.file_id:
        return
    try:
        found = slides_in_json(brought.getvalue().decode("utf-8-sig"))
    except (SlidesMisread, UnicodeDecodeError):
        st.error(words("present.misread", name=as_plain(brought.name)))
        return
    st.session_state[READ_KEY] = brought.file_id
    write_slides(found)
    st.rerun()
