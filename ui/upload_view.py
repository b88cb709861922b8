"""Figures on the data page: a template goes out, a file comes in, is checked cell by cell, and published."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access.workbooks import Choice, UploadUnusable, check, read_upload, refusal_sentence
from ui import stores
from ui.language import Words
from ui.notices import as_plain, guarded
from ui.stores import PUBLISHED, Edition
from ui.upload_choices import FOREIGN, chosen_template, said_of_file
from ui.upload_findings import findings_section
from ui.upload_publishing import published_notice, publishing_section
from ui.upload_state import UPLOAD, Examined, forget, keep
from ui.upload_stores import gazetteer
from ui.upload_templates import template_section

FILE_TYPES = ("xlsx", "csv", "txt", "tsv", "xls", "xlsm", "xlsb", "ods")

logger = logging.getLogger(__name__)


def upload_section(words: Words) -> None:
    """Draw the officer's path from the template to the published figures."""
    guarded(lambda: _section(stores.newest(PUBLISHED), words), words)


def _section(edition: Edition, words: Words) -> None:
    published_notice(words)
    st.subheader(words("upload_page.template"), anchor=False)
    chosen = chosen_template(edition, words)
    template_section(edition, chosen, words)
    st.subheader(words("upload_page.upload"), anchor=False)
    st.markdown(words("upload_page.upload_intro"))
    _upload(edition, chosen, words)
    examined: Examined | None = st.session_state.get(UPLOAD)
    if examined is None:
        return
    st.subheader(words("upload_page.findings"), anchor=False)
    findings_section(examined, words)
    if not examined.checked.blocked:
        st.subheader(words("upload_page.publish"), anchor=False)
        publishing_section(edition, examined, words)


def _upload(edition: Edition, chosen: Choice, words: Words) -> None:
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
        _examine(edition, file, choice, words)


def _examine(edition: Edition, file: UploadedFile, choice: Choice, words: Words) -> None:
    """Read and check a file with a progress line; one that is refused gets a sentence and is not kept."""
    line = st.progress(0.0, words("upload_page.step.reading"))

    def draw(fraction: float, step: str) -> None:
        line.progress(0.3 + 0.7 * fraction, words(f"upload_page.step.{step}"))

    content = file.getvalue()
    try:
        with tempfile.TemporaryDirectory(prefix="upload-") as folder:
            path = Path(folder) / "upload"
            path.write_bytes(content)
            read = read_upload(path, file.name, choice)
        with stores.opened(edition.store).session() as session:
            checked = check(session, read, draw, gazetteer(edition))
        keep(Examined(checked, content))
    except UploadUnusable as error:
        logger.warning("an upload was refused: %s", error)
        st.error(as_plain(refusal_sentence(error, words.language)))
    finally:
        line.empty()
