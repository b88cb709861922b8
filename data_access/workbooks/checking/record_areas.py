"""The areas of records: written in one column with code and name, or in a column for each."""

import re
from typing import Any

import numpy as np
import pandas as pd

from data_access.workbooks.checking.figure_values import WARNED_PLACES
from data_access.workbooks.checking.record_values import RecordSheet
from data_access.workbooks.reading.layouts import texts_of
from data_access.workbooks.reading.places import FIRST_YEAR_OF_TODAY, Context, resolve
from vocabulary.vintages import NEW, OLD

AREA_WORDS = re.compile(r"(?P<code>(?:VN)?\d{2,5}|VN)\s*(?:[·–-]\s*)?(?P<name>.*)")
LEVELS = ("province", "district", "commune")


def area_values(sheet: RecordSheet) -> "pd.Series[Any]":
    """Return the ids of the areas; what is no area is reported at the column that names it."""
    check = sheet.check
    columns = {name: sheet.header.column(name) for name in ("area", "area_code", "area_name")}
    place = pd.DataFrame(_written(sheet, columns), index=sheet.body.index).assign(level="")
    place["vintage"] = check.choice.vintage or np.where(_years(sheet) >= FIRST_YEAR_OF_TODAY, NEW, OLD)
    inside = check.gazetteer.id_of(check.choice.place) if check.choice.place else None
    ids, problems = resolve(check.gazetteer, place, Context(LEVELS, inside))
    column = next((found for found in columns.values() if found is not None), sheet.first)
    for code in problems["code"].unique():
        facts = pd.DataFrame(list(problems.loc[problems["code"].eq(code), "facts"]))
        cells = sheet.cells(list(problems.index[problems["code"].eq(code)]), column)
        tell = check.findings.warnings if code in WARNED_PLACES else check.findings.errors
        tell(str(code), cells, **{str(name): list(facts[name]) for name in facts})
    return ids


def _written(sheet: RecordSheet, columns: dict[str, int | None]) -> dict[str, "pd.Series[Any]"]:
    """Return the codes and names of areas as they are written, "" where there is none."""
    body = sheet.body
    parts = {
        name: texts_of(body[column]).str.strip() if column is not None else pd.Series("", index=body.index)
        for name, column in columns.items()
    }
    whole = parts.pop("area")
    if columns["area"] is not None:
        split = whole.str.extract(AREA_WORDS)
        parts["area_code"] = parts["area_code"].where(parts["area_code"].ne(""), split["code"].fillna(""))
        parts["area_name"] = parts["area_name"].where(parts["area_name"].ne(""), split["name"].fillna(whole))
    return parts


def _years(sheet: RecordSheet) -> "pd.Series[Any]":
    """Return the years whose boundaries the areas are by."""
    column = sheet.header.column("period_to")
    given = sheet.check.choice.year or FIRST_YEAR_OF_TODAY
    if column is None:
        return pd.Series(given, index=sheet.body.index)
    return pd.to_numeric(texts_of(sheet.body[column]), errors="coerce").fillna(given)
