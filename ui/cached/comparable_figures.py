"""Kept answers to what may be compared: over years, beside the nation, before and after the merger."""

from __future__ import annotations

import pandas as pd

from data_access.comparing import changes as change_rows
from data_access.comparing.covered_years import COVERED_SHARE
from data_access.comparing.like_for_like import beside, set_aside
from data_access.comparing.prices import is_in_current_prices
from data_access.comparing.territories import with_boundaries
from data_access.comparing.two_sides import well_known, years_alike
from ui.cached import area_frames, figure_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.figure_frames import figures_of_look
from ui.cached.looks import BEFORE_MERGER, LAYERS, Look
from ui.cached.shared_frames import shared_frame, shared_value
from ui.cached.survey_samples import households_asked_by_area
from ui.text.place_key import NATION
from vocabulary.vintages import NEW, OLD

# How counts and sums roll up.
ADDS_UP = "sum"


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
    """Return the change of each area from the first year to the second; see data_access.comparing.changes.

    As reported, a unit of today whose year before was reported by earlier units is held against what is
    restated to it exactly; where nothing is, the reason is that of restating.
    """
    asked = households_asked_by_area(edition, indicator, level)
    figures = comparable_figures(edition, indicator, look, level, estimates)
    priced = is_in_current_prices(figure_frames.indicator_row(edition, indicator))
    found = change_rows.changes(figures, *years, asked, in_current_prices=priced)
    if look != "reported" or ("today", level) not in LAYERS:
        return found
    reporting = figures.loc[(figures["year"] == years[1]) & (figures["vintage"] == NEW), "area_code"]
    if reporting.empty:
        return found
    today = comparable_figures(edition, indicator, "today", level)
    restated = change_rows.changes(today, *years, asked, in_current_prices=priced)
    return _replaced(found, restated[restated["area_code"].isin(reporting)])


def _replaced(found: pd.DataFrame, restated: pd.DataFrame) -> pd.DataFrame:
    """Return changes with those of some areas of today in place of their own, by vintage and code."""
    ours = (found["vintage"] == NEW) & found["area_code"].isin(restated["area_code"])
    whole = pd.concat([found[~ours], restated], ignore_index=True)
    return whole.sort_values(["vintage", "area_code"], kind="stable", ignore_index=True)


def years_to_compare_with(edition: Edition, indicator: str, look: Look, level: str) -> tuple[int, ...]:
    """Return the years with figures of a way to look, and as reported those restated to today's units too."""
    looks: tuple[Look, ...] = ("reported", "today") if look == "reported" else (look,)
    known = [comparable_figures(edition, indicator, one, level) for one in looks if (one, level) in LAYERS]
    return tuple(sorted({int(year) for figures in known for year in figures["year"].unique()}))


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


@shared_value(FRAMES_KEPT)
def merger_rates(edition: Edition, level: str) -> tuple[str, ...]:
    """Return the rates known of most units before the merger that can be had for those of a level of today.

    In the catalogue's order. Whether both sides are measured alike is not asked here: that takes the figures.
    """
    if level not in BEFORE_MERGER:
        return ()
    former = BEFORE_MERGER[level][1]
    coverage = figure_frames.coverage(edition)
    rows = coverage[(coverage["level"] == former) & (coverage["vintage"] == OLD)]
    known = set(
        rows.loc[
            rows["areas"] >= COVERED_SHARE * len(area_frames.areas(edition, former, OLD)), "indicator_code"
        ]
    )
    frame = figure_frames.indicators(edition)
    of_counts = set(frame.loc[frame["roll_up"] == "ratio", "code"])
    return tuple(
        code
        for code in frame["code"].astype(str)
        if code in known and (code in of_counts or figure_frames.may_be_estimated(edition, code, level))
    )


@shared_value(FRAMES_KEPT)
def merger_years(edition: Edition, indicator: str, level: str) -> tuple[int, ...]:
    """Return the years of an indicator that may be compared before and after the merger, rising.

    None for a level of today that had none before, and for counts and sums: a larger unit has more of
    everything, and its darker colour would say nothing (decision 0044).
    """
    rows = figure_frames.indicators(edition).set_index("code")["roll_up"]
    if level not in BEFORE_MERGER or rows.get(indicator, ADDS_UP) == ADDS_UP:
        return ()
    look, former = BEFORE_MERGER[level]
    before = set_aside(figure_frames.figures_of_look(edition, indicator, look, former))
    after = set_aside(figure_frames.figures_of_look(edition, indicator, "today", level, estimates=True))
    return years_alike(
        well_known(before[before["vintage"] == OLD], len(area_frames.areas(edition, former, OLD))),
        well_known(after, len(area_frames.areas(edition, level, NEW))),
    )


@shared_frame(FRAMES_KEPT)
def merged_into(edition: Edition, level: str) -> pd.DataFrame:
    """Return which units before the merger went into which of a level of today's, by both codes.

    Columns ``from_code`` and ``to_code``: of provinces, or of districts and the communes of today that any
    people of theirs went into. A row a pair, by ``to_code`` and ``from_code``.
    """
    pairs = figure_frames.crosswalk_of_today(edition, level)
    pairs = pairs.loc[pairs["moved"] != "land", ["from_code", "to_code"]]
    if level == "commune":
        communes = area_frames.areas(edition, "commune", OLD).set_index("code")
        pairs = pairs.assign(from_code=pairs["from_code"].map(communes["parent_code"]))
    return pairs.dropna().drop_duplicates().sort_values(["to_code", "from_code"], ignore_index=True)
