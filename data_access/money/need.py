"""Money beside need: what is known of each place, and which need much and get or spend little.

Rules: decisions 0020 and 0033.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import pandas as pd

from data_access.store.frames import of_each

# Money for the households on a list is set beside the rate of the reviews that make lists; never the rate of
# poor and near-poor, and never a survey's, whose poor are others.
RATES_OF_LISTS = ("poor_household_rate",)
# What was planned for all programmes is set against the survey of the year itself, the first that most have.
RATES_OF_PLANS = ("survey_income_poverty_rate", "survey_multidimensional_poverty_rate")
COVERED_SHARE = 0.5
# With so much assigned nobody needs to look for a plan.
KNOWN_SHARE = 0.5
THOUSAND, MILLION = 1_000, 1_000_000
FEWEST_PLACES = 4


class Counted(NamedTuple):
    """Whom money is divided by: the column of their number, that of money each, and its unit in đồng."""

    column: str
    per_one: str
    unit_vnd: int


# The programme of poverty reduction is for those on its lists; plans of all programmes are for everybody.
HOUSEHOLDS = Counted("households", "per_household", MILLION)
PERSONS = Counted("persons", "per_person", THOUSAND)


def stage_against_need(assigned: int, planned: int, places: int) -> str:
    """Return the stage to set against need: assigned, or planned where more places have a plan alone.

    ``assigned`` and ``planned`` are how many of the ``places`` have money of that stage.
    """
    enough = assigned >= KNOWN_SHARE * places
    return "assigned" if enough or (assigned and assigned >= planned) else "planned"


def rate_of_most(
    figures: pd.DataFrame, places: Collection[str], years: Sequence[int], standard: str | None = None
) -> tuple[int, pd.DataFrame] | None:
    """Return the first of the years in which at least half of the places have a rate, and the rates.

    ``figures`` has ``area_code``, ``year``, ``value``, ``standard_code`` and ``source_code`` of one
    indicator; with a ``standard`` only figures by it count. The rates are ``area_code``, ``rate`` and
    ``source_code``. None where no year has enough of them.
    """
    known = figures[figures["value"].notna() & figures["area_code"].isin(places)]
    if standard is not None:
        known = known[known["standard_code"] == standard]
    counted = known["year"].value_counts()
    year = next((year for year in years if counted.get(year, 0) >= COVERED_SHARE * len(places)), None)
    if year is None:
        return None
    rates = known.loc[known["year"] == year, ["area_code", "value", "source_code"]]
    return year, rates.rename(columns={"value": "rate"})


def per_one(amounts: "pd.Series[int]", number: "pd.Series[int]", counted: Counted) -> "pd.Series[float]":
    """Return million đồng a household or thousand đồng a person, NaN where either is not known or none is."""
    people = number.astype("float64")
    return (amounts.astype("float64") / counted.unit_vnd / people).where(people > 0)


def with_need(
    places: pd.DataFrame,
    rates: pd.DataFrame,
    numbers: pd.DataFrame,
    sums: pd.DataFrame,
    shares: pd.DataFrame,
    counted: Counted = HOUSEHOLDS,
) -> pd.DataFrame:
    """Return places with what is known of their need and their money, each missing where it is not known.

    ``rate`` (percent), ``households`` (Int64, on the list in force) or ``persons`` (Int64, average
    population), ``money_vnd`` (Int64, the least), ``share`` (percent disbursed) and ``per_household``
    (million đồng) or ``per_person`` (thousand đồng). All frames have ``area_code``, one row each: ``numbers``
    with the column of ``counted``, ``sums`` with ``amount_min_vnd``.
    """
    codes = places["area_code"]
    number, money = of_each(codes, numbers, counted.column), of_each(codes, sums, "amount_min_vnd")
    return places.assign(
        **{
            "rate": of_each(codes, rates, "rate"),
            counted.column: number,
            "money_vnd": money,
            "share": of_each(codes, shares, "share"),
            counted.per_one: per_one(money, number, counted),
        }
    )


def middles(rate: "pd.Series[float]", measure: "pd.Series[float]") -> tuple[float, float] | None:
    """The medians that part the quadrants; None for too few places to speak of a middle."""
    known = rate.notna() & measure.notna()
    if int(known.sum()) < FEWEST_PLACES:
        return None
    return float(rate[known].median()), float(measure[known].median())


def needs_much_has_little(
    rate: "pd.Series[float]", measure: "pd.Series[float]", middle: tuple[float, float]
) -> "pd.Series[bool]":
    """Which places lie at or above the middle poverty rate and below the middle of the other measure."""
    return (rate >= middle[0]) & (measure < middle[1])
