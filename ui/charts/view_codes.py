"""Codes of exported views: which view it was, and whether its figures are still those that were printed.

A code has ten letters. The first four come from the view, the other six from its figures, so a code says
by itself whether a view opened again still holds the same figures. What the figures were is in the register
of the machine that made the export (``data_access/citation_register.py``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from data_access import citation_register
from data_access.citation_room import citation_room
from data_access.days import today

# Crockford's letters: none is taken for another when a code is typed from paper.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VIEW_LETTERS, FIGURE_LETTERS = 4, 6
PARAMETER = "cited"
# What does not decide which figures are shown.
NOT_THE_VIEW = {"lang", "q", "handle", PARAMETER}
TYPED = re.compile(r"[0-9A-Za-z]{5}[-\s]?[0-9A-Za-z]{5}")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Citation:
    """A view as it was exported: page, parameters, its figures as bare text by label, and the day.

    ``known_code`` is the code of one whose figures are not kept any more.
    """

    path: str
    query: Mapping[str, str]
    figures: Mapping[str, str] = field(repr=False)
    on: str = ""
    known_code: str = ""

    @property
    def code(self) -> str:
        """The ten letters."""
        return self.known_code or view_code(self.path, self.query) + figures_code(self.figures)

    @property
    def printed(self) -> str:
        """The code as a person reads it."""
        return f"{self.code[:5]}-{self.code[5:]}"

    @property
    def address(self) -> str:
        """The address, without the host, that reopens the view and compares its figures."""
        return f"{self.path}?{urlencode({**self.query, PARAMETER: self.token})}"

    @property
    def token(self) -> str:
        """The value of the parameter ``cited``: the code and the day."""
        return f"{self.code}.{self.on.replace('-', '')}"


def cite(path: str, query: Mapping[str, str], figures: Mapping[str, str]) -> Citation:
    """Return the citation of a view as of today and keep it in the register."""
    citation = Citation(path, dict(query), dict(figures), today().isoformat())
    view = {name: value for name, value in query.items() if name not in NOT_THE_VIEW}
    entry = {"path": path, "query": view, "on": citation.on, "figures": dict(figures)}
    try:
        citation_room().expect_room()
        citation_register.keep(citation.code, entry)
    except OSError:
        logger.exception("a code could not be kept; the printed address still shows whether figures changed")
    return citation


def registered(code: str) -> Citation | None:
    """Return the citation of a code, None when this machine does not know it.

    It is without figures where there was no room for those of old codes.
    """
    entry = citation_register.kept(code)
    match entry:
        case {"path": str(path), "query": dict(query), "figures": dict(figures), "on": str(on)}:
            return Citation(path, query, figures, on, known_code=code)
    return None


def typed_code(text: str) -> str | None:
    """Return the code a person typed, with letters that look alike set right; None when it is none."""
    bare = text.strip()
    if not TYPED.fullmatch(bare):
        return None
    plain = re.sub(r"[-\s]", "", bare).upper().translate(str.maketrans("OIL", "011"))
    return plain if set(plain) <= set(LETTERS) else None


def cited_in(parameter: str) -> tuple[str, str] | None:
    """Return code and ISO date of the parameter ``cited``, None when it is not of that form."""
    code, _, day = parameter.partition(".")
    known = typed_code(code)
    if known is None or not re.fullmatch(r"\d{8}", day):
        return None
    try:
        return known, dt.date(int(day[:4]), int(day[4:6]), int(day[6:])).isoformat()
    except ValueError:
        return None


def view_code(path: str, query: Mapping[str, str]) -> str:
    """Return the letters of a view, whatever its language and the order of its parameters."""
    view = sorted((name, value) for name, value in query.items() if name not in NOT_THE_VIEW and value)
    return _letters([path, view], VIEW_LETTERS)


def figures_code(figures: Mapping[str, str]) -> str:
    """Return the letters of some figures."""
    return _letters(sorted(figures.items()), FIGURE_LETTERS)


def _letters(content: object, count: int) -> str:
    digest = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    return "".join(LETTERS[number >> (5 * place) & 31] for place in range(count))


EXHIBIT = "exhibit"
