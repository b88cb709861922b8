"""The form by which an office enters what it was told."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data_access.days import today
from data_access.feedback.entering import LONGEST_TEXT, Said, enter
from data_access.feedback.reading import units_of_today
from data_access.models.livelihood import CAUSES
from data_access.models.office_work import FEEDBACK_KINDS, SENDERS
from data_access.office_work.places import Place
from data_access.store.settings import StoreSettings
from ui.cached.editions import Edition, ask_now
from ui.data.feedback.steps import take
from ui.text.figures import is_known
from vocabulary.words import Words

NO_CAUSE, SAID = "", "feedback.said"
HIGH = 110


def entry_form(edition: Edition, writes: frozenset[int] | None, who: str, words: Words) -> None:
    """Draw the form, folded, for places of ``writes``; None is the whole country."""
    own = _names(ask_now(edition, lambda session: units_of_today(session, writes)), words)
    if not own:
        return
    every = _names(ask_now(edition, lambda session: units_of_today(session, None)), words)
    with st.expander(words("feedback.enter")), st.form("feedback.form", border=False):
        first, second, third = st.columns(3)
        kind = first.selectbox(
            words("feedback.kind"), FEEDBACK_KINDS, format_func=lambda code: words(f"feedback.kind_{code}")
        )
        sender = second.selectbox(
            words("feedback.sender"), SENDERS, format_func=lambda code: words(f"feedback.sender_{code}")
        )
        day = third.date_input(words("feedback.received_on"), today(), max_value=today(), format="DD/MM/YYYY")
        place = first.selectbox(words("feedback.place"), list(own), format_func=own.__getitem__)
        office = second.selectbox(
            words("feedback.office"),
            list(every),
            index=list(every).index(next(iter(own))),
            format_func=every.__getitem__,
        )
        cause = third.selectbox(
            words("feedback.cause"),
            (NO_CAUSE, *CAUSES),
            format_func=lambda code: words(f"cause.{code}") if code else words("feedback.no_cause"),
        )
        said = st.text_area(words("feedback.said"), max_chars=LONGEST_TEXT, height=HIGH, key=SAID)
        if st.form_submit_button(words("feedback.send"), type="primary"):
            of_kind = (cause or None) if kind == "bottleneck" else None
            held = Said(kind, sender, place, office, day, said, of_kind)
            take("enter", lambda: enter(StoreSettings(), held, who, today()), SAID, words)


def _names(units: pd.DataFrame, words: Words) -> dict[Place, str]:
    """Return units by their keys as they are chosen: a commune with its province."""
    found = {}
    for row in units.to_dict("records"):
        above = row[f"in_{words.language}"]
        name = words.of(row, "full_name")
        key = Place(row["vintage"], row["level"], row["code"])
        found[key] = f"{name}, {above}" if is_known(above) else name
    return found
