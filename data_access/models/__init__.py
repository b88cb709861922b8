"""The tables of the store."""

from data_access.models.area import Area, AreaClass, AreaName, Crosswalk
from data_access.models.figure import Coverage, Figure, Load
from data_access.models.indicator import Indicator
from data_access.models.source import KnownSlip, Source, Standard
from data_access.models.table import Table

__all__ = [
    "Area",
    "AreaClass",
    "AreaName",
    "Coverage",
    "Crosswalk",
    "Figure",
    "Indicator",
    "KnownSlip",
    "Load",
    "Source",
    "Standard",
    "Table",
]
