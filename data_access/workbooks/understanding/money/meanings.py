"""Which fund and stage the words of a money column name together; or why they name none."""

from collections.abc import Sequence
from typing import NamedTuple

from data_access.workbooks.understanding.parsing import Parsed

FACETS = ("budget", "nature", "stage", "carried", "status", "programme", "project", "day", "measure", "whole")
# What a title says of all columns that do not say it themselves.
OF_TITLES = ("budget", "nature", "stage", "carried", "status", "programme", "project", "day")
# A plan that is given to a place is what it was assigned.
_NARROWED = {("state_budget", "central"), ("state_budget", "local"), ("planned", "assigned")}
PARTED = ("central", "local")


class MoneyMeaning(NamedTuple):
    """What a money column is of: the one value of each facet, with its years; ``fund`` "" where none is said.

    Reasons are ``words`` (some are not understood: ``unknown``), ``contradiction`` (``unknown`` are the two),
    ``years`` (more than one), ``share`` (a rate, which is no amount), ``no_stage``, ``no_fund``, ``whole`` (a
    total, of which the columns beside it say what it sums up). ``of_title`` are the facets that the title
    says.
    """

    said: dict[str, str]
    fund: str = ""
    years: tuple[int, ...] = ()
    period: tuple[int, int] | None = None
    reason: str = ""
    unknown: tuple[str, ...] = ()
    of_title: tuple[str, ...] = ()

    def value(self, facet: str) -> str:
        """What is said of a facet, "" for nothing."""
        return self.said.get(facet, "")


def money_meaning(levels: Sequence[Parsed], above: Parsed) -> MoneyMeaning:
    """What the headings of a column mean, from the outermost to its own, under a title."""
    unknown = tuple(word for level in levels for word in level.unknown)
    years = tuple(dict.fromkeys(year for level in levels for year in level.years))
    periods = [period for level in levels for period in level.periods]
    if unknown:
        return MoneyMeaning({}, reason="words", unknown=unknown)
    if len(years) > 1 or (not years and len(set(periods)) > 1):
        return MoneyMeaning({}, reason="years", unknown=tuple(map(str, years)))
    found = _said(levels)
    if isinstance(found, MoneyMeaning):
        return found
    said, of_title = _with_title(found, above)
    if of_title is None:
        return MoneyMeaning({}, reason="contradiction", unknown=tuple(said.values()))
    meaning = MoneyMeaning(said, years=years, period=periods[0] if periods else None, of_title=of_title)
    return _named(meaning)


def _said(levels: Sequence[Parsed]) -> dict[str, str] | MoneyMeaning:
    said: dict[str, str] = {}
    for level in levels:
        for facet in FACETS:
            for value in _values(level, facet):
                before = said.get(facet, value)
                if before != value and (before, value) not in _NARROWED:
                    return MoneyMeaning({}, reason="contradiction", unknown=(before, value))
                said[facet] = value
    return said


def _values(level: Parsed, facet: str) -> tuple[str, ...]:
    """The values of a facet; «kế hoạch vốn được giao» is assigned, whichever word comes first."""
    values = level.values(facet)
    if facet == "stage" and set(values) == {"planned", "assigned"}:
        return ("assigned",)
    return values


def _with_title(said: dict[str, str], above: Parsed) -> tuple[dict[str, str], tuple[str, ...] | None]:
    """What headings say with what the title adds; None for the facets of a title that contradicts them."""
    added: dict[str, str] = {}
    for facet in OF_TITLES:
        values = _values(above, facet)
        if len(values) != 1:
            continue
        own = said.get(facet)
        if own is None:
            added[facet] = values[0]
        elif (
            facet in ("budget", "nature", "programme")
            and own != values[0]
            and (values[0], own) not in _NARROWED
        ):
            return {"title": values[0], "own": own}, None
    return said | added, tuple(added)


def _named(meaning: MoneyMeaning) -> MoneyMeaning:
    if meaning.value("measure") == "rate":
        return meaning._replace(reason="share")
    if not meaning.value("stage"):
        return meaning._replace(reason="no_stage")
    fund = fund_of(meaning.value("budget"), meaning.value("nature"))
    if fund is None:
        return meaning._replace(
            reason="contradiction", unknown=(meaning.value("budget"), meaning.value("nature"))
        )
    if not fund:
        return meaning._replace(reason="whole" if meaning.value("whole") else "no_fund")
    return meaning._replace(fund=fund)


def fund_of(budget: str, nature: str) -> str | None:
    """The fund of a budget and what it is spent for; "" where neither is said, None where there is none."""
    if budget in PARTED:
        return f"{budget}_{nature}" if nature else budget
    if budget in ("", "state_budget"):
        return nature or budget
    return None if nature else budget
