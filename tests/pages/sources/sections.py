"""What a page shows in figures, section by section, and the sources that each section names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from streamlit.testing.v1 import AppTest

SOURCES = re.compile(r"data-sources='([^']*)'")
# What shows figures in the markup of a page: tables, large numbers, tiles, chains, pictures, cards.
FIGURES_IN_MARKUP = re.compile(
    r"<table class='plain'|figure-large|class='tiles'|class='chain'|class='small-maps'|class='card-value"
)
CHARTS = ("vega_lite_chart", "arrow_data_frame", "component_instance")
TITLE = re.compile(r"exhibit-title.*?<h3>(.*?)</h3>", re.DOTALL)
DIGIT = re.compile(r"\d")


@dataclass
class Section:
    """A section of a page under its title: what shows figures in it, and the codes of its sources."""

    title: str
    shows: list[str] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)

    @property
    def lacks_sources(self) -> bool:
        """Whether it shows figures and names no source."""
        return bool(self.shows) and not self.sources


def sections_of(page: AppTest) -> list[Section]:
    """Return the sections of a page in their order; one begins at every title, column and expander."""
    found = [Section("")]
    for kind, text in _walked(page.main):
        if kind in ("title", "block"):
            found.append(Section(text or found[-1].title))
        elif kind == "sources":
            found[-1].sources |= set(text.split())
        else:
            found[-1].shows.append(text)
    return found


def _walked(block: Any) -> Iterator[tuple[str, str]]:
    for child in block.children.values():
        kind = str(getattr(child, "type", ""))
        if hasattr(child, "children"):
            if kind in ("column", "expander", "popover"):
                yield "block", str(getattr(child, "label", "") or "")
            yield from _walked(child)
        elif kind in ("subheader", "header"):
            yield "title", str(child.value)
        elif kind == "html":
            yield from _in_markup(str(child.value))
        elif kind in CHARTS:
            yield "shows", kind


def _in_markup(markup: str) -> Iterator[tuple[str, str]]:
    if (title := TITLE.search(markup)) is not None:
        yield "title", title[1]
    if (shown := FIGURES_IN_MARKUP.search(markup)) is not None and DIGIT.search(
        re.sub(r"<[^>]*>", "", markup)
    ):
        yield "shows", shown[0]
    for codes in SOURCES.findall(markup):
        yield "sources", codes
