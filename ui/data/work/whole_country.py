"""For national roles: who has not sent, on a map, with the letter that asks for it."""

from __future__ import annotations

import streamlit as st

from data_access.days import today
from data_access.office_work.work_list import last_due
from ui.controls.site import page_of
from vocabulary.words import Words


def whole_country(words: Words) -> None:
    """Draw the link to the map of offices that have not sent, which has the letter to each."""
    st.subheader(words("work.whole_country"), anchor=False)
    report, year = last_due(today())
    st.page_link(
        page_of("quality", words),
        label=words("work.who_has_not_sent"),
        query_params={"units": "province", "year": str(year), "report": report, "lang": words.language},
    )
