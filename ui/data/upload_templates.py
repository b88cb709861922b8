"""The buttons that hand a template out."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data_access.workbooks import (
    DECISIONS,
    Choice,
    Decision,
    decision_template,
    template_csv,
    template_workbook,
)
from ui.cached.editions import Edition, ask_now
from vocabulary.words import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
MAKING = {"xlsx": template_workbook, "csv": template_csv}


def template_section(edition: Edition, chosen: Choice, words: Words) -> None:
    """Draw the template's two buttons; nothing is made before one is pressed."""
    workbook, table, about = st.columns((0.2, 0.16, 0.64), vertical_alignment="center")
    name = "-".join((chosen.kind, chosen.place[2] if chosen.place else "", str(chosen.year)))
    for column, kind, mime, style in ((workbook, "xlsx", XLSX, "primary"), (table, "csv", CSV, "secondary")):
        column.download_button(
            words(f"upload_page.template_{kind}"),
            partial(template_bytes, edition, kind, chosen, words.language),
            file_name=f"{name}.{kind}",
            mime=mime,
            type=style,  # type: ignore[arg-type]
            on_click="ignore",
        )
    about.caption(words("upload_page.template_intro"))


def decision_templates(edition: Edition, words: Words) -> None:
    """Draw a button for the template of each decision of the ministry on the review of 63 provinces."""
    st.markdown(words("decision.intro"))
    with st.container(horizontal=True):
        for decision in DECISIONS:
            decision_button(edition, decision, words)


def decision_button(edition: Edition, decision: Decision, words: Words) -> None:
    """Draw the button that hands out the template of a decision."""
    st.download_button(
        words("decision.template", number=decision.number, year=str(decision.year)),
        partial(decision_bytes, edition, decision, words.language),
        file_name=f"{decision.source_code}.xlsx",
        mime=XLSX,
        key=f"decision.{decision.year}",
        on_click="ignore",
    )


def decision_bytes(edition: Edition, decision: Decision, language: str) -> bytes:
    """Return the template of a decision; a callback of the browser's, so it reads no widget."""
    return ask_now(edition, lambda session: decision_template(session, decision, language))


def template_bytes(edition: Edition, kind: str, chosen: Choice, language: str) -> bytes:
    """Return a template's file; a callback of the browser's, so it reads no widget."""
    place, year = chosen.place, chosen.year
    if place is None or year is None:
        raise ValueError("a template is of a place and a year")
    return ask_now(edition, lambda session: MAKING[kind](session, chosen.kind, place, language, year))
