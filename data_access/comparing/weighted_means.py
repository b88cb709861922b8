"""Means of the rates of parts, weighted by their households: an estimate of the rate of the whole.

Rule: decision 0026, which says which weight gives back the published rates best.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from data_access.store.frames import Row

CENSUS_YEAR = 2019
HOUSEHOLDS_BY_POPULATION = "households_by_population"
MEAN_COLUMNS = {"value": "float64", "decimals": "Int64", "parts_vi": "str", "parts_en": "str"}


def is_rate_of_households(indicator: Row) -> bool:
    """Say whether an indicator is a rate of all households, which a mean by households may estimate."""
    return (indicator["unit"], indicator["denominator_code"]) == ("percent", "total_households")


@dataclass(frozen=True)
class Weights:
    """A name, and the weight of each unit in each year: ``area_code``, ``year``, ``weight`` (positive)."""

    name: str
    rows: pd.DataFrame


def household_weights(households: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Return the households of the census, carried to every year by the growth of the population.

    ``households`` and ``population`` have ``area_code``, ``year`` and ``value``, one row a unit and year;
    of the households only those of the census year count. One row a unit and year: ``area_code``, ``year``,
    ``weight`` (households). A unit without households, or without a population in the year or the census
    year, has none then.
    """
    known = population[population["value"] > 0]
    counted = households[(households["year"] == CENSUS_YEAR) & (households["value"] > 0)]
    at_census = known[known["year"] == CENSUS_YEAR].set_index("area_code")["value"]
    per_person = counted.set_index("area_code")["value"] / at_census
    weight = known["value"] * known["area_code"].map(per_person)
    rows = known[["area_code", "year"]].assign(weight=weight).dropna(subset="weight")
    return rows.reset_index(drop=True)


def weighted_means(figures: pd.DataFrame, pairs: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """Return the mean of the parts of each unit and year in which every figure has a weight.

    ``figures`` has ``area_code``, ``year``, ``value``, ``decimals``, ``name_vi`` and ``name_en``; ``pairs``
    says by ``from_code`` and ``to_code`` which part lies in which unit. Whether all parts of a unit have a
    figure, and figures of one kind, is the caller's to check.

    By ``to_code`` and ``year``: ``value``, rounded half up to ``decimals``, the fewest of the parts;
    ``parts_vi`` and ``parts_en``, their names in the order of their codes.
    """
    parts = pairs[["from_code", "to_code"]].merge(figures, left_on="from_code", right_on="area_code")
    parts = parts.merge(weights.rows, on=["area_code", "year"], how="left").fillna({"decimals": 0})
    columns = ["to_code", "year", "value", "weight", "decimals", "name_vi", "name_en"]
    by_unit: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in parts.sort_values("from_code")[columns].to_dict("records"):
        by_unit[row["to_code"], row["year"]].append(row)
    rows = [(*key, *_mean_row(found)) for key, found in by_unit.items() if all(map(_is_weighed, found))]
    found = pd.DataFrame(rows, columns=["to_code", "year", *MEAN_COLUMNS]).astype(MEAN_COLUMNS)
    return found.set_index(["to_code", "year"])


def _is_weighed(part: Row) -> bool:
    return not (math.isnan(part["value"]) or math.isnan(part["weight"]))


def _mean_row(parts: Sequence[Row]) -> tuple[float, int, str, str]:
    decimals = min(int(part["decimals"]) for part in parts)
    mean = _mean((part["value"], part["weight"]) for part in parts)
    value = mean.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    names = [", ".join(part[f"name_{language}"] for part in parts) for language in ("vi", "en")]
    return float(value), decimals, names[0], names[1]


def _mean(weighted: Iterable[tuple[float, float]]) -> Decimal:
    exact = [(Decimal(repr(float(value))), Decimal(repr(float(weight)))) for value, weight in weighted]
    return sum((value * weight for value, weight in exact), Decimal()) / sum(weight for _, weight in exact)


def residuals(
    figures: pd.DataFrame, pairs: pd.DataFrame, weights: Weights, published: pd.DataFrame
) -> pd.DataFrame:
    """Return how far weighted means lie from published rates of the same units, by unit and year.

    ``pairs`` leads from parts to units whose rates are ``published`` (``area_code``, ``year``, ``value``):
    regions, or the nation. Columns ``area_code``, ``year``, ``estimate``, ``published`` and ``residual``,
    the estimate less the published rate; only units and years in which every part has a figure.
    """
    needed = pairs.groupby("to_code")["from_code"].nunique()
    known = pairs[["from_code", "to_code"]].merge(figures, left_on="from_code", right_on="area_code")
    counts = known.groupby(["to_code", "year"])["from_code"].nunique()
    units = counts.index.get_level_values("to_code")
    complete = counts[counts.to_numpy() == needed.reindex(units).to_numpy()].index
    means = weighted_means(figures, pairs, weights)
    means = means[means.index.isin(complete)]["value"].rename("estimate").reset_index()
    both = means.rename(columns={"to_code": "area_code"}).merge(
        published[["area_code", "year", "value"]].rename(columns={"value": "published"}),
        on=["area_code", "year"],
    )
    return both.assign(residual=(both["estimate"] - both["published"]).round(6)).reset_index(drop=True)
