"""A file is read and checked: a small one on the spot, a large one by a process of its own."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access.loads import Preview, preview_of
from data_access.store.errors import StoreError
from data_access.text.failures import failure_sentence
from data_access.workbooks import Checked, Choice, UploadUnusable, check, read_upload, refusal_sentence
from data_access.workbooks.understanding.reading import Reading
from data_access.worker import ORIGINAL, WorkerSizes, examine
from ui.cached.editions import Edition, ask_now
from ui.cached.gazetteer import gazetteer
from ui.controls.long_work import done_apart
from ui.controls.notices import as_plain
from ui.data.upload_state import UNDER_WAY, Examined, UnderWay, keep
from vocabulary.words import Words

FOLDERS = "upload-"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class SentFile:
    """A file as it was sent: its name, its bytes, and what names it on the form."""

    name: str
    content: bytes
    file_id: str


def examine_upload(edition: Edition, file: UploadedFile, choice: Choice, words: Words) -> None:
    """Check a file and remember what came of it; one that is refused gets a sentence and is not kept."""
    examine_file(edition, SentFile(file.name, file.getvalue(), file.file_id), choice, words)


def examine_again(edition: Edition, examined: Examined, reading: Reading, words: Words) -> None:
    """Check a file once more with a corrected reading, and draw the page anew."""
    choice = replace(examined.choice, reading=reading)
    examine_file(edition, SentFile(examined.checked.name, examined.content, examined.file_id), choice, words)
    st.rerun()


def examine_file(edition: Edition, file: SentFile, choice: Choice, words: Words) -> None:
    """Check a file of bytes as ``examine_upload`` checks one from the form."""
    is_large = WorkerSizes().is_large_file(len(file.content))
    try:
        keep(_apart(edition, file, choice, words) if is_large else _here(edition, file, choice, words))
    except UploadUnusable as error:
        logger.warning("an upload was refused: %s", error.code)
        st.error(as_plain(refusal_sentence(error, words)))
    except StoreError as error:
        if not is_large:
            raise
        logger.exception("a large upload could not be checked")
        st.error(as_plain(failure_sentence(error, words)))
    st.session_state.pop(UNDER_WAY, None)


def _here(edition: Edition, file: SentFile, choice: Choice, words: Words) -> Examined:
    line = st.progress(0.0, words("upload_page.step.reading"))

    def draw(fraction: float, step: str) -> None:
        line.progress(0.3 + 0.7 * fraction, words(f"upload_page.step.{step}"))

    try:
        with tempfile.TemporaryDirectory(prefix=FOLDERS) as folder:
            path = Path(folder) / ORIGINAL
            path.write_bytes(file.content)
            read = read_upload(path, file.name, choice)
        places = gazetteer(edition)

        def checked_and_previewed(session: Session) -> tuple[Checked, Preview]:
            checked = check(session, read, draw, places)
            return checked, preview_of(session, checked.kind, checked.digest, checked.rows, places)

        checked, preview = ask_now(edition, checked_and_previewed)
        return Examined(checked, preview, choice, file.file_id, file.content)
    finally:
        line.empty()


def _apart(edition: Edition, file: SentFile, choice: Choice, words: Words) -> Examined:
    folder = tempfile.TemporaryDirectory(prefix=FOLDERS)
    path = Path(folder.name)
    (path / ORIGINAL).write_bytes(file.content)
    st.session_state[UNDER_WAY] = UnderWay(file.name)
    examination = done_apart(examine, edition.reader, path, file.name, choice, words=words)
    checked, preview = examination.checked, examination.preview
    return Examined(checked, preview, choice, file.file_id, examination=examination, folder=folder)
