"""What is wrong with a register, counted: how many rows break each rule, and the first of them."""

from __future__ import annotations

import ibis
import pandas as pd

from data_access.store.frames import TEXT, WHOLE, frame
from microdata.engines import Engine
from microdata.reading.rules import Rule, rules_of
from microdata.reading.values import values_of
from microdata.schema import COLUMNS
from vocabulary.words import Words

FINDING_COLUMNS = {"code": TEXT, "column": TEXT, "rows": WHOLE, "first_row": WHOLE}


def findings_of(engine: Engine, raw: ibis.Table) -> pd.DataFrame:
    """Return the rules that rows break, in the order of the schema; empty where none does.

    ``rows`` is how many rows break it, ``first_row`` the number of the first, the row after the headings
    being 1, and 0 where the engine keeps no order. What is written in a cell is never among the findings.
    """
    rules = rules_of(raw, values_of(raw))
    counts = _counted(engine, raw, rules)
    broken = [(rule, count) for rule, count in zip(rules, counts, strict=True) if count]
    firsts = _first_rows(engine, raw, [rule for rule, _ in broken]) if broken else []
    rows = [
        (rule.code, rule.column, count, first) for (rule, count), first in zip(broken, firsts, strict=True)
    ]
    return frame([*rows, *_twice(engine, raw)], FINDING_COLUMNS)


def _counted(engine: Engine, raw: ibis.Table, rules: list[Rule]) -> list[int]:
    sums = {f"r{place}": _times(rule.broken) for place, rule in enumerate(rules)}
    return [int(count) for count in engine.answer(raw.aggregate(**sums)).fillna(0).iloc[0]]


def _times(condition: ibis.expr.types.BooleanValue) -> ibis.expr.types.IntegerScalar:
    return condition.sum().cast("int64")


def _first_rows(engine: Engine, raw: ibis.Table, broken: list[Rule]) -> list[int]:
    """The number of the first row of each rule, in the order of the files; 0 where that is not kept."""
    if not engine.keeps_order:
        return [0] * len(broken)
    marked = raw.select(
        row=ibis.row_number() + 1, **{f"r{place}": rule.broken for place, rule in enumerate(broken)}
    )
    firsts = {f"r{place}": marked.row.min(where=marked[f"r{place}"]) for place in range(len(broken))}
    return [int(row) for row in engine.answer(marked.aggregate(**firsts)).iloc[0]]


def _twice(engine: Engine, raw: ibis.Table) -> list[tuple[str, str, int, int]]:
    """The finding that a household stands in a year twice; its first row is that of the second time."""
    key = ibis.struct({"year": raw.year, "household": raw.household}).hash()
    counted = raw.aggregate(rows=raw.count(), distinct=key.nunique())
    rows, distinct = (int(one) for one in engine.answer(counted).iloc[0])
    if rows == distinct:
        return []
    if not engine.keeps_order:
        return _counted_twice(engine, raw)
    marked = raw.select(row=ibis.row_number() + 1, year=raw.year, household=raw.household)
    window = ibis.window(group_by=[marked.year, marked.household], order_by=marked.row)
    again = marked.mutate(time=ibis.row_number().over(window)).filter(lambda table: table.time > 0)
    count, first = engine.answer(again.aggregate(rows=again.count(), first=again.row.min())).iloc[0]
    return [("twice", "household", int(count), int(first))] if count else []


def _counted_twice(engine: Engine, raw: ibis.Table) -> list[tuple[str, str, int, int]]:
    """The finding of households that stand in a year twice, counted without an order of rows."""
    times = raw.group_by([raw.year, raw.household]).aggregate(times=raw.count())
    again = times.filter(times.times > 1)
    (count,) = engine.answer(again.aggregate(rows=(again.times.sum() - again.count()).fill_null(0)))["rows"]
    return [("twice", "household", int(count), 0)] if count else []


def finding_text(finding: pd.Series, words: Words) -> str:
    """Return a finding as a sentence: where, what is wrong, and how many rows have it."""
    column = COLUMNS[str(finding["column"])]
    wrong = words(
        f"register.finding.{finding['code']}", low=column.low, high=column.high, words=", ".join(column.words)
    )
    row = int(finding["first_row"])
    return words(
        "register.finding" if row else "register.finding_somewhere",
        row=row,
        column=column.name,
        wrong=wrong,
        count=int(finding["rows"]),
    )
