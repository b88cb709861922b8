"""Figures on the data page: a template goes out, a file comes in, is checked cell by cell, and published."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access.accounts.rights import Action
from data_access.workbooks import Choice
from data_access.workbooks.reading.guard import UploadLimits
from ui.cached.editions import Edition
from ui.controls.current_visit import published_edition
from ui.controls.notices import as_plain, guarded
from ui.controls.uploaders import file_field
from ui.data.officer import officer_notices
from ui.data.typed_name import name_field
from ui.data.upload_choices import FOREIGN, chosen_template, said_of_file
from ui.data.upload_examining import examine_upload
from ui.data.upload_findings import findings_section
from ui.data.upload_publishing import keep_section, publishing_section
from ui.data.upload_reading import reading_section
from ui.data.upload_sending import published_notice, stopped_notice
from ui.data.upload_state import UPLOAD, Examined, forget, forget_examined
from ui.data.upload_templates import decision_templates, template_section
from vocabulary.words import Words

FILE = "upload.file"
FILE_TYPES = ("xlsx", "csv", "txt", "tsv", "xls", "xlsm", "xlsb", "ods")


def upload_section(words: Words) -> None:
    """Draw the officer's path from the template to the published figures."""
    guarded(lambda: _section(published_edition(), words), words)


def _section(edition: Edition, words: Words) -> None:
    who = name_field(words("upload_page.who"), words("upload_page.who_help"))
    # Their places are there even when empty: what follows must not be rebuilt because a notice came or went.
    with st.container():
        officer_notices(edition, who, words)
    with st.container():
        published_notice(words)
    st.subheader(words("upload_page.template"), anchor=False)
    chosen = chosen_template(edition, words)
    template_section(edition, chosen, words)
    decision_templates(edition, words)
    st.subheader(words("upload_page.upload"), anchor=False)
    st.markdown(words("upload_page.upload_intro"))
    choice = _upload(edition, chosen, words)
    examined: Examined | None = st.session_state.get(UPLOAD)
    if examined is None:
        return
    ready = reading_section(edition, examined, choice, words)
    st.subheader(words("upload_page.findings"), anchor=False)
    findings_section(examined, words)
    if examined.checked.blocked:
        keep_section(examined, who, words)
    elif ready is not None:
        st.subheader(words("upload_page.publish"), anchor=False)
        publishing_section(edition, ready, who, words)


def _upload(edition: Edition, chosen: Choice, words: Words) -> Choice:
    """Draw what is said of a file and the field for it; return what is said."""
    layout = st.radio(
        words("upload_page.layout"),
        ("template", *FOREIGN),
        format_func=lambda code: words(f"upload_page.layout.{code}"),
        horizontal=True,
    )
    choice = said_of_file(edition, chosen, layout, words)
    with st.container(border=True):
        megabytes = UploadLimits().upload_max_mb
        file = file_field(
            words("upload_page.file"),
            types=FILE_TYPES,
            most_megabytes=megabytes,
            key=FILE,
            needs=Action.HAND_IN,
        )
        sent = st.button(words("upload_page.check"), type="primary", key="upload.check")
    _forget_another(file, choice, words)
    if sent and file is None:
        st.warning(words("data.no_file"))
    elif sent and file is not None:
        forget()
        examine_upload(edition, file, choice, words)
    stopped_notice("checking", words)
    return choice


def _forget_another(file: UploadedFile | None, choice: Choice, words: Words) -> None:
    """Let go of what was examined where the form holds another file or says something else of it."""
    examined: Examined | None = st.session_state.get(UPLOAD)
    if examined is None:
        return
    # A reading is corrected below the form; what the form says is all the rest.
    said = replace(examined.choice, reading=None)
    if file is None or (file.file_id, replace(choice, reading=None)) != (examined.file_id, said):
        forget_examined()
        st.info(as_plain(words("upload_page.changed", name=examined.checked.name)))
