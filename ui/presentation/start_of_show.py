"""The way into the show: its link with the slides and the palette chosen for the hall."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from ui.cached.visit import Visit
from ui.charts.slides import LONGEST_IN_ADDRESS, Slide, packed
from ui.controls import address, notices
from ui.controls.prepared_slides import PARAMETER
from ui.presentation.show_address import ADDRESS, KEPT, PALETTES

PALETTE = "palette"


def start_section(visit: Visit, slides: Sequence[Slide]) -> None:
    """Draw the link that starts the show, the choice of its colours, and the keys that work in it."""
    words = visit.words
    palette, bad_parameter = address.choose(PALETTE, PALETTES, PALETTES[0])
    notices.bad_parameters([bad_parameter], words)
    text = packed(slides)
    named = {PARAMETER: text} if len(text) <= LONGEST_IN_ADDRESS else {KEPT: "1"}
    requested = {**named, "lang": words.language, PALETTE: palette}
    with st.container(horizontal=True, vertical_alignment="bottom", key="present-start"):
        st.link_button(
            words("present.start"),
            f"{ADDRESS}?{urlencode(requested)}",
            type="primary",
            icon=":material/slideshow:",
        )
        st.session_state["present.palette"] = palette
        st.segmented_control(
            words("present.palette"),
            PALETTES,
            format_func=lambda code: words(f"present.palette_{code}"),
            key="present.palette",
            on_change=lambda: address.write({PALETTE: st.session_state["present.palette"]}),
            required=True,
        )
    st.caption(words("present.keys"))
