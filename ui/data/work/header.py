"""The quiet number beside the name in the header: how many things the office has to do."""

from __future__ import annotations

from html import escape

from data_access.days import today
from data_access.office_work.places import WorkPlaces, places_of
from data_access.store.errors import StoreError
from ui.controls.current_visit import published_edition
from ui.controls.identity import Asker
from ui.data.work.frames import work_of
from ui.text.account_link import WORK_LIST
from vocabulary.words import Words


def work_link(asks: Asker, words: Words) -> str:
    """Return the link with the number as HTML, "" for nobody, for nothing to do and for a failing store."""
    places = WorkPlaces() if asks.account is None else places_of(asks.grants)
    if places == WorkPlaces():
        return ""
    try:
        rows = work_of(published_edition(), places, today())
    except StoreError:
        # The page below says what happened.
        return ""
    is_open = rows["what"].eq("due") & rows["number"].isna()
    count = int((is_open | rows["what"].isin(("returned", "waiting"))).sum())
    if not count:
        return ""
    title = escape(words("work.to_do", count=count))
    address = escape(WORK_LIST.format(language=words.language))
    return f"<a class='account' target='_self' href='{address}' title='{title}'>{title}</a>"
