"""Checks of money, outcomes, targets, models, area classes and sources: one record a row."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy.orm import Session

from data_access.workbooks.catalogue import Catalogue
from data_access.workbooks.findings import Findings
from data_access.workbooks.options import Choice
from data_access.workbooks.places import Gazetteer
from data_access.workbooks.sheets import Sheet


def check_records(
    session: Session,
    sheets: Sequence[Sheet],
    choice: Choice,
    gazetteer: Gazetteer,
    catalogue: Catalogue,
    findings: Findings,
) -> dict[str, pd.DataFrame]:
    """The rows of the tables that the records come to; what is wrong goes to ``findings``."""
    findings.error("nothing_recognised")
    return {}
