"""One entry of the log of feedback: what was said, its answer, and the steps that are open."""

from __future__ import annotations

import streamlit as st

from data_access.feedback.entering import LONGEST_TEXT, answer, withdraw
from data_access.models.office_work import DECISIONS
from data_access.store.frames import Row
from data_access.store.settings import StoreSettings
from ui.controls.notices import as_plain
from ui.data.feedback.steps import take
from ui.text.figures import is_known
from ui.text.moments import moment
from vocabulary.words import Words


def entry(row: Row, writes: frozenset[int] | None, who: str, words: Words) -> None:
    """Draw an entry, answered by who writes for the office named and withdrawn by who does for its place."""
    number = int(row["id"])
    with st.container(border=True, key=f"feedback-{number}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            kind = words(f"feedback.kind_{row['kind']}")
            title = f"{number}. {kind} – {words.of(row, 'full_name')}"
            st.markdown(f"**{as_plain(title)}**", width="content")
            st.badge(words(f"feedback.state_{row['state']}"), color="gray")
        st.markdown("  \n".join(as_plain(line) for line in lines_of(row, words)))
        if row["state"] == "withdrawn":
            return
        with st.container(horizontal=True):
            if writes is None or row["office_id"] in writes:
                _answering(row, number, who, words)
            if writes is None or row["place_id"] in writes:
                _withdrawing(number, who, words)


def lines_of(row: Row, words: Words) -> list[str]:
    """Return what is told of an entry: when it was received from whom, the text, the cause, the answer."""
    facts = {"day": words.date(row["received_on"]), "office": words.of(row, "office_full_name")}
    sender = words(f"feedback.sender_{row['sender']}")
    lines = [words(f"feedback.told_{row['state']}", sender=sender, count=int(row["days"]), **facts)]
    if is_known(row["said"]):
        lines.append(str(row["said"]))
    if is_known(row["cause"]):
        lines.append(words("feedback.told_cause", cause=words(f"cause.{row['cause']}")))
    if is_known(row["answer"]):
        at = moment(row["answered_at"], words)
        lines.append(words("feedback.told_answer", by=row["answered_by"], at=at, answer=row["answer"]))
    if is_known(row["decision"]):
        lines.append(words("feedback.told_decision", decision=words(f"verdict.{row['decision']}")))
    return lines


def _answering(row: Row, number: int, who: str, words: Words) -> None:
    label = "feedback.answer" if row["state"] == "open" else "feedback.answer_again"
    with st.popover(words(label), key=f"feedback.answering.{number}"):
        field = f"feedback.answer.{number}"
        text = st.text_area(words("feedback.answer_text"), key=field, max_chars=LONGEST_TEXT)
        decision = None
        if row["kind"] == "overlap":
            decision = st.selectbox(
                words("feedback.decision"),
                DECISIONS,
                format_func=lambda code: words(f"verdict.{code}"),
                key=f"feedback.decision.{number}",
            )
        if st.button(words("feedback.send"), key=f"feedback.send.{number}", type="primary"):
            take("answer", lambda: answer(StoreSettings(), number, text, who, decision), field, words)


def _withdrawing(number: int, who: str, words: Words) -> None:
    with st.popover(words("feedback.withdraw"), key=f"feedback.withdrawing.{number}"):
        st.caption(words("feedback.withdraw_hint"))
        field = f"feedback.why.{number}"
        why = st.text_input(words("ledger.why"), key=field, max_chars=500)
        if st.button(words("feedback.withdraw_now"), key=f"feedback.withdraw.{number}"):
            take("withdraw", lambda: withdraw(StoreSettings(), number, who, why), field, words)
