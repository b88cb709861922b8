"""How the poor and the near-poor list changed within a year: forms 2 and 3 of the review.

Every number is drawn so that both forms close exactly, for households and for persons, and the
passages between the two lists are the same in both.
"""

from typing import NamedTuple

import numpy as np

from data_access.demonstration.apportioning import Counts, Reals
from data_access.demonstration.households import Lists
from data_access.poverty.review_forms import (
    FORM_2_HOUSEHOLDS,
    FORM_2_PERSONS,
    FORM_3_HOUSEHOLDS,
    FORM_3_PERSONS,
    Form,
)

Figures = dict[str, Counts]
POOR, NEAR = FORM_2_HOUSEHOLDS, FORM_3_HOUSEHOLDS
TO_NEAR, TO_POOR = POOR.decreases[0], NEAR.decreases[0]
PERSONS_OF = dict(
    zip(
        (*FORM_2_HOUSEHOLDS.codes, *FORM_3_HOUSEHOLDS.codes),
        (*FORM_2_PERSONS.codes, *FORM_3_PERSONS.codes),
        strict=True,
    )
)
BORN, GONE = 0.015, 0.012


class Members(NamedTuple):
    """The persons of poor and of near-poor households of each place."""

    poor: Counts
    near_poor: Counts


def household_flows(rng: np.random.Generator, start: Lists, end: Lists) -> Figures:
    """Forms 2 and 3 for households between two reviews, by indicator."""
    found: Figures = {POOR.start: start.poor, NEAR.start: start.near_poor}
    to_poor = np.minimum(rng.binomial(start.near_poor, 0.03), end.poor)
    found |= _joined(rng, POOR, end.poor - to_poor, 0.08) | {TO_POOR: to_poor}
    leaving = _leaving(found, POOR, start.poor, end.poor)
    to_near = np.minimum(rng.binomial(leaving, 0.5), end.near_poor)
    found |= _joined(rng, NEAR, end.near_poor - to_near, 0.12) | {TO_NEAR: to_near}
    found |= _left(rng, POOR, leaving - to_near)
    # Those that became poor have already left the near-poor list.
    found |= _left(rng, NEAR, _leaving(found, NEAR, start.near_poor - to_poor, end.near_poor))
    found["households_escaped_poverty"] = found[TO_NEAR] + found[POOR.decreases[1]]
    return found


def _joined(rng: np.random.Generator, form: Form, at_most: Counts, share_new: float) -> Figures:
    """Households that came onto a list from outside both: fallen back, new, other."""
    _, back, new, other = form.increases
    found = {back: rng.binomial(at_most, 0.01)}
    found[new] = rng.binomial(at_most - found[back], share_new)
    found[other] = rng.binomial(at_most - found[back] - found[new], 0.01)
    return found


def _leaving(found: Figures, form: Form, start: Counts, end: Counts) -> Counts:
    """How many left a list; where it grew by more than came, the newly listed are raised to fit."""
    new = form.increases[2]
    balance = start + sum(found[code] for code in form.increases) - end
    found[new] = found[new] + np.maximum(-balance, 0)
    leaving: Counts = np.maximum(balance, 0)
    return leaving


def _left(rng: np.random.Generator, form: Form, leaving: Counts) -> Figures:
    _, above, other = form.decreases
    otherwise = rng.binomial(leaving, 0.07)
    return {above: leaving - otherwise, other: otherwise}


def members_of(rng: np.random.Generator, lists: Lists, size: Reals) -> Members:
    """Persons of the listed households, ``size`` a household on average and at least one each."""
    return Members(
        lists.poor + rng.poisson(lists.poor * (size - 1)),
        lists.near_poor + rng.poisson(lists.near_poor * (size - 1.15)),
    )


def person_flows(
    rng: np.random.Generator, households: Figures, start: Members, size: Reals
) -> tuple[Figures, Members]:
    """Forms 2 and 3 for persons, who go with their households; and who is listed at the end.

    Births in listed households are among the other increases, deaths and departures among the
    other decreases: so the persons change where no household does.
    """
    found: Figures = {}
    for form, persons in ((POOR, start.poor), (NEAR, start.near_poor)):
        found[PERSONS_OF[form.start]] = persons
        found |= _going(rng, form, households, persons)
    for form in (POOR, NEAR):
        for code in form.increases[1:]:
            came = households[code]
            found[PERSONS_OF[code]] = came + rng.poisson(came * (size - 1))
    for form in (POOR, NEAR):
        _born_and_gone(rng, form, households, found)
    return found, Members(_at_end(found, FORM_2_PERSONS), _at_end(found, FORM_3_PERSONS))


def _going(rng: np.random.Generator, form: Form, households: Figures, persons: Counts) -> Figures:
    """Persons of the households that left; each household keeps at least one."""
    at_start = households[form.start]
    parts = np.stack([households[code] for code in form.decreases], axis=1)
    staying = at_start - parts.sum(axis=1)
    weights = np.column_stack([parts, staying]).astype(np.float64)
    weights[:, -1] += at_start == 0
    shares = weights / weights.sum(axis=1, keepdims=True)
    more = rng.multinomial(persons - at_start, shares)
    return {PERSONS_OF[code]: parts[:, place] + more[:, place] for place, code in enumerate(form.decreases)}


def _born_and_gone(rng: np.random.Generator, form: Form, households: Figures, found: Figures) -> None:
    stayed_households = households[form.start] - sum(households[code] for code in form.decreases)
    stayed = found[PERSONS_OF[form.start]] - sum(found[PERSONS_OF[code]] for code in form.decreases)
    other_decrease, other_increase = PERSONS_OF[form.decreases[2]], PERSONS_OF[form.increases[3]]
    found[other_decrease] = found[other_decrease] + rng.binomial(stayed - stayed_households, GONE)
    found[other_increase] = found[other_increase] + rng.poisson(stayed * BORN)


def _at_end(found: Figures, form: Form) -> Counts:
    left = sum(found[code] for code in form.decreases)
    joined = sum(found[code] for code in form.increases)
    end: Counts = found[form.start] - left + joined
    return end
