"""What publishing a checked file would change in the figures that are shown."""

from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from data_access.workbooks.checking.catalogue import catalogue_of
from data_access.workbooks.checking.checked import Checked
from data_access.workbooks.checking.figure_history import stored_figures
from data_access.workbooks.reading.places import Gazetteer

KEYS = ["indicator_code", "area_id", "year"]
LINE = ["indicator_code", "year", "level", "vintage"]
PREVIEW_COLUMNS = (
    *("indicator_code", "name_vi", "name_en", "unit", "decimals", "year", "level", "vintage"),
    *("areas", "fresh", "changed", "before", "after", "place"),
)


def what_changes(session: Session, checked: Checked) -> pd.DataFrame:
    """One row an indicator, year and level: how many areas the file reports, and what that changes.

    ``fresh`` counts areas without a figure so far, ``changed`` those whose shown figure differs;
    ``before`` and ``after`` are the sums over these areas of what adds up, NaN for rates and where there is
    nothing before. ``place`` is the key (``vintage.level.code``) of the first area in the file whose figure
    is new or differs, of the first area where none is. Empty frame for a file without figures.
    """
    figures = checked.rows.get("figures")
    if figures is None or figures.empty:
        return pd.DataFrame(columns=list(PREVIEW_COLUMNS))
    stored = stored_figures(session, figures)
    shown = stored.loc[stored["preference"] == 1, [*KEYS, "value"]]
    joined = figures[[*KEYS, "value"]].merge(shown, on=KEYS, how="left", suffixes=("", "_before"))
    places = Gazetteer(session)
    joined = places.with_levels(joined)
    joined["fresh"] = joined["value_before"].isna()
    joined["changed"] = ~joined["fresh"] & (joined["value"] - joined["value_before"]).abs().gt(1e-9)
    grouped = joined.groupby(LINE, sort=False)
    summed = grouped.agg(
        areas=("area_id", "nunique"),
        fresh=("fresh", "sum"),
        changed=("changed", "sum"),
        before=("value_before", lambda values: values.sum(min_count=1)),
        after=("value", "sum"),
    )
    summed = summed.join(_first_places(joined, places)).reset_index()
    known = catalogue_of(session).indicators
    listed = summed.join(known[["name_vi", "name_en", "unit", "decimals", "roll_up"]], on="indicator_code")
    listed.loc[listed["roll_up"] != "sum", ["before", "after"]] = float("nan")
    return listed[list(PREVIEW_COLUMNS)]


def _first_places(joined: pd.DataFrame, places: Gazetteer) -> "pd.Series[str]":
    """Of each line the key of the first area that changes, or of the first area."""
    is_touched = joined["fresh"] | joined["changed"]
    order = joined.assign(is_same=~is_touched).sort_values("is_same", kind="stable")
    first = order.drop_duplicates(LINE).set_index(LINE)["area_id"]
    areas = {number: places.areas[number] for number in first.unique().tolist()}
    keys = {number: f"{area.vintage}.{area.level}.{area.code}" for number, area in areas.items()}
    return first.map(keys).rename("place")


def first_line(changes: pd.DataFrame) -> "pd.Series[Any]":
    """The line of ``what_changes`` that is drawn as a map: a rate before a count, most areas first."""
    order = changes.assign(is_count=~changes["unit"].str.startswith("percent")).sort_values(
        ["is_count", "areas"], ascending=[True, False], kind="stable"
    )
    found: pd.Series[Any] = order.iloc[0]
    return found
