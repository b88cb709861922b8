"""Slides of a presentation: a title, a page and what its address said; kept in the address or in a file.

A slide holds no figure: the show reads them when it starts, so that a presentation never goes out of date.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

MOST_SLIDES = 40


LONGEST_TITLE = 160


# Spoken in a minute or two.
LONGEST_NOTE = 1000


LONGEST_TEXT = 200_000


# A longer presentation is kept in the browser alone: some programs cut longer addresses on their way.
LONGEST_IN_ADDRESS = 6000


# Before a presentation that a browser packed, which is not compressed.
PLAIN = "~"


FORM = "theo-doi-giam-ngheo/slides"


OVERVIEW = "overview"


# Pages whose view a show can draw; the part says which of a page's charts.
PATHS = ("map", OVERVIEW, "area", "explore", "funding", "outcomes", "targets", "flows", "quality", "sources")


# The parameter of a slide that names one of a page's exhibits.
PART = "part"


# The language is the show's.
LEFT_OUT = ("lang", "slides", "q", "cited", "exhibit", "handle")


# The path of the overview's page.
FRONT = "/"


def page_address(page: str) -> str:
    """Return the path of the page that a slide names."""
    return FRONT if page == OVERVIEW else f"/{page}"


class SlidesMisread(ValueError):
    """What should be a presentation is none."""


@dataclass(frozen=True)
class Slide:
    """One picture of a show: ``title`` is "" where the picture's own title is used; ``query`` is the view.

    ``note`` is what the speaker wants to say beside it; the hall does not see it.
    """

    title: str
    path: str
    query: Mapping[str, str]
    note: str = ""

    def titled(self, title: str) -> Slide:
        """Return the slide under another title."""
        return replace(self, title=title.strip()[:LONGEST_TITLE])

    def noted(self, note: str) -> Slide:
        """Return the slide with another note."""
        return replace(self, note=note.strip()[:LONGEST_NOTE])

    @property
    def row(self) -> list[Any]:
        """The slide as a list for an address: title, path, query, and the note where there is one."""
        return [self.title, self.path, dict(self.query), *([self.note] if self.note else [])]


def slides_json(slides: Iterable[Slide]) -> str:
    """Return a presentation as the text of a file."""
    rows = [
        {"title": slide.title, "path": slide.path, "query": dict(slide.query)}
        | ({"note": slide.note} if slide.note else {})
        for slide in slides
    ]
    return json.dumps({"form": FORM, "slides": rows}, ensure_ascii=False, indent=1)


def slides_in_json(text: str) -> tuple[Slide, ...]:
    """Return the presentation in the text of a file; SlidesMisread when it holds none."""
    try:
        document = json.loads(text)
        if document["form"] != FORM:
            raise SlidesMisread("another form of file")
        rows = document["slides"]
        return _checked([(row["title"], row["path"], row["query"], row.get("note", "")) for row in rows])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise SlidesMisread(str(error)) from error


def packed(slides: Iterable[Slide]) -> str:
    """Return a presentation as a short text for an address; "" for an empty one."""
    text = _rows_text(slides)
    return _as_letters(zlib.compress(text, 9)) if text else ""


def written_plainly(slides: Iterable[Slide]) -> str:
    """Return a presentation as ``packed`` does, longer, and with little changed where little differs."""
    text = _rows_text(slides)
    return PLAIN + _as_letters(text) if text else ""


def _rows_text(slides: Iterable[Slide]) -> bytes:
    rows = [slide.row for slide in slides]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode() if rows else b""


def _as_letters(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def unpacked(text: str) -> tuple[Slide, ...]:
    """Return the presentation in an address; SlidesMisread when it holds none.

    After PLAIN the list is not compressed: so a browser writes one that it made longer by itself.
    """
    try:
        rows = json.loads(_opened(text.removeprefix(PLAIN), is_plain=text.startswith(PLAIN)))
        if not isinstance(rows, list):
            raise SlidesMisread("not a list")
        return _checked([tuple(row) for row in rows])
    except (ValueError, TypeError, binascii.Error, zlib.error, RecursionError) as error:
        raise SlidesMisread(str(error)) from error


def _opened(text: str, *, is_plain: bool) -> bytes:
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if len(raw) > LONGEST_TEXT:
        raise SlidesMisread("too long")
    if is_plain:
        return raw
    opened = zlib.decompressobj()
    plain = opened.decompress(raw, LONGEST_TEXT)
    if opened.unconsumed_tail:
        raise SlidesMisread("too long")
    return plain


def _checked(rows: Sequence[tuple[Any, ...]]) -> tuple[Slide, ...]:
    if len(rows) > MOST_SLIDES:
        raise SlidesMisread("too many slides")
    return tuple(_slide(*row) for row in rows)


def _slide(title: object, path: object, query: object, note: object = "") -> Slide:
    if (
        not isinstance(title, str)
        or not isinstance(note, str)
        or path not in PATHS
        or not isinstance(query, dict)
    ):
        raise SlidesMisread("not a slide")
    if not all(isinstance(name, str) and isinstance(value, str) for name, value in query.items()):
        raise SlidesMisread("not an address")
    return Slide("", str(path), query).titled(title).noted(note)
