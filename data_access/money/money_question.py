"""Which money is meant: whose, where, at which stage, for what and when."""

from dataclasses import dataclass

from data_access.models.money import PLANS_TOGETHER


@dataclass(frozen=True)
class MoneyQuestion:
    """Which money is meant: whose, where, at which stage, for what, when.

    ``programme`` is named for the scope ``programme`` and for no other: ``three_programmes`` is what
    the three national programmes report together, ``all_programmes`` and ``two_programmes`` what was planned
    for all national programmes of a year, ``own_budget`` what an area pays by itself, ``wider`` what a source
    counts more widely than any programme. ``code`` names one area; without it every area
    of the level is meant, or with ``parent`` (level and code) each one right below that area.
    ``project`` includes its sub-projects; ``years`` keeps the periods that lie within them, ``period``
    that one alone. Raises ``ValueError`` where programme and scope do not fit.
    """

    vintage: str
    level: str
    code: str | None = None
    programme: str | None = None
    scope: str = "programme"
    stage: str | None = None
    project: str | None = None
    fund: str | None = None
    years: tuple[int, int] | None = None
    period: tuple[int, int] | None = None
    parent: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        if (self.scope == "programme") != (self.programme is not None):
            raise ValueError("name the programme, or a scope that is not one programme's")


def money_of(whose: str, vintage: str, level: str, code: str | None = None) -> MoneyQuestion:
    """Return the question for all money of a programme or one of PLANS_TOGETHER, of an area or a level."""
    if whose in PLANS_TOGETHER:
        return MoneyQuestion(vintage, level, code, scope=whose)
    return MoneyQuestion(vintage, level, code, programme=whose)
