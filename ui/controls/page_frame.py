"""The frame of a page: parts that are redrawn alone and guarded against a failing store; its headline."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from html import escape
from pathlib import Path
from typing import Concatenate, ParamSpec

import streamlit as st

from geo.choropleth import script_literal
from ui.cached.visit import Visit
from ui.controls.current_visit import current_visit, current_words
from ui.controls.notices import guarded

ASSETS = Path(__file__).parents[1] / "assets"
P = ParamSpec("P")


def guarded_fragment(draw: Callable[Concatenate[Visit, P], None]) -> Callable[P, None]:
    """Return ``draw`` as a fragment, called without its visit: it gets the current one at every run.

    A choice in it redraws only this part of the page. A failing store shows its sentence in the part's place.
    """

    @st.fragment
    @wraps(draw)
    def part(*args: P.args, **kwargs: P.kwargs) -> None:
        words, _ = current_words()
        guarded(partial(draw_part, draw, *args, **kwargs), words)

    return part


def tell_scripts(what: str, value: object) -> None:
    """Tell the scripts that stand in every page something (``ui/assets/told.js``); nothing of it is seen.

    A script of its own would be refused: those that run are known by their text
    (``ui/server/inline_parts.py``).
    """
    told = escape(script_literal(value))
    st.html(f"<i class='told' hidden data-what='{what}' data-value='{told}'></i>")


def draw_part(draw: Callable[Concatenate[Visit, P], None], *args: P.args, **kwargs: P.kwargs) -> None:
    """Draw a part of a page for the current visit."""
    draw(current_visit(), *args, **kwargs)


def headline(sentence: str, *, above: str = "") -> None:
    """Draw the one heading of the first level that a page begins with, and a quiet line above it."""
    line = f"<p class='quiet'>{escape(above)}</p>" if above else ""
    st.html(f"{line}<h1 class='headline'>{escape(sentence)}</h1>")


def unseen_headline(name: str) -> None:
    """Give a page whose sentence is in its picture a heading of the first level that is only read aloud."""
    st.html(f"<h1 class='read-aloud'>{escape(name)}</h1>")


def style_sheet(name: str) -> None:
    """Add the style sheet of a page that has one of its own beside the shell's."""
    st.html(ASSETS / f"{name}.css")
