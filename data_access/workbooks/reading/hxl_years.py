"""Years in the tags of a table of the humanitarian exchange language: ``#value+poor_households+y2023``."""

import re

import pandas as pd

from data_access.workbooks.reading.layouts import Header
from data_access.workbooks.reading.sheets import Sheet

YEAR = re.compile(r"\+\s*(?:y|yr|year)?_?((?:19|20)\d\d)(?!\d)")


def with_tagged_years(cells: pd.DataFrame, sheet: Sheet, header: Header) -> pd.DataFrame:
    """The cells of figures with the year that the tag of their column names, before any other year."""
    tags = ((column, str(sheet.cells.at[header.row, column])) for column in sheet.cells)
    years = {int(str(column)): year for column, tag in tags if (year := year_of_tag(tag)) is not None}
    if not years or cells.empty:
        return cells
    tagged = cells["column"].map(years).astype("Int64")
    return cells.assign(year=tagged.fillna(cells["year"]))


def year_of_tag(tag: str) -> int | None:
    """The year that a tag names; None where it names none."""
    found = YEAR.search(tag)
    return None if found is None else int(found[1])
