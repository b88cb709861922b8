"""A file that was handed in, as a second person opens it: what the first saw, and the next step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from data_access.accounts.rights import Action
from data_access.loads import approve, is_same_person, send_back
from data_access.loads.opened import Opened, open_submission
from data_access.store.frames import Row
from data_access.store.settings import StoreSettings
from data_access.workbooks.understanding.reading import reading_from_json
from ui.cached.editions import Edition, ask_now
from ui.controls import address
from ui.controls.identity import Asker, current_asker
from ui.controls.long_work import publish_load
from ui.controls.notices import as_plain
from ui.controls.rights import is_approval_required, may_with_file
from ui.data.moved import moved_section
from ui.data.reading_tables import reading_names, reading_tables
from ui.data.upload_findings import listed_findings
from ui.data.upload_preview import preview_section
from ui.text.figures import is_known
from vocabulary.words import Words

OPENED = "approval.opened"
PARAMETER = "submission"
# Draws the button of a step and takes it: code of the step, number, whether it is open, what it does.
Button = Callable[[str, int, bool, Callable[[], object]], None]


def opened_submission(edition: Edition, number: int) -> Opened:
    """Return a submission as it was opened; it stays as it was seen until a step was taken.

    Raises ``LoadRefused`` (``unknown``).
    """
    kept: Opened | None = st.session_state.get(OPENED)
    if kept is None or int(kept.row["id"]) != number:
        kept = ask_now(edition, lambda session: open_submission(session, number))
        st.session_state[OPENED] = kept
    return kept


def forget_opened() -> None:
    """Open the submission anew when it is asked for next."""
    st.session_state.pop(OPENED, None)


def close() -> None:
    """Go back to the list."""
    forget_opened()
    address.write({PARAMETER: None})


def approval_section(edition: Edition, opened: Opened, who: str, button: Button, words: Words) -> None:
    """Draw findings, preview and totals as the first person saw them, and the steps that are open."""
    row, checked = opened.row, opened.checked
    number = int(row["id"])
    st.subheader(words("approval.title", number=str(number)), anchor=False)
    st.markdown(as_plain(words("approval.intro", name=row["label"], by=_sender(opened))))
    if opened.reading:
        st.markdown(f"**{words('reading.title')}**")
        reading_tables(reading_from_json(opened.reading), reading_names(edition, words), words)
    if checked.findings.empty:
        st.success(words("approval.no_findings"))
    else:
        listed_findings(checked.findings, words)
    _store(edition, opened, words)
    preview_section(edition, checked, opened.now, words)
    _steps(opened, who, button, words)
    st.button(words("approval.close"), key="approval.close", on_click=close)


def _sender(opened: Opened) -> str:
    row = opened.row
    return str(row["handed_in_by"] if is_known(row["handed_in_by"]) else row["made_by"])


def _store(edition: Edition, opened: Opened, words: Words) -> None:
    """Say whether the store is still the one that the first person saw, and show how it is not."""
    if opened.shown is None:
        st.info(words("approval.nothing_kept"))
    elif opened.has_moved:
        st.warning(words("approval.moved"))
        moved_section(edition, opened.shown, opened.now, opened.moved, words)
    else:
        st.info(words("approval.same"))


def _steps(opened: Opened, who: str, button: Button, words: Words) -> None:
    row, number = opened.row, int(opened.row["id"])
    if row["state"] not in ("submitted", "approved"):
        return
    asker, areas, read = current_asker(), row["held_by"], True
    may_approve = may_with_file(asker, Action.APPROVE, areas)
    if opened.checked.warnings:
        label = words("upload_page.warnings_read", count=opened.checked.warnings)
        read = st.checkbox(label, key=f"approval.read.{number}")
    named = bool(who.strip())
    is_own = named and is_own_file(row, asker, who)
    if is_own and may_approve:
        st.caption(as_plain(words("failure.load_refused.same_person", by=who)))
    settings = StoreSettings()
    with st.container(horizontal=True):
        if may_approve:
            is_open = named and read and not is_own
            button("approve", number, is_open, partial(approve, settings, number, who, opened.now))
        is_ready = row["state"] == "approved" or not is_approval_required(asker)
        if is_ready and may_with_file(asker, Action.PUBLISH, areas):
            rows = int(row["row_count"])
            publish = partial(publish_load, number, who, opened.now, rows, words)
            button("publish", number, named and read, publish)
        if may_approve:
            _send_back(number, who, button, words)


def _send_back(number: int, who: str, button: Button, words: Words) -> None:
    with st.popover(words("ledger.send_back"), disabled=not who.strip()):
        why = reason_field("why", "approval", number, words)
        button("send_back_now", number, True, lambda: send_back(StoreSettings(), number, who, why))


def is_own_file(row: Row, asker: Asker, who: str) -> bool:
    """Return whether somebody kept or handed in a file: by the account, by the name where none is known."""
    for step in ("made", "handed_in"):
        by, account = row[f"{step}_by"], row[f"{step}_account"]
        if asker.account is not None and is_known(account):
            is_own = account == asker.account.login
        else:
            is_own = is_known(by) and is_same_person(by, who)
        if is_own:
            return True
    return False


def reason_field(code: str, place: str, number: int, words: Words) -> str:
    """Draw the field of a reason and return it; ``place`` keeps apart the same field in two places."""
    hint = words(f"ledger.{code}_hint")
    label = words(f"ledger.{code}")
    return st.text_input(label, key=f"{place}.{code}.{number}", max_chars=500, placeholder=hint)
