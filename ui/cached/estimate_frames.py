"""Kept frames of estimates: how far they lie from what was published of the same places."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data_access.comparing.weighted_means import HOUSEHOLDS_BY_POPULATION, Weights, residuals
from ui.cached import area_frames, figure_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_frame
from ui.text.place_key import NATION
from vocabulary.vintages import OLD


@shared_frame(FRAMES_KEPT)
def estimate_residuals(edition: Edition, indicator: str) -> pd.DataFrame:
    """Return the estimates of the nation and the regions of the 63 provinces less what was published of them.

    Columns of data_access.comparing.weighted_means.residuals, the nation's rows first; empty where nothing
    can be estimated.
    """
    weights = Weights(HOUSEHOLDS_BY_POPULATION, figure_frames.province_weights(edition))
    figures = figure_frames.figures_by_area(edition, indicator, "province", (OLD,))
    provinces = area_frames.areas(edition, "province", OLD)
    parts = pd.DataFrame({"from_code": provinces["code"], "to_code": provinces["parent_code"]})
    regions = figure_frames.figures_by_area(edition, indicator, "region", (OLD,))
    return pd.concat(
        [
            residuals(figures, parts.assign(to_code=NATION.code), weights, _of_nation(edition, indicator)),
            residuals(figures, parts, weights, regions),
        ],
        ignore_index=True,
    )


def largest_error(edition: Edition, indicator: str, years: Collection[int]) -> tuple[float, int, int] | None:
    """Return by how much the same estimate of nation and former regions misses what was published, at most.

    In percentage points, with the first and last of the ``years`` compared; None where none of them is.
    """
    found = estimate_residuals(edition, indicator)
    found = found[found["year"].isin(years)]
    if found.empty:
        return None
    return float(found["residual"].abs().max()), int(found["year"].min()), int(found["year"].max())


def _of_nation(edition: Edition, indicator: str) -> pd.DataFrame:
    return figure_frames.national_figures(edition, indicator).assign(area_code=NATION.code)
