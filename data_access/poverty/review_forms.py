"""The summary forms of the yearly review: what they count, and forms 2 and 3 as identities.

Form 2 is about the poor list: end = start − became near-poor − rose above near-poor − other decrease +
near-poor that became poor + re-poor + newly emerged + other increase. Form 3 says the same of the near-poor
list. The passages between the two lists are in both forms, one indicator each. The forms are those of the
review by QĐ 24/2021/QĐ-TTg.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

CAUSES = ("land", "capital", "labour", "tools", "knowledge", "skills", "illness", "other")
GROUPS = ("without_labour", "with_merit_member", "in_other_groups")
LISTS = ("poor", "near_poor")
POOR, NEAR = "poor", "near"
UNITS = ("households", "persons")
ESCAPED = "households_escaped_poverty"


@dataclass(frozen=True)
class Form:
    """How a list changed in a year: what was there, what left, what joined, what is there at the end."""

    start: str
    decreases: tuple[str, str, str]
    increases: tuple[str, str, str, str]
    end: str

    @property
    def codes(self) -> tuple[str, ...]:
        """Every indicator of the form but the end."""
        return (self.start, *self.decreases, *self.increases)

    def residual(self, values: Mapping[str, int]) -> int | None:
        """Return what the end has beyond what the lines make; None where a line is not known."""
        if not all(code in values for code in (*self.codes, self.end)):
            return None
        left = sum(values[code] for code in self.decreases)
        came = sum(values[code] for code in self.increases)
        return values[self.end] - (values[self.start] - left + came)

    def stayed(self, values: Mapping[str, int]) -> int | None:
        """Return who was on the list from start to end; None where that cannot be said."""
        if not all(code in values for code in (self.start, *self.decreases)):
            return None
        return values[self.start] - sum(values[code] for code in self.decreases)

    def balance(self, values: Mapping[str, int]) -> "Balance | None":
        """Return what left, what came and all else in three sums; None where a line is not known."""
        rest = self.residual(values)
        if rest is None:
            return None
        *left, other_left = (values[code] for code in self.decreases)
        *came, other_came = (values[code] for code in self.increases)
        return Balance(
            values[self.start], sum(left), sum(came), other_came - other_left, values[self.end], rest
        )

    def net_change(self, values: Mapping[str, int]) -> int | None:
        """Return how many more there are at the end than at the start; None where either is not known."""
        known = self.start in values and self.end in values
        return values[self.end] - values[self.start] if known else None


@dataclass(frozen=True)
class Balance:
    """A form in short: ``start`` − ``out`` + ``back`` + ``other`` + ``rest`` = ``end``.

    ``rest`` is what the lines do not explain: other than zero the form is wrong.
    """

    start: int
    out: int
    back: int
    other: int
    end: int
    rest: int


FORM_2_HOUSEHOLDS = Form(
    "poor_households_at_start",
    ("households_poor_to_near_poor", "poor_households_rising_above", "poor_households_other_decrease"),
    (
        *("households_near_poor_to_poor", "households_relapsed_into_poverty"),
        *("households_newly_poor", "poor_households_other_increase"),
    ),
    "poor_households",
)
FORM_3_HOUSEHOLDS = Form(
    "near_poor_households_at_start",
    (
        *("households_near_poor_to_poor", "near_poor_households_rising_above"),
        "near_poor_households_other_decrease",
    ),
    (
        *("households_poor_to_near_poor", "households_relapsed_into_near_poverty"),
        *("households_newly_near_poor", "near_poor_households_other_increase"),
    ),
    "near_poor_households",
)
FORM_2_PERSONS = Form(
    "poor_persons_at_start",
    ("persons_poor_to_near_poor", "poor_persons_rising_above", "poor_persons_other_decrease"),
    (
        *("persons_near_poor_to_poor", "persons_relapsed_into_poverty"),
        *("persons_newly_poor", "poor_persons_other_increase"),
    ),
    "poor_persons",
)
FORM_3_PERSONS = Form(
    "near_poor_persons_at_start",
    ("persons_near_poor_to_poor", "near_poor_persons_rising_above", "near_poor_persons_other_decrease"),
    (
        *("persons_poor_to_near_poor", "persons_relapsed_into_near_poverty"),
        *("persons_newly_near_poor", "near_poor_persons_other_increase"),
    ),
    "near_poor_persons",
)
FORMS = (FORM_2_HOUSEHOLDS, FORM_3_HOUSEHOLDS, FORM_2_PERSONS, FORM_3_PERSONS)
FORMS_OF: Mapping[str, Mapping[str, Form]] = {
    "households": {POOR: FORM_2_HOUSEHOLDS, NEAR: FORM_3_HOUSEHOLDS},
    "persons": {POOR: FORM_2_PERSONS, NEAR: FORM_3_PERSONS},
}
# What a year brings, which adds up over the years; how long a list is does not.
MOVEMENTS = tuple(sorted({ESCAPED, *(code for form in FORMS for code in (*form.decreases, *form.increases))}))
# What the passages between lists are, by their place in the form of each.
DECREASES = {POOR: ("to_near", "above", "other_decrease"), NEAR: ("to_poor", "above", "other_decrease")}
INCREASES = {
    POOR: ("from_near", "back", "new", "other_increase"),
    NEAR: ("from_poor", "back", "new", "other_increase"),
}


def codes_of(unit: str) -> list[str]:
    """Return every indicator of both forms in a unit, households or persons, each once."""
    codes = [code for form in FORMS_OF[unit].values() for code in (*form.codes, form.end)]
    return list(dict.fromkeys(codes))


def known_values(figures: pd.DataFrame, unit: str, year: int) -> dict[str, int]:
    """Return the counts of a year by indicator; what is not reported as a plain number is not in it.

    ``figures`` are those of one place, with ``indicator_code``, ``year`` and ``value``.
    """
    mine = figures[
        figures["indicator_code"].isin(codes_of(unit)) & (figures["year"] == year) & figures["value"].notna()
    ]
    return {
        str(code): round(float(value))
        for code, value in zip(mine["indicator_code"], mine["value"], strict=True)
    }


def reported_years(figures: pd.DataFrame, unit: str) -> list[int]:
    """Return the years in which any line but the ends of the lists is reported, rising."""
    ends = {form.end for form in FORMS_OF[unit].values()}
    lines = figures["indicator_code"].isin([code for code in codes_of(unit) if code not in ends])
    return sorted({int(year) for year in figures.loc[lines & figures["value"].notna(), "year"]})
