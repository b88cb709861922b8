"""What citizens and communes said, for the offices whose places it is about: list, entry form, answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from data_access.days import today
from data_access.feedback.entering import ROLES
from data_access.feedback.reading import feedback_list
from data_access.models.office_work import FEEDBACK_KINDS, FEEDBACK_STATES
from data_access.office_work.places import areas_of, places_for
from data_access.store.frames import Row
from ui.cached.editions import Edition, ask_now
from ui.controls.choices import coded_select
from ui.controls.current_visit import published_edition
from ui.controls.identity import Asker, current_asker
from ui.controls.notices import as_plain, bad_parameters
from ui.controls.site import page_of
from ui.data.feedback.entry_form import entry_form
from ui.data.feedback.listed import entry
from ui.data.feedback.steps import told_of_step
from ui.data.typed_name import name_field
from ui.text.parameters import BadParameter
from ui.text.place_key import PlaceKey
from vocabulary.words import Words

SHOWN = 40
ALL = "all"
# Who reads the texts beside those who write them.
READING = (*ROLES, "auditor")
Scope = frozenset[int] | None


def feedback_section(words: Words) -> None:
    """Draw the log for the places of whoever asks; others are told where its counts are."""
    asker, edition = current_asker(), published_edition()
    st.markdown(as_plain(words("feedback.intro")))
    st.caption(as_plain(words("feedback.no_personal_data")))
    if not may_read(asker):
        st.info(as_plain(words("feedback.closed")))
        st.page_link(page_of("quality", words), label=words("feedback.counts_link"))
        return
    writes = scope_of(asker, edition, *ROLES)
    with st.container():
        told_of_step(words)
    who = asker.account.name if asker.account else name_field(words("ledger.who"))
    if writes is None or writes:
        entry_form(edition, writes, who, words)
    _listed(edition, scope_of(asker, edition, *READING), writes, who, words)


def may_read(asker: Asker) -> bool:
    """Return whether somebody may read the texts of the log: by a right, without accounts by the key."""
    return bool(asker.key) or any(grant.role in READING for grant in asker.grants)


def scope_of(asker: Asker, edition: Edition, *roles: str) -> Scope:
    """Return the areas in which somebody has one of these roles; None, the whole country, for the key."""
    if asker.account is None:
        return None if asker.key else frozenset()
    places = places_for(asker.grants, *roles)
    return ask_now(edition, lambda session: areas_of(session, places))


def _listed(edition: Edition, reads: Scope, writes: Scope, who: str, words: Words) -> None:
    rows = ask_now(edition, lambda session: feedback_list(session, reads, today()))
    place = pd.Series([place_code(row) for row in rows.to_dict("records")], rows.index, dtype="str")
    named = sorted(zip(rows[f"full_name_{words.language}"], place, strict=True))
    names = {ALL: words("feedback.place_all")} | {code: name for name, code in named}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = {
            "state": _chosen("feedback_state", FEEDBACK_STATES, words),
            "kind": _chosen("feedback_kind", FEEDBACK_KINDS, words),
            "place": _chosen("feedback_place", [*names][1:], words, names),
        }
    bad_parameters((bad for _, bad in chosen.values()), words)
    cells = rows[["state", "kind"]].assign(place=place)
    wanted = {name: code for name, (code, _) in chosen.items() if code != ALL}
    mine = rows[(cells[list(wanted)] == pd.Series(wanted, dtype="str")).all(axis=1)]
    if mine.empty:
        st.markdown(as_plain(words("feedback.none")))
    for row in mine.head(SHOWN).to_dict("records"):
        entry(row, writes, who, words)
    if len(mine) > SHOWN:
        st.caption(words("feedback.more", count=len(mine) - SHOWN))


def place_code(row: Row) -> str:
    """Return the code in the address of the place that an entry is about."""
    return str(PlaceKey(row["vintage"], row["level"], row["code"]))


def _chosen(
    parameter: str, codes: Sequence[str], words: Words, names: Mapping[str, str] | None = None
) -> tuple[str, BadParameter | None]:
    """Return what the address chooses of a filter, and draw its list; all where it chooses nothing."""
    key = parameter.replace("_", ".")

    def named(code: str) -> str:
        return words(f"{key}_{code}") if names is None else names[code]

    return coded_select(words(key), parameter, (ALL, *codes), named, ALL)
