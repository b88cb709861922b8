"""Figures on the data page: a template goes out, a file comes in, is checked cell by cell, and published."""

from __future__ import annotations

import streamlit as st

from data_access.workbooks import Choice
from ui.cached.editions import Edition
from ui.controls.current_visit import published_edition
from ui.controls.notices import guarded
from ui.data.upload_choices import FOREIGN, chosen_template, said_of_file
from ui.data.upload_examining import examine_upload
from ui.data.upload_findings import findings_section
from ui.data.upload_publishing import publishing_section
from ui.data.upload_reading import reading_section
from ui.data.upload_sending import published_notice, stopped_notice
from ui.data.upload_state import UPLOAD, Examined, forget
from ui.data.upload_templates import template_section
from vocabulary.words import Words

FILE_TYPES = ("xlsx", "csv", "txt", "tsv", "xls", "xlsm", "xlsb", "ods")


def upload_section(words: Words) -> None:
    """Draw the officer's path from the template to the published figures."""
    guarded(lambda: _section(published_edition(), words), words)


def _section(edition: Edition, words: Words) -> None:
    published_notice(words)
    st.subheader(words("upload_page.template"), anchor=False)
    chosen = chosen_template(edition, words)
    template_section(edition, chosen, words)
    st.subheader(words("upload_page.upload"), anchor=False)
    st.markdown(words("upload_page.upload_intro"))
    choice = _upload(edition, chosen, words)
    examined: Examined | None = st.session_state.get(UPLOAD)
    if examined is None:
        return
    ready = reading_section(edition, examined, choice, words)
    st.subheader(words("upload_page.findings"), anchor=False)
    findings_section(examined, words)
    if ready is not None and not ready.checked.blocked:
        st.subheader(words("upload_page.publish"), anchor=False)
        publishing_section(edition, ready, words)


def _upload(edition: Edition, chosen: Choice, words: Words) -> Choice:
    """Draw what is said of a file and the field for it; return what is said."""
    layout = st.radio(
        words("upload_page.layout"),
        ("template", *FOREIGN),
        format_func=lambda code: words(f"upload_page.layout.{code}"),
        horizontal=True,
    )
    choice = said_of_file(edition, chosen, layout, words)
    with st.form("upload", border=True):
        file = st.file_uploader(words("upload_page.file"), type=FILE_TYPES)
        sent = st.form_submit_button(words("upload_page.check"), type="primary")
    if sent and file is None:
        st.warning(words("data.no_file"))
    elif sent and file is not None:
        forget()
        examine_upload(edition, file, choice, words)
    stopped_notice("checking", words)
    return choice
