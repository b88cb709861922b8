"""What the codes of a file were read as, where no names beside them say so."""

import pandas as pd

from data_access.workbooks.checking.checked import PLACES_READ
from data_access.workbooks.checking.file_check import FileCheck

MOST_NAMED = 12


def note_codes(check: FileCheck, cells: pd.DataFrame) -> None:
    """Remember the codes without names among figures, and warn of them with what they were read as.

    ``cells`` has the columns sheet, area_code, area_name and area_id.
    """
    alone = cells[cells["area_code"].ne("") & cells["area_name"].eq("")]
    once = alone.drop_duplicates("area_code")
    # A row of totals that is read by its code stands in a table of names.
    if 2 * len(once) <= cells["area_id"].nunique():
        return
    codes = {str(code): int(number) for code, number in zip(once["area_code"], once["area_id"], strict=True)}
    check.codes.update(codes)
    named = [f"{code} → {check.gazetteer.described(number)}" for code, number in codes.items()]
    more = "; …" if len(named) > MOST_NAMED else ""
    places = "; ".join(named[:MOST_NAMED]) + more
    check.findings.warning("codes_without_names", str(once["sheet"].iloc[0]), count=len(codes), places=places)


def places_read(check: FileCheck) -> pd.DataFrame:
    """One row a code that stands without a name: the columns of PLACES_READ; empty where all have names."""
    areas = check.gazetteer.areas
    rows = [
        (code, areas[number].full_name_vi, areas[number].full_name_en) for code, number in check.codes.items()
    ]
    return pd.DataFrame(rows, columns=list(PLACES_READ))
