"""The work of an office as an officer finds it after signing in."""

from __future__ import annotations

import streamlit as st

from data_access.days import today
from data_access.office_work.places import WorkPlaces, places_of
from data_access.office_work.work_list import DAYS_AHEAD, DAYS_BACK, next_due
from data_access.text.due_reports import report_name
from ui.controls.current_visit import published_edition
from ui.controls.identity import current_asker
from ui.controls.notices import as_plain
from ui.data.work.due import due_item
from ui.data.work.files import published_item, returned_item, waiting_item
from ui.data.work.frames import work_of
from ui.data.work.mails import mails_section
from ui.data.work.whole_country import whole_country
from vocabulary.words import Words

# What is drawn of one kind; more than these are counted.
SHOWN = 12
ITEMS = {"due": due_item, "returned": returned_item, "waiting": waiting_item, "published": published_item}


def work_section(words: Words) -> None:
    """Draw the work of the places of whoever is signed in, by kind; each kind says so where there is none."""
    account, places = current_asker().account, places_of(current_asker().grants)
    if account is None:
        st.info(as_plain(words("work.sign_in")))
        return
    st.markdown(as_plain(words("work.intro", name=account.name)))
    if places == WorkPlaces():
        st.info(as_plain(words("work.no_office")))
        return
    edition = published_edition()
    rows = work_of(edition, places, today())
    for what in kinds_of(places):
        mine = rows[rows["what"] == what]
        title = words(f"work.{what}")
        st.subheader(f"{title} ({len(mine)})" if len(mine) else title, anchor=False)
        if mine.empty:
            st.markdown(as_plain(_none(what, words)))
        with st.container(key=f"work-{what}"):
            for row in mine.head(SHOWN).to_dict("records"):
                ITEMS[what](edition, row, words)
        if len(mine) > SHOWN:
            st.caption(words("work.more", count=len(mine) - SHOWN))
    if any(place.level == "nation" for place in places.decides):
        whole_country(words)
    if places.sends:
        mails_section(edition, account, words)


def kinds_of(places: WorkPlaces) -> list[str]:
    """Return the kinds of work that some places have, in the order in which they are shown."""
    of_officers = ["due", "returned"] if places.sends else []
    return [*of_officers, *(["waiting"] if places.decides else []), "published"]


def _none(what: str, words: Words) -> str:
    """Return that there is nothing of a kind, and of reports which is due next."""
    if what != "due":
        return words(f"work.no_{what}", count=DAYS_BACK) if what == "published" else words(f"work.no_{what}")
    report, day = next_due(today())
    facts = {"report": report_name(report, words).lower(), "day": words.date(day.isoformat())}
    return words("work.no_due", count=DAYS_AHEAD, **facts)
