"""A register counted: all that is made of it comes from these few questions, each by commune."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import pandas as pd

from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.review_forms import LISTS
from data_access.workbooks.reading.forms import PEOPLES
from microdata.counting.classes import class_by_rule
from microdata.counting.lists import sums_of_all, sums_of_lists
from microdata.counting.movement import KEYS, form_lines, on_watch, passages
from microdata.engines import Engine
from microdata.reading.values import raw_table, typed
from microdata.schema import KINH, OTHER_PEOPLES, sets_in


@dataclass(frozen=True)
class Review:
    """A register in counts of its communes, which are told by year, vintage and code.

    ``counts`` has a row a commune and a column an indicator; ``passages`` the households by class a year ago
    and now (empty without the columns of movement); ``watched`` the newly escaped by year of watch;
    ``differing`` the households whose recorded class is not the one by the rule.
    """

    counts: pd.DataFrame
    passages: pd.DataFrame
    watched: pd.DataFrame
    differing: pd.DataFrame


def counted(engine: Engine, columns: dict[str, str]) -> Review:
    """Return the counts of the open register; its rows have been checked before."""
    register = typed(raw_table(columns))
    register = register.mutate(class_by_rule=class_by_rule(register))
    sets = sets_in(columns)
    counts = _of_all(engine, register, sets).join(_of_lists(engine, register, sets), how="left")
    counts = counts.join(_of_peoples(engine, register), how="left").fillna(0).astype("int64")
    moved = engine.answer(passages(register)) if "movement" in sets else pd.DataFrame()
    watched = engine.answer(on_watch(register)) if "movement" in sets else pd.DataFrame()
    if "movement" in sets:
        lines = form_lines(moved)
        counts = counts.join(lines.drop(columns=[code for code in lines if code in counts]), how="outer")
    # A copy holds all columns in one block, to which others can be joined.
    counts = _with_totals(counts.fillna(0).astype("int64")).sort_index().copy()
    return Review(counts, moved, watched, engine.answer(_differing(register)))


def _of_all(engine: Engine, register: ibis.Table, sets: frozenset[str]) -> pd.DataFrame:
    return _keyed(engine.answer(register.group_by(list(KEYS)).aggregate(**sums_of_all(register, sets))))


def _of_lists(engine: Engine, register: ibis.Table, sets: frozenset[str]) -> pd.DataFrame:
    # Few households are on a list, and all other sums are over them alone.
    listed = register.filter(register.class_by_rule.isin(LISTS))
    return _keyed(engine.answer(listed.group_by(list(KEYS)).aggregate(**sums_of_lists(listed, sets))))


def _of_peoples(engine: Engine, register: ibis.Table) -> pd.DataFrame:
    """Form 9: poor and near-poor households of each people but the Kinh."""
    listed = register.filter(register.class_by_rule.isin(LISTS), register.people != KINH)
    found = engine.answer(
        listed.group_by([*KEYS, "class_by_rule", "people"]).aggregate(households=listed.count())
    )
    found["code"] = (
        found["class_by_rule"] + "_households_of_" + found["people"].replace(OTHER_PEOPLES, "other_peoples")
    )
    wide = found.pivot_table(index=list(KEYS), columns="code", values="households", aggfunc="sum")
    names = (*PEOPLES, "other_peoples")
    return wide.reindex(columns=[f"{of_list}_households_of_{name}" for of_list in LISTS for name in names])


def _differing(register: ibis.Table) -> ibis.Table:
    """Ask how many households of each commune have another class recorded than the one by the rule."""
    others = register.filter(register.class_now != register.class_by_rule)
    return (
        others.group_by([*KEYS, "class_now", "class_by_rule"])
        .aggregate(households=others.count())
        .order_by([*KEYS, "class_now", "class_by_rule"])
    )


def _keyed(found: pd.DataFrame) -> pd.DataFrame:
    return found.set_index(list(KEYS))


def _with_totals(counts: pd.DataFrame) -> pd.DataFrame:
    """The counts with sums of several indicators."""
    sums = {
        f"{of_list}_deprivations_total": counts[[f"{of_list}_deprived_{name}" for name in DEPRIVATIONS]].sum(
            axis=1
        )
        for of_list in LISTS
    }
    sums["poor_and_near_poor_households"] = counts[[f"{of_list}_households" for of_list in LISTS]].sum(axis=1)
    return pd.concat([counts, pd.DataFrame(sums, dtype="int64")], axis=1)
