"""How many rows of a list the quality page shows, and the line that counts the others."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from vocabulary.words import Words

ROWS_SHOWN = 50


def more_rows(found: pd.DataFrame, words: Words) -> None:
    """Draw how many rows more there are than are shown; nothing where all are."""
    if len(found) > ROWS_SHOWN:
        st.caption(words("quality.more", count=len(found) - ROWS_SHOWN))
