"""Who the listed households are: deprivations, ethnicity, groups, causes, women at their head.

The shares are rough and invented. They say which provinces and deprivations differ from the rest and are no
figures to quote.
"""

from typing import NamedTuple

import numpy as np

from data_access.demonstration.apportioning import Counts, Reals
from data_access.demonstration.flows import Figures, Members
from data_access.demonstration.households import Lists
from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.review_forms import CAUSES, GROUPS

# Share of poor households deprived, in the order of DEPRIVATIONS.
DEPRIVED = (0.36, 0.34, 0.22, 0.32, 0.42, 0.10, 0.46, 0.30, 0.28, 0.50, 0.40, 0.24)
# How much more or less likely in a region, on the scale of log odds.
OF_REGION = {
    "nmm": {"latrine": 0.6, "water": 0.5, "telecom": 0.4, "housing_quality": 0.3, "nutrition": 0.3},
    "ch": {"latrine": 0.5, "adult_education": 0.5, "school_attendance": 0.5, "floor_area": 0.3},
    "ncc": {"employment": 0.3, "housing_quality": 0.2, "dependants": 0.2},
    "rrd": {"dependants": 1.1, "employment": 0.5, "latrine": -0.9, "water": -1.2, "nutrition": -0.3},
    "se": {"employment": 0.8, "dependants": 0.7, "health_insurance": 0.5, "water": -1.0, "latrine": -0.6},
    "mrd": {"housing_quality": 0.7, "adult_education": 0.6, "latrine": 0.5, "water": -0.2},
}
OF_NEAR_POOR = 0.32
# Share of poor households naming a cause, in the order of CAUSES.
NAMED = (0.34, 0.42, 0.22, 0.25, 0.36, 0.40, 0.24, 0.10)
IN_GROUP = {"without_labour": (0.20, 0.10), "with_merit_member": (0.010, 0.015)}
HEADED_BY_WOMEN = (0.30, 0.27)
# Rough share of ethnic-minority households, in percent; 2 where a province is not named.
MINORITIES = {
    **{"02": 87, "04": 94, "06": 88, "08": 57, "10": 66, "11": 83, "12": 84, "14": 84, "15": 57, "17": 74},
    **{"19": 30, "20": 84, "22": 12, "24": 14, "25": 17, "26": 5, "38": 18, "40": 15, "45": 14, "46": 5},
    **{"49": 9, "51": 15, "54": 6, "56": 6, "58": 24, "60": 8, "62": 54, "64": 46, "66": 35, "67": 33},
    **{"68": 26, "70": 20, "75": 7, "79": 6, "84": 32, "89": 5, "91": 15, "94": 35, "95": 10},
}
USUAL_MINORITY = 2
ODDS_OF_POOR_MINORITY, ODDS_OF_NEAR_MINORITY = 4.0, 2.0


class Traits(NamedTuple):
    """What a place keeps over the years, on the scale of log odds: one row a place."""

    minority: Reals
    deprivations: Reals
    causes: Reals
    women: Reals

    def averaged(self, weights: Reals) -> "Traits":
        """The traits of places made of these: ``weights`` has a row for each new place, summing to 1."""
        means = (log_odds(weights @ share_of(of_all)) for of_all in self)
        return Traits(*means)


def traits_of(rng: np.random.Generator, province: str, region: str, risk: Reals) -> Traits:
    """The traits of a province's places: poorer places have more minorities and deprivations."""
    count = len(risk)
    relative = _standardised(np.log(risk))
    share = MINORITIES.get(province, USUAL_MINORITY) / 100
    tilt = np.array([OF_REGION[region].get(name, 0.0) for name in DEPRIVATIONS])
    common = rng.normal(0, 0.2, (1, len(DEPRIVATIONS))) + tilt + log_odds(np.array(DEPRIVED))
    own = rng.normal(0, 0.25, (count, len(DEPRIVATIONS))) + 0.25 * relative[:, None]
    causes = log_odds(np.array(NAMED)) + rng.normal(0, 0.3, (count, len(CAUSES)))
    return Traits(
        minority=log_odds(np.array(share)) + 0.9 * relative + rng.normal(0, 0.7, count),
        deprivations=common + own,
        causes=causes,
        women=rng.normal(0, 0.2, count),
    )


def _standardised(values: Reals) -> Reals:
    spread = float(values.std())
    centred: Reals = (values - values.mean()) / (spread or 1.0)
    return centred


def log_odds(share: Reals) -> Reals:
    """The log odds of shares between 0 and 1."""
    odds: Reals = np.log(share / (1 - share))
    return odds


def share_of(odds: Reals) -> Reals:
    """The shares that have these log odds."""
    share: Reals = 1 / (1 + np.exp(-odds))
    return share


def deprivations(rng: np.random.Generator, lists: Lists, traits: Traits, year: int) -> Figures:
    """Forms 4 and 6: a poor household lacks at least three of twelve, a near-poor one at most two."""
    share = share_of(traits.deprivations - 0.05 * (year - 2022))
    poor = rng.binomial(lists.poor[:, None], share)
    poor = _raised(poor, lists.poor[:, None], 3 * lists.poor)
    near = rng.binomial(lists.near_poor[:, None], share * OF_NEAR_POOR)
    all_near = lists.near_poor[:, None]
    not_lacking = _raised(all_near - near, all_near, 10 * lists.near_poor)
    return _by_deprivation("poor", poor) | _by_deprivation("near_poor", all_near - not_lacking)


def _raised(counts: Counts, limit: Counts, at_least: Counts) -> Counts:
    """``counts`` filled up from the left, none above ``limit``, until each row makes ``at_least``."""
    room = limit - counts
    missing = np.maximum(at_least - counts.sum(axis=1), 0)[:, None]
    filled_before = np.cumsum(room, axis=1) - room
    raised: Counts = counts + np.clip(missing - filled_before, 0, room)
    return raised


def _by_deprivation(of_list: str, counts: Counts) -> Figures:
    found: Figures = {f"{of_list}_deprivations_total": counts.sum(axis=1)}
    for place, name in enumerate(DEPRIVATIONS):
        found[f"{of_list}_deprived_{name}"] = counts[:, place]
    return found


def ethnicity(lists: Lists, members: Members, persons: Counts, traits: Traits) -> Figures:
    """Forms 9 and 12: Kinh and ethnic-minority households and persons; the two make the whole."""
    share = share_of(traits.minority)
    all_minority = np.round(lists.total * share).astype(np.int64)
    poor = _within(
        lists.poor * _with_odds(share, ODDS_OF_POOR_MINORITY),
        np.maximum(lists.poor - (lists.total - all_minority), 0),
        np.minimum(lists.poor, all_minority),
    )
    kinh_not_poor = lists.total - all_minority - (lists.poor - poor)
    near = _within(
        lists.near_poor * _with_odds(share, ODDS_OF_NEAR_MINORITY),
        np.maximum(lists.near_poor - kinh_not_poor, 0),
        np.minimum(lists.near_poor, all_minority - poor),
    )
    found = {
        "households_ethnic_minority": all_minority,
        "households_kinh": lists.total - all_minority,
    }
    for of_list, minority, listed in (("poor", poor, lists.poor), ("near_poor", near, lists.near_poor)):
        found[f"{of_list}_households_ethnic_minority"] = minority
        found[f"{of_list}_households_kinh"] = listed - minority
    return found | _minority_persons(found, lists, members, persons)


def _minority_persons(found: Figures, lists: Lists, members: Members, persons: Counts) -> Figures:
    poor, near = (found[f"{of_list}_households_ethnic_minority"] for of_list in ("poor", "near_poor"))
    other = found["households_ethnic_minority"] - poor - near
    in_poor = _persons_in(poor, lists.poor, members.poor)
    in_near = _persons_in(near, lists.near_poor, members.near_poor)
    in_other = _persons_in(other, lists.others, persons - members.poor - members.near_poor)
    return {
        "poor_persons_ethnic_minority": in_poor,
        "near_poor_persons_ethnic_minority": in_near,
        "persons_ethnic_minority": in_poor + in_near + in_other,
        "persons_kinh": persons - in_poor - in_near - in_other,
    }


def _persons_in(some: Counts, households: Counts, persons: Counts) -> Counts:
    more: Counts = some + (persons - households) * some // np.maximum(households, 1)
    return more


def _with_odds(share: Reals, factor: float) -> Reals:
    return factor * share / (factor * share + 1 - share)


def _within(wanted: Reals, low: Counts, high: Counts) -> Counts:
    return np.clip(np.round(wanted).astype(np.int64), low, high)


def groups(rng: np.random.Generator, lists: Lists, traits: Traits, found: Figures) -> Figures:
    """Form 8, whose parts may overlap, and women at the head of households of form 12."""
    drawn: Figures = {}
    for place, (of_list, listed) in enumerate((("poor", lists.poor), ("near_poor", lists.near_poor))):
        parts = [found[f"{of_list}_households_ethnic_minority"]]
        for group in GROUPS[:2]:
            parts.append(rng.binomial(listed, IN_GROUP[group][place]))
            drawn[f"{of_list}_households_{group}"] = parts[-1]
        least = np.maximum(listed - sum(parts), 0)
        most = listed - np.max(np.stack(parts), axis=0)
        drawn[f"{of_list}_households_{GROUPS[2]}"] = least + rng.binomial(most - least, 0.3)
        women = share_of(log_odds(np.array(HEADED_BY_WOMEN[place])) + traits.women)
        drawn[f"{of_list}_households_headed_by_women"] = rng.binomial(listed, women)
    return drawn


def causes(rng: np.random.Generator, lists: Lists, traits: Traits) -> Figures:
    """Form 10: each listed household names at least one cause, many name several."""
    drawn: Figures = {}
    for of_list, listed in (("poor", lists.poor), ("near_poor", lists.near_poor)):
        named = _raised(rng.binomial(listed[:, None], share_of(traits.causes)), listed[:, None], listed)
        for place, name in enumerate(CAUSES):
            drawn[f"{of_list}_cause_{name}"] = named[:, place]
    return drawn
