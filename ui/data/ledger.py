"""The ledger on the data page: every file that was sent, how far it has come, and the next step of each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from data_access.loads import kept_part, ledger, send_back
from data_access.store.errors import StoreError
from data_access.store.frames import Row
from data_access.store.settings import StoreSettings
from ui.cached.editions import Edition, ask
from ui.controls import address
from ui.controls.current_visit import published_edition
from ui.controls.long_work import publish_load, undo_load
from ui.controls.notices import as_plain
from ui.data.typed_name import name_field
from ui.text.failures import failure_sentence
from ui.text.figures import is_known
from ui.text.moments import moment
from vocabulary.words import Words

OUTCOME = "ledger.told"
SHOWN = 60


def ledger_section(words: Words) -> None:
    """Draw the files that were sent, newest first, each with the steps that are open to it."""
    st.markdown(words("ledger.intro"))
    who = name_field(words("ledger.who"))
    outcome = st.session_state.pop(OUTCOME, None)
    if outcome is not None:
        (st.success if outcome[0] else st.error)(as_plain(outcome[1]))
    edition = published_edition()
    rows = ask(edition, ledger)
    if rows.empty:
        st.info(words("ledger.empty"))
    in_place_of = rows[rows["state"] == "published"].dropna(subset="supersedes")
    by = dict(zip(in_place_of["supersedes"], in_place_of["id"], strict=True))
    for row in rows.head(SHOWN).to_dict("records"):
        _submission(row | {"superseded_by": by.get(row["id"])}, edition, who, words)
    if len(rows) > SHOWN:
        st.caption(words("ledger.more", count=len(rows) - SHOWN))


def _submission(row: Row, edition: Edition, who: str, words: Words) -> None:
    number = int(row["id"])
    with st.container(border=True, key=f"submission-{number}"):
        text, steps = st.columns((0.62, 0.38), vertical_alignment="center")
        with text:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{number}. {as_plain(row['label'])}**", width="content")
                st.badge(words(f"ledger.state_{row['state']}"), color="gray")
            st.markdown("  \n".join(as_plain(line) for line in _lines(row, words)))
        with steps, st.container(horizontal=True, horizontal_alignment="right"):
            _steps(row, number, edition, who, words)


def _lines(row: Row, words: Words) -> list[str]:
    """Return who sent a file when with how many rows, and who did the last step when and why."""
    sent = words("ledger.sent", by=row["made_by"], at=moment(row["made_at"], words))
    counts = words("ledger.counts", rows=row["row_count"], errors=row["errors"], warnings=row["warnings"])
    lines = [f"{sent} {counts}"]
    if is_known(row["decided_by"]) and row["state"] not in ("draft", "checked"):
        step = words(f"ledger.step_{row['state']}", by=row["decided_by"], at=moment(row["decided_at"], words))
        lines.append(step)
    if is_known(row["reason"]):
        lines.append(words("ledger.reason", reason=row["reason"]))
    if is_known(row["supersedes"]):
        lines.append(words("ledger.supersedes", number=int(row["supersedes"])))
    if row["state"] == "superseded" and is_known(row["superseded_by"]):
        lines.append(words("ledger.superseded_by", number=int(row["superseded_by"])))
    return lines


def _steps(row: Row, number: int, edition: Edition, who: str, words: Words) -> None:
    st.download_button(
        words("ledger.original"),
        data=partial(_original, edition, number),
        file_name=row["label"],
        key=f"ledger.original.{number}",
        on_click="ignore",
    )
    if is_known(row["load_id"]):
        st.button(
            words("ledger.figures"),
            key=f"ledger.figures.{number}",
            on_click=address.write,
            args=({"section": "log", "change": int(row["load_id"])},),
        )
    named = bool(who.strip())
    rows = int(row["row_count"])
    if row["state"] == "submitted":
        _button("publish", number, words, named, lambda: publish_load(number, who, rows, words))
    if row["state"] in ("draft", "checked", "submitted"):
        with st.popover(words("ledger.send_back"), disabled=not named):
            hint = words("ledger.why_hint")
            why = st.text_input(
                words("ledger.why"), key=f"ledger.why.{number}", max_chars=500, placeholder=hint
            )
            _button(
                "send_back_now", number, words, True, lambda: send_back(StoreSettings(), number, who, why)
            )
    if row["state"] == "published":
        _button("undo", number, words, named, lambda: undo_load(number, who, rows, words))


def _button(step: str, number: int, words: Words, enabled: bool, action: Callable[[], object]) -> None:
    """Draw the button of a step; its result is shown above the list, which then shows the new state."""
    help_text = None if enabled else words("ledger.name_first")
    if st.button(
        words(f"ledger.{step}"), key=f"ledger.{step}.{number}", disabled=not enabled, help=help_text
    ):
        # Found by a later run, the step was stopped.
        st.session_state[OUTCOME] = (False, words("ledger.stopped", number=number))
        try:
            with st.spinner(words("ledger.working")):
                action()
            st.session_state[OUTCOME] = (True, words(f"ledger.done_{step}", number=number))
        except StoreError as error:
            st.session_state[OUTCOME] = (False, failure_sentence(error, words))
        st.rerun()


def _original(edition: Edition, number: int) -> bytes:
    """Return a file as it was sent; a callback of the browser's, so it reads no widget."""
    return ask(edition, lambda session: kept_part(session, number, "original"))
