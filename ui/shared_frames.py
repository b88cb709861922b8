"""Frames kept once for all visitors: each reader gets a frame of its own over the same cells."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, cast

import pandas as pd
import streamlit as st

Asked = ParamSpec("Asked")
Ask = Callable[Asked, pd.DataFrame]


def shared_frame(most: int) -> Callable[[Ask[Asked]], Ask[Asked]]:
    """Keep up to ``most`` frames that a function returns, without a copy of their cells at each reading.

    pandas copies on write: what a reader changes in the frame he gets is changed in nobody else's. What is
    asked with must be hashable.
    """

    def keep(ask: Ask[Asked]) -> Ask[Asked]:
        # Streamlit asks once for all who wait for the same, but takes a millisecond to tell what they ask.
        asking = st.cache_resource(max_entries=most, show_spinner=False)(ask)
        kept = cast("Ask[Asked]", lru_cache(most)(asking))

        @wraps(ask)
        def read(*asked: Asked.args, **named: Asked.kwargs) -> pd.DataFrame:
            return kept(*asked, **named).copy(deep=False)

        return read

    return keep
