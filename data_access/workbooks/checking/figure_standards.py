"""Which poverty standard figures were measured by, and whether it was in force."""

from typing import Any

import pandas as pd

from data_access.store.frames import kept
from data_access.workbooks.checking.catalogue import Catalogue
from data_access.workbooks.checking.findings import Findings

MEASURED_BY_STANDARD = ("poverty", "deprivation", "dynamics")
INCOME_INDICATORS = "income_poverty"


def with_standards(
    figures: pd.DataFrame, chosen: str | None, catalogue: Catalogue, findings: Findings
) -> pd.DataFrame:
    """The figures with the standard they name, the chosen one, or the one in force in their year.

    Figures that no standard applies to keep none.
    """
    stated = figures["standard_code"] if "standard_code" in figures else pd.Series(None, index=figures.index)
    stated = stated.astype("object").where(stated.notna() & stated.ne(""), None)
    group = catalogue.indicators["group"].reindex(figures["indicator_code"]).set_axis(figures.index)
    needs = group.isin(MEASURED_BY_STANDARD)
    if chosen:
        stated = stated.where(stated.notna() | ~needs, chosen)
    in_force = _in_force(figures, catalogue)
    standard = stated.where(stated.notna() | ~needs, in_force)
    unknown = standard.notna() & ~standard.isin(catalogue.standards.index)
    findings.errors("unknown_standard", figures[unknown], name=standard[unknown])
    figures = kept(figures.assign(standard_code=standard), ~unknown)
    return _fitting(figures, catalogue, findings)


def _in_force(figures: pd.DataFrame, catalogue: Catalogue) -> "pd.Series[Any]":
    """The one national standard of the series that was in force in the year, None where there are several."""
    which, codes = pd.factorize(figures["indicator_code"])
    is_income = pd.Series(codes, dtype="str").str.contains(INCOME_INDICATORS).to_numpy(dtype=bool)[which]
    keys = pd.DataFrame(
        {"series": figures["source_kind"], "year": figures["year"].astype("int64"), "income": is_income}
    )
    distinct = keys.drop_duplicates()
    found = [_one_in_force(catalogue, *key) for key in distinct.itertuples(index=False, name=None)]
    in_force = distinct.assign(found=pd.Series(found, index=distinct.index, dtype="object"))
    return keys.merge(in_force, how="left")["found"].set_axis(figures.index)


def needs_standard(catalogue: Catalogue, indicator: str) -> bool:
    """Whether the figures of an indicator are measured by a poverty standard."""
    return catalogue.indicators["group"].get(indicator) in MEASURED_BY_STANDARD


def standard_in_force(catalogue: Catalogue, indicator: str, series: str, year: int) -> str | None:
    """The one national standard of a series that an indicator was measured by in a year; None for several."""
    return _one_in_force(catalogue, series, year, INCOME_INDICATORS in indicator)


def _one_in_force(catalogue: Catalogue, series: str, year: int, income: bool) -> str | None:
    known = catalogue.standards
    is_of_time = (known["first_year"].fillna(0) <= year) & (known["last_year"].fillna(9999) >= year)
    is_of_kind = known["kind"].eq("income") if income or year < 2015 else known["kind"].eq("multidimensional")
    found = known[known["series"].eq(series) & is_of_time & is_of_kind & ~known.index.str.contains("undp")]
    return str(found.index[0]) if len(found) == 1 else None


def _fitting(figures: pd.DataFrame, catalogue: Catalogue, findings: Findings) -> pd.DataFrame:
    years = catalogue.standards.reindex(figures["standard_code"])
    first = years["first_year"].to_numpy(dtype="float64", na_value=float("nan"))
    last = years["last_year"].to_numpy(dtype="float64", na_value=float("nan"))
    year = figures["year"].to_numpy(dtype="int64")
    # The end of the year before is the baseline that the new standard was first measured for.
    baseline = figures[year == first - 1]
    findings.warnings("standard_as_baseline", baseline, standard=baseline["standard_code"])
    wrong = (year < first - 1) | (year > last)
    bad = figures[wrong]
    findings.errors("standard_not_in_force", bad, standard=bad["standard_code"], year=bad["year"].astype(str))
    return kept(figures, pd.Series(~wrong, index=figures.index))
