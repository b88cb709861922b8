"""Denominators that published rates imply, held against parts, known totals and the census.

A count over its rate implies how many households the rate is of, within what rounding leaves open: half of
the last printed digit of either. A whole and its parts contradict each other where what rounding leaves open
of the one and of the sum of the others has nothing in common.
"""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from data_access.comparing.weighted_means import CENSUS_YEAR, household_weights
from data_access.models import Area, Figure, Indicator
from data_access.quality.checks import GROUP, areas_below
from data_access.store.frames import REAL, TEXT, WHOLE, WHOLE_OR_NULL, frame

DENOMINATOR = "total_households"
CENSUS, POPULATION = "census_households", "average_population"
# Households of the census are carried to other years by the population, which misses that households become
# smaller: by about 0.7 percent a year between the censuses of 2009 and 2019. So they are told apart
# from a denominator only beyond this share of them, and within this many years.
CENSUS_TOLERANCE, CENSUS_REACH = 0.10, 6
AREA_COLUMNS = ("id", "parent_id", "vintage", "level", "code", "name_vi", "name_en")
IMPLIED_COLUMNS = {
    **dict.fromkeys(("id", "parent_id"), WHOLE_OR_NULL),
    **dict.fromkeys((*AREA_COLUMNS[2:], "indicator_code", "standard_code", "source_kind"), TEXT),
    **dict.fromkeys(("rate", "count"), REAL),
    **dict.fromkeys(("rate_decimals", "count_decimals"), WHOLE),
}
MEASURED = ["standard_code", "source_kind"]
CONTRADICTING_COLUMNS = (
    *("kind", "indicator_code", "level", "code", "name_vi", "name_en"),
    *("standard_code", "rate", "rate_decimals", "count", "said", "expected", "parts"),
)


def contradicting_denominators(session: Session, *, vintage: str, year: int) -> pd.DataFrame:
    """Every rate of households whose implied denominator something else contradicts, by level and code.

    ``kind`` is ``parts`` (the areas right below together imply another number), ``known`` (the total of
    households reported for the year lies outside what rounding leaves open) or ``census`` (more than a tenth
    from the households of the census of 2019, carried to the year by the population; only for years up to six
    from it). ``said`` is the implied number of households, ``expected`` the other; ``rate`` (percent, with
    ``rate_decimals``) and ``count`` are the figures by ``standard_code``, ``parts`` how many areas are below
    (0 of other kinds).
    Only counts and rates of one standard and kind of source imply anything, and parts only where each area
    below implies a number. Areas of the vintage, and what lies above them. Empty frame where nothing
    contradicts.
    """
    implied = implied_denominators(session, year=year)
    own = implied[implied["vintage"] == vintage]
    known, census = _total(session, year), _census(session, year)
    parts = _held_against_parts(session, implied, vintage)
    return _in_order(pd.concat([parts, apart_from_totals(own, known, census)]))


def nation_apart_from_its_parts(session: Session, *, vintage: str, year: int) -> pd.DataFrame:
    """What ``contradicting_denominators`` says of the nation and the areas right below it.

    Its rows of the kind ``parts`` and the level ``nation``. Figures of other areas are not read.
    """
    nation = select(col(Area.id)).where(col(Area.level) == "nation")
    near = or_(col(Area.level) == "nation", col(Area.parent_id).in_(nation))
    # Asked of the figures' own column, so that SQLite begins with these areas.
    of_them = col(Figure.area_id).in_(select(col(Area.id)).where(near))
    implied = implied_denominators(session, of_them, year=year)
    return _in_order(_held_against_parts(session, implied, vintage))


def _held_against_parts(session: Session, implied: pd.DataFrame, vintage: str) -> pd.DataFrame:
    """The rates of ``implied`` that the areas of a vintage right below contradict."""
    below = areas_below(vintage)
    counted = session.execute(select(below.c.parent_id, below.c.areas))
    children = {row.parent_id: row.areas for row in counted}
    parts = implied[(implied["vintage"] == vintage) & (implied["level"] != GROUP)]
    return apart_from_parts(implied, parts, children)


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    ordered = rows.sort_values(["level", "code", "indicator_code", "kind"], ignore_index=True)
    return ordered[list(CONTRADICTING_COLUMNS)]


def implied_denominators(session: Session, *conditions: ColumnElement[bool], year: int) -> pd.DataFrame:
    """The households that each rate of a year implies, by area and indicator: ``said``, ``least``, ``most``.

    Of all areas, or of those that meet the conditions. With the columns of ``IMPLIED_COLUMNS``; rates of zero
    imply nothing and are left out.
    """
    pairs = _pairs(year).where(*conditions)
    found = frame(session.execute(pairs), IMPLIED_COLUMNS).fillna({"standard_code": ""})
    half_rate, half_count = (0.5 * 10.0 ** -found[f"{name}_decimals"] for name in ("rate", "count"))
    known = found.assign(
        said=100 * found["count"] / found["rate"],
        least=100 * (found["count"] - half_count) / (found["rate"] + half_rate),
        most=100 * (found["count"] + half_count) / (found["rate"] - half_rate),
    )
    # A rate that may be zero within its rounding says nothing of the number of households.
    return known[found["rate"] > half_rate].reset_index(drop=True)


def _pairs(year: int) -> Select[Any]:
    """The shown exact rates of all households, each with its count by the same standard."""
    count = aliased(Figure)
    measured_alike = [
        func.coalesce(col(count.standard_code), "") == func.coalesce(col(Figure.standard_code), ""),
        col(count.source_kind) == col(Figure.source_kind),
    ]
    counted = and_(
        col(count.area_id) == col(Figure.area_id),
        col(count.year) == col(Figure.year),
        col(count.indicator_code) == col(Indicator.numerator_code),
    )
    return (
        select(
            *(col(getattr(Area, name)) for name in AREA_COLUMNS),
            *(col(getattr(Figure, name)) for name in ("indicator_code", *MEASURED)),
            *(col(one.value) for one in (Figure, count)),
            *(func.coalesce(col(one.decimals), 0) for one in (Figure, count)),
        )
        .select_from(Figure)
        .join(Area, col(Area.id) == col(Figure.area_id))
        .join(Indicator, col(Indicator.code) == col(Figure.indicator_code))
        .join(count, counted)
        .where(col(Figure.year) == year, col(Indicator.denominator_code) == DENOMINATOR)
        .where(*_shown(Figure), *_shown(count), *measured_alike)
        .order_by(col(Area.level), col(Area.code), col(Indicator.position), col(Figure.indicator_code))
    )


def _shown(figure: Any) -> list[ColumnElement[bool]]:
    """What is shown of an area and year, told exactly."""
    return [
        col(figure.preference) == 1,
        col(figure.qualifier) == "exact",
        col(figure.value).is_not(None),
    ]


def apart_from_parts(
    implied: pd.DataFrame, parts: pd.DataFrame, children: dict[int | None, int]
) -> pd.DataFrame:
    """The rates whose denominator is not that of the areas right below, with the sum of theirs.

    ``implied`` and ``parts`` as ``implied_denominators`` returns them; ``children`` says how many areas lie
    below each ``id``. A whole is judged only where all of them imply a number.
    """
    sums = _sums_of_parts(parts)
    whole = implied.merge(sums, left_on=["id", *MEASURED], right_on=["parent_id", *MEASURED])
    complete = whole["parts"] == whole["id"].map(children)
    apart = (whole["least"] > whole["most_parts"]) | (whole["most"] < whole["least_parts"])
    return whole.assign(kind="parts", expected=whole["said_parts"])[complete & apart]


def _sums_of_parts(parts: pd.DataFrame) -> pd.DataFrame:
    """The denominators below each area added up: of several rates of a part the least open one."""
    openness = (parts["most"] - parts["least"]) / parts["said"]
    ordered = parts.assign(openness=openness).sort_values("openness", kind="stable")
    denominators = ordered.drop_duplicates(["id", *MEASURED])
    by_whole = denominators.groupby(["parent_id", *MEASURED])
    sums = by_whole[["said", "least", "most"]].sum().add_suffix("_parts")
    return sums.assign(parts=by_whole.size()).reset_index()


def apart_from_totals(own: pd.DataFrame, known: pd.DataFrame, census: pd.DataFrame) -> pd.DataFrame:
    """The rates whose denominator is not the reported total, or far from the census where there is none.

    ``own`` as ``implied_denominators`` returns it; ``known`` and ``census`` have ``id`` and ``value``.
    """
    total = own["id"].map(known.set_index("id")["value"]).astype("float64")
    expected = own["id"].map(census.set_index("id")["value"]).astype("float64").where(total.isna())
    outside = (total < own["least"]) | (total > own["most"])
    low, high = expected * (1 - CENSUS_TOLERANCE), expected * (1 + CENSUS_TOLERANCE)
    far = (own["most"] < low) | (own["least"] > high)
    held = own.assign(parts=0)
    return pd.concat(
        [
            held.assign(kind="known", expected=total)[outside],
            held.assign(kind="census", expected=expected)[far],
        ]
    )


def _total(session: Session, year: int) -> pd.DataFrame:
    """The reported total of households of each area in a year: ``id`` and ``value``."""
    return _values(session, DENOMINATOR, [year]).drop(columns="year")


def _census(session: Session, year: int) -> pd.DataFrame:
    """The households of the census carried to a year: ``id`` and ``value``; none for years too far."""
    households = _values(session, CENSUS, [CENSUS_YEAR]).rename(columns={"id": "area_code"})
    people = _values(session, POPULATION, [CENSUS_YEAR, year]).rename(columns={"id": "area_code"})
    carried = household_weights(households, people.drop_duplicates(["area_code", "year"]))
    reached = carried[(carried["year"] == year) & (abs(year - CENSUS_YEAR) <= CENSUS_REACH)]
    return reached.rename(columns={"area_code": "id", "weight": "value"})[["id", "value"]]


def _values(session: Session, code: str, years: list[int]) -> pd.DataFrame:
    """The shown exact values of an indicator by area: ``id``, ``year``, ``value``."""
    found = session.execute(
        select(col(Figure.area_id), col(Figure.year), col(Figure.value))
        .where(col(Figure.indicator_code) == code, col(Figure.year).in_(years))
        .where(*_shown(Figure))
        .order_by(col(Figure.area_id), col(Figure.year))
    )
    return frame(found, {"id": WHOLE, "year": WHOLE, "value": REAL})
