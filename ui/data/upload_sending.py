"""An upload on its way into the store and back: sent, published, stopped, undone, and what is said of it."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import streamlit as st

from data_access.loads import Upload, state_of_file, submit, submit_and_publish
from data_access.store.errors import StoreError
from data_access.store.settings import StoreSettings
from data_access.worker import WorkLost, send
from ui.cached.editions import ask
from ui.controls.current_visit import published_edition
from ui.controls.long_work import done_apart, undo_load
from ui.controls.notices import as_plain
from ui.data.upload_state import PUBLISHED_UPLOAD, UNDER_WAY, Examined, PublishedUpload, UnderWay, forget
from ui.text.failures import failure_sentence
from vocabulary.words import Words

HANDED_OVER, UNDONE, STOPPED = "upload.handed_over", "upload.undone", "upload.stopped"
logger = logging.getLogger(__name__)


def send_upload(examined: Examined, who: str, words: Words, *, now: bool, address: str) -> None:
    """Submit a file, and publish it in the same change where that was asked for."""
    done = PublishedUpload(0, examined.checked.name, who, examined.row_count, address) if now else None
    try:
        if examined.folder is None:
            _sent(_send_here(examined, who, now=now), done)
        else:
            _sent(_send_apart(examined, who, done, words), done)
    except StoreError as error:
        st.session_state.pop(UNDER_WAY, None)
        logger.exception("a file could not be sent")
        st.error(as_plain(failure_sentence(error, words)))
        return
    st.rerun()


def _upload(examined: Examined, content: bytes = b"") -> Upload:
    checked = examined.checked
    return Upload(
        checked.name,
        content,
        checked.kind,
        checked.rows if examined.folder is None else {},
        errors=checked.errors,
        warnings=checked.warnings,
        findings=checked.findings.to_dict("records"),
        reading=checked.confirmed_reading,
    )


def _send_here(examined: Examined, who: str, *, now: bool) -> int:
    step = submit_and_publish if now else submit
    return step(StoreSettings(), _upload(examined, examined.content), who)


def _send_apart(examined: Examined, who: str, done: PublishedUpload | None, words: Words) -> int:
    """Have a process send the file; where it is lost, the ledger says whether it had come to its end."""
    assert examined.folder is not None
    digest = examined.checked.digest
    st.session_state[UNDER_WAY] = UnderWay(examined.checked.name, digest, done)
    arguments = (Path(examined.folder.name), _upload(examined), who, done is not None)
    try:
        return done_apart(send, *arguments, words=words)
    except WorkLost:
        number = _number_in_ledger(digest, done)
        if number is None:
            raise
        return number


def _number_in_ledger(digest: str, done: PublishedUpload | None) -> int | None:
    """Return the number under which a file was published, or handed over if it was to be; None if not."""
    found = ask(published_edition(), lambda session: state_of_file(session, digest))
    wanted = "submitted" if done is None else "published"
    return found[0] if found is not None and found[1] == wanted else None


def _sent(number: int, done: PublishedUpload | None) -> None:
    st.session_state.pop(UNDER_WAY, None)
    forget()
    if done is None:
        st.session_state[HANDED_OVER] = number
    else:
        st.session_state[PUBLISHED_UPLOAD] = replace(done, number=number)


def published_notice(words: Words) -> None:
    """Say what was published or handed over just now, with the way to the map and the way back."""
    _stopped(words)
    handed_over = st.session_state.pop(HANDED_OVER, None)
    if handed_over is not None:
        st.success(as_plain(words("upload_page.handed_over", number=handed_over)))
    undone = st.session_state.pop(UNDONE, None)
    if undone is not None:
        st.success(as_plain(words("upload_page.undone", name=undone)))
    done: PublishedUpload | None = st.session_state.get(PUBLISHED_UPLOAD)
    if done is None:
        return
    st.success(as_plain(words("upload_page.published", name=done.name, number=done.number, rows=done.rows)))
    look, back, _ = st.columns((0.2, 0.2, 0.6))
    if done.map_address:
        look.link_button(words("upload_page.see_map"), done.map_address)
    if back.button(words("upload_page.undo")):
        _undo(done, words)


def _stopped(words: Words) -> None:
    """Remember of work that the page left that it was stopped, unless it had come to its end."""
    work: UnderWay | None = st.session_state.pop(UNDER_WAY, None)
    if work is None:
        return
    number = _number_in_ledger(work.digest, work.done) if work.digest else None
    if number is not None:
        _sent(number, work.done)
    else:
        st.session_state[STOPPED] = ("sending" if work.digest else "checking", work.name)


def stopped_notice(what: str, words: Words) -> None:
    """Say where its button is that ``checking`` or ``sending`` was stopped, if it just was."""
    if st.session_state.get(STOPPED, ("", ""))[0] == what:
        _, name = st.session_state.pop(STOPPED)
        st.warning(as_plain(words(f"upload_page.{what}_stopped", name=name)))


def _undo(done: PublishedUpload, words: Words) -> None:
    try:
        undo_load(done.number, done.by, done.rows, words)
    except StoreError as error:
        st.error(as_plain(failure_sentence(error, words)))
        return
    st.session_state.pop(PUBLISHED_UPLOAD, None)
    st.session_state[UNDONE] = done.name
    st.rerun()
