"""What an officer says about a file before it is read."""

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.workbooks.understanding.reading import Reading

# The summary forms of the yearly review; forms 14 and 15 list people by name and are never taken.
FORMS = tuple(f"form_{number}" for number in range(1, 14))
RECORDS = ("money", "outcomes", "targets", "models", "area_classes", "sources")
# ``review`` is all forms in one workbook, ``figures`` one figure a line.
TEMPLATE_KINDS = ("review", *FORMS, "figures", *RECORDS)
# Tables taken as other offices make them.
FOREIGN_KINDS = ("wide", "pxweb", "hxl", "decision")
KINDS = (*TEMPLATE_KINDS, *FOREIGN_KINDS)

# One figure a line.
FIGURE_COLUMNS = (
    *("indicator_code", "vintage", "level", "area_code", "area_name", "year"),
    *(
        "value",
        "value_min",
        "value_max",
        "qualifier",
        "state",
        "status",
        "standard_code",
        "source_kind",
        "source_code",
        "note_vi",
        "note_en",
    ),
)

AreaKey = tuple[str, str, str]


@dataclass(frozen=True)
class Choice:
    """What the file holds, where it is about, and where it comes from.

    Whatever a file made from a template says itself goes before this. ``place`` is vintage, level and
    code; ``source`` are the columns of a source that the store does not hold yet, with ``source_code`` as
    its code. ``vintage``, ``level`` and ``indicator`` are for tables that do not say them, ``reading`` is how
    such a table was understood, with what was corrected.
    """

    kind: str
    place: AreaKey | None = None
    year: int | None = None
    indicator: str | None = None
    vintage: str | None = None
    level: str | None = None
    standard_code: str | None = None
    status: str = "final"
    source_kind: str = "administrative"
    source_code: str | None = None
    source: Mapping[str, str | None] | None = None
    reading: Reading | None = None
