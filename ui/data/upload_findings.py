"""The findings of a checked file: how many, which, filtered, and the file with its cells coloured."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Any, Literal

import pandas as pd
import streamlit as st

from data_access.workbooks import coloured_workbook
from data_access.workbooks.checking.wording import folded_findings, folded_sentence
from ui.controls.notices import as_plain
from ui.data.own_files.checked import address_of
from ui.data.upload_state import Examined
from ui.text.tables import plain_table
from vocabulary.words import Words

SHOWN = 200


def findings_section(examined: Examined, words: Words) -> None:
    """Draw the findings of a file."""
    checked = examined.checked
    facts = {
        "name": checked.name,
        "cells": checked.cells,
        "errors": checked.errors,
        "warnings": checked.warnings,
    }
    if checked.blocked:
        st.error(as_plain(words("upload_page.blocked", **facts)))
    elif checked.warnings:
        st.warning(as_plain(words("upload_page.with_warnings", **facts)))
    else:
        st.success(as_plain(words("upload_page.clean", **facts)))
    if checked.findings.empty:
        return
    _coloured(examined, words)
    listed_findings(checked.findings, words)


def _coloured(examined: Examined, words: Words) -> None:
    """Draw the link that hands the file back with its cells coloured."""
    checked = examined.checked
    stem = PurePath(checked.name).stem
    address = address_of(
        examined,
        f"{stem}-{words('upload_page.coloured_suffix')}.xlsx",
        words.language,
        lambda: coloured_workbook(examined.content, checked.findings, words),
    )
    look: Literal["primary", "secondary"] = "primary" if checked.blocked else "secondary"
    st.link_button(words("upload_page.coloured"), address, type=look)


def listed_findings(findings: pd.DataFrame, words: Words) -> None:
    """Draw the findings as a table, filtered as a person chooses."""
    found = folded_findings(_filtered(findings, words))
    rows = [_row(finding, words) for finding in found.head(SHOWN).to_dict("records")]
    headers = [words(f"coloured.{name}") for name in ("severity", "where", "what")]
    st.html(plain_table(words("upload_page.listed", shown=len(rows), count=len(found)), headers, rows))


def _row(finding: dict[Any, Any], words: Words) -> list[str]:
    cell = "" if pd.isna(finding["cell"]) else f"{finding['sheet']}!{finding['cell']}"
    return [words(f"severity.{finding['severity']}"), cell, folded_sentence(finding, words)]


def _filtered(findings: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the findings of the chosen severity, sheets and kinds; all where nothing is chosen."""
    columns = st.columns(3)
    names: dict[str, Callable[[Any], str]] = {
        "severity": lambda code: words(f"severity.{code}"),
        "sheet": str,
        "code": lambda code: words(f"finding.kind.{code}"),
    }
    for column, (field, name) in zip(columns, names.items(), strict=True):
        present = list(dict.fromkeys(findings[field].dropna()))
        chosen = column.multiselect(
            words(f"upload_page.filter_{field}"),
            present,
            format_func=name,
            placeholder=words("upload_page.all"),
            key=f"upload.filter.{field}",
        )
        if chosen:
            findings = findings[findings[field].isin(chosen)]
    return findings
