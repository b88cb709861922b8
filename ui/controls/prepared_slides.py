"""The visitor's presentation: the slides prepared in this visit or named by the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.cached.visit import Visit
from ui.charts.slides import LEFT_OUT, MOST_SLIDES, Slide, SlidesMisread, packed, unpacked
from ui.controls import address
from ui.text.parameters import BadParameter

PARAMETER = "slides"


KEPT_KEY = "presentation"


def kept_slides() -> tuple[Slide, ...]:
    """Return the visitor's presentation, as it was last changed in this visit."""
    kept: tuple[Slide, ...] = st.session_state.get(KEPT_KEY, ())
    return kept


def keep(slides: Sequence[Slide]) -> None:
    """Keep the visitor's presentation for this visit."""
    st.session_state[KEPT_KEY] = tuple(slides)[:MOST_SLIDES]


def write_slides(slides: Sequence[Slide]) -> None:
    """Keep slides for the visit and write them into the address."""
    keep(slides)
    address.write({PARAMETER: packed(slides) or None})


def add_to_presentation(visit: Visit, path: str, *, part: str = "") -> None:
    """Draw the button that makes a slide of the page's view, or of one of its charts."""
    words, count = visit.words, len(kept_slides())
    st.button(
        words("slides.add_another", number=count) if count else words("slides.add"),
        key=f"slides.add.{path}.{part}",
        icon=":material/slideshow:",
        type="tertiary",
        help=words("slides.add_help"),
        on_click=_add,
        args=(path, part),
    )


def _add(path: str, part: str) -> None:
    query = {name: value for name, value in st.query_params.to_dict().items() if name not in LEFT_OUT}
    slide = Slide("", path, query | ({"part": part} if part else {}))
    keep([*kept_slides(), slide])


def slides_in_address() -> tuple[tuple[Slide, ...], BadParameter | None]:
    """Return the presentation in the address, else the one kept, and what in the address was none."""
    text = address.parameter(PARAMETER)
    if text is None:
        return kept_slides(), None
    try:
        return unpacked(text), None
    except SlidesMisread:
        return kept_slides(), BadParameter.of(PARAMETER, text)
