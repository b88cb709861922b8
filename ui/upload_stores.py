"""What checking an upload needs of the store, kept by edition."""

from __future__ import annotations

import streamlit as st

from data_access.workbooks import Gazetteer
from ui import stores
from ui.stores import Edition


@st.cache_resource(max_entries=2, show_spinner=False)
def gazetteer(edition: Edition) -> Gazetteer:
    """Return every area by code and name; it is only read."""
    with stores.opened(edition.store).session() as session:
        return Gazetteer(session, stores.place_index(edition))
