"""The visitor's presentation: kept in the browser, named by the address of its page, known to the visit.

The browser has the last word (``ui/assets/kept_slides.js``): a page adds a slide to what is kept there, and
the page of presentations takes what it shows from the address, or tells the browser what it was changed to.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from ui.cached.visit import Visit
from ui.charts.slides import (
    LEFT_OUT,
    LONGEST_IN_ADDRESS,
    MOST_SLIDES,
    PART,
    Slide,
    SlidesMisread,
    packed,
    unpacked,
)
from ui.controls import address
from ui.controls.page_frame import tell_scripts
from ui.text.parameters import BadParameter
from vocabulary.words import Words

PARAMETER = "slides"


KEPT_KEY = "presentation"


# Set where the visit changed the presentation; the next drawing of its page tells the browser so.
CHANGED_KEY = "presentation.changed"


# The slides that buttons added and the browser was not told of yet, by button.
ADDED_KEY = "presentation.added"


def kept_slides() -> tuple[Slide, ...]:
    """Return the visitor's presentation, as it was last changed in this visit."""
    kept: tuple[Slide, ...] = st.session_state.get(KEPT_KEY, ())
    return kept


def keep(slides: Sequence[Slide]) -> None:
    """Keep the visitor's presentation for this visit."""
    st.session_state[KEPT_KEY] = tuple(slides)[:MOST_SLIDES]


def write_slides(slides: Sequence[Slide]) -> None:
    """Take slides for the presentation: for the visit, the browser and, unless too long, the address."""
    keep(slides)
    st.session_state[CHANGED_KEY] = True
    text = packed(kept_slides())
    address.write({PARAMETER: text if 0 < len(text) <= LONGEST_IN_ADDRESS else None})


def settle_with_browser(slides: Sequence[Slide], words: Words, *, is_read: bool) -> None:
    """Tell the browser what the page shows, and offer a presentation that another's took the place of.

    ``is_read`` is false where the address names slides that cannot be read. Unless it names these, or the
    visit just changed them, the browser may know better, and says so by the address.
    """
    changed = st.session_state.pop(CHANGED_KEY, False)
    is_sure = bool(changed) or (is_read and address.parameter(PARAMETER) is not None)
    button = (
        f"<button type='button' class='earlier-slides' hidden>{escape(words('present.earlier'))}</button>"
    )
    st.html(button)
    tell_scripts("slides", [[slide.row for slide in slides], packed(slides), is_sure])


def add_to_presentation(
    visit: Visit, path: str, *, pinned: Mapping[str, str] | None = None, as_tool: bool = False
) -> None:
    """Draw the button that makes a slide of the page's view, or of one of its charts.

    ``pinned`` are parameters of the slide beside those of the address: the chart's key as PART, and what the
    page chose by itself. ``as_tool``: one of the small buttons beside a title, which never change their name.
    """
    words, count = visit.words, len(kept_slides())
    pinned = pinned or {}
    part = pinned.get(PART, "")
    st.button(
        words("slides.add_another", number=count) if count and not as_tool else words("slides.add"),
        key=f"slides.add.{path}.{part}",
        icon=":material/slideshow:",
        type="tertiary",
        help=words("slides.add_help"),
        on_click=_add,
        args=(path, pinned, words),
    )
    if slide := st.session_state.get(ADDED_KEY, {}).pop((path, part), None):
        tell_scripts("slide", [slide.row, uuid.uuid4().hex])


def _add(path: str, pinned: Mapping[str, str], words: Words) -> None:
    if len(kept_slides()) >= MOST_SLIDES:
        st.toast(words("slides.full", most=MOST_SLIDES))
        return
    query = {name: value for name, value in st.query_params.to_dict().items() if name not in LEFT_OUT}
    slide = Slide("", path, {**query, **pinned})
    keep([*kept_slides(), slide])
    st.session_state.setdefault(ADDED_KEY, {})[(path, pinned.get(PART, ""))] = slide
    st.toast(words("slides.added"))


def slides_in_address() -> tuple[tuple[Slide, ...], BadParameter | None]:
    """Return the presentation in the address, else the one kept, and what in the address was none."""
    text = address.parameter(PARAMETER)
    if text is None:
        return kept_slides(), None
    try:
        keep(unpacked(text))
        return kept_slides(), None
    except SlidesMisread:
        return kept_slides(), BadParameter.of(PARAMETER, text)
