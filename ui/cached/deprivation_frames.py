"""Kept frames of what poor households lack: the counts of the review, and the registry's M0 from them."""

from __future__ import annotations

import pandas as pd

from data_access.poverty.deprivation_counts import COUNTS, DEPRIVED, with_adjusted_poverty
from data_access.poverty.deprivation_counts import review_counts as side_by_side
from ui.cached import figure_frames
from ui.cached.comparable_figures import comparable_figures
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.figure_frames import place_figures
from ui.cached.looks import Look
from ui.cached.shared_frames import shared_frame
from ui.text.place_key import PlaceKey


def has_counts(edition: Edition) -> bool:
    """Say whether the store has the counts of all deprivations of poor households anywhere."""
    return set(DEPRIVED.values()) <= set(figure_frames.coverage(edition)["indicator_code"])


@shared_frame(FRAMES_KEPT)
def review_counts(edition: Edition, look: Look, level: str) -> pd.DataFrame:
    """Return the review's counts of every area of a level; see data_access.poverty.deprivation_counts."""
    return side_by_side({code: comparable_figures(edition, code, look, level) for code in COUNTS})


@shared_frame(FRAMES_KEPT)
def counts_of_place(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the review's counts of one place by year; columns of ``review_counts``."""
    return side_by_side({code: place_figures(edition, code, place) for code in COUNTS})


@shared_frame(FRAMES_KEPT)
def adjusted_by_area(edition: Edition, look: Look, level: str, year: int) -> pd.DataFrame:
    """Return H, A and M0 of each area in one year, with each deprivation's part of it."""
    counts = review_counts(edition, look, level)
    return with_adjusted_poverty(counts[counts["year"] == year])
