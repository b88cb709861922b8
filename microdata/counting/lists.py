"""What forms 1, 4, 6 and 8 to 13 count of households at the end of a year, one sum an indicator."""

from __future__ import annotations

from collections.abc import Iterator

import ibis
from ibis.expr.types import BooleanValue, IntegerScalar, Table

from data_access.poverty.review_forms import LISTS
from microdata.schema import AVERAGE_FARM, CAUSED_BY, CHILDREN, KINH, LACKS

FARM = "average_living_standard_farm"
Sums = dict[str, IntegerScalar]


def households(which: BooleanValue) -> IntegerScalar:
    """Return how many households something is true of."""
    return which.sum().cast("int64").fill_null(0)


def persons(register: Table, which: BooleanValue) -> IntegerScalar:
    """Return how many members those households have."""
    return ibis.ifelse(which, register.members, 0).sum().cast("int64").fill_null(0)


def sums_of_all(register: Table, sets: frozenset[str]) -> Sums:
    """Return the sums over all households: their peoples, and farm households of average standard."""
    here = register.class_by_rule.notnull()
    parts = {"": here} | {f"_{name}": here & which for name, which in _peoples(register, sets)}
    sums: Sums = {}
    for name, which in parts.items():
        sums[f"households{name}" if name else "total_households"] = households(which)
        sums[f"persons{name}"] = persons(register, which)
    is_farm = (register.class_by_rule == AVERAGE_FARM).fill_null(False)
    sums[f"{FARM}_households"], sums[f"{FARM}_persons"] = households(is_farm), persons(register, is_farm)
    return sums


def _peoples(register: Table, sets: frozenset[str]) -> Iterator[tuple[str, BooleanValue]]:
    yield "kinh", register.people == KINH
    yield "ethnic_minority", register.people != KINH
    if "local" in sets:
        yield "local_minority", register.local_minority


def sums_of_lists(register: Table, sets: frozenset[str]) -> Sums:
    """Return the sums over poor and near-poor households."""
    return {
        code: total
        for of_list in LISTS
        for code, total in _sums_of_list(
            register, of_list, (register.class_by_rule == of_list).fill_null(False), sets
        )
    }


def _sums_of_list(
    register: Table, of_list: str, is_on: BooleanValue, sets: frozenset[str]
) -> Iterator[tuple[str, IntegerScalar]]:
    yield f"{of_list}_households", households(is_on)
    yield f"{of_list}_persons", persons(register, is_on)
    for name, which in (*_peoples(register, sets), *_groups(register, sets)):
        yield f"{of_list}_households_{name}", households(is_on & which)
        yield f"{of_list}_persons_{name}", persons(register, is_on & which)
    yield f"{of_list}_households_headed_by_women", households(is_on & (register.head_sex == "female"))
    for name, column in LACKS.items():
        yield f"{of_list}_deprived_{name}", households(is_on & register[column])
    for name, column in CAUSED_BY.items():
        yield f"{of_list}_cause_{name}", households(is_on & register[column])
    for column in (one.name for one in CHILDREN) if "children" in sets else ():
        yield f"{of_list}_{column}", ibis.ifelse(is_on, register[column], 0).sum().cast("int64").fill_null(0)


def _groups(register: Table, sets: frozenset[str]) -> Iterator[tuple[str, BooleanValue]]:
    """Form 8: the groups may overlap; the others are those of none of them."""
    if "groups" in sets:
        yield "without_labour", register.without_labour
        yield "with_merit_member", register.with_merit_member
        in_none = ~register.without_labour & ~register.with_merit_member & (register.people == KINH)
        yield "in_other_groups", in_none
