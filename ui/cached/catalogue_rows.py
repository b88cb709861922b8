"""Catalogues as rows by code, kept and never changed: looked into many times a page."""

from __future__ import annotations

from collections.abc import Mapping

from data_access.store.frames import Row, by_code
from ui.cached import figure_frames, target_frames
from ui.cached.editions import Edition
from ui.cached.shared_frames import shared_value

EDITIONS_KEPT = 4


@shared_value(EDITIONS_KEPT)
def indicator_rows(edition: Edition) -> Mapping[str, Row]:
    """Return every indicator by its code."""
    return by_code(figure_frames.indicators(edition))


@shared_value(EDITIONS_KEPT)
def measure_rows(edition: Edition) -> Mapping[str, Row]:
    """Return every measure by its code."""
    return by_code(target_frames.measures(edition))
