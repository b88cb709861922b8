"""Sums of money by area, project and fund that the store keeps, made anew at each load for areas it touches.

For every choice of a project (or the whole programme) and a fund (or all money) the amounts that its sum adds
are added up here, by the rule of ``money_sums`` written for the database; a property test holds both.
A page that shows thousands of areas then reads a row or two of each in place of all its amounts. What stays
apart in a sum stays apart here: stages, periods, each year, with and without what was carried over; and so do
sources, qualifiers and ranges, by which it is known what a sum rests on and how exactly.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    and_,
    cast,
    column,
    delete,
    func,
    insert,
    literal,
    not_,
    select,
    union_all,
    values,
)
from sqlmodel import col

from data_access.models import Money, MoneySum
from data_access.models.money_sum import EVERY
from data_access.money.money_counting import IN_KIND, project_parents
from data_access.money.money_sums import OF_PROGRAMME, OF_PROJECT, OF_SUB_PROJECT
from data_access.store.column_types import TEXT

AREAS_AT_ONCE = 1000
ALIKE = ("period_from", "period_to", "stage", "each_year", "with_carried_over", "source_code", "qualifier")
KEY = ("area_id", "scope", "programme_code", "project_code", "fund", *ALIKE, "is_point")
BOUNDS = ("amount_min_vnd", "amount_max_vnd")


def keep_sums(connection: Connection, area_ids: Iterable[int] | None = None) -> None:
    """Make the sums of these areas again from their rows of money, as they are marked; without ids of all."""
    if area_ids is None:
        _make(connection, [], [])
        return
    wanted = sorted(set(area_ids))
    for start in range(0, len(wanted), AREAS_AT_ONCE):
        some = wanted[start : start + AREAS_AT_ONCE]
        _make(connection, [col(MoneySum.area_id).in_(some)], [col(Money.area_id).in_(some)])


def _make(connection: Connection, kept: list[ColumnElement[bool]], rows: list[ColumnElement[bool]]) -> None:
    connection.execute(delete(MoneySum).where(*kept))
    counted = _counted(project_parents(connection), rows)
    key = [counted.c[name] for name in KEY]
    bounds = [cast(func.sum(counted.c[name]), BigInteger).label(name) for name in BOUNDS]
    # In the order of the key the rows are written one behind the other.
    sums = select(*key, *bounds, func.count().label("reports")).group_by(*key).order_by(*key)
    connection.execute(insert(MoneySum).from_select([*KEY, *BOUNDS, "reports"], sums))


def _counted(parents: Mapping[str, str | None], rows: list[ColumnElement[bool]]) -> Any:
    """Return the amounts that count, each once for every choice in whose sum it does."""
    names = (column("project", TEXT), column("purpose", TEXT), column("below", Integer))
    purposes = values(*names, name="purposes").data(list(_purposes(parents))).cte("purposes")
    in_every = and_(
        not_(col(Money.in_wider_fund)), col(Money.fund) != IN_KIND, col(Money.beneath) < purposes.c.below
    )
    shown = (col(Money.preference) == 1, _bound("amount_min_vnd").is_not(None), *rows)
    of_every = _amounts(purposes, literal(EVERY, TEXT)).where(in_every, *shown)
    of_each = _amounts(purposes, col(Money.fund)).where(col(Money.beneath_in_fund) < purposes.c.below, *shown)
    return union_all(of_every, of_each).subquery("counted")


def _amounts(purposes: Any, fund: Any) -> Any:
    special = {
        "programme_code": func.coalesce(col(Money.programme_code), EVERY),
        "project_code": purposes.c.purpose,
        "fund": fund,
        "is_point": col(Money.amount_vnd).is_not(None),
    }
    named = [(special[name] if name in special else getattr(Money, name)).label(name) for name in KEY]
    bounds = [_bound(name).label(name) for name in BOUNDS]
    project = func.coalesce(col(Money.project_code), EVERY)
    return select(*named, *bounds).join_from(Money, purposes, project == purposes.c.project)


def _bound(name: str) -> Any:
    return func.coalesce(col(Money.amount_vnd), getattr(Money, name))


def _purposes(parents: Mapping[str, str | None]) -> Iterator[tuple[str, str, int]]:
    """Give what the money of each project, and of none, is for, and what the marks that count are below."""
    yield EVERY, EVERY, OF_PROGRAMME
    for project, parent in parents.items():
        yield project, EVERY, OF_PROGRAMME
        for purpose in filter(None, (project, parent)):
            yield project, purpose, OF_SUB_PROJECT if parents.get(purpose) else OF_PROJECT
