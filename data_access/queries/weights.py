"""Weights by which rates of provinces are averaged where their counts are not known."""

import pandas as pd
from sqlalchemy.orm import Session

from data_access.comparing.weighted_means import household_weights
from data_access.queries.figures import figures_by_area
from data_access.store.errors import UnknownIndicator
from vocabulary.vintages import OLD

HOUSEHOLDS = "census_households"
POPULATION = "average_population"


def province_weights(session: Session) -> pd.DataFrame:
    """The households of each of the 63 provinces in every year with a known population.

    Columns ``area_code``, ``year`` and ``weight``; empty in a store that has no census or no population.
    """
    return household_weights(_known(session, HOUSEHOLDS), _known(session, POPULATION))


def weight_sources(session: Session) -> pd.DataFrame:
    """The sources that the weights rest on, the census's first: ``source_code``, one row a source."""
    figures = [_known(session, indicator) for indicator in (HOUSEHOLDS, POPULATION)]
    return pd.concat(figures)[["source_code"]].drop_duplicates(ignore_index=True)


def _known(session: Session, indicator: str) -> pd.DataFrame:
    """The exact figures of an indicator by province and year."""
    columns = ["area_code", "year", "value", "source_code"]
    try:
        figures = figures_by_area(session, indicator, level="province", vintages=(OLD,))
    except UnknownIndicator:
        return pd.DataFrame(columns=columns).astype(
            {"year": "int64", "value": "float64", "source_code": "str"}
        )
    return figures.loc[(figures["state"] == "reported") & (figures["qualifier"] == "exact"), columns]
