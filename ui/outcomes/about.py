"""What a project of the programme is: for whom, where and since when, by which document."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.outcomes.facts import ProjectFacts
from ui.text.figures import is_known, text_in
from ui.text.legal_basis import legal_basis
from vocabulary.words import Words


def about_section(found: ProjectFacts, words: Words) -> None:
    """Draw whom a project is for, where and since when it applies, who guides it and by which document.

    Nothing for a topic that is no project.
    """
    if found.project is None:
        return
    row = found.project
    parts = [words.of(row)]
    if isinstance(row["applies_in"], str):
        parts.append(words(f"applies.{row['applies_in']}"))
    if is_known(row["applies_from"]):
        parts.append(words("applies.since", year=str(int(row["applies_from"]))))
    reach = {True: "", False: words("applies.not_here"), None: words("applies.unknown_here")}[found.reach]
    fields = [text_in(row, f"{name}_{words.language}") for name in ("beneficiaries", "guided_by", "note")]
    told = " · ".join(text for text in (*parts, reach) if text)
    more = " · ".join(text for text in (fields[0], fields[1], legal_basis(row, words), fields[2]) if text)
    summary = f"<summary class='quiet'>ⓘ {escape(told)}</summary>"
    st.html(f"<details class='note'>{summary}<p>{escape(more)}</p></details>")
