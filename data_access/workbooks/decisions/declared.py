"""The ministry's decisions that print the review of all 63 provinces, and the one that a file names."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from data_access.text.folding import folded
from data_access.workbooks.checking.findings import Findings
from data_access.workbooks.reading.layouts import texts_of
from data_access.workbooks.reading.options import Choice
from data_access.workbooks.reading.sheets import Sheet
from vocabulary.vintages import OLD

# "Quyết định số 71/QĐ-LĐTBXH", folded; the ministry's name was written in two ways.
NUMBER = re.compile(r"(?<!\d)(\d{1,4}) ?/ ?qd ?- ?b?ldtbxh\b")


class Decision(NamedTuple):
    """A decision: its number and day, the year whose end it tells of, its source and standard by code."""

    number: str
    issued: str
    year: int
    source_code: str
    standard_code: str
    vintage: str = OLD

    @property
    def first_number(self) -> str:
        """The number before the stroke, by which a file names it."""
        return self.number.partition("/")[0]


# Numbers, days and years as in the shipped list of sources.
DECISIONS = (
    Decision("71/QĐ-LĐTBXH", "2023-01-19", 2022, "qd-71-2023", "review-md-2022"),
    Decision("134/QĐ-BLĐTBXH", "2024-01-31", 2023, "qd-134-2024", "review-md-2022"),
    Decision("217/QĐ-BLĐTBXH", "2025-02-04", 2024, "qd-217-2025-ministry", "review-md-2022"),
)
BY_NUMBER = {decision.first_number: decision for decision in DECISIONS}
BY_YEAR = {decision.year: decision for decision in DECISIONS}
BY_SOURCE = {decision.source_code: decision for decision in DECISIONS}


def decision_choice(choice: Choice, sheets: Iterable[Sheet], findings: Findings) -> Choice:
    """The choice with year, standard, boundaries and source of the decision that the file names.

    Where the file names none, the source that was chosen may be one of them. Otherwise, and where it names
    several, an error.
    """
    named = decisions_named(sheets)
    if len(named) > 1:
        findings.error("decisions_differ", names="; ".join(decision.number for decision in named))
        return choice
    found = named[0] if named else BY_SOURCE.get(choice.source_code or "")
    if found is None:
        findings.error("decision_not_named", names="; ".join(decision.number for decision in DECISIONS))
        return choice
    return replace(
        choice,
        kind="decision",
        year=found.year,
        standard_code=found.standard_code,
        source_code=found.source_code,
        source=None,
        vintage=found.vintage,
        level="province",
        place=None,
        status="final",
        source_kind="administrative",
    )


def decisions_named(sheets: Iterable[Sheet]) -> list[Decision]:
    """The declared decisions whose numbers are written anywhere in the sheets, by year."""
    texts = (text for sheet in sheets for column in sheet.cells for text in texts_of(sheet.cells[column]))
    numbers = {found for text in texts if text for found in NUMBER.findall(folded(text))}
    return sorted((BY_NUMBER[number] for number in numbers & BY_NUMBER.keys()), key=lambda one: one.year)
