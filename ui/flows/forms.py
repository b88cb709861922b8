"""Forms 2 and 3 of the review for one place and year: who left the poor and near-poor lists and who came.

Form 2: end = start − became near-poor − rose above near-poor − other decrease + near-poor that became poor
+ re-poor + newly emerged + other increase; form 3 likewise for the near-poor. Passages between the two lists
are the same number in both forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

POOR, NEAR = "poor", "near"
UNITS = ("households", "persons")


@dataclass(frozen=True)
class Form:
    """The indicators of one list: its start, what left, what came, its end."""

    start: str
    decreases: tuple[str, ...]
    increases: tuple[str, ...]
    end: str


FORMS: Mapping[str, Mapping[str, Form]] = {
    "households": {
        POOR: Form(
            "poor_households_at_start",
            (
                "households_poor_to_near_poor",
                "poor_households_rising_above",
                "poor_households_other_decrease",
            ),
            (
                "households_near_poor_to_poor",
                "households_relapsed_into_poverty",
                "households_newly_poor",
                "poor_households_other_increase",
            ),
            "poor_households",
        ),
        NEAR: Form(
            "near_poor_households_at_start",
            (
                "households_near_poor_to_poor",
                "near_poor_households_rising_above",
                "near_poor_households_other_decrease",
            ),
            (
                "households_poor_to_near_poor",
                "households_relapsed_into_near_poverty",
                "households_newly_near_poor",
                "near_poor_households_other_increase",
            ),
            "near_poor_households",
        ),
    },
    "persons": {
        POOR: Form(
            "poor_persons_at_start",
            ("persons_poor_to_near_poor", "poor_persons_rising_above", "poor_persons_other_decrease"),
            (
                "persons_near_poor_to_poor",
                "persons_relapsed_into_poverty",
                "persons_newly_poor",
                "poor_persons_other_increase",
            ),
            "poor_persons",
        ),
        NEAR: Form(
            "near_poor_persons_at_start",
            (
                "persons_near_poor_to_poor",
                "near_poor_persons_rising_above",
                "near_poor_persons_other_decrease",
            ),
            (
                "persons_poor_to_near_poor",
                "persons_relapsed_into_near_poverty",
                "persons_newly_near_poor",
                "near_poor_persons_other_increase",
            ),
            "near_poor_persons",
        ),
    },
}
ESCAPED = "households_escaped_poverty"
# Each line of a form by its place in it, as it is called on the page.
DECREASES = {POOR: ("to_near", "above", "other_decrease"), NEAR: ("to_poor", "above", "other_decrease")}
INCREASES = {
    POOR: ("from_near", "back", "new", "other_increase"),
    NEAR: ("from_poor", "back", "new", "other_increase"),
}


def codes_of(unit: str) -> list[str]:
    """Return every indicator of both forms, each once."""
    codes = [
        code
        for form in FORMS[unit].values()
        for code in (form.start, *form.decreases, *form.increases, form.end)
    ]
    return list(dict.fromkeys(codes))


def known_values(figures: pd.DataFrame, unit: str, year: int) -> dict[str, int]:
    """Return the counts of a year by indicator; what is not reported as a plain number is not in it."""
    mine = figures[
        figures["indicator_code"].isin(codes_of(unit)) & (figures["year"] == year) & figures["value"].notna()
    ]
    return {
        str(code): round(float(value))
        for code, value in zip(mine["indicator_code"], mine["value"], strict=True)
    }


def residual(form: Form, values: Mapping[str, int]) -> int | None:
    """Return what the end has beyond what the lines of the form make; None where a line is not known."""
    lines = (form.start, *form.decreases, *form.increases, form.end)
    if not all(code in values for code in lines):
        return None
    left = sum(values[code] for code in form.decreases)
    came = sum(values[code] for code in form.increases)
    return values[form.end] - (values[form.start] - left + came)


def stayed(form: Form, values: Mapping[str, int]) -> int | None:
    """Return who was on a list from start to end; None where that is not known."""
    if not all(code in values for code in (form.start, *form.decreases)):
        return None
    return values[form.start] - sum(values[code] for code in form.decreases)


def net_change(form: Form, values: Mapping[str, int]) -> int | None:
    """Return how many more there are at the end than at the start; None where either is not known."""
    known = form.start in values and form.end in values
    return values[form.end] - values[form.start] if known else None


def reported_years(figures: pd.DataFrame, unit: str) -> list[int]:
    """Return the years in which any line but the ends of the lists is reported, rising."""
    ends = {form.end for form in FORMS[unit].values()}
    lines = figures["indicator_code"].isin([code for code in codes_of(unit) if code not in ends])
    return sorted({int(year) for year in figures.loc[lines & figures["value"].notna(), "year"]})
