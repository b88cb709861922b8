"""A file that was checked, with its cells coloured: for whoever checked it, while their page is open."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakValueDictionary

import streamlit as st

from data_access.accounts.rights import Action
from ui.controls.identity import Asker, current_asker
from ui.data.own_files.giving import UNKNOWN, NotGiven, expect_right

ROUTE = "/checked-files"
COLOURED = "upload.coloured"


@dataclass(frozen=True, eq=False)
class CheckedFile:
    """The file of a page: of what, its name, whose it is (``Asker.owner``), its token, what makes it."""

    examined: object
    name: str
    owner: str
    token: str
    make: Callable[[], bytes]


# Each is held by the state of its page alone, and goes with it.
_of_pages: WeakValueDictionary[str, CheckedFile] = WeakValueDictionary()


def address_of(examined: object, name: str, language: str, make: Callable[[], bytes]) -> str:
    """Keep a file for this page, and return its address: the same until another file is checked."""
    owner = current_asker().owner
    kept: CheckedFile | None = st.session_state.get(COLOURED)
    is_same = kept is not None and kept.examined is examined and (kept.name, kept.owner) == (name, owner)
    if kept is None or not is_same:
        kept = CheckedFile(examined, name, owner, secrets.token_urlsafe(32), make)
        st.session_state[COLOURED] = kept
        _of_pages[kept.token] = kept
    return f"{ROUTE}/{kept.token}?lang={language}"


def checked_file_for(who: Asker, token: str) -> tuple[str, bytes]:
    """Return the name and the content of a file; raises ``NotGiven`` where it is not that person's."""
    expect_right(who, Action.HAND_IN)
    kept = _of_pages.get(token)
    if kept is None or kept.owner != who.owner:
        raise NotGiven(UNKNOWN)
    return kept.name, kept.make()
