"""The last step of an upload: what it will change, and who keeps, hands in or publishes it."""

from __future__ import annotations

import streamlit as st

from data_access.worker import HAND_IN, KEEP, PUBLISH
from ui.cached.editions import Edition
from ui.controls.identity import current_asker
from ui.controls.notices import as_plain
from ui.controls.rights import is_approval_required
from ui.data.moved import moved_section
from ui.data.officer import chosen_returned
from ui.data.upload_preview import preview_section
from ui.data.upload_sending import LABELS, Sending, send_upload, stopped_notice
from ui.data.upload_state import MOVED, Examined
from vocabulary.words import Words


def publishing_section(edition: Edition, examined: Examined, who: str, words: Words) -> None:
    """Draw what a file without errors will change, and the buttons that keep, hand in and publish it."""
    checked = examined.checked
    _moved(edition, words)
    preview_section(edition, checked, examined.preview, words)
    mends = chosen_returned(edition, who, checked.kind, words)
    read = True
    if checked.warnings:
        read = st.checkbox(
            words("upload_page.warnings_read", count=checked.warnings), key="upload.warnings_read"
        )
    ready = bool(who.strip()) and read
    if not ready:
        st.caption(words("upload_page.not_ready"))
    _buttons(examined, who, mends, ready, words)
    stopped_notice("sending", words)


def keep_section(examined: Examined, who: str, words: Words) -> None:
    """Draw the button that keeps a file with errors in the ledger, for colleagues to see what is wrong."""
    if st.button(words(LABELS[KEEP]), key=f"upload.{KEEP}", disabled=not who.strip()):
        send_upload(examined, Sending(KEEP, who), words)


def _moved(edition: Edition, words: Words) -> None:
    """Say that the store changed since the preview was shown, and how; the preview below is of now."""
    found = st.session_state.get(MOVED)
    if found is not None:
        st.error(as_plain(words("failure.load_refused.store_changed")))
        shown, now, rows = found
        moved_section(edition, shown, now, rows, words)


def _buttons(examined: Examined, who: str, mends: int | None, ready: bool, words: Words) -> None:
    needs_approval = is_approval_required(current_asker())
    steps = (HAND_IN, KEEP) if needs_approval else (PUBLISH, HAND_IN, KEEP)
    with st.container(horizontal=True):
        pressed = [
            step
            for step in steps
            if st.button(
                words(LABELS[step]),
                key=f"upload.{step}",
                type="primary" if step == steps[0] else "secondary",
                disabled=not ready,
            )
        ]
    st.caption(words("upload_page.needs_approval" if needs_approval else "upload_page.one_person"))
    if pressed:
        send_upload(examined, Sending(pressed[0], who, mends), words)
