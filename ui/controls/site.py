"""The pages of the dashboard, listed once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from vocabulary.words import Words

PAGES = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True)
class SitePage:
    """A page: its file in ``pages/`` is named after its key, its address is ``/path``.

    ``group`` is its heading in the contents; ``in_header`` puts a link to it into the header too.
    """

    key: str
    path: str
    group: str
    is_default: bool = False
    in_header: bool = False

    def streamlit_page(self, words: Words) -> st.Page:
        """Return the page for st.navigation, titled in the language of the view."""
        return st.Page(
            PAGES / f"{self.key}.py",
            title=words(f"page.{self.key}"),
            url_path=self.path,
            default=self.is_default,
        )


def page_of(key: str, words: Words) -> st.Page:
    """Return a page for a link to it."""
    return next(page for page in EVERY_PAGE if page.key == key).streamlit_page(words)


GROUPS = ("see", "programme", "hall", "keep")
SITE = (
    SitePage("overview", "overview", "see", is_default=True, in_header=True),
    SitePage("map", "map", "see", in_header=True),
    SitePage("area", "area", "see"),
    SitePage("explore", "explore", "see", in_header=True),
    SitePage("funding", "funding", "programme", in_header=True),
    SitePage("outcomes", "outcomes", "programme", in_header=True),
    SitePage("targets", "targets", "programme", in_header=True),
    SitePage("flows", "flows", "see"),
    SitePage("present", "present", "hall"),
    SitePage("tour", "tour", "hall"),
    SitePage("data", "data", "keep"),
    SitePage("quality", "quality", "keep"),
    SitePage("sources", "sources", "keep"),
)
# Pages of offices, which nobody else has: ``ui.controls.rights`` says who.
OF_OFFICES = (SitePage("register", "register", "keep"),)
EVERY_PAGE = (*SITE, *OF_OFFICES)
