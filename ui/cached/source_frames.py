"""Kept frames of where figures come from: sources, standards, known slips, loads."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_access.queries import loads as load_queries
from data_access.queries import sources as source_queries
from data_access.store.frames import Row, by_code
from ui.cached.editions import FRAMES_KEPT, Edition, ask
from ui.cached.shared_frames import shared_frame, shared_value

EDITIONS_KEPT = 4


@shared_frame(FRAMES_KEPT)
def sources(edition: Edition) -> pd.DataFrame:
    """Return every source, by code, with the number of figures that rest on it."""
    return ask(edition, source_queries.sources)


@shared_value(EDITIONS_KEPT)
def source_rows(edition: Edition) -> Mapping[str, Row]:
    """Return every source by its code; kept and never changed: looked into many times a page."""
    return by_code(sources(edition))


@shared_frame(FRAMES_KEPT)
def standards(edition: Edition) -> pd.DataFrame:
    """Return every poverty standard with the years it was in force."""
    return ask(edition, source_queries.standards)


@shared_frame(FRAMES_KEPT)
def known_slips(edition: Edition) -> pd.DataFrame:
    """Return mistakes seen in published sources."""
    return ask(edition, source_queries.known_slips)


@shared_frame(FRAMES_KEPT)
def loads(edition: Edition) -> pd.DataFrame:
    """Return every load, newest first."""
    return ask(edition, load_queries.loads)
