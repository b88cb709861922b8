"""What is measured, and for which areas and years."""

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Coverage, Indicator
from data_access.store.errors import UnknownIndicator
from data_access.store.frames import TEXT, WHOLE, frame

INDICATOR_COLUMNS = {
    "code": TEXT,
    "group": TEXT,
    "position": WHOLE,
    "name_vi": TEXT,
    "name_en": TEXT,
    "definition_vi": TEXT,
    "definition_en": TEXT,
    "numerator_vi": TEXT,
    "numerator_en": TEXT,
    "denominator_vi": TEXT,
    "denominator_en": TEXT,
    "unit": TEXT,
    "unit_vi": TEXT,
    "unit_en": TEXT,
    "decimals": WHOLE,
    "direction": TEXT,
    "roll_up": TEXT,
    "numerator_code": TEXT,
    "denominator_code": TEXT,
    "catalogue_ref": TEXT,
}
COVERAGE_COLUMNS = {
    "indicator_code": TEXT,
    "vintage": TEXT,
    "level": TEXT,
    "year": WHOLE,
    "areas": WHOLE,
}


def indicators(session: Session) -> pd.DataFrame:
    """Every indicator with its definition, unit and roll-up rule, by position, then code."""
    statement = select(*(getattr(Indicator, name) for name in INDICATOR_COLUMNS)).order_by(
        col(Indicator.position), col(Indicator.code)
    )
    return frame(session.execute(statement), INDICATOR_COLUMNS)


def indicator_coverage(session: Session) -> pd.DataFrame:
    """How many areas report a value, by indicator, vintage, level and year.

    ``areas`` counts the figures that are shown (preference 1) and have a value or range.
    Combinations without any are left out.
    """
    statement = select(*(getattr(Coverage, name) for name in COVERAGE_COLUMNS)).order_by(
        col(Coverage.indicator_code), col(Coverage.vintage), col(Coverage.level), col(Coverage.year)
    )
    return frame(session.execute(statement), COVERAGE_COLUMNS)


def require_indicator(session: Session, indicator_code: str) -> None:
    """Raise ``UnknownIndicator`` if the store has no such indicator."""
    known = select(col(Indicator.code)).where(col(Indicator.code) == indicator_code)
    if session.scalar(known) is None:
        raise UnknownIndicator(indicator=indicator_code)
