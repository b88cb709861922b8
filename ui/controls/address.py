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
    """Write codes into the address; None takes a parameter out."""
    wanted = {name: None if value is None else str(value) for name, value in changes.items()}
    for name, value in wanted.items():
        if value is None and name in st.query_params:
            del st.query_params[name]
        elif value is not None and st.query_params.get(name) != value:
            st.query_params[name] = value


def carried(*, dropping: Sequence[str] = ()) -> dict[str, str]:
    """Return the parameters that go along to another page."""
    return {
        name: st.query_params[name] for name in CARRIED if name in st.query_params and name not in dropping
    }
