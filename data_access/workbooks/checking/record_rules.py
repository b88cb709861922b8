"""Rules between the fields of a record, and between records: money above all."""

from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import AreaClass, Money, Project
from data_access.money.disbursement import allowed_by_purse
from data_access.workbooks.checking.file_check import FileCheck
from data_access.workbooks.checking.findings import Findings

CELL = ["scope", "programme_code", "project_code", "item_code", "area_id", "period_from", "period_to", "fund"]
POOR_DISTRICT = "poor_district"
KEYS = {
    "money": [*CELL, "stage", "each_year", "with_carried_over", "as_of", "source_code", "quantity_unit"],
    "outcomes": ["measure_code", "area_id", "breakdown", "period_from", "period_to", "as_of", "source_code"],
    "models": ["code"],
    "sources": ["code"],
    "area_classes": ["class_code", "area_id", "valid_from"],
    "targets": ["indicator_code", "area_id", "period_from", "period_to", "kind", "source_code"],
}


def check_rules(check: FileCheck, records: pd.DataFrame) -> None:
    """Report what does not fit together within and between the records of a file."""
    kind, findings = check.choice.kind, check.findings
    _duplicates(kind, records, findings)
    if "period_from" in records:
        ends = records[["period_from", "period_to"]].apply(pd.to_numeric, errors="coerce")
        _refuse(findings, "period_reversed", records, ends["period_from"] > ends["period_to"], "period_to")
    if kind in ("money", "outcomes"):
        _values(kind, records, findings)
    if kind == "money":
        _programmes(records, findings)
        _disbursed(check.session, records, findings)
    if "project_code" in records:
        _projects(check, records)


def _refuse(
    findings: Findings, code: str, records: pd.DataFrame, is_bad: Any, field: str, **facts: Any
) -> None:
    bad = records[is_bad.fillna(False).astype(bool)]
    findings.errors(code, bad.assign(column=bad[f"{field}@"]), field=field, **facts)


def _duplicates(kind: str, records: pd.DataFrame, findings: Findings) -> None:
    keys = [key for key in KEYS[kind] if key in records]
    again = records[keys].astype("object").where(records[keys].notna(), "").duplicated(keep="first")
    first = next(f"{key}@" for key in ("code", "area", "class_code") if f"{key}@" in records)
    findings.errors("record_twice", records[again].assign(column=records.loc[again, first]))


def _values(kind: str, records: pd.DataFrame, findings: Findings) -> None:
    amounts = records[["amount_vnd", "amount_min_vnd"]].notna().any(axis=1)
    if kind == "money":
        in_kind = records["fund"].eq("in_kind") & records["quantity"].notna()
        _refuse(findings, "required", records, ~amounts & ~in_kind, "amount_vnd")
        without_unit = records["quantity"].notna() & records["quantity_unit"].isna()
        _refuse(findings, "required", records, without_unit, "quantity_unit")
    else:
        has_amount = amounts | records[["value", "value_min", "value_max"]].notna().any(axis=1)
        _refuse(findings, "required", records, ~has_amount & records["state"].eq("reported"), "value")
    both = records["amount_vnd"].notna() & records[["amount_min_vnd", "amount_max_vnd"]].notna().any(axis=1)
    half = records["amount_min_vnd"].notna() != records["amount_max_vnd"].notna()
    _refuse(findings, "value_or_range", records, both | half, "amount_vnd")
    low = pd.to_numeric(records["amount_vnd"], errors="coerce") < 0
    _refuse(findings, "negative_amount", records, low, "amount_vnd")


def _programmes(records: pd.DataFrame, findings: Findings) -> None:
    is_of_programme = records["scope"].eq("programme")
    _refuse(
        findings, "required", records, is_of_programme & records["programme_code"].isna(), "programme_code"
    )
    of_another = ~is_of_programme & records["programme_code"].notna()
    _refuse(findings, "programme_for_scope", records, of_another, "programme_code")


def _disbursed(session: Session, records: pd.DataFrame, findings: Findings) -> None:
    """Hold what was paid out to what was assigned and carried over, in the file and the store together."""
    stored = _stored_money(session, records)
    mine = records.assign(at=records.index)
    money = pd.concat([mine, stored], ignore_index=True)
    money["amount"] = pd.to_numeric(money["amount_vnd"], errors="coerce")
    money[CELL] = money[CELL].astype("object").where(money[CELL].notna(), "")
    # Within one source the latest date is the state of things: earlier ones are steps on the way.
    money = money.sort_values(["as_of"], na_position="last", kind="stable")
    latest = money.drop_duplicates([*CELL, "stage", "with_carried_over"], keep="last")
    paid = latest[latest["stage"] == "disbursed"]
    allowed = allowed_by_purse(latest, CELL).reindex(pd.MultiIndex.from_frame(paid[CELL])).to_numpy()
    is_bad = (paid["amount"].to_numpy() > allowed) & paid["at"].notna().to_numpy()
    bad, facts = paid[is_bad], allowed[is_bad]
    rows = records.loc[bad["at"].astype("int64")]
    findings.errors(
        "disbursed_more",
        rows.assign(column=rows["amount_vnd@"]),
        value=[int(value) for value in bad["amount"]],
        allowed=[int(value) for value in facts],
    )


def _stored_money(session: Session, records: pd.DataFrame) -> pd.DataFrame:
    fields = [*CELL, "stage", "with_carried_over", "amount_vnd", "as_of"]
    areas = sorted({int(number) for number in records["area_id"].dropna()})
    statement = select(*(col(getattr(Money, name)) for name in fields)).where(
        col(Money.area_id).in_(areas), col(Money.preference) == 1
    )
    return pd.DataFrame([tuple(row) for row in session.execute(statement)], columns=fields)


def _projects(check: FileCheck, records: pd.DataFrame) -> None:
    """Report projects in years or places where they do not apply, as far as the store knows both."""
    fields = ("code", "applies_in", "applies_from", "applies_to")
    statement = select(*(col(getattr(Project, name)) for name in fields))
    projects = pd.DataFrame([tuple(row) for row in check.session.execute(statement)], columns=list(fields))
    known = records.merge(projects.add_suffix("_of"), left_on="project_code", right_on="code_of", how="left")
    known.index = records.index
    if "period_from" in records:
        _projects_in_years(check.findings, records, known)
    _projects_in_places(check, records, known)


def _projects_in_years(findings: Findings, records: pd.DataFrame, known: pd.DataFrame) -> None:
    first, last = (known[f"applies_{end}_of"].astype("float64") for end in ("from", "to"))
    starts = pd.to_numeric(known["period_to"], errors="coerce") < first
    ends = pd.to_numeric(known["period_from"], errors="coerce") > last
    bad = (starts | ends).fillna(False)
    names = list(known.loc[bad, "project_code"])
    _refuse(findings, "project_not_in_year", records, bad, "project_code", name=names)


def _projects_in_places(check: FileCheck, records: pd.DataFrame, known: pd.DataFrame) -> None:
    areas = check.gazetteer.areas
    districts = {number for number, area in areas.items() if area.level == "district"}
    is_local = known["applies_in_of"].eq("poor_districts") & known["area_id"].isin(districts)
    here = records[is_local & ~known["area_id"].isin(_listed_areas(check.session))]
    check.findings.warnings(
        "project_not_here",
        here.assign(column=here["project_code@"]),
        name=list(here["project_code"]),
        place=[areas[int(number)].full_name_vi for number in here["area_id"]],
    )


def _listed_areas(session: Session) -> set[int]:
    statement = select(col(AreaClass.area_id)).where(col(AreaClass.class_code).startswith(POOR_DISTRICT))
    return {number for number in session.scalars(statement) if number is not None}
