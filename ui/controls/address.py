"""The address of a view: codes in the query parameters, never labels.

``?indicator=&year=&level=&area=&lang=`` restores a view anywhere. A parameter that names nothing
known is answered with a sentence and the nearest sensible view, never with a stack trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from ui.text.parameters import BadParameter, code_in

CARRIED = ("indicator", "year", "look", "level", "within", "class", "area", "place", "lang", "store", "asof")


def parameter(parameter: str) -> str | None:
    """Return what the address says for a parameter, None when it says nothing."""
    value = st.query_params.get(parameter)
    return value if value else None


def choose(parameter: str, known: Iterable[str], default: str) -> tuple[str, BadParameter | None]:
    """Return the address's choice among ``known`` codes, or the default and what did not fit."""
    return code_in(st.query_params, parameter, known, default)


def write(changes: Mapping[str, str | int | None]) -> None:
    """Write codes into the address in one step; None takes a parameter out.

    The browser's history gets one entry for a choice, however many parameters it writes, and none where
    nothing changes: one press of Back undoes one choice.
    """
    before = st.query_params.to_dict()
    after = dict(before)
    for name, value in changes.items():
        if value is None:
            after.pop(name, None)
        else:
            after[name] = str(value)
    if after != before:
        st.query_params.from_dict(after)


def carried(*, dropping: Sequence[str] = ()) -> dict[str, str]:
    """Return the parameters that go along to another page."""
    return {
        name: st.query_params[name] for name in CARRIED if name in st.query_params and name not in dropping
    }
