"""Slides of a presentation: a title, a page and what its address said; kept in the address or in a file.

A slide holds no figure: the show reads them anew, so that a presentation never grows stale.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ui.controls import address
from ui.controls.current_visit import Visit

PARAMETER = "slides"
KEPT_KEY = "presentation"
MOST_SLIDES = 40
LONGEST_TITLE = 160
LONGEST_TEXT = 200_000
FORM = "theo-doi-giam-ngheo/slides"
# Pages whose view a show can draw; the part says which of a page's charts.
PATHS = ("map", "overview", "area", "explore")
# The language is the show's.
LEFT_OUT = ("lang", "slides", "q", "cited", "exhibit")


class SlidesMisread(ValueError):
    """What should be a presentation is none."""


@dataclass(frozen=True)
class Slide:
    """One picture of a show: ``title`` is "" where the picture's own title stands; ``query`` is the view."""

    title: str
    path: str
    query: Mapping[str, str]

    def titled(self, title: str) -> Slide:
        """Return the slide under another title."""
        return Slide(title.strip()[:LONGEST_TITLE], self.path, self.query)


def slides_json(slides: Iterable[Slide]) -> str:
    """Return a presentation as the text of a file."""
    rows = [{"title": slide.title, "path": slide.path, "query": dict(slide.query)} for slide in slides]
    return json.dumps({"form": FORM, "slides": rows}, ensure_ascii=False, indent=1)


def slides_in_json(text: str) -> tuple[Slide, ...]:
    """Return the presentation in the text of a file; SlidesMisread when it holds none."""
    try:
        document = json.loads(text)
        if document["form"] != FORM:
            raise SlidesMisread("another form of file")
        return _checked([(row["title"], row["path"], row["query"]) for row in document["slides"]])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise SlidesMisread(str(error)) from error


def packed(slides: Iterable[Slide]) -> str:
    """Return a presentation as a short text for an address; "" for an empty one."""
    rows = [[slide.title, slide.path, dict(slide.query)] for slide in slides]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(zlib.compress(text, 9)).decode().rstrip("=") if rows else ""


def unpacked(text: str) -> tuple[Slide, ...]:
    """Return the presentation in an address; SlidesMisread when it holds none."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        opened = zlib.decompressobj()
        plain = opened.decompress(raw, LONGEST_TEXT)
        if opened.unconsumed_tail:
            raise SlidesMisread("too long")
        rows = json.loads(plain)
        if not isinstance(rows, list):
            raise SlidesMisread("not a list")
        return _checked([tuple(row) for row in rows])
    except (ValueError, TypeError, binascii.Error, zlib.error, RecursionError) as error:
        raise SlidesMisread(str(error)) from error


def _checked(rows: Sequence[tuple[Any, ...]]) -> tuple[Slide, ...]:
    if len(rows) > MOST_SLIDES:
        raise SlidesMisread("too many slides")
    return tuple(_slide(*row) for row in rows)


def _slide(title: object, path: object, query: object) -> Slide:
    if not isinstance(title, str) or path not in PATHS or not isinstance(query, dict):
        raise SlidesMisread("not a slide")
    if not all(isinstance(name, str) and isinstance(value, str) for name, value in query.items()):
        raise SlidesMisread("not an address")
    return Slide("", str(path), query).titled(title)


def kept_slides() -> tuple[Slide, ...]:
    """Return the visitor's presentation, as it was last changed in this visit."""
    kept: tuple[Slide, ...] = st.session_state.get(KEPT_KEY, ())
    return kept


def keep(slides: Sequence[Slide]) -> None:
    """Keep the visitor's presentation for this visit."""
    st.session_state[KEPT_KEY] = tuple(slides)[:MOST_SLIDES]


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


def asked_slides() -> tuple[tuple[Slide, ...], address.Misfit | None]:
    """Return the presentation in the address, else the one kept, and what in the address was none."""
    text = address.asked(PARAMETER)
    if text is None:
        return kept_slides(), None
    try:
        return unpacked(text), None
    except SlidesMisread:
        return kept_slides(), address.misfit(PARAMETER, text)
