"""Which areas of a store the codes and names in a file mean.

- ``gazetteer``: one place, by its code, its name, or both; what is wrong with it.
- ``resolving``: all places of a table together, with their totals and the years in which units ended.
- ``extents``: areas that were smaller, or others, in the year of a figure.
- ``names``: a written name taken apart; ``known``: the areas of the store by their names.
- ``suggestions``: areas that are only alike; ``parents``: columns of provinces and districts.
"""

from data_access.workbooks.reading.places.extents import as_they_were
from data_access.workbooks.reading.places.gazetteer import (
    FIRST_YEAR_OF_TODAY,
    Gazetteer,
    vintage_of_year,
)
from data_access.workbooks.reading.places.parents import ABOVE_COLUMNS, with_parents
from data_access.workbooks.reading.places.resolving import Context, resolve
from data_access.workbooks.reading.places.wanted import Place, Wanted

__all__ = [
    "ABOVE_COLUMNS",
    "FIRST_YEAR_OF_TODAY",
    "Context",
    "Gazetteer",
    "Place",
    "Wanted",
    "as_they_were",
    "resolve",
    "vintage_of_year",
    "with_parents",
]
