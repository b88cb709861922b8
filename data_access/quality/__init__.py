"""How good figures are: what is missing, late, out of balance, out of line, without a document."""

from data_access.quality.checks import broken_rules, parts_and_totals
from data_access.quality.completeness import completeness, missing_areas
from data_access.quality.denominators import contradicting_denominators, nation_apart_from_its_parts
from data_access.quality.outliers import outliers
from data_access.quality.overspending import overspent
from data_access.quality.timeliness import (
    calendar,
    missing_reports,
    report_standing,
    sources_without_document,
    timeliness,
)

__all__ = [
    "broken_rules",
    "calendar",
    "completeness",
    "contradicting_denominators",
    "missing_areas",
    "missing_reports",
    "nation_apart_from_its_parts",
    "outliers",
    "overspent",
    "parts_and_totals",
    "report_standing",
    "sources_without_document",
    "timeliness",
]
