"""What publishing a checked file would make of the totals of provinces and of the nation."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Area, Figure
from data_access.store.frames import REAL, TEXT, WHOLE, frame
from data_access.workbooks.checking.catalogue import catalogue_of
from data_access.workbooks.checking.checked import Checked
from data_access.workbooks.checking.figure_history import stored_figures
from data_access.workbooks.reading.places import Gazetteer

KEYS = ["indicator_code", "year", "area_id"]
WHOLES = ("province", "nation")
TOTAL_COLUMNS = {
    **dict.fromkeys(("indicator_code", "name_vi", "name_en"), TEXT),
    **{"year": WHOLE, "level": TEXT, "vintage": TEXT, "whole": TEXT, "whole_vi": TEXT, "whole_en": TEXT},
    **{"parts": WHOLE, "areas_before": WHOLE, "areas_after": WHOLE, "before": REAL, "after": REAL},
}
SUMMED = ["indicator_code", "year", "value", "value_shown", "fresh"]
AREAS_AT_ONCE = 1000


def changed_totals(session: Session, checked: Checked, gazetteer: Gazetteer | None = None) -> pd.DataFrame:
    """One row an indicator that adds up, year, level and whole: what its areas of the level make together.

    The wholes are each province with areas in the file, where these are below provinces, and the nation.
    ``areas_before`` and ``areas_after`` count the areas with a value among the ``parts``; only where all of
    them have one is the sum a total. ``before`` is NaN where there was none. Empty frame for a file without
    such figures.
    """
    figures = checked.rows.get("figures")
    adding = _adding(session)
    if figures is not None:
        figures = figures[figures["value"].notna() & figures["indicator_code"].isin(list(adding.index))]
    if figures is None or figures.empty:
        return frame([], TOTAL_COLUMNS)
    places = gazetteer or Gazetteer(session)
    once = figures[[*KEYS, "value"]].drop_duplicates(KEYS, keep="last")
    reported = places.with_levels(once.reset_index(drop=True))
    rows = [
        row
        for (level, vintage), group in reported.groupby(["level", "vintage"], sort=False)
        for row in _of_level(session, places, str(level), str(vintage), _with_shown(session, group))
    ]
    names = adding[["name_vi", "name_en"]]
    return frame((_named(row, names) for row in rows), TOTAL_COLUMNS)


def _adding(session: Session) -> pd.DataFrame:
    known = catalogue_of(session).indicators
    return known[known["roll_up"] == "sum"]


def _with_shown(session: Session, reported: pd.DataFrame) -> pd.DataFrame:
    """The file's figures with what is shown in their places now."""
    stored = stored_figures(session, reported)
    shown = stored.loc[stored["preference"] == 1, [*KEYS, "value"]]
    return reported.merge(shown, on=KEYS, how="left", suffixes=("", "_shown"))


def _of_level(
    session: Session, places: Gazetteer, level: str, vintage: str, reported: pd.DataFrame
) -> Iterator[dict[str, Any]]:
    for whole in WHOLES:
        if whole == level:
            continue
        wholes = {
            number: _whole_of(places, number, whole) for number in reported["area_id"].unique().tolist()
        }
        summed = _summed(reported.assign(whole=reported["area_id"].map(wholes)).dropna(subset=["whole"]))
        for number, group in summed.groupby("whole", sort=False):
            yield from _of_whole(session, places, int(str(number)), level, vintage, group)


def _summed(reported: pd.DataFrame) -> pd.DataFrame:
    """By whole, indicator and year what the file reports, what is shown now, and how much is new."""
    reported = reported.assign(whole=reported["whole"].astype("int64"), fresh=reported["value_shown"].isna())
    groups = reported.groupby(["whole", "indicator_code", "year"], sort=False)
    return groups[["value", "value_shown", "fresh"]].sum().reset_index()


def _whole_of(places: Gazetteer, number: int, level: str) -> int | None:
    """The area of a level that an area lies in, itself left out; None where there is none."""
    found = places.areas[number].parent_id
    while found is not None and places.areas[found].level != level:
        found = places.areas[found].parent_id
    return found


def _of_whole(
    session: Session, places: Gazetteer, whole: int, level: str, vintage: str, reported: pd.DataFrame
) -> Iterator[dict[str, Any]]:
    area = places.areas[whole]
    parts = [
        number
        for number in places.within(whole)
        if (places.areas[number].level, places.areas[number].vintage) == (level, vintage)
    ]
    sums = _sums(session, reported, level, vintage, None if area.level == "nation" else parts)
    for code, year, value, shown, fresh in reported[SUMMED].itertuples(index=False):
        before, areas = sums.get((code, year), (0.0, 0))
        after = before + value - shown
        yield {
            "indicator_code": code,
            "year": year,
            "level": level,
            "vintage": vintage,
            "whole": f"{area.vintage}.{area.level}.{area.code}",
            "parts": len(parts),
            "areas_before": areas,
            "areas_after": areas + fresh,
            "before": before if areas else None,
            "after": after,
            "whole_vi": area.full_name_vi,
            "whole_en": area.full_name_en,
        }


def _sums(
    session: Session, reported: pd.DataFrame, level: str, vintage: str, parts: Sequence[int] | None
) -> dict[tuple[str, int], tuple[float, int]]:
    """The sum of the shown values and how many there are, by indicator and year."""
    found: dict[tuple[str, int], tuple[float, int]] = {}
    for areas in _blocks(parts):
        statement = (
            select(col(Figure.indicator_code), col(Figure.year), func.sum(col(Figure.value)), func.count())
            .join(Area, col(Area.id) == col(Figure.area_id))
            .where(col(Area.level) == level, col(Area.vintage) == vintage, col(Figure.value).is_not(None))
            .where(col(Figure.indicator_code).in_(sorted(reported["indicator_code"].unique().tolist())))
            .where(col(Figure.year).in_([int(year) for year in reported["year"].unique()]))
            .where(col(Figure.preference) == 1)
            .group_by(col(Figure.indicator_code), col(Figure.year))
        )
        if areas is not None:
            statement = statement.where(col(Figure.area_id).in_(areas))
        for code, year, total, count in session.execute(statement):
            value, many = found.get((code, year), (0.0, 0))
            found[code, year] = value + float(total or 0), many + int(count)
    return found


def _blocks(parts: Sequence[int] | None) -> Iterable[Sequence[int] | None]:
    if parts is None:
        return [None]
    return [parts[start : start + AREAS_AT_ONCE] for start in range(0, len(parts), AREAS_AT_ONCE)]


def _named(row: dict[str, Any], names: pd.DataFrame) -> list[Any]:
    named = row | names.loc[row["indicator_code"]].to_dict()
    return [named[column] for column in TOTAL_COLUMNS]
