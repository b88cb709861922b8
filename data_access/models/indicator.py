"""What is measured."""

from data_access.models.table import Table, one_of
from data_access.store.column_types import optional_text, text, whole

DIRECTIONS = ("lower", "higher", "context")
ROLL_UPS = ("sum", "ratio", "none")

# The unit of rates; the others are counts and amounts.
PERCENT = "percent"


class Indicator(Table, table=True):
    """One indicator with its definition, unit and rule for adding areas up."""

    __tablename__ = "indicator"
    __table_args__ = (one_of("direction", DIRECTIONS), one_of("roll_up", ROLL_UPS))

    code: str = text(primary_key=True)
    group: str = text()
    position: int = whole()
    name_vi: str = text()
    name_en: str = text()
    definition_vi: str | None = optional_text()
    definition_en: str | None = optional_text()
    numerator_vi: str | None = optional_text()
    numerator_en: str | None = optional_text()
    denominator_vi: str | None = optional_text()
    denominator_en: str | None = optional_text()
    unit: str = text()
    unit_vi: str | None = optional_text()
    unit_en: str | None = optional_text()
    decimals: int = whole()
    direction: str = text()
    roll_up: str = text()
    numerator_code: str | None = optional_text()
    denominator_code: str | None = optional_text()
    catalogue_ref: str | None = optional_text()
