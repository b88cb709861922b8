"""Kept frames of the explorer, keyed by the edition and codes."""

from __future__ import annotations

import pandas as pd

from data_access.comparing import changes as change_rows
from data_access.comparing.territories import with_boundaries
from ui.cached import area_frames, figure_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.figure_frames import figures_of_look
from ui.cached.looks import LAYERS, Look
from ui.cached.shared_frames import shared_frame


@shared_frame(FRAMES_KEPT)
def comparable_figures(
    edition: Edition, indicator: str, look: Look, level: str, estimates: bool = False
) -> pd.DataFrame:
    """Return the figures of every area and year of a way to look, with what distinguishes territories.

    Columns of ``figures_by_area``, and ``boundary`` as reported or, on today's map, those of restating;
    ``estimates`` as in ``figures_of_today``.
    """
    figures = figures_of_look(edition, indicator, look, level, estimates)
    if look == "today":
        return figures
    drawn = figures[figures["vintage"].isin(LAYERS[look, level])].reset_index(drop=True)
    earlier = [
        area_frames.earlier_units(edition, level, vintage).assign(vintage=vintage)
        for vintage in LAYERS[look, level]
    ]
    return with_boundaries(drawn, pd.concat(earlier, ignore_index=True))


@shared_frame(FRAMES_KEPT)
def changes(
    edition: Edition,
    indicator: str,
    look: Look,
    level: str,
    years: tuple[int, int],
    estimates: bool = False,
) -> pd.DataFrame:
    """Return the change of each area from the first year to the second; see data_access.comparing.changes."""
    return change_rows.changes(comparable_figures(edition, indicator, look, level, estimates), *years)


def year_before(years: tuple[int, ...], year: int) -> int | None:
    """Return the last year with figures before a year, None for the first."""
    return max((known for known in years if known < year), default=None)


@shared_frame(FRAMES_KEPT)
def figures_of_levels(edition: Edition, indicator: str, levels: tuple[str, ...]) -> pd.DataFrame:
    """Return the figures of an indicator at several levels in every vintage, with their level."""
    vintages = tuple(sorted(set(figure_frames.coverage(edition)["vintage"])))
    parts = [
        figure_frames.figures_by_area(edition, indicator, level, vintages).assign(level=level)
        for level in levels
    ]
    return pd.concat(parts, ignore_index=True)
