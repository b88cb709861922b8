"""What the projects did and what came of it in the smallest units of a province, in one year.

Counts hang on the money of the year and on the households that are listed. Names that begin with an
underscore are no measures: rates are computed from them at every level.
"""

from dataclasses import dataclass

import numpy as np

from data_access.demonstration.apportioning import Counts, Reals
from data_access.demonstration.geography import Ids
from data_access.demonstration.money.plan import LEAVES, Flags

Key = tuple[str, str | None]
Results = dict[Key, Counts]
GROUPS = ("group.poor", "group.near_poor", "group.newly_escaped")
OF_GROUPS = (0.48, 0.31, 0.21)
WORK = ("work.farm", "work.non_farm")
MARKETS = ("market.japan", "market.taiwan", "market.korea", "market.germany", "market.other")
OF_MARKETS = (0.44, 0.33, 0.12, 0.03, 0.08)
CREDIT = ("credit.poor", "credit.near_poor", "credit.newly_escaped", "credit.job_creation", "credit.water")
OF_CREDIT = (0.2, 0.24, 0.21, 0.22, 0.13)


@dataclass(frozen=True)
class Units:
    """The units of a province in a year: what there is before anything is done.

    ``money`` is what is assigned by unit and leaf, in million đồng.
    """

    year: int
    ids: Ids
    households: Counts
    poor: Counts
    near_poor: Counts
    escaped: Counts
    minority_share: Reals
    money: Counts
    in_poor_area: Flags
    in_poor_district: Flags

    def of(self, leaf: str) -> Counts:
        """Million đồng for a leaf."""
        amounts: Counts = self.money[:, list(LEAVES).index(leaf)]
        return amounts

    @property
    def listed(self) -> Counts:
        """Poor and near-poor households."""
        return self.poor + self.near_poor


def results_of(rng: np.random.Generator, units: Units) -> Results:
    """All results but those of the livelihood models, which are counted from their register."""
    found: Results = {}
    for part in (_works, _production, _training, _abroad, _jobs, _houses, _information, _capacity, _credit):
        found |= part(rng, units)
    found["households_escaped_multidimensional_poverty", None] = units.escaped
    return found


def _about(rng: np.random.Generator, expected: Reals) -> Counts:
    counts: Counts = rng.poisson(np.maximum(expected, 0))
    return counts


def _of(rng: np.random.Generator, whole: Counts, share: float | Reals) -> Counts:
    counts: Counts = rng.binomial(whole, np.clip(share, 0, 1))
    return counts


def _split(
    rng: np.random.Generator, measure: str, whole: Counts, names: tuple[str, ...], by: object
) -> Results:
    parts = rng.multinomial(whole, by)  # type: ignore[arg-type]
    return {(measure, name): parts[:, place] for place, name in enumerate(names)}


def _people(rng: np.random.Generator, measure: str, whole: Counts, units: Units) -> Results:
    """All, by the three groups of households, and of them the minorities and women."""
    found: Results = {(measure, None): whole} | _split(rng, measure, whole, GROUPS, OF_GROUPS)
    found[measure, "ethnic_minority"] = _of(rng, whole, units.minority_share)
    found[measure, "women"] = _of(rng, whole, 0.43)
    return found


def _works(rng: np.random.Generator, units: Units) -> Results:
    money = units.of("P1.1") + units.of("P1.2")
    planned = np.where(money > 0, 1 + money // 2_600, 0)
    done = _of(rng, planned, 0.6 + 0.06 * (units.year - 2022))
    kept = _about(rng, money / 4_000)
    return {
        ("infrastructure_works_planned", None): planned,
        ("infrastructure_works_invested", None): planned,
        ("infrastructure_works_completed", None): done,
        ("infrastructure_works_maintained", None): kept,
        ("infrastructure_works_built_or_maintained", None): done + kept,
    }


def _production(rng: np.random.Generator, units: Units) -> Results:
    projects = np.where(units.of("P3.1") > 0, 1 + _about(rng, units.of("P3.1") / 700), 0)
    households = np.minimum(_about(rng, units.of("P3.1") / 14.0), units.listed)
    children = np.minimum(_about(rng, units.of("P3.2") / 1.1), 2 * units.listed)
    measured = units.listed + 2 * units.poor
    found = _people(rng, "households_supported_in_production", households, units)
    return found | {
        ("production_support_projects", None): projects,
        ("households_in_production_projects", None): _of(rng, households, 0.55),
        ("children_reached_by_nutrition", None): children,
        ("_children_measured", None): measured,
        ("_children_stunted", None): _of(rng, measured, 0.27 - 0.012 * (units.year - 2022)),
    }


def _training(rng: np.random.Generator, units: Units) -> Results:
    classes = _about(rng, units.of("P4.1") / 190)
    trainees = classes * 24 + _of(rng, classes * 10, 0.5)
    employed = _of(rng, trainees, 0.74)
    labour = units.households * 2
    certified = _of(rng, labour, 0.22 + 0.01 * (units.year - 2022))
    trained = certified + _of(rng, labour - certified, 0.36)
    found = _people(rng, "vocational_trainees", trainees, units)
    found |= _split(rng, "vocational_trainees", trainees, WORK, (0.58, 0.42))
    found |= {("trainees_employed", None): employed}
    found |= _split(rng, "trainees_employed", employed, GROUPS, OF_GROUPS)
    return found | {
        ("vocational_classes", None): classes,
        ("trainees_still_employed", None): _of(rng, employed, 0.81),
        ("_labour", None): labour,
        ("_labour_certified", None): certified,
        ("_labour_trained", None): trained,
    }


def _abroad(rng: np.random.Generator, units: Units) -> Results:
    trained = _about(rng, units.of("P4.2") / 11.0)
    supported = _of(rng, trained, 0.8)
    gone = _of(rng, supported, 0.72)
    found: Results = {
        ("persons_trained_for_work_abroad", None): trained,
        ("workers_supported_to_work_abroad", None): supported,
        ("workers_abroad", None): gone,
        ("workers_abroad_all", None): gone + _about(rng, units.households / 1_500.0),
    }
    found |= _split(rng, "workers_abroad", gone, MARKETS, OF_MARKETS)
    return found | _split(rng, "workers_abroad", gone, GROUPS, OF_GROUPS)


def _jobs(rng: np.random.Generator, units: Units) -> Results:
    seekers = _about(rng, units.of("P4.3") / 2.2)
    return {
        ("job_fairs", None): _about(rng, units.of("P4.3") / 420),
        ("employers_with_information_updated", None): _about(rng, units.of("P4.3") / 9),
        ("job_seekers_with_information_updated", None): seekers,
        ("workers_connected_to_jobs", None): _of(rng, seekers, 0.31),
    }


def _houses(rng: np.random.Generator, units: Units) -> Results:
    planned = np.minimum(units.of("P5") // 46, units.listed // 3) * (units.year > 2022)
    started = _of(rng, planned, 0.92)
    done = _of(rng, started, 0.88)
    temporary = _of(rng, units.poor, 0.04 + 0.02 * (units.year - 2022))
    found: Results = {
        ("houses_planned_for_poor_near_poor", None): planned,
        ("houses_started", None): started,
        ("houses_completed", None): done,
        ("houses_meeting_standard", None): _of(rng, done, 0.95),
        ("houses_also_helped_by_others", None): _of(rng, done, 0.012),
        ("temporary_houses_replaced", None): done + temporary,
        ("houses_built_or_repaired_campaign", None): done + temporary + _of(rng, units.near_poor, 0.03),
    }
    return found | _split(rng, "houses_completed", done, ("group.poor", "group.near_poor"), (0.66, 0.34))


def _information(rng: np.random.Generator, units: Units) -> Results:
    wanting = _of(rng, units.listed, 0.9)
    received = _about(rng, units.of("P6.2") / 9)
    return {
        ("_wanting_internet", None): wanting,
        ("_having_internet", None): _of(rng, wanting, 0.68 + 0.06 * (units.year - 2022)),
        ("information_points", None): _of(rng, (units.of("P6.1") > 25).astype(np.int64), 0.45),
        ("communication_products", None): _about(rng, units.of("P6.2") / 3),
        ("communication_events", None): _about(rng, units.of("P6.2") / 7),
        ("communicators", None): np.where(units.of("P6.2") > 0, 2 + _about(rng, units.of("P6.2") / 20), 0),
        ("feedback_received", None): received,
        ("feedback_answered_in_time", None): _of(rng, received, 0.83),
    }


def _capacity(rng: np.random.Generator, units: Units) -> Results:
    officers = 3 + (units.listed > 150).astype(np.int64)
    due = np.full(len(units.ids), 4)
    missions = _about(rng, units.of("P7.2") / 90) + 1
    return {
        ("_officers", None): officers,
        ("officers_trained", None): _of(rng, officers, 0.7 + 0.06 * (units.year - 2022)),
        ("_reports_due", None): due,
        ("_reports_on_time", None): _of(rng, due, 0.8 + 0.03 * (units.year - 2022)),
        ("inspection_missions", None): missions,
        ("findings_closed", None): _of(rng, missions * 3, 0.7),
    }


def _credit(rng: np.random.Generator, units: Units) -> Results:
    """Policy credit in đồng; borrowers are more than the listed households."""
    borrowers = units.listed + _of(rng, units.households - units.listed, 0.14)
    growth = 1 + 0.11 * (units.year - 2022)
    owed = np.floor(borrowers * rng.uniform(38, 52, len(borrowers)) * growth).astype(np.int64) * 10**6
    lent = np.floor(owed * rng.uniform(0.28, 0.36, len(owed)) / 10**6).astype(np.int64) * 10**6
    wanting = _of(rng, units.listed, 0.7)
    found: Results = {
        ("vbsp_outstanding_loans", None): owed,
        ("vbsp_total_policy_credit_capital", None): owed + owed // 50,
        ("vbsp_local_entrusted_capital", None): owed // 11,
        ("vbsp_lending_in_period", None): lent,
        ("_overdue", None): np.floor(owed * rng.uniform(0.0, 0.006, len(owed))).astype(np.int64),
        ("vbsp_borrowing_households", None): borrowers,
        ("vbsp_poor_near_poor_households_lent", None): _of(rng, units.listed, 0.34),
        ("_wanting_a_loan", None): wanting,
        ("_having_a_loan", None): _of(rng, wanting, 0.94 + 0.015 * (units.year - 2022)),
        ("preferential_loans", None): _of(rng, borrowers, 0.3),
    }
    found |= _split(rng, "vbsp_borrowing_households", borrowers, CREDIT, OF_CREDIT)
    income = rng.integers(10_500, 13_000, len(borrowers)) * 1000 * (1 + 0.09 * (units.year - 2022))
    return found | {
        ("_poor_households", None): units.poor,
        ("_income_of_poor", None): units.poor * np.floor(income).astype(np.int64),
    }
