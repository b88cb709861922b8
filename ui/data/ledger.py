"""The ledger on the data page: every file that was sent, how far it has come, and the next step of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from data_access.accounts.rights import Action
from data_access.loads import ledger, numbers_with_original, send_back, submit_checked
from data_access.loads.ledger import kept_preview
from data_access.store.errors import StoreError
from data_access.store.frames import Row
from data_access.store.settings import StoreSettings
from data_access.text.failures import failure_sentence
from ui.cached.editions import Edition, ask_now
from ui.controls import address
from ui.controls.current_visit import published_edition
from ui.controls.identity import current_asker
from ui.controls.long_work import publish_load, undo_load
from ui.controls.notices import as_plain
from ui.controls.rights import is_approval_required, may_change_data, may_with_file
from ui.data.approval import (
    PARAMETER,
    approval_section,
    close,
    forget_opened,
    opened_submission,
    reason_field,
)
from ui.data.changing import changes_as_asker
from ui.data.officer import officer_notices, remembered, told_of_own_work
from ui.data.own_files.originals import original_link
from ui.data.typed_name import name_field
from ui.data.upload_preview import map_address
from ui.text.figures import is_known
from ui.text.moments import moment
from vocabulary.words import Words

OUTCOME = "ledger.told"
SHOWN = 60
# Steps that are written down for whoever comes back, as the records of work name them.
WORK = {"publish": "publish", "undo": "withdraw"}
AFTER_HAND_IN = ("submitted", "approved", "published", "sent_back", "superseded", "withdrawn")


@dataclass(frozen=True)
class Outcome:
    """How a step ended: whether it was taken, the sentence, and where its figures can be seen."""

    is_done: bool
    sentence: str
    map_address: str = ""


def ledger_section(words: Words) -> None:
    """Draw the file that the address opens, and every file, newest first, each with the steps open to it."""
    st.markdown(words("ledger.intro"))
    asking = current_asker()
    if is_approval_required(asking):
        st.caption(words("ledger.four_eyes"))
    edition, who = published_edition(), None
    if may_change_data(asking):
        who = name_field(words("ledger.who"))
        _for_officers(edition, who, words)
    rows = ask_now(edition, ledger)
    if asking.has_accounts and not rows.empty:
        st.caption(words("ledger.seen_by"))
    if rows.empty:
        st.info(words("ledger.none_seen" if asking.has_accounts else "ledger.empty"))
    if who is not None:
        _opened(edition, rows, who, words)
    in_place_of = rows[rows["state"] == "published"].dropna(subset="supersedes")
    by = dict(zip(in_place_of["supersedes"], in_place_of["id"], strict=True))
    kept = ask_now(edition, numbers_with_original)
    for row in rows.head(SHOWN).to_dict("records"):
        more = {"superseded_by": by.get(row["id"]), "has_original": row["id"] in kept}
        _submission(row | more, edition, who, words)
    if len(rows) > SHOWN:
        st.caption(words("ledger.more", count=len(rows) - SHOWN))


def _for_officers(edition: Edition, who: str, words: Words) -> None:
    """Draw what is told to those who change data: files that came back, work that ended, the last step."""
    # Their places are there even when empty: what follows must not be rebuilt while somebody types a reason.
    with st.container():
        officer_notices(edition, who, words)
    with st.container():
        _outcome(words)


def _outcome(words: Words) -> None:
    found: Outcome | None = st.session_state.pop(OUTCOME, None)
    if found is not None:
        (st.success if found.is_done else st.error)(as_plain(found.sentence))
        if found.is_done and found.map_address:
            st.link_button(words("upload_page.see_map"), found.map_address)


def _opened(edition: Edition, rows: pd.DataFrame, who: str, words: Words) -> None:
    """Draw the file whose number the address names, if there is one."""
    wanted = address.parameter(PARAMETER)
    if wanted is None:
        return
    if wanted not in {str(number) for number in rows["id"]}:
        st.warning(as_plain(words("approval.unknown", number=wanted)))
        return
    opened = opened_submission(edition, int(wanted))
    label = str(opened.row["label"])

    def button(step: str, number: int, enabled: bool, action: Callable[[], object]) -> None:
        _button(_Step(step, number, label, who, "approval"), words, enabled, action)

    with st.container(border=True, key="approval"):
        approval_section(edition, opened, who, button, words)


def _submission(row: Row, edition: Edition, who: str | None, words: Words) -> None:
    """Draw a file with its state and the steps open to ``who``, None for somebody who only reads."""
    number = int(row["id"])
    with st.container(border=True, key=f"submission-{number}"):
        text, steps = st.columns((0.62, 0.38), vertical_alignment="center")
        with text:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{number}. {as_plain(row['label'])}**", width="content")
                st.badge(words(f"ledger.state_{row['state']}"), color="gray")
            st.markdown("  \n".join(as_plain(line) for line in _lines(row, words)))
        with steps, st.container(horizontal=True, horizontal_alignment="right"):
            if may_with_file(current_asker(), Action.SEE_ORIGINALS, row["held_by"]):
                _file(row, number, words)
            _figures(row, number, words)
            if who is not None:
                _steps(row, number, who, words)


def _lines(row: Row, words: Words) -> list[str]:
    """Return who sent a file when with how many rows, and who did the last step when and why."""
    sent = words("ledger.sent", by=row["made_by"], at=moment(row["made_at"], words))
    counts = words("ledger.counts", rows=row["row_count"], errors=row["errors"], warnings=row["warnings"])
    lines = [f"{sent} {counts}"]
    if is_known(row["mends"]):
        lines.append(words("ledger.mends", number=int(row["mends"])))
    if is_known(row["approved_by"]) and row["state"] != "approved":
        at = moment(row["approved_at"], words)
        lines.append(words("ledger.step_approved", by=row["approved_by"], at=at))
    if row["state"] in ("published", "superseded", "withdrawn") and not is_known(row["approved_by"]):
        lines.append(words("ledger.one_person"))
    if is_known(row["decided_by"]) and row["state"] in AFTER_HAND_IN:
        step = words(f"ledger.step_{row['state']}", by=row["decided_by"], at=moment(row["decided_at"], words))
        lines.append(step)
    if is_known(row["reason"]):
        lines.append(words("ledger.reason", reason=row["reason"]))
    if is_known(row["supersedes"]):
        lines.append(words("ledger.supersedes", number=int(row["supersedes"])))
    if row["state"] == "superseded" and is_known(row["superseded_by"]):
        lines.append(words("ledger.superseded_by", number=int(row["superseded_by"])))
    return lines


def _figures(row: Row, number: int, words: Words) -> None:
    if is_known(row["load_id"]):
        st.button(
            words("ledger.figures"),
            key=f"ledger.figures.{number}",
            on_click=address.write,
            args=({"section": "log", "change": int(row["load_id"])},),
        )


def _steps(row: Row, number: int, who: str, words: Words) -> None:
    named, state, asking = bool(who.strip()), row["state"], current_asker()
    rows, settings = int(row["row_count"]), StoreSettings()
    step = partial(_Step, number=number, label=str(row["label"]), who=who)
    can = partial(may_with_file, asking, held_by=row["held_by"])
    if state == "checked" and can(Action.HAND_IN):
        _button(step("hand_in"), words, named, lambda: submit_checked(settings, number, who))
    if state in ("submitted", "approved"):
        st.button(
            words("ledger.open" if can(Action.APPROVE) else "ledger.look"),
            key=f"ledger.open.{number}",
            type="primary",
            on_click=address.write,
            args=({"section": "ledger", PARAMETER: number},),
        )
    is_ready = state == "approved" or (state == "submitted" and not is_approval_required(asking))
    if is_ready and can(Action.PUBLISH):
        _button(step("publish"), words, named, lambda: publish_load(number, who, None, rows, words))
    if state in ("draft", "checked", "submitted", "approved") and can(Action.APPROVE):
        with st.popover(words("ledger.send_back"), disabled=not named):
            why = reason_field("why", "ledger", number, words)
            _button(step("send_back_now"), words, True, lambda: send_back(settings, number, who, why))
    if state == "published" and can(Action.PUBLISH):
        with st.popover(words("ledger.undo"), disabled=not named):
            why = reason_field("why_withdraw", "ledger", number, words)
            _button(step("undo"), words, named, lambda: undo_load(number, who, why, rows, words))


@dataclass(frozen=True)
class _Step:
    """A step with a file: its code, the file's number and name, who takes it, and where its button is."""

    code: str
    number: int
    label: str
    who: str
    place: str = "ledger"


def _button(step: _Step, words: Words, enabled: bool, action: Callable[[], object]) -> None:
    """Draw the button of a step; its result is shown above the list, which then shows the new state."""
    label, key = words(f"ledger.{step.code}"), f"{step.place}.{step.code}.{step.number}"
    help_text = None if enabled or step.who.strip() else words("ledger.name_first")
    look: Literal["primary", "secondary"] = "primary" if step.code == "approve" else "secondary"
    if not st.button(label, key=key, disabled=not enabled, help=help_text, type=look):
        return
    # Found by a later run, the step was stopped.
    st.session_state[OUTCOME] = Outcome(False, words("ledger.stopped", number=step.number))
    try:
        with st.spinner(words("ledger.working")), changes_as_asker():
            _take(step, action)
        sentence = words(f"ledger.done_{step.code}", number=step.number)
        st.session_state[OUTCOME] = Outcome(True, sentence, _where(step))
        # What was opened is settled; after an approval the next step is on the same page.
        (forget_opened if step.code == "approve" else close)()
    except StoreError as error:
        st.session_state[OUTCOME] = Outcome(False, failure_sentence(error, words))
        _open_anew(step, error)
    st.rerun()


def _take(step: _Step, action: Callable[[], object]) -> None:
    if step.code not in WORK:
        action()
        return
    try:
        with remembered(step.who, WORK[step.code], step.label, number=step.number):
            action()
    except StoreError:
        told_of_own_work()
        raise


def _open_anew(step: _Step, error: StoreError) -> None:
    """Open a file whose preview does not hold any more, so that the difference is seen."""
    forget_opened()
    if error.facts.get("reason") == "store_changed":
        address.write({PARAMETER: step.number})


def _where(step: _Step) -> str:
    """Return where the figures of a file that was published can be seen; "" for other steps."""
    if step.code != "publish":
        return ""
    preview = ask_now(published_edition(), lambda session: kept_preview(session, step.number))
    return "" if preview is None else map_address(preview.changes)


def _file(row: Row, number: int, words: Words) -> None:
    """Draw the link to the file as it was sent, or say that it is erased."""
    if row["has_original"]:
        original_link(number, words)
    else:
        st.caption(words("ledger.erased"))
