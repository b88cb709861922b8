"""What is known of the measures of a project in a place: values, kinds of gap, parts, money, deprivations.

No value is not yet no result: a measure may be missing, suppressed or not applicable by its source, not be
reported, not apply because the project does not, or that may not be known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data_access.models.figure import RESULTS
from data_access.models.money import STAGES
from data_access.store.frames import Row, by_code

# Topics that are no project of the programme, with the measures that belong to them.
CREDIT, WIDER = "credit", "wider"
# What places pay by themselves for the same end, by the item of their money.
OWN_ITEMS = {"P4": ("vocational-training",)}


@dataclass(frozen=True)
class MeasureFact:
    """One measure here: its newest value, or why there is none; ``first`` is the value it started from.

    ``gap`` is "" for a value. ``parts`` are the rows of the newest value's parts, ``target`` is that of the
    measure.
    """

    measure: Row
    newest: Row | None
    first: Row | None
    gap: str
    parts: Sequence[Row]
    target: Row | None


def topic_measures(measures: pd.DataFrame, topic: str) -> pd.DataFrame:
    """Return the measures of a project with its sub-projects, of policy credit, or of no project."""
    if topic not in (CREDIT, WIDER):
        return measures[measures["project_code"].fillna("").str.split(".").str[0] == topic]
    of_none = measures[measures["project_code"].isna()]
    is_credit = of_none["catalogue_ref"].fillna("").str.startswith("CR")
    is_credit |= of_none["code"].str.startswith("vbsp_") | (of_none["code"] == "preferential_loans")
    return of_none[is_credit] if topic == CREDIT else of_none[~is_credit]


def measure_fact(
    measure: Row, rows: Sequence[Row], targets: Sequence[Row], reach: bool | None
) -> MeasureFact:
    """Return what is known of a measure in a place from its values there; ``reach`` is its project's."""
    newest = newest_row(rows)
    parts = [row for row in rows if not _is_whole(row)]
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


def newest_row(rows: Sequence[Row]) -> Row | None:
    """Return the newest value of a measure for all together: a result before a plan; None without any."""
    # Of one year the longest period.
    return min(
        (row for row in rows if _is_whole(row)),
        key=lambda row: (row["status"] not in RESULTS, -row["period_to"], row["period_from"]),
        default=None,
    )


def _is_whole(row: Row) -> bool:
    """Say whether a value is of all together and not of a part."""
    return not isinstance(row["breakdown"], str)


def _gap(newest: Row | None, reach: bool | None) -> str:
    """Return "" for a value, a state the source itself gives, or what its silence means here."""
    if newest is not None:
        return "" if newest["state"] == "reported" else str(newest["state"])
    return {True: "not_reported", False: "not_applicable", None: "unknown"}[reach]


def _first(rows: Sequence[Row], newest: Row | None) -> Row | None:
    """Return the earliest result of the same kind of period as the newest one, if it is another."""
    if newest is None:
        return None
    length = newest["period_to"] - newest["period_from"]
    earlier = [
        row
        for row in rows
        if _is_whole(row)
        and row["state"] == "reported"
        and row["status"] in RESULTS
        and row["period_to"] < newest["period_to"]
        and row["period_to"] - row["period_from"] == length
    ]
    return min(earlier, key=lambda row: row["period_to"], default=None)


def share_of_before(before: MeasureFact, fact: MeasureFact) -> float | None:
    """Return a step in percent of the step before; None unless both are exact and of one period."""
    one, two = before.newest, fact.newest
    if one is None or two is None or before.gap or fact.gap:
        return None
    if any(row["qualifier"] != "exact" or pd.isna(row["value"]) for row in (one, two)):
        return None
    same = (one["period_from"], one["period_to"]) == (two["period_from"], two["period_to"])
    return 100 * two["value"] / one["value"] if same and one["value"] > 0 else None


def money_of_project(sums: pd.DataFrame, own: pd.DataFrame, topic: str) -> pd.DataFrame:
    """Return the money of a project, a row a stage, and what the place itself pays for the same end.

    ``sums`` are those of ``sums_by_project`` of a place, ``own`` its rows of the scope ``own_budget``. A
    project that is not reported itself has a row for each sub-project. Of several periods it is the widest
    and newest: they are never added up. Columns of both, and ``scope``.
    """
    codes = sums["project_code"].fillna("")
    mine = sums[(codes == topic) | codes.str.startswith(f"{topic}.")]
    whole = mine["project_code"] == topic
    mine = mine[whole | ~mine["stage"].isin(mine.loc[whole, "stage"])]
    mine = mine.assign(
        scope="programme",
        place=mine["stage"].map(STAGES.index),
        years=mine["period_to"] - mine["period_from"],
    )
    order = {"place": True, "project_code": True, "years": False, "period_to": False}
    mine = mine.sort_values(list(order), ascending=list(order.values()), kind="stable")
    mine = mine.drop_duplicates(["stage", "project_code"], ignore_index=True)
    own = own[own["item_code"].isin(OWN_ITEMS.get(topic, ()))]
    return pd.concat([part for part in (mine, own) if len(part)] or [mine], ignore_index=True)


def deprivations_of(
    measures: pd.DataFrame, indicators: pd.DataFrame, figures: pd.DataFrame
) -> tuple[tuple[Row, Row | None], ...]:
    """Return the deprivations that measures work on, each with the newest of the place's figures, if any."""
    codes = measures["dimension_code"].dropna().unique()
    known = indicators[(indicators["group"] == "deprivation") & indicators["catalogue_ref"].isin(codes)]
    mine = figures[figures["indicator_code"].isin(known["code"]) & figures["status"].isin(RESULTS)]
    mine = mine[mine["value"].notna()]
    newest: Mapping[str, Row] = by_code(mine.assign(code=mine["indicator_code"])) if len(known) else {}
    rows = known.sort_values("position").to_dict("records")
    return tuple((row, newest.get(str(row["code"]))) for row in rows)
