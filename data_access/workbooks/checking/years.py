"""Years in a column of their own: plain, or the last day of the year as a date."""

import re
from datetime import date, datetime
from typing import Any

import pandas as pd

from data_access.workbooks.checking.findings import Findings
from data_access.workbooks.reading.layouts import Header
from data_access.workbooks.reading.sheets import Sheet

DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d\d)|((?:19|20)\d\d)[/.-]\d{1,2}[/.-]\d{1,2}")
YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0+)?")


def with_written_years(cells: pd.DataFrame, sheet: Sheet, header: Header, findings: Findings) -> pd.DataFrame:
    """The cells of figures with the years that the column of years of a sheet holds as dates, 31/12/2024.

    What is there and no year at all is an error, whatever year is said for the whole file.
    """
    column = header.column("year")
    untold = cells["year"].isna()
    if column is None or not untold.any():
        return cells
    written = sheet.cells[column].reindex(cells.loc[untold, "row"].unique()).dropna()
    found = {row: year_in(cell) for row, cell in written.items()}
    bad = {row: cell for row, cell in written.items() if found[row] is None and str(cell).strip()}
    at = pd.DataFrame({"sheet": sheet.name, "row": list(bad), "column": column})
    findings.errors("not_a_year", at, text=[str(cell) for cell in bad.values()])
    years = cells["year"].fillna(cells["row"].map(found).astype("Int64"))
    return cells.assign(year=years)[~cells["row"].isin(list(bad))]


def year_in(cell: Any) -> int | None:
    """The year of a cell: 2024, «2024», a date, «31/12/2024»; None for anything else."""
    if isinstance(cell, datetime | date):
        return cell.year
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    day, year = DAY.fullmatch(text), YEAR.fullmatch(text)
    if day is not None:
        return int(day[1] or day[2])
    return int(year[1]) if year else None
