"""Rules that figures must keep, asked of the whole store: identities, limits, parts and totals."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from data_access.models import Area, Figure, Indicator
from data_access.quality.wide import side_by_side
from data_access.queries.small_cells import SMALL_LEVEL, SPECIAL
from data_access.workbooks.checking.figure_rules import AT_LEAST, AT_MOST, BALANCES

# Printed shares and sums of rounded thousands differ by halves; counts of households must agree exactly.
EXACT = 0.5
# Reported together with areas of other parents, or twice: never a part of the area it belongs to.
GROUP = "group"
BROKEN_COLUMNS = ("kind", "indicator_code", "code", "name_vi", "name_en", "said", "expected", "hidden")


class Rule(NamedTuple):
    """One rule as columns: what ``of`` must be, at most or at least, of the sum of others."""

    kind: str
    of: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    times: int = 1

    @property
    def codes(self) -> tuple[str, ...]:
        """Every indicator that the rule is about."""
        return self.of, *self.plus, *self.minus


RULES = (
    *(Rule("balance", rule.total, rule.plus, rule.minus) for rule in BALANCES),
    *(Rule("at_most", rule.part, (rule.whole,), times=rule.times) for rule in AT_MOST),
    *(Rule("at_least", rule.part, (rule.whole,), times=rule.times) for rule in AT_LEAST),
)


def broken_rules(session: Session, *, vintage: str, level: str, year: int) -> pd.DataFrame:
    """Every place whose figures of a year break a rule, by rule and area code.

    ``kind`` is ``balance`` (a total is not what it is made of: the flow identities of forms 2 and 3 among
    them), ``at_most`` or ``at_least``; ``said`` is the value of ``indicator_code`` and ``expected`` what
    the others come to. A place that lacks one of the figures is not judged. ``hidden`` marks numbers that
    may not be shown. The rules are those that uploads are checked by.
    """
    codes = {code for rule in RULES for code in rule.codes}
    wide = side_by_side(session, codes, vintage=vintage, level=level, year=year)
    broken = [part for rule in RULES for part in broken_by(rule, wide, level)]
    if not broken:
        return pd.DataFrame(columns=list(BROKEN_COLUMNS))
    return pd.concat(broken, ignore_index=True)[list(BROKEN_COLUMNS)]


def broken_by(rule: Rule, wide: pd.DataFrame, level: str) -> Iterator[pd.DataFrame]:
    """The places of a wide frame that break one rule, if any do; columns as in ``broken_rules``."""
    if not set(rule.codes) <= set(wide.columns):
        return
    judged = wide.dropna(subset=list(rule.codes))
    expected = (judged[list(rule.plus)].sum(axis=1) - judged[list(rule.minus)].sum(axis=1)) * rule.times
    too_much, too_little = judged[rule.of] > expected + EXACT, judged[rule.of] < expected - EXACT
    bad = {"balance": too_much | too_little, "at_most": too_much, "at_least": too_little}[rule.kind]
    if bad.any():
        found = pd.DataFrame({"said": judged.loc[bad, rule.of], "expected": expected[bad]}).reset_index()
        special = level == SMALL_LEVEL and bool(set(rule.codes) & SPECIAL)
        yield found.assign(kind=rule.kind, indicator_code=rule.of, hidden=special)


def parts_and_totals(session: Session, *, vintage: str, year: int) -> pd.DataFrame:
    """Every count of an area that is not the sum of the areas right below it, by indicator and code.

    Columns ``indicator_code``, ``level``, ``code``, ``name_vi``, ``name_en``, ``said``, ``expected``.
    Asked only where each area below reports an exact number: a sum of some of them is no total.
    """
    part, below, whole = aliased(Figure), aliased(Area), aliased(Area)
    total, due = func.sum(col(part.value)), areas_below(vintage)
    statement = (
        select(
            *(col(getattr(whole, name)) for name in ("level", "code", "name_vi", "name_en")),
            col(Figure.indicator_code),
            col(Figure.value),
            total,
        )
        .select_from(Figure)
        .join(whole, col(whole.id) == col(Figure.area_id))
        .join(Indicator, col(Indicator.code) == col(Figure.indicator_code))
        .join(below, col(below.parent_id) == col(whole.id))
        .join(due, due.c.parent_id == col(whole.id))
        .join(
            part,
            (col(part.area_id) == col(below.id))
            & (col(part.indicator_code) == col(Figure.indicator_code))
            & (col(part.year) == year)
            & (col(part.preference) == 1)
            & (col(part.qualifier) == "exact")
            & col(part.value).is_not(None),
        )
        .where(col(below.vintage) == vintage, col(below.level) != GROUP)
        .where(col(Figure.year) == year, col(Figure.preference) == 1, col(Figure.qualifier) == "exact")
        .where(col(Figure.value).is_not(None), col(Indicator.roll_up) == "sum")
        .group_by(*(col(getattr(whole, name)) for name in ("id", "level", "code", "name_vi", "name_en")))
        .group_by(col(Figure.indicator_code), col(Figure.value), due.c.areas)
        .having((func.count() == due.c.areas) & (func.abs(col(Figure.value) - total) > EXACT))
        .order_by(col(Figure.indicator_code), col(whole.level), col(whole.code))
    )
    names = ["level", "code", "name_vi", "name_en", "indicator_code", "said", "expected"]
    return pd.DataFrame(session.execute(statement).all(), columns=names)


def areas_below(vintage: str) -> Subquery:
    """How many ``areas`` of a vintage are directly below each ``parent_id``; groups of areas are no parts."""
    return (
        select(col(Area.parent_id).label("parent_id"), func.count().label("areas"))
        .where(col(Area.vintage) == vintage, col(Area.level) != GROUP, col(Area.parent_id).is_not(None))
        .group_by(col(Area.parent_id))
        .subquery()
    )
