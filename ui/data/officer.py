"""What an officer is told first: files that came back with a reason, and work that ended unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pandas as pd
import streamlit as st

from data_access.loads import is_same_person, ledger
from data_access.store.errors import StoreError
from data_access.store.frames import Row
from data_access.store.settings import StoreSettings
from data_access.text.failures import failure_sentence
from data_access.worker import Work, begun, forget_work, recorded, works_of
from ui.cached.editions import Edition, ask_now
from ui.controls.notices import as_plain
from ui.data.changing import changes_as_asker
from ui.text.figures import is_known, text_in
from ui.text.moments import moment
from vocabulary.words import Words

MINE = "officer.work"
RETURNED_SHOWN = 5
NO_FILE = 0


def officer_notices(edition: Edition, who: str, words: Words) -> None:
    """Say which files were sent back and not mended, and how work ended that nobody was told of.

    The files and works of this name; without a name every file that was sent back.
    """
    told_of_own_work()
    for work in ask_now(edition, lambda session: works_of(StoreSettings(), session, who)):
        _work(work, words)
    returned = returned_files(ask_now(edition, ledger), who)
    for row in returned.head(RETURNED_SHOWN).to_dict("records"):
        st.warning(as_plain(returned_sentence(row, words)))
    if len(returned) > RETURNED_SHOWN:
        st.caption(words("returned.more", count=len(returned) - RETURNED_SHOWN))


def returned_files(rows: pd.DataFrame, who: str) -> pd.DataFrame:
    """Return the lines of the ledger that were sent back and not mended since, of a name or of all."""
    mended = set(rows["mends"].dropna())
    found = rows[(rows["state"] == "sent_back") & ~rows["id"].isin(mended)]
    if not who.strip():
        return found
    senders = found[["made_by", "handed_in_by"]].to_dict("records")
    is_mine = [any(is_known(name) and is_same_person(name, who) for name in row.values()) for row in senders]
    return found[is_mine]


def returned_sentence(row: Row, words: Words) -> str:
    """Return which file was sent back by whom, when and why, and what to do."""
    facts = {"number": str(row["id"]), "name": row["label"], "by": row["decided_by"]}
    at = moment(row["decided_at"], words)
    return words("returned.file", **facts, at=at, reason=text_in(row, "reason"))


def chosen_returned(edition: Edition, who: str, kind: str, words: Words) -> int | None:
    """Draw the choice of the file that this one mends, where some were sent back; return its number.

    The only one of the same kind is chosen at first.
    """
    returned = returned_files(ask_now(edition, ledger), who)
    if returned.empty:
        return None
    names = {int(row["id"]): f"{row['id']}. {row['label']}" for row in returned.to_dict("records")}
    alike = returned.loc[returned["kind"] == kind, "id"].tolist()
    options = [NO_FILE, *names]
    chosen = st.selectbox(
        words("returned.mends"),
        options,
        index=options.index(alike[0]) if len(alike) == 1 else 0,
        format_func=lambda number: names.get(number, words("returned.mends_none")),
    )
    return chosen or None


@contextmanager
def remembered(
    by: str, what: str, name: str, *, digest: str = "", number: int | None = None
) -> Iterator[None]:
    """Write down how the work in the block ends, for whoever comes back when this page is gone."""
    settings = StoreSettings()
    work = begun(settings, by, what, name, digest, number)
    st.session_state[MINE] = work.key
    with recorded(settings, work):
        yield


def told_of_own_work() -> None:
    """Delete the record of the work that this page did: it says itself how it ended."""
    key = st.session_state.pop(MINE, None)
    if key is not None:
        forget_work(StoreSettings(), key)


def _work(work: Work, words: Words) -> None:
    told, seen = st.columns((0.86, 0.14), vertical_alignment="center")
    show = {"done": st.success, "running": st.info}.get(work.ended, st.warning)
    with told:
        show(as_plain(work_sentence(work, words)))
    if work.ended != "running":
        seen.button(
            words("work.seen"),
            key=f"work.seen.{work.key}",
            on_click=_seen,
            args=(work.key,),
        )


def _seen(key: str) -> None:
    """Delete the record of a work; a callback, so who asks is asked again."""
    with suppress(StoreError), changes_as_asker():
        forget_work(StoreSettings(), key)


def work_sentence(work: Work, words: Words) -> str:
    """Return what was being done to which file when the page was left, and how it ended."""
    facts = {"what": words(f"work.{work.what}"), "name": work.name, "at": moment(work.started_at, words)}
    if work.ended == "refused":
        error = type("Told", (StoreError,), {"code": work.code})(**work.facts)
        return words("work.refused", **facts, why=failure_sentence(error, words))
    return words(f"work.{work.ended}", **facts, number=str(work.number or "–"))
