"""The tables of the sources page by key, for a slide."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from ui.cached.visit import Visit
from ui.charts.exhibit import Makers
from ui.sources.documents import documents_exhibit
from ui.sources.estimates import residuals_exhibit
from ui.sources.method import slips_exhibit, standards_exhibit

TABLES = {
    "residuals": residuals_exhibit,
    "standards": standards_exhibit,
    "slips": slips_exhibit,
    "documents": documents_exhibit,
}


def source_exhibits(visit: Visit, query: Mapping[str, str]) -> Makers:
    """Return the errors of estimates, the standards, the slips and the documents of the store."""
    return {key: partial(made, visit) for key, made in TABLES.items()}
