"""All checks of figures, and the rows that they come to."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data_access.models.figure import QUALIFIERS, SOURCE_KINDS, STATES, STATUSES
from data_access.models.ledger import UNDERSTOOD_KINDS
from data_access.store.frames import kept
from data_access.workbooks.checking.catalogue import Catalogue
from data_access.workbooks.checking.checked import target_columns
from data_access.workbooks.checking.figure_consistency import check_areas, check_rates, check_rules
from data_access.workbooks.checking.figure_history import check_against_store, check_leaps, stored_figures
from data_access.workbooks.checking.figure_standards import with_standards
from data_access.workbooks.checking.figure_values import figures_in
from data_access.workbooks.checking.file_check import FileCheck
from data_access.workbooks.checking.findings import Findings
from data_access.workbooks.reading.layouts import texts_of
from data_access.workbooks.reading.options import Choice
from data_access.workbooks.reading.sheets import Sheet, address

KEYS = ["indicator_code", "area_id", "year", "source_code"]
ONE_OF = {"qualifier": QUALIFIERS, "state": STATES, "status": STATUSES, "source_kind": SOURCE_KINDS}


def check_figures(check: FileCheck, cells: pd.DataFrame, sheets: Mapping[str, Sheet]) -> pd.DataFrame:
    """Return the rows of the table of figures that ``cells`` come to; what is wrong goes to the findings."""
    choice, catalogue, findings = check.choice, check.catalogue, check.findings
    figures = figures_in(check, cells, sheets)
    figures = _with_sources(figures, choice, catalogue, findings)
    figures = _with_words(figures, choice, findings)
    figures = with_standards(figures, choice.standard_code, catalogue, findings)
    is_own = choice.kind not in UNDERSTOOD_KINDS
    figures = _once_each(figures, findings, even_if_equal=is_own).reset_index(drop=True)
    if figures.empty:
        return rows_of(figures)
    reported = kept(figures, figures["value"].notna())
    check_rules(reported, findings)
    check_rates(reported, catalogue.ratios, findings)
    adding_up = set(catalogue.indicators.index[catalogue.indicators["roll_up"] == "sum"])
    check_areas(reported, adding_up, check.gazetteer, findings)
    stored = stored_figures(check.session, figures)
    check_against_store(figures, stored, findings)
    check_leaps(figures, stored, catalogue.indicators["unit"], findings)
    return rows_of(figures)


def _with_sources(
    figures: pd.DataFrame, choice: Choice, catalogue: Catalogue, findings: Findings
) -> pd.DataFrame:
    stated = (
        texts_of(figures["source_code"]) if "source_code" in figures else pd.Series("", index=figures.index)
    )
    source = stated.where(stated.ne(""), choice.source_code or "")
    known = catalogue.sources | ({choice.source_code} if choice.source is not None else set())
    without = figures[source.eq("")]
    if len(without):
        findings.error("source_missing", str(without["sheet"].iloc[0]))
    unknown = source.ne("") & ~source.isin(known)
    findings.errors("unknown_source", figures[unknown], name=source[unknown])
    return kept(figures.assign(source_code=source), source.isin(known))


def _with_words(figures: pd.DataFrame, choice: Choice, findings: Findings) -> pd.DataFrame:
    """The figures with their qualifier, status and kind of source, each one of the known words."""
    given = {
        "qualifier": "exact",
        "status": choice.status,
        "source_kind": choice.source_kind,
        "state": "reported",
    }
    for name, otherwise in given.items():
        stated = texts_of(figures[name]) if name in figures else pd.Series(otherwise, index=figures.index)
        stated = stated.where(stated.ne(""), otherwise)
        unknown = ~stated.isin(ONE_OF[name])
        findings.errors("unknown_word", figures[unknown], name=stated[unknown], field=name)
        figures = kept(figures.assign(**{name: stated}), ~unknown)
    return figures


def _once_each(figures: pd.DataFrame, findings: Findings, *, even_if_equal: bool) -> pd.DataFrame:
    """Each figure once: the same number in several forms is one figure, another number is an error.

    In one sheet of a template a figure stands once, ``even_if_equal``; other tables repeat what they share.
    """
    is_again = figures.duplicated(KEYS, keep="first")
    if not is_again.any():
        return figures
    first = figures[~is_again]
    columns = [*KEYS, "sheet", "row", "column", "value"]
    again = figures[is_again].reset_index(names="at").merge(first[columns], on=KEYS, suffixes=("", "_first"))
    in_sheet = again["sheet"].eq(again["sheet_first"])
    differs = ~np.isclose(again["value"], again["value_first"], rtol=0, atol=1e-6)
    twice = in_sheet & (differs | even_if_equal)
    for code, bad in (("told_twice", again[twice]), ("forms_differ", again[~in_sheet & differs])):
        findings.errors(
            code,
            figures.loc[bad["at"]],
            indicator=bad["indicator_code"].tolist(),
            value=bad["value"].tolist(),
            other_sheet=bad["sheet_first"].tolist(),
            other_cell=[
                address(row, column)
                for row, column in zip(bad["row_first"], bad["column_first"], strict=True)
            ],
            other_value=bad["value_first"].tolist(),
        )
    return first


def rows_of(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures with the columns of their table; each is first choice until the store ranks it."""
    rows = figures.reindex(columns=target_columns("figures"))
    rows["preference"] = 1
    for name in ("area_id", "year", "preference"):
        rows[name] = rows[name].astype("int64")
    for name in ("period_from", "decimals"):
        rows[name] = pd.to_numeric(rows[name], errors="coerce").astype("Int64")
    for name in ("value", "value_min", "value_max"):
        rows[name] = pd.to_numeric(rows[name], errors="coerce").astype("float64")
    rows.loc[rows["value"].isna() & rows["value_min"].isna(), "decimals"] = pd.NA
    return rows.reset_index(drop=True)
