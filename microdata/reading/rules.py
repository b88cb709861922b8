"""What is wrong with a row of a register: cells that are no value, and cells that contradict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

import ibis
from ibis.expr.types import BooleanValue, Value

from data_access.poverty.review_forms import LISTS
from microdata.schema import (
    CAUSED_BY,
    CHILDREN,
    CODE,
    CODE_FORM,
    COLUMNS,
    GONE,
    HASH,
    HASH_FORM,
    LACKS,
    STAYED,
    WHOLE,
    WORD,
    Column,
    sets_in,
)


class Rule(NamedTuple):
    """A rule by code and the column at which it is reported; ``broken`` is true of a row that breaks it."""

    code: str
    column: str
    broken: BooleanValue


def rules_of(raw: ibis.Table, values: Mapping[str, Value]) -> list[Rule]:
    """Return every rule that a register with these columns is held to."""
    cells = [rule for name in raw.columns for rule in _of_cell(COLUMNS[name], raw[name], values[name])]
    sets = sets_in(raw.columns)
    rows = [*_of_survey(values), *_of_lists(values)]
    rows += _of_movement(values) if "movement" in sets else [_class_missing(values)]
    rows += _of_children(values) if "children" in sets else []
    return [rule._replace(broken=rule.broken.fill_null(False)) for rule in (*cells, *rows)]


def _of_cell(column: Column, raw: Value, value: Value) -> Iterator[Rule]:
    if not column.may_be_empty:
        yield Rule("empty", column.name, raw.isnull())
    given = raw.notnull()
    if column.kind == WHOLE:
        fits = value.between(column.low, column.high).fill_null(False)
        yield Rule("not_in_range", column.name, given & ~fits)
    elif column.kind == WORD:
        yield Rule("unknown_word", column.name, given & ~value.isin(column.words))
    elif column.kind in (HASH, CODE):
        form, code = (HASH_FORM, "no_hash") if column.kind == HASH else (CODE_FORM, "no_code")
        yield Rule(code, column.name, given & ~value.re_search(form))
    elif raw.type().is_string():
        yield Rule("no_flag", column.name, given & value.isnull())


def _any(cells: list[BooleanValue]) -> BooleanValue:
    return reduce(or_, cells)


def _listed(values: Mapping[str, Value]) -> BooleanValue:
    return values["class_now"].isin(LISTS).fill_null(False)


def _of_survey(values: Mapping[str, Value]) -> Iterator[Rule]:
    lacking = [values[name] for name in LACKS.values()]
    unknown, known = _any([one.isnull() for one in lacking]), _any([one.notnull() for one in lacking])
    is_scored = values["score"].notnull()
    yield Rule("half_surveyed", "score", (is_scored & unknown) | (~is_scored & known))
    yield Rule("listed_not_surveyed", "score", _listed(values) & ~is_scored)


def _of_lists(values: Mapping[str, Value]) -> Iterator[Rule]:
    unsaid = _any([values[name].isnull() for name in CAUSED_BY.values()])
    yield Rule("cause_missing", next(iter(CAUSED_BY.values())), _listed(values) & unsaid)


def _class_missing(values: Mapping[str, Value]) -> Rule:
    return Rule("empty", "class_now", values["class_now"].isnull())


def _of_movement(values: Mapping[str, Value]) -> Iterator[Rule]:
    presence, before = values["presence"], values["class_before"]
    yield Rule("gone_with_class", "class_now", (presence == GONE) != values["class_now"].isnull())
    yield Rule("not_here_before", "class_before", (presence == STAYED) & before.isnull())
    was_here = presence.isin([STAYED, GONE]) & before.isin(LISTS)
    yield Rule("members_before_missing", "members_before", was_here & values["members_before"].isnull())
    yield Rule("left_later", "left_year", values["left_year"] > values["year"])


def _of_children(values: Mapping[str, Value]) -> Iterator[Rule]:
    of_all, *parts = (column.name for column in CHILDREN)
    yield Rule("more_than_members", of_all, values[of_all] > values["members"])
    for name in parts:
        yield Rule("more_than_children", name, values[name] > values[of_all])
