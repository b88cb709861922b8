"""The places that money of a place went to: its parts at one level, in the units that reported the period."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from data_access.money.money_question import MoneyQuestion
from ui.cached import area_frames, money_frames
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.shared_frames import shared_value
from ui.money.funding_choice import FundingChoice
from ui.text.place_key import NATION
from vocabulary.vintages import NEW, OLD


@dataclass(frozen=True)
class Parts:
    """The parts of a place at a level and vintage: right below ``parent``, or all of the country."""

    level: str
    vintage: str
    parent: tuple[str, str] | None

    def question(self, chosen: FundingChoice, stage: str | None) -> MoneyQuestion:
        """Return the question for the money of every part."""
        question = chosen.question(stage)
        return replace(question, level=self.level, vintage=self.vintage, code=None, parent=self.parent)


def levels_below(edition: Edition, chosen: FundingChoice) -> list[str]:
    """Return the levels whose places can be shown side by side in a place, the largest first."""
    place = chosen.place
    if chosen.is_plan_together:
        return ["province"] if place == NATION or place.level == "region" else []
    if place == NATION:
        return (
            ["province", "commune"]
            if vintage_of(edition, chosen, "province") == NEW
            else ["province", "district"]
        )
    if place.level == "region":
        return ["province"]
    if place.level == "province":
        return ["commune"] if place.vintage == NEW else ["district"]
    return ["commune"] if place.level == "district" else []


def parts_at(edition: Edition, chosen: FundingChoice, level: str) -> Parts:
    """Return the parts of the chosen place at one of its levels."""
    if chosen.place == NATION:
        return Parts(level, vintage_of(edition, chosen, level), None)
    return Parts(level, chosen.place.vintage, (chosen.place.level, chosen.place.code))


def vintage_of(edition: Edition, chosen: FundingChoice, level: str) -> str:
    """Return the vintage whose provinces report most of what was assigned, or planned, in the period."""
    return OLD if level == "district" else _vintage_reported(edition, chosen)


@shared_value(FRAMES_KEPT)
def _vintage_reported(edition: Edition, chosen: FundingChoice) -> str:
    counted = {vintage: _provinces_reported(edition, chosen, vintage) for vintage in (OLD, NEW)}
    return NEW if counted[NEW] >= counted[OLD] and counted[NEW] > 0 else OLD


def _provinces_reported(edition: Edition, chosen: FundingChoice, vintage: str) -> float:
    """Return the share of a vintage's provinces that money was assigned to, or planned for where more."""
    reported = money_frames.areas_by_stage(edition, Parts("province", vintage, None).question(chosen, None))
    most = reported.loc[reported["stage"].isin(["assigned", "planned"]), "areas"].max()
    return 0.0 if pd.isna(most) else float(most) / len(area_frames.areas(edition, "province", vintage))


def areas_of(edition: Edition, parts: Parts) -> pd.DataFrame:
    """Return the areas of the parts, with or without money."""
    known = area_frames.areas(edition, parts.level, parts.vintage)
    if parts.parent is None:
        return known
    mine = (known["parent_level"] == parts.parent[0]) & (known["parent_code"] == parts.parent[1])
    return known[mine].reset_index(drop=True)
