"""What checking a file came to: the findings, and the rows that are ready to be stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from data_access.models import Table
from data_access.store.frames import TEXT, WHOLE, WHOLE_OR_NULL
from data_access.workbooks.understanding.reading import Reading, reading_as_json

ERROR, WARNING = "error", "warning"
FINDING_COLUMNS = {
    "severity": TEXT,
    "code": TEXT,
    "sheet": TEXT,
    "cell": TEXT,
    "row": WHOLE_OR_NULL,
    "column": WHOLE_OR_NULL,
    "area": TEXT,
    "facts": TEXT,
    "times": WHOLE,
}
# The key of ``Checked.rows`` → the table of the store that it fills.
TARGET_TABLES = {
    "sources": "source",
    "figures": "figure",
    "money": "money",
    "outcomes": "outcome",
    "targets": "target",
    "models": "livelihood_model",
    "area_class": "area_class",
}
# Codes that stand in a file without a name, and what each was read as.
PLACES_READ = ("code", "full_name_vi", "full_name_en")
GIVEN_AT_PUBLISHING = ("id", "load_id")


@dataclass(frozen=True)
class Checked:
    """A file that was checked against a store.

    ``findings`` is a frame with FINDING_COLUMNS: ``severity`` error or warning, ``code`` of the sentence
    ``finding.<code>``, ``sheet`` and ``cell`` (NaN where the file as a whole is meant), ``row`` and
    ``column`` (from 0) of that cell, ``area`` the name as the file or the store has it, ``facts`` a JSON
    object with what the sentence names, ``times`` how many cells the finding covers.
    ``rows`` holds a frame for each target table that the file fills, by the keys of TARGET_TABLES, with the
    columns of the table but ``id`` and ``load_id``; none at all where there is an error.
    ``digest`` is the SHA-256 of the file, ``label`` a name for the ledger. ``cells`` counts what was read.
    ``reading`` is how tables of an office's own were understood, None for templates.
    ``places`` has the columns of PLACES_READ: one row for each code that stands without a name in the file.
    """

    kind: str
    name: str
    label: str
    digest: str
    findings: pd.DataFrame
    rows: Mapping[str, pd.DataFrame]
    cells: int = 0
    reading: Reading | None = None
    places: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(PLACES_READ)))

    @property
    def errors(self) -> int:
        """How many findings block the load."""
        return int(self.findings.loc[self.findings["severity"] == ERROR, "times"].sum())

    @property
    def warnings(self) -> int:
        """How many findings must be read before publishing."""
        return int(self.findings.loc[self.findings["severity"] == WARNING, "times"].sum())

    @property
    def blocked(self) -> bool:
        """Whether an error keeps the file from being published."""
        return self.errors > 0

    @property
    def confirmed_reading(self) -> str:
        """The reading as it is kept with the load; "" where there is none or nobody confirmed it."""
        reading = self.reading
        return "" if reading is None or not reading.confirmed else reading_as_json(reading)

    @property
    def row_count(self) -> int:
        """How many rows would be stored."""
        return sum(len(frame) for frame in self.rows.values())


def target_columns(target: str) -> list[str]:
    """The columns of a frame of ``Checked.rows``, in the order of the table."""
    table = Table.metadata.tables[TARGET_TABLES[target]]
    return [column.name for column in table.columns if column.name not in GIVEN_AT_PUBLISHING]
