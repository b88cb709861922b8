"""Catalogues as rows by code, kept and never changed: looked into many times a page."""

from __future__ import annotations

from collections.abc import Mapping

from ui.cached import stores, target_frames
from ui.cached.shared_frames import shared_value
from ui.cached.stores import Edition
from ui.text.figures import Row
from ui.text.outcome_words import by_code

EDITIONS_KEPT = 4


@shared_value(EDITIONS_KEPT)
def source_rows(edition: Edition) -> Mapping[str, Row]:
    """Return every source by its code."""
    return by_code(stores.sources(edition))


@shared_value(EDITIONS_KEPT)
def indicator_rows(edition: Edition) -> Mapping[str, Row]:
    """Return every indicator by its code."""
    return by_code(stores.indicators(edition))


@shared_value(EDITIONS_KEPT)
def measure_rows(edition: Edition) -> Mapping[str, Row]:
    """Return every measure by its code."""
    return by_code(target_frames.measures(edition))
