"""What is known of a project in a place: its money, its measures with their values or kinds of gap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from data_access.money.money_question import MoneyQuestion
from data_access.outcomes import measure_facts
from data_access.outcomes.measure_facts import (
    MeasureFact,
    deprivations_of,
    measure_fact,
    money_of_project,
    topic_measures,
)
from data_access.store.frames import Row, by_code
from ui.cached import figure_frames, money_frames, outcome_frames, target_frames
from ui.cached.editions import Edition
from ui.cached.project_reach import project_reach
from ui.cached.shared_frames import shared_value
from ui.text.place_key import NATION, PlaceKey

KINDS = ("activity", "output", "outcome")
# The project whose livelihood models are in a register of their own, with which the page opens.
LIVELIHOODS = "P2"
CREDIT, WIDER = measure_facts.CREDIT, measure_facts.WIDER


@dataclass(frozen=True)
class ProjectFacts:
    """A project in a place. ``reach`` is None where it is not known whether it applies here."""

    topic: str
    place: PlaceKey
    project: Row | None
    reach: bool | None
    facts: Mapping[str, MeasureFact]
    money: pd.DataFrame
    money_sources: tuple[str, ...]
    dimensions: tuple[tuple[Row, Row | None], ...]

    def of_kind(self, kind: str) -> list[MeasureFact]:
        """Return the measures of one step of the chain, those with a value first."""
        mine = [fact for fact in self.facts.values() if fact.measure["kind"] == kind]
        return sorted(mine, key=lambda fact: fact.gap != "")

    @property
    def reported(self) -> int:
        """How many measures have a value here."""
        return sum(fact.gap == "" for fact in self.facts.values())


@shared_value(128)
def project_facts(edition: Edition, topic: str, place: PlaceKey, this_year: int) -> ProjectFacts:
    """Return everything known of a topic in a place that exists; kept as it is and never changed."""
    project = by_code(outcome_frames.projects(edition)).get(topic)
    reach: bool | None = True
    # Somewhere in the country every project applies.
    if project is not None and place != NATION:
        reach = project_reach(edition, outcome_frames.PROGRAMME, place).get(topic)
    measures = topic_measures(target_frames.measures(edition), topic)
    values = outcome_frames.outcome_rows(edition, place)
    targets = target_frames.target_rows(edition, place, this_year)
    facts = {
        code: measure_fact(row, values.get(code, ()), targets.get(code, ()), reach)
        for code, row in by_code(measures).items()
    }
    deprivations = deprivations_of(
        measures, figure_frames.indicators(edition), figure_frames.figures_of_place(edition, place)
    )
    own = outcome_frames.own_money(edition, place)
    money = money_of_project(_sums(edition, place), own, topic)
    paid_by = _money_sources(edition, place, topic, own) if len(money) else ()
    return ProjectFacts(topic, place, project, reach, facts, money, paid_by, deprivations)


def _sums(edition: Edition, place: PlaceKey) -> pd.DataFrame:
    """Return the money of every project in a place, of every stage and period."""
    programme = outcome_frames.PROGRAMME
    question = MoneyQuestion(place.vintage, place.level, place.code, programme=programme)
    return money_frames.by_project(edition, question)


def _money_sources(edition: Edition, place: PlaceKey, topic: str, own: pd.DataFrame) -> tuple[str, ...]:
    """Return the sources of the money of a project and its parts, and of what the place pays itself."""
    question = MoneyQuestion(place.vintage, place.level, place.code, programme=outcome_frames.PROGRAMME)
    rows = money_frames.rows(edition, question)
    codes = rows["project_code"].fillna("")
    mine = rows[(codes == topic) | codes.str.startswith(f"{topic}.")]
    return tuple(dict.fromkeys([*mine["source_code"], *own["source_code"]]))
