"""The rule of small cells."""

from __future__ import annotations

import streamlit as st

from data_access.queries.small_cells import FEWEST_SHOWN
from vocabulary.words import Words


def small_cells_section(words: Words) -> None:
    """Draw from how few households on a figure is hidden."""
    st.subheader(words("quality.small_cells"), anchor=False)
    st.markdown(words("quality.small_cells_rule", fewest=FEWEST_SHOWN))
