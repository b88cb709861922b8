"""Two indicators of the same areas and years, side by side."""

from __future__ import annotations

import pandas as pd

from data_access.comparing.like_for_like import SET_ASIDE, is_aside
from data_access.store.frames import Row
from ui.cached.comparable_figures import ranked_figures
from ui.cached.editions import Edition
from ui.maps.picture_address import PictureAddress


def pairs(edition: Edition, wanted: PictureAddress) -> pd.DataFrame:
    """Return the figures of the first indicator beside those of the second, where both have a number.

    Columns of ``ranked_figures``, and ``second_value``, ``second_decimals``, ``second_qualifier``,
    ``second_source_code``, ``second_source_kind``. An area of which one of the two is set aside has no values
    and says so by its state.
    """
    first, second = (
        ranked_figures(edition, indicator, wanted.look, wanted.level)
        for indicator in (wanted.indicator, wanted.second)
    )
    keys = ["vintage", "area_code", "year"]
    carried = ["value", "decimals", "qualifier", "source_code", "source_kind", "state"]
    other = second.loc[second["value"].notna() | is_aside(second), [*keys, *carried]]
    named = other.rename(columns={name: f"second_{name}" for name in carried})
    found = first[first["value"].notna() | is_aside(first)].merge(named, on=keys, how="inner")
    state = found["state"].where(is_aside(found), found["second_state"])
    apart = state.isin(SET_ASIDE)
    left = {name: found[name].mask(apart) for name in ("value", "second_value")}
    kept = found.assign(state=state, **left)
    return kept.drop(columns=["reason", "restated", "made_of", "second_state"], errors="ignore")


def second_figure(row: Row) -> Row:
    """Return the figure of the second indicator in a row of ``pairs``."""
    return {
        "value": row["second_value"],
        "value_min": None,
        "value_max": None,
        "decimals": row["second_decimals"],
        "qualifier": row["second_qualifier"],
        "source_kind": row["second_source_kind"],
        "state": "reported",
    }
