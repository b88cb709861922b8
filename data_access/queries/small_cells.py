"""Small counts of special groups are never shown: the one place that holds the rule.

A commune with two poor households headed by women lets its neighbours know which two. So a count of a special
group from 1 to 4 in a commune is answered as suppressed, and so is a rate made of it. Queries of figures
ask for ``shown_column`` in place of the column itself; the number stays in the store, for the sums of
districts and provinces and for checks.
"""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, literal, null, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from data_access.models import Area, Figure

FEWEST_SHOWN = 5
SMALL_LEVEL = "commune"
SUPPRESSED = "suppressed"
OF_GROUPS = (
    *("ethnic_minority", "local_minority", "headed_by_women", "without_labour"),
    *("with_merit_member", "in_other_groups"),
)
# Counts of a group of people whom a small number would point out.
SPECIAL = frozenset(
    f"{of_list}_{unit}_{group}"
    for of_list in ("poor", "near_poor")
    for unit in ("households", "persons")
    for group in OF_GROUPS
)
# Rates whose numerator is such a count.
MADE_OF = {
    "poor_household_rate_ethnic_minority": "poor_households_ethnic_minority",
    "near_poor_household_rate_ethnic_minority": "near_poor_households_ethnic_minority",
    "poor_household_rate_local_minority": "poor_households_local_minority",
    "near_poor_household_rate_local_minority": "near_poor_households_local_minority",
    "ethnic_minority_share_of_poor_households": "poor_households_ethnic_minority",
}
HIDDEN = ("value", "value_min", "value_max", "decimals")


def is_small(level: str, indicator_code: str, value: float | None) -> bool:
    """Whether a count may not be shown: the same rule for rows that are kept elsewhere."""
    return (
        level == SMALL_LEVEL and indicator_code in SPECIAL and value is not None and 0 < value < FEWEST_SHOWN
    )


def shown_column(name: str, indicator_code: str | None = None) -> ColumnElement[Any]:
    """A column of figures joined with areas as it may be shown: nothing, and ``suppressed``, for small cells.

    With ``indicator_code`` the statement asks for that indicator alone.
    """
    column: ColumnElement[Any] = getattr(Figure, name)
    touched = indicator_code is None or indicator_code in SPECIAL or indicator_code in MADE_OF
    if touched and name in HIDDEN:
        return case((_is_small(), null()), else_=column).label(name)
    if touched and name == "state":
        return case((_is_small(), literal(SUPPRESSED)), else_=column).label(name)
    return column


def hidden_condition() -> ColumnElement[bool]:
    """The condition on figures joined with areas that a figure is hidden, for the office whose it is."""
    return _is_small()


def _is_small() -> ColumnElement[bool]:
    return _condition(SPECIAL, tuple(MADE_OF.items()))


# A statement asks for it in five columns.
@cache
def _condition(special: frozenset[str], made_of: tuple[tuple[str, str], ...]) -> ColumnElement[bool]:
    counted = aliased(Figure)
    rates = [
        and_(
            col(Figure.indicator_code) == rate,
            exists().where(
                col(counted.area_id) == col(Figure.area_id),
                col(counted.year) == col(Figure.year),
                col(counted.indicator_code) == count,
                _few(counted),
            ),
        )
        for rate, count in made_of
    ]
    is_count = and_(col(Figure.indicator_code).in_(sorted(special)), _few(Figure))
    return and_(col(Area.level) == SMALL_LEVEL, or_(is_count, *rates))


def _few(figures: Any) -> ColumnElement[bool]:
    return and_(col(figures.value) > 0, col(figures.value) < FEWEST_SHOWN)
