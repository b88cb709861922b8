"""What a store knows that files are held to: indicators, standards, sources, projects."""

from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Indicator, Programme, Project, Source, Standard

NAMES = ("name_vi", "name_en")
# An indicator with one of these in its code may fall, or rise beyond a hundred percent.
CHANGES = "growth|reduction|change|increase|target_|multiple"


class Catalogue(NamedTuple):
    """Indicators by code (unit, decimals, roll_up, group), ratios, standards and codes of sources.

    ``programmes`` have the years of their period, ``projects`` the code of their programme.
    """

    indicators: pd.DataFrame
    ratios: dict[str, tuple[str, str]]
    standards: pd.DataFrame
    sources: frozenset[str]
    programmes: pd.DataFrame
    projects: pd.DataFrame

    @property
    def names(self) -> dict[str, tuple[str, str]]:
        """The names of every indicator in Vietnamese and English."""
        pairs = zip(self.indicators["name_vi"], self.indicators["name_en"], strict=True)
        return dict(zip(map(str, self.indicators.index), pairs, strict=True))


def catalogue_of(session: Session) -> Catalogue:
    """What the store of a session knows."""
    fields = ("code", "unit", "decimals", "roll_up", "group", *NAMES, "numerator_code", "denominator_code")
    indicators = _frame(session, Indicator, fields).set_index("code")
    # The checks reckon percentages.
    is_rate = (indicators["roll_up"] == "ratio") & (indicators["unit"] == "percent")
    ratios = indicators[is_rate].dropna(subset=["numerator_code", "denominator_code"])
    standards = _frame(session, Standard, ("code", "kind", "series", "first_year", "last_year")).set_index(
        "code"
    )
    return Catalogue(
        indicators,
        {
            str(code): (str(row["numerator_code"]), str(row["denominator_code"]))
            for code, row in ratios.iterrows()
        },
        standards,
        frozenset(session.scalars(select(col(Source.code)))),
        _frame(session, Programme, ("code", "name_vi", "period_from", "period_to")).set_index("code"),
        _frame(session, Project, ("code", "programme_code")).set_index("code"),
    )


def _frame(session: Session, table: Any, fields: tuple[str, ...]) -> pd.DataFrame:
    rows = session.execute(select(*(col(getattr(table, name)) for name in fields)))
    return pd.DataFrame([tuple(row) for row in rows], columns=list(fields))
