"""An upload on its way into the store and back: kept, handed in, published, stopped, withdrawn."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from data_access.loads import LoadRefused, Upload, state_of_file
from data_access.store.errors import StoreError
from data_access.store.settings import StoreSettings
from data_access.text.failures import failure_sentence
from data_access.worker import HAND_IN, KEEP, PUBLISH, Moved, WorkLost, moved, preview_again, send
from data_access.worker import send_upload as send_here
from ui.cached.editions import ask_now
from ui.controls.current_visit import published_edition
from ui.controls.long_work import done_apart, undo_load
from ui.controls.notices import as_plain
from ui.data.changing import changes_as_asker
from ui.data.officer import remembered, told_of_own_work
from ui.data.upload_preview import map_address
from ui.data.upload_state import (
    MOVED,
    PUBLISHED_UPLOAD,
    UNDER_WAY,
    UPLOAD,
    Examined,
    PublishedUpload,
    UnderWay,
    forget,
    keep,
)
from vocabulary.words import Words

SENT, UNDONE, STOPPED = "upload.sent", "upload.undone", "upload.stopped"
LABELS = {
    PUBLISH: "upload_page.publish_now",
    HAND_IN: "upload_page.hand_over",
    KEEP: "upload_page.keep",
}
# In which states the ledger has a file once a step was taken.
STATES = {PUBLISH: ("published",), HAND_IN: ("submitted",), KEEP: ("checked", "draft")}
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sending:
    """Who takes which step with a file (KEEP, HAND_IN, PUBLISH), and which returned one it mends."""

    step: str
    by: str
    mends: int | None = None


def send_upload(examined: Examined, sending: Sending, words: Words) -> None:
    """Keep a file, hand it in, or hand it in and publish it in the same change."""
    checked = examined.checked
    done = PublishedUpload(
        0, checked.name, sending.by, examined.row_count, map_address(examined.preview.changes), sending.step
    )
    try:
        with changes_as_asker(), remembered(sending.by, sending.step, checked.name, digest=checked.digest):
            number = _send(examined, sending, done, words)
    except StoreError as error:
        st.session_state.pop(UNDER_WAY, None)
        told_of_own_work()
        logger.exception("a file could not be sent")
        if isinstance(error, LoadRefused) and error.facts.get("reason") == "store_changed":
            _show_again(examined, words)
        st.error(as_plain(failure_sentence(error, words)))
        return
    _sent(number, done)
    st.rerun()


def _send(examined: Examined, sending: Sending, done: PublishedUpload, words: Words) -> int:
    upload = replace(_upload(examined), mends=sending.mends)
    if examined.folder is None:
        upload = replace(upload, content=examined.content, rows=examined.checked.rows)
        return send_here(StoreSettings(), upload, sending.by, sending.step)
    return _send_apart(examined, upload, done, words)


def _upload(examined: Examined) -> Upload:
    checked = examined.checked
    return Upload(
        checked.name,
        b"",
        checked.kind,
        {},
        errors=checked.errors,
        warnings=checked.warnings,
        findings=checked.findings.to_dict("records"),
        reading=checked.confirmed_reading,
        preview=examined.preview,
    )


def _send_apart(examined: Examined, upload: Upload, done: PublishedUpload, words: Words) -> int:
    """Have a process send the file; where it is lost, the ledger says whether it had come to its end."""
    assert examined.folder is not None
    digest = examined.checked.digest
    st.session_state[UNDER_WAY] = UnderWay(examined.checked.name, digest, done)
    try:
        return done_apart(send, Path(examined.folder.name), upload, done.by, done.step, words=words)
    except WorkLost:
        number = _number_in_ledger(digest, done)
        if number is None:
            raise
        return number


def _show_again(examined: Examined, words: Words) -> None:
    """Put the preview of now in the place of the one that does not hold, with the difference, and draw it."""
    edition, shown, kind = published_edition(), examined.preview, examined.checked.kind
    if examined.folder is None:
        found = ask_now(edition, lambda session: moved(session, shown, kind, examined.checked.rows))
    else:
        folder = Path(examined.folder.name)
        found = done_apart(preview_again, edition.reader, folder, kind, shown, words=words)
    _remember(examined, found)
    st.rerun()


def _remember(examined: Examined, found: Moved) -> None:
    # Not ``examined``, whose reading is marked as confirmed: the page keeps the one that is to be confirmed.
    kept: Examined = st.session_state.get(UPLOAD, examined)
    keep(replace(kept, preview=found.preview))
    st.session_state[MOVED] = (examined.preview, found.preview, found.rows)


def _number_in_ledger(digest: str, done: PublishedUpload) -> int | None:
    """Return the number under which a file has come to the end of its step; None if it has not."""
    found = ask_now(published_edition(), lambda session: state_of_file(session, digest))
    return found[0] if found is not None and found[1] in STATES[done.step] else None


def _sent(number: int, done: PublishedUpload) -> None:
    st.session_state.pop(UNDER_WAY, None)
    forget()
    key = PUBLISHED_UPLOAD if done.step == PUBLISH else SENT
    st.session_state[key] = replace(done, number=number)


def published_notice(words: Words) -> None:
    """Say what was published, handed in or kept just now, with the way to the map and the way back."""
    _stopped(words)
    sent: PublishedUpload | None = st.session_state.pop(SENT, None)
    if sent is not None:
        key = "upload_page.handed_over" if sent.step == HAND_IN else "upload_page.kept"
        st.success(as_plain(words(key, number=sent.number)))
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
    number = _number_in_ledger(work.digest, work.done) if work.done is not None else None
    if number is not None and work.done is not None:
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
        with changes_as_asker(), remembered(done.by, "withdraw", done.name, number=done.number):
            undo_load(done.number, done.by, "", done.rows, words)
    except StoreError as error:
        told_of_own_work()
        st.error(as_plain(failure_sentence(error, words)))
        return
    st.session_state.pop(PUBLISHED_UPLOAD, None)
    st.session_state[UNDONE] = done.name
    st.rerun()
