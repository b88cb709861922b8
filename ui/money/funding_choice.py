"""What the funding page shows, as chosen, and the money it asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data_access.models.money import PLANS_TOGETHER, STAGES
from data_access.money.money_question import MoneyQuestion, money_of
from ui.cached import area_frames, money_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_value
from ui.cached.visit import Visit
from ui.text.place_key import NATION, PlaceKey

EVERY = ""


DEFAULT_PROGRAMME = "NTP-SPR-2125"


Period = tuple[int, int]


@dataclass(frozen=True)
class FundingChoice:
    """Everything chosen; ``period`` is None where nothing is reported of the place for this programme.

    ``programme`` is the code of a programme, or the scope of a plan of several programmes together.
    """

    programme: str
    place: PlaceKey
    period: Period | None
    fund: str | None
    project: str | None

    def question(self, stage: str | None = None, *, of_period: bool = True) -> MoneyQuestion:
        """Return the question for the money of the place at a stage, of the chosen period or of every one."""
        return replace(
            money_of(self.programme, self.place.vintage, self.place.level, self.place.code),
            stage=stage,
            project=self.project,
            fund=self.fund,
            period=self.period if of_period else None,
        )

    @property
    def is_plan_together(self) -> bool:
        """Whether the money is planned for several programmes together."""
        return self.programme in PLANS_TOGETHER


@shared_value(FRAMES_KEPT)
def periods_of(edition: Edition, programme: str, place: PlaceKey) -> Sequence[Period]:
    """Return the periods with reported money of a place: those with most stages first, then the widest.

    Behind them, for the nation, those that only money of provinces is reported for.
    """
    question = money_of(programme, place.vintage, place.level, place.code)
    found = money_frames.rows(edition, question)
    reported = found[["period_from", "period_to", "stage"]].drop_duplicates()
    counted = Counter(_pairs(reported))
    if place == NATION:
        of_provinces = money_frames.periods(edition, replace(question, level="province", code=None))
        is_given = of_provinces["stage"].isin(["assigned", "planned"])
        counted.update(dict.fromkeys(_pairs(of_provinces[is_given]), 0))
    return sorted(counted, key=lambda period: (-counted[period], period[0] - period[1], -period[1]))


def _pairs(frame: pd.DataFrame) -> list[Period]:
    return list(zip(frame["period_from"].astype(int), frame["period_to"].astype(int), strict=True))


def staged(edition: Edition, chosen: FundingChoice, by: str, *, of_period: bool = True) -> pd.DataFrame:
    """Return the sums of every stage one below the other, by ``year``, ``project`` or ``fund``.

    Columns as the sums have them, and ``stage``. By year they are of every period.
    """
    question = {
        "year": money_frames.by_year,
        "project": money_frames.by_project,
        "fund": money_frames.by_fund,
    }[by]
    sums = question(edition, chosen.question(of_period=of_period))
    order = np.argsort([STAGES.index(stage) for stage in sums["stage"].tolist()], kind="stable")
    return sums.take(order).reset_index(drop=True)


def place_name(visit: Visit, place: PlaceKey) -> str:
    """Return the full name of a place that exists."""
    return visit.words.of(area_frames.area_row(visit.edition, place), "full_name")
