"""For which areas an office answers: below it, and across the reform, in both directions."""

import pytest

from data_access.accounts.area_tree import AreaTree
from data_access.accounts.rights import NATION, AreaKey

HA_GIANG, TUYEN_QUANG = ("v2008", "province", "02"), ("v2008", "province", "08")
DISTRICT, NEXT_DISTRICT = ("v2008", "district", "024"), ("v2008", "district", "070")
FIRST, SECOND, THIRD = (("v2008", "commune", code) for code in ("00688", "00691", "02200"))
NOW = ("v2025", "province", "08")
OF_BOTH, OF_ONE = ("v2025", "commune", "00700"), ("v2025", "commune", "02212")
ELSEWHERE = ("v2025", "province", "11")
ALL: tuple[AreaKey, ...] = (
    *(NATION, HA_GIANG, TUYEN_QUANG, DISTRICT, NEXT_DISTRICT, FIRST, SECOND, THIRD),
    *(NOW, OF_BOTH, OF_ONE, ELSEWHERE),
)
ABOVE = {
    **{HA_GIANG: NATION, TUYEN_QUANG: NATION, NOW: NATION, ELSEWHERE: NATION},
    **{DISTRICT: HA_GIANG, NEXT_DISTRICT: TUYEN_QUANG, FIRST: DISTRICT, SECOND: DISTRICT},
    **{THIRD: NEXT_DISTRICT, OF_BOTH: NOW, OF_ONE: NOW},
}
WENT = [(HA_GIANG, NOW), (TUYEN_QUANG, NOW), (FIRST, OF_BOTH), (SECOND, OF_BOTH), (THIRD, OF_ONE)]
NUMBERS = {key: number for number, key in enumerate(ALL, start=1)}


def tree_of(went: list[tuple[AreaKey, AreaKey]]) -> AreaTree:
    return AreaTree(
        {number: key for key, number in NUMBERS.items()},
        {NUMBERS[below]: NUMBERS[above] for below, above in ABOVE.items()},
        tuple((NUMBERS[one], NUMBERS[other]) for one, other in went),
    )


TREE = tree_of(WENT)


def reached(key: AreaKey, tree: AreaTree = TREE) -> set[AreaKey]:
    return {tree.keys[number] for number in tree.reach(key)}


def test_province_of_today_covers_its_communes_and_all_that_it_was_made_of() -> None:
    assert reached(NOW) == set(ALL) - {NATION, ELSEWHERE}


def test_former_province_covers_what_is_made_of_its_communes_alone() -> None:
    assert reached(HA_GIANG) == {HA_GIANG, DISTRICT, FIRST, SECOND, OF_BOTH}


def test_commune_of_today_covers_the_communes_and_the_district_that_went_into_it() -> None:
    assert reached(OF_BOTH) == {OF_BOTH, FIRST, SECOND, DISTRICT}
    assert reached(FIRST) == {FIRST}


def test_unit_that_went_into_two_belongs_to_neither() -> None:
    parted = tree_of([*WENT, (FIRST, OF_ONE)])
    assert FIRST not in reached(OF_BOTH, parted)
    assert FIRST in reached(NOW, parted)


def test_nation_covers_everything_and_an_unknown_area_nothing() -> None:
    assert reached(NATION) == set(ALL)
    assert reached(("v2025", "province", "99")) == set()


@pytest.mark.parametrize("place", ALL)
def test_areas_that_hold_a_place_are_those_that_reach_it(place: AreaKey) -> None:
    holding = {key for key in ALL if place in reached(key)}
    assert TREE.holders([NUMBERS[place]]) == holding | {NATION}


def test_several_places_are_held_by_what_holds_each_of_them() -> None:
    assert TREE.holders([NUMBERS[FIRST], NUMBERS[SECOND]]) == {OF_BOTH, DISTRICT, HA_GIANG, NOW, NATION}
    assert TREE.holders([NUMBERS[FIRST], NUMBERS[THIRD]]) == {NOW, NATION}
    assert TREE.holders([]) == {NATION}
