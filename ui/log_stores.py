"""What the log of changes asks of a store, kept by edition."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access import loads
from ui.stores import Edition, ask


@st.cache_data(max_entries=8, show_spinner=False)
def changed_rows(edition: Edition, change: int) -> pd.DataFrame:
    """Return every figure and record that a change touched, with what was shown before and after."""
    return ask(edition, lambda session: loads.changed_rows(session, change))
