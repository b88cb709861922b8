"""Kept frames of what poor households lack: the counts of the review, and the registry's M0 from them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from data_access.poverty.adjusted_poverty import DEPRIVATIONS, WEIGHTS, ReviewCounts, adjusted_poverty
from data_access.store.frames import Row
from ui.cached import figure_frames
from ui.cached.comparable_figures import comparable_figures
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.figure_frames import place_figures
from ui.cached.looks import Look
from ui.cached.shared_frames import shared_frame
from ui.text.place_key import PlaceKey

HOUSEHOLDS, POOR = "total_households", "poor_households"
COUNTED = {name: f"poor_deprived_{name}" for name in DEPRIVATIONS}
COUNTS = (HOUSEHOLDS, POOR, *COUNTED.values())
KEYS = ("vintage", "area_code", "name_vi", "name_en", "year", "standard_code", "source_code")


def has_counts(edition: Edition) -> bool:
    """Say whether the store has the counts of all deprivations of poor households anywhere."""
    return set(COUNTED.values()) <= set(figure_frames.coverage(edition)["indicator_code"])


@shared_frame(FRAMES_KEPT)
def review_counts(edition: Edition, look: Look, level: str) -> pd.DataFrame:
    """Return the review's counts, one row an area and year that has all of them by one standard.

    Columns: ``vintage``, ``area_code``, ``name_vi``, ``name_en``, ``year``, ``standard_code``,
    ``source_code``, and a whole number for each of ``COUNTS``; by year, vintage and code.
    """
    return _together(
        {code: comparable_figures(edition, code, look, level) for code in COUNTS},
    )


@shared_frame(FRAMES_KEPT)
def counts_of_place(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the review's counts of one place by year; columns of ``review_counts``."""
    return _together({code: place_figures(edition, code, place) for code in COUNTS})


def _together(figures: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the figures of several indicators side by side, where all are exact and of one standard."""
    whole: pd.DataFrame | None = None
    for code, frame in figures.items():
        known = frame[frame["value"].notna() & (frame["qualifier"] == "exact")]
        column = known[[*KEYS, "value"]].rename(columns={"value": code})
        shared = list(KEYS[:-1])
        whole = column if whole is None else whole.merge(column.drop(columns="source_code"), on=shared)
    assert whole is not None
    return whole.astype(dict.fromkeys(figures, "int64")).reset_index(drop=True)


@shared_frame(FRAMES_KEPT)
def adjusted_by_area(edition: Edition, look: Look, level: str, year: int) -> pd.DataFrame:
    """Return H, A and M0 of each area in one year, with each deprivation's part of it.

    Columns of ``review_counts`` and ``headcount``, ``intensity``, ``adjusted`` (shares of 1), and
    ``censored_<name>`` and ``contribution_<name>`` for each deprivation. Areas whose standard has no
    weights, or whose counts cannot be of one review, are left out.
    """
    counts = review_counts(edition, look, level)
    return with_measures(counts[counts["year"] == year])


def with_measures(counts: pd.DataFrame) -> pd.DataFrame:
    """Return counts with the measures made from them; see ``adjusted_by_area``."""
    rows = []
    for row in counts.to_dict("records"):
        weights = WEIGHTS.get(str(row["standard_code"]))
        found = adjusted_poverty(counts_in(row), weights) if weights else None
        if found is None:
            continue
        measures: dict[Hashable, Any] = {
            "headcount": float(found.headcount),
            "intensity": float(found.intensity),
            "adjusted": float(found.adjusted),
        }
        for name, censored, part in zip(DEPRIVATIONS, found.censored, found.contributions, strict=True):
            measures |= {f"censored_{name}": float(censored), f"contribution_{name}": float(part)}
        rows.append(dict(row) | measures)
    parts = [f"{kind}_{name}" for kind in ("censored", "contribution") for name in DEPRIVATIONS]
    columns = [*counts.columns, "headcount", "intensity", "adjusted", *parts]
    return pd.DataFrame(rows, columns=columns)


def counts_in(row: Row) -> ReviewCounts:
    """Return the counts of a row of ``review_counts``."""
    deprived = tuple(int(row[code]) for code in COUNTED.values())
    return ReviewCounts(int(row[HOUSEHOLDS]), int(row[POOR]), deprived)
