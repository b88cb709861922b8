"""What is known of a project in a place: its money, its measures with their values or kinds of gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data_access.models.money import STAGES
from data_access.money.money_question import MoneyQuestion
from data_access.store.frames import Row
from ui.cached import figure_frames, money_frames, outcome_frames, target_frames
from ui.cached.editions import Edition
from ui.cached.place_facts import RESULTS
from ui.cached.project_reach import project_reach
from ui.cached.shared_frames import shared_value
from ui.text.figures import is_known
from ui.text.outcome_words import by_code, newest_row
from ui.text.place_key import NATION, PlaceKey

KINDS = ("activity", "output", "outcome")
# Topics that are no project of the programme, with the measures that belong to them.
CREDIT, WIDER = "credit", "wider"
# What places pay by themselves for the same end, by the item of their money.
OWN_ITEMS = {"P4": ("vocational-training",)}


@dataclass(frozen=True)
class MeasureFact:
    """One measure here: its newest value, or why there is none; ``first`` is the value it started from.

    ``parts`` are the rows of the newest value's parts, ``target`` is that of the measure.
    """

    measure: Row
    newest: Row | None
    first: Row | None
    gap: str
    parts: Sequence[Row]
    target: Row | None


@dataclass(frozen=True)
class ProjectFacts:
    """A project in a place. ``reach`` is None where it is not known whether it applies here."""

    topic: str
    place: PlaceKey
    project: Row | None
    reach: bool | None
    facts: Mapping[str, MeasureFact]
    money: pd.DataFrame
    dimensions: tuple[tuple[Row, Row | None], ...]

    def of_kind(self, kind: str) -> list[MeasureFact]:
        """Return the measures of one step of the chain, those with a value first."""
        mine = [fact for fact in self.facts.values() if fact.measure["kind"] == kind]
        return sorted(mine, key=lambda fact: fact.gap != "")

    @property
    def reported(self) -> int:
        """How many measures have a value here."""
        return sum(fact.gap == "" for fact in self.facts.values())


def topic_measures(measures: pd.DataFrame, topic: str) -> pd.DataFrame:
    """Return the measures of a project with its sub-projects, of policy credit, or of no project."""
    if topic not in (CREDIT, WIDER):
        return measures[measures["project_code"].fillna("").str.split(".").str[0] == topic]
    of_none = measures[measures["project_code"].isna()]
    is_credit = of_none["catalogue_ref"].fillna("").str.startswith("CR")
    is_credit |= of_none["code"].str.startswith("vbsp_") | (of_none["code"] == "preferential_loans")
    return of_none[is_credit] if topic == CREDIT else of_none[~is_credit]


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
        code: _fact(row, values.get(code, ()), reach, targets.get(code, ()))
        for code, row in by_code(measures).items()
    }
    return ProjectFacts(
        topic,
        place,
        project,
        reach,
        facts,
        _money(edition, topic, place),
        _dimensions(edition, measures, place),
    )


def _fact(measure: Row, rows: Sequence[Row], reach: bool | None, targets: Sequence[Row]) -> MeasureFact:
    newest = newest_row(rows)
    parts = [row for row in rows if is_known(row["breakdown"])]
    if newest is not None:
        parts = [row for row in parts if row["period_to"] == newest["period_to"]]
    return MeasureFact(
        measure=measure,
        newest=newest,
        first=_first(rows, newest),
        gap=_gap(newest, reach),
        parts=parts,
        target=targets[0] if targets else None,
    )


def _gap(newest: Row | None, reach: bool | None) -> str:
    """Return "" for a value, a state the source itself gives, or what its silence means here."""
    if newest is not None:
        return "" if newest["state"] == "reported" else str(newest["state"])
    return {True: "not_reported", False: "not_applicable", None: "unknown"}[reach]


def _first(records: Sequence[Row], newest: Row | None) -> Row | None:
    """Return the earliest result of the same kind of period as the newest one, if it is another."""
    if newest is None:
        return None
    length = newest["period_to"] - newest["period_from"]
    earlier = [
        row
        for row in records
        if not is_known(row["breakdown"])
        and row["state"] == "reported"
        and row["status"] in RESULTS
        and row["period_to"] < newest["period_to"]
        and row["period_to"] - row["period_from"] == length
    ]
    return min(earlier, key=lambda row: row["period_to"], default=None)


def _money(edition: Edition, topic: str, place: PlaceKey) -> pd.DataFrame:
    """Return the money of a project here, a row a stage, and what the place itself pays for the same end."""
    sums = _of_project(edition, topic, place)
    own = outcome_frames.own_money(edition, place)
    own = own[own["item_code"].isin(OWN_ITEMS.get(topic, ()))]
    return pd.concat([part for part in (sums, own) if len(part)] or [sums], ignore_index=True)


def _of_project(edition: Edition, topic: str, place: PlaceKey) -> pd.DataFrame:
    """Return a sum a stage for the project, or for each sub-project where only they are reported."""
    question = MoneyQuestion(place.vintage, place.level, place.code, programme=outcome_frames.PROGRAMME)
    sums = money_frames.by_project(edition, question)
    codes = sums["project_code"].fillna("")
    mine = sums[(codes == topic) | codes.str.startswith(f"{topic}.")]
    whole = mine["project_code"] == topic
    mine = mine[whole | ~mine["stage"].isin(mine.loc[whole, "stage"])]
    # Of several periods the widest and newest: they are never added up.
    mine = mine.assign(
        scope="programme",
        place=mine["stage"].map(STAGES.index),
        years=mine["period_to"] - mine["period_from"],
    )
    order = {"place": True, "project_code": True, "years": False, "period_to": False}
    mine = mine.sort_values(list(order), ascending=list(order.values()), kind="stable")
    return mine.drop_duplicates(["stage", "project_code"], ignore_index=True)


def _dimensions(
    edition: Edition, measures: pd.DataFrame, place: PlaceKey
) -> tuple[tuple[Row, Row | None], ...]:
    """Return the deprivations that the measures work on, each with its newest figure here, if any."""
    codes = list(dict.fromkeys(measures["dimension_code"].dropna()))
    indicators = figure_frames.indicators(edition)
    known = indicators[(indicators["group"] == "deprivation") & indicators["catalogue_ref"].isin(codes)]
    figures = figure_frames.figures_of_place(edition, place)
    figures = figures[figures["indicator_code"].isin(known["code"]) & figures["status"].isin(RESULTS)]
    figures = figures[figures["value"].notna()]
    newest = by_code(figures.assign(code=figures["indicator_code"])) if len(known) else {}
    return tuple(
        (row, newest.get(str(row["code"]))) for row in known.sort_values("position").to_dict("records")
    )
