"""The addresses of files that are made beside the server, and the list of links to them in a menu."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from data_access.store_codes import parameters_of
from ui.cached.visit import Visit
from vocabulary.words import Words

ROUTE = "/take-away"
# The parameter that says on which page a chart is; which one is said as in a printed address.
PAGE = "page"
Files = dict[str, tuple[str, Mapping[str, str]]]
EXHIBIT_FILES: Files = {kind: (f"exhibit.{kind}", {}) for kind in ("png", "svg")}


def exhibit_links(visit: Visit, page: str, view: Mapping[str, str]) -> str:
    """Return the links to pictures of a chart; ``view`` restores the page and names the chart."""
    return file_links(EXHIBIT_FILES, exhibit_query(visit, page, view), visit.words, "exhibit")


def exhibit_query(visit: Visit, page: str, view: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters by which a chart of a page is found again."""
    return {PAGE: page, **view, "lang": visit.words.language, **parameters_of(visit.edition.store)}


def file_links(files: Files, query: Mapping[str, str], words: Words, named: str = "take_away") -> str:
    """Return a list of links to files, which are called by the texts of ``named`` and their kind."""
    # In a window of its own, which closes when the file comes and else says how far it is or why not.
    items = "".join(
        f"<li><a href='{escape(file_url(name, {**query, **added}))}' target='_blank'>"
        f"{escape(words(f'{named}.{kind}'))}</a></li>"
        for kind, (name, added) in files.items()
    )
    return f"<ul class='take-away'>{items}</ul>"


def file_url(name: str, query: Mapping[str, str]) -> str:
    """Return the address of a file."""
    return f"{ROUTE}/{name}?{urlencode(query)}"
