"""Draws the sources of what is shown: one line that opens the list of all with their addresses."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ui.cached.visit import Visit
from ui.charts.source_lines import named_sources
from ui.text.source_citation import SourceList
from ui.text.source_notes import sources_html


def show_sources(sources: SourceList) -> None:
    """Draw the sources; nothing where there are none."""
    if sources.every:
        st.html(sources_html(sources))


def show_sources_of(visit: Visit, codes: Iterable[str]) -> None:
    """Draw the sources with these codes, in their order; nothing where there are none."""
    show_sources(named_sources(visit, codes))
