"""The checks of a view of the quality page by key, for the page and for a slide."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from data_access.reporting_calendar import LAST_DAYS, REVIEW
from ui.cached.visit import Visit
from ui.charts.exhibit import Makers
from ui.quality.balance import parts_exhibit, rules_exhibit
from ui.quality.choices import reviewed_in
from ui.quality.completeness import completeness_exhibit
from ui.quality.denominators import denominators_exhibit
from ui.quality.money import overspending_exhibit
from ui.quality.outliers import outliers_exhibit
from ui.quality.review_years import review_years_exhibit
from ui.quality.sources import sources_exhibit
from ui.quality.timeliness import calendar_exhibit, files_exhibit
from ui.quality.who_is_missing import reports_exhibit
from ui.text.parameters import code_in

OF_AREAS = {
    "completeness": completeness_exhibit,
    "rules": rules_exhibit,
    "parts": parts_exhibit,
    "denominators": denominators_exhibit,
    "outliers": outliers_exhibit,
    "overspent": overspending_exhibit,
    "timeliness": calendar_exhibit,
}
OF_STORE = {"review_years": review_years_exhibit, "files": files_exhibit, "sources": sources_exhibit}


def quality_exhibits(visit: Visit, query: Mapping[str, str]) -> Makers:
    """Return the checks of a view's areas and year, where there are any, and those of the whole store."""
    reviewed = reviewed_in(visit, query)
    of_areas: Makers = (
        {} if reviewed is None else {key: partial(made, visit, reviewed) for key, made in OF_AREAS.items()}
    )
    if reviewed is not None:
        report, _ = code_in(query, "report", LAST_DAYS, REVIEW)
        of_areas = {"reports": partial(reports_exhibit, visit, reviewed, report), **of_areas}
    return {**of_areas, **{key: partial(made, visit) for key, made in OF_STORE.items()}}
