"""Slides of a presentation: a title, a page and what its address said; kept in the address or in a file.

A slide holds no figure: the show reads them when it starts, so that a presentation never goes out of date.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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
    """One picture of a show: ``title`` is "" where the picture's own title is used; ``query`` is the view."""

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
