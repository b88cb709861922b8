"""The flow of money for a narrow window: bars below the name of what they come from, in place of ribbons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from data_access.money.flow_links import Flow, Links, together

Written = Callable[[Flow], str]


def flow_bars(links: Links, names: Mapping[str, str], written: Written) -> str:
    """Return a list of what money comes from, each with its sum and a bar for each place it goes to.

    All bars are to one scale. Amounts are texts too, so that nothing is said by a length alone.
    """
    most = max((flow.vnd for flow in links.values()), default=0) or 1
    origins = dict.fromkeys(origin for origin, _ in links)
    parts = []
    for origin in origins:
        onto = {names[to]: flow for (one, to), flow in links.items() if one == origin}
        parts.append(_part(names[origin], onto, most, written))
    return f"<div class='flow-bars'>{''.join(parts)}</div>"


def draw_flow_bars(links: Links, names: Mapping[str, str], written: Written) -> None:
    """Draw the list, which a wide window does not show."""
    st.html(flow_bars(links, names, written))


def _part(name: str, onto: Mapping[str, Flow], most: int, written: Written) -> str:
    rows = "".join(_row(to, flow, most, written) for to, flow in onto.items())
    return f"<h4>{escape(name)} <b>{escape(written(together(onto.values())))}</b></h4><ul>{rows}</ul>"


def _row(name: str, flow: Flow, most: int, written: Written) -> str:
    return (
        f"<li><span>→ {escape(name)}</span> <b>{escape(written(flow))}</b>"
        f"<i style='width:{100 * flow.vnd / most:.1f}%'></i></li>"
    )
