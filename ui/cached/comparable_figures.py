"""Kept frames of the explorer, keyed by the edition and codes."""

from __future__ import annotations

import pandas as pd

from data_access.comparing import changes as change_rows
from data_access.comparing.like_for_like import beside, set_aside
from data_access.comparing.territories import with_boundaries
from ui.cached import area_frames, figure_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.figure_frames import figures_of_look
from ui.cached.looks import LAYERS, Look
from ui.cached.shared_frames import shared_frame
from ui.text.place_key import NATION


@shared_frame(FRAMES_KEPT)
def comparable_figures(
    edition: Edition, indicator: str, look: Look, level: str, estimates: bool = False
) -> pd.DataFrame:
    """Return the figures of every area and year of a way to look, with what distinguishes territories.

    Columns of ``figures_alike``, and ``boundary`` as reported or, on today's map, those of restating;
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


@shared_frame(FRAMES_KEPT)
def ranked_figures(
    edition: Edition, indicator: str, look: Look, level: str, estimates: bool = False
) -> pd.DataFrame:
    """Return ``comparable_figures`` with those of a year that are measured otherwise as gaps.

    See ``set_aside`` of data_access.comparing.like_for_like.
    """
    return set_aside(comparable_figures(edition, indicator, look, level, estimates))


@shared_frame(FRAMES_KEPT)
def national_beside(
    edition: Edition, indicator: str, look: str, level: str, estimates: bool = False
) -> pd.DataFrame:
    """Return the nation's figures by year, measured as those of the areas of a level where one is.

    Columns of ``figures_of_area`` and ``aside``: why a figure cannot stand beside those of the areas.
    """
    others = figure_frames.other_reports_by_area(edition, indicator, NATION.level, (NATION.vintage,))
    figures = figures_of_look(edition, indicator, look, level, estimates)
    return beside(figure_frames.national_figures(edition, indicator), others, figures)


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
