"""Rows of a change with the names of what they are about, so that people can read them."""

import json

import pandas as pd
from sqlalchemy import Connection, select

from data_access.loads.rows import TABLES, records
from data_access.store.frames import TEXT

NAME_COLUMNS = dict.fromkeys(
    (
        *("code", "name_vi", "name_en", "unit", "unit_vi", "unit_en"),
        *("vintage", "level", "area_code", "area_vi", "area_en", "period", "detail"),
    ),
    TEXT,
)
# The column that says what a row is about, and the table that names it.
ABOUT = {
    "figure": ("indicator_code", "indicator"),
    "money": ("programme_code", "programme"),
    "outcome": ("measure_code", "measure"),
    "target": ("indicator_code", "indicator"),
    "livelihood_model": ("code", None),
    "area_class": ("class_code", None),
}
# Besides thing, area and period: the columns in which two rows of a table differ.
DETAIL = {
    "money": ("project_code", "item_code", "fund", "stage", "scope", "with_carried_over", "each_year"),
    "outcome": ("breakdown", "each_year"),
    "target": ("kind", "project_code"),
}
OWN_NAMES = ("name_vi", "name_en", "unit", "unit_vi", "unit_en")
PERIODS = ("year", "period_from", "period_to", "valid_from", "started_on")
AREA = {"vintage": "vintage", "level": "level", "code": "area_code"}
AREA |= {"full_name_vi": "area_vi", "full_name_en": "area_en"}


def names_of(table: str) -> list[str]:
    """The columns of a table that ``with_names`` reads."""
    read = {ABOUT[table][0], *OWN_NAMES, "area_id", "decimals", *PERIODS, *DETAIL.get(table, ())}
    return [column.name for column in TABLES[table].columns if column.name in read]


def with_names(connection: Connection, table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """A frame with NAME_COLUMNS and ``decimals``, on the index of ``rows``; an unknown name is missing."""
    column, of_table = ABOUT[table]
    code = rows[column].astype("object")
    named = pd.DataFrame({"code": code}, index=rows.index)
    known = _known(connection, of_table, [*OWN_NAMES, "decimals"])
    for name in OWN_NAMES:
        own = rows.get(name, None)
        named[name] = code.map(known[name]) if name in known else own
    areas = _known(connection, "area", list(AREA), key="id")
    for name, name_in_report in AREA.items():
        named[name_in_report] = rows["area_id"].astype("object").map(areas[name])
    named["decimals"] = _decimals(rows, code, known)
    named["period"] = _period(rows)
    names = DETAIL.get(table, ())
    named["detail"] = [
        json.dumps({name: value for name, value in zip(names, values, strict=True) if value}) or None
        for values in records(rows[list(names)])
    ] if names else None  # fmt: skip
    return named


def _known(connection: Connection, table: str | None, names: list[str], key: str = "code") -> pd.DataFrame:
    if table is None:
        return pd.DataFrame()
    wanted = [name for name in names if name in TABLES[table].columns]
    columns = [TABLES[table].columns[name] for name in (key, *wanted)]
    keyed = [(row[0], row[1:]) for row in connection.execute(select(*columns))]
    return pd.DataFrame(
        [values for _, values in keyed],
        index=pd.Index([found for found, _ in keyed], dtype="object"),
        columns=wanted,
    )


def _decimals(rows: pd.DataFrame, code: "pd.Series[str]", known: pd.DataFrame) -> "pd.Series[int]":
    """The decimals that the report printed, else those of its indicator."""
    own = rows["decimals"] if "decimals" in rows else pd.Series(pd.NA, index=rows.index, dtype="Int64")
    return own.fillna(code.map(known["decimals"]).astype("Int64")) if "decimals" in known else own


def _period(rows: pd.DataFrame) -> "pd.Series[str]":
    if "year" in rows:
        return rows["year"].astype("string")
    if "period_from" in rows:
        ends = [rows[name].astype("string") for name in ("period_from", "period_to")]
        return ends[0].where(ends[0] == ends[1], ends[0].str.cat(ends[1], sep="–"))
    return rows["valid_from" if "valid_from" in rows else "started_on"].astype("string")
