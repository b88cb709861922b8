"""The arithmetic of the demonstration is right for every country, not only for the one invented."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from data_access.demonstration.apportioning import apportion, by_risk
from data_access.demonstration.flows import household_flows, members_of, person_flows
from data_access.demonstration.generation import percentages
from data_access.demonstration.households import Lists, listed
from data_access.demonstration.profiles import deprivations, ethnicity, groups, traits_of
from data_access.demonstration.reform import year_after
from data_access.poverty.review_forms import FORMS

SEEDS = st.integers(0, 2**32 - 1)
PLACES = st.lists(
    st.tuples(st.integers(0, 5000), st.floats(0, 0.8), st.floats(0, 0.7)), min_size=1, max_size=9
)
Place = tuple[int, float, float]


def lists_of(places: list[Place]) -> Lists:
    total = np.array([place[0] for place in places])
    poor = np.array([int(place[0] * place[1]) for place in places])
    near = np.array([int((place[0] - int(place[0] * place[1])) * place[2]) for place in places])
    return Lists(total, poor, near)


@st.composite
def two_reviews(draw: st.DrawFn) -> tuple[Lists, Lists]:
    """The lists of the same places a year apart, however they changed."""
    before = draw(PLACES)
    after = draw(st.lists(st.tuples(st.floats(0, 0.8), st.floats(0, 0.7)), min_size=9, max_size=9))
    later = [(place[0], *shares) for place, shares in zip(before, after, strict=False)]
    return lists_of(before), lists_of(later)


@given(st.integers(0, 10**6), st.lists(st.floats(0.01, 1e4), min_size=1, max_size=50))
def test_parts_make_the_whole_and_none_is_above_its_share_rounded_up(
    total: int, weights: list[float]
) -> None:
    parts = apportion(total, np.array(weights))
    assert parts.sum() == total
    exact = np.array(weights) * (total / sum(weights))
    assert (np.abs(parts - exact) < 1 + 1e-6).all()


@given(PLACES, st.floats(0, 1), st.lists(st.floats(0.05, 30), min_size=9, max_size=9))
def test_households_at_risk_stay_below_the_ceiling(
    places: list[Place], share: float, risks: list[float]
) -> None:
    households, risk = lists_of(places).total, np.array(risks[: len(places)])
    total = int(0.75 * share * households.sum())
    chosen = by_risk(total, households, risk, 0.8)
    assert chosen.sum() == total
    assert (chosen <= np.ceil(0.8 * households)).all()
    assert (chosen >= 0).all()


@given(PLACES, st.floats(0, 0.7), st.floats(0, 0.2), st.lists(st.floats(0.05, 30), min_size=9, max_size=9))
def test_both_lists_fit_into_all_households(
    places: list[Place], poor: float, near: float, risks: list[float]
) -> None:
    total = lists_of(places).total
    wanted = int(poor * total.sum()), int(near * (1 - poor) * total.sum())
    lists = listed(total, *wanted, np.array(risks[: len(places)]))
    assert (lists.poor.sum(), lists.near_poor.sum()) == wanted
    assert (lists.others >= 0).all()


@given(two_reviews(), SEEDS)
def test_both_forms_close_for_households_and_persons(reviews: tuple[Lists, Lists], seed: int) -> None:
    rng = np.random.default_rng(seed)
    start, end = reviews
    size = np.full(len(start.total), 4.0)
    members = members_of(rng, start, size)
    households = household_flows(rng, start, end)
    persons, after = person_flows(rng, households, members, size)
    ends = {"poor_households": end.poor, "near_poor_households": end.near_poor}
    ends |= {"poor_persons": after.poor, "near_poor_persons": after.near_poor}
    found = households | persons
    for form in FORMS:
        left, joined = (sum(found[code] for code in codes) for codes in (form.decreases, form.increases))
        assert (found[form.start] - left + joined == ends[form.end]).all(), form.end
        assert (found[form.start] - left >= 0).all(), form.end
        assert all((found[code] >= 0).all() for code in form.codes)
    assert (after.poor >= end.poor).all()
    assert (after.near_poor >= end.near_poor).all()


@given(PLACES, SEEDS)
def test_the_lists_of_a_year_later_have_no_more_households_anywhere(places: list[Place], seed: int) -> None:
    start = lists_of(places)
    end = year_after(np.random.default_rng(seed), start)
    assert (end.poor <= start.poor).all()
    assert (end.near_poor <= start.near_poor).all()
    assert (end.others >= 0).all()


@given(PLACES, SEEDS)
def test_profiles_stay_within_the_lists(places: list[Place], seed: int) -> None:
    rng = np.random.default_rng(seed)
    lists = lists_of(places)
    members = members_of(rng, lists, np.full(len(places), 4.0))
    persons = members.poor + members.near_poor + 3 * lists.others
    traits = traits_of(rng, "14", "nmm", rng.uniform(0.1, 9, len(places)))
    lacking = deprivations(rng, lists, traits, 2023)
    assert (lacking["poor_deprivations_total"] >= 3 * lists.poor).all()
    assert (lacking["near_poor_deprivations_total"] <= 2 * lists.near_poor).all()
    people = ethnicity(lists, members, persons, traits)
    assert all((values >= 0).all() for values in people.values())
    assert (people["persons_kinh"] >= people["households_kinh"]).all()
    grouped = groups(rng, lists, traits, people)
    assert (grouped["poor_households_in_other_groups"] <= lists.poor).all()


@given(st.integers(0, 10**7), st.integers(1, 10**8))
def test_percentages_are_rounded_half_up(part: int, whole: int) -> None:
    part = min(part, whole)
    found = round(percentages(np.array([part]), np.array([whole]))[0] * 100)
    assert 2 * whole * found <= 20_000 * part + whole < 2 * whole * (found + 1)
