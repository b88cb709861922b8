"""The buttons that hand a template out."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data_access.workbooks import Choice, template_csv, template_workbook
from ui.cached.editions import Edition, ask
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


def template_bytes(edition: Edition, kind: str, chosen: Choice, language: str) -> bytes:
    """Return a template's file; a callback of the browser's, so it reads no widget."""
    place, year = chosen.place, chosen.year
    if place is None or year is None:
        raise ValueError("a template is of a place and a year")
    return ask(edition, lambda session: MAKING[kind](session, chosen.kind, place, language, year))
