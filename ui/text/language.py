"""Words of the interface from the gettext catalogues, numbers and dates from Babel.

A ``Words`` is made once a run and handed to whatever writes text, so that the same function serves
a page, an address of the server and a test.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol

LOCALE = Path(__file__).parents[2] / "locale"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT_LANGUAGE = "vi"
NO_BREAK = "\N{NO-BREAK SPACE}"


def language_in(query: Mapping[str, str]) -> str:
    """Return the language that an address names; Vietnamese where it names none, or one that there is not."""
    requested = query.get("lang", "")
    return requested if requested in LANGUAGES else DEFAULT_LANGUAGE


@cache
def catalogue(language: str) -> Mapping[str, str | tuple[str, ...]]:
    """Return every text of a language by its key; a text with plural forms is a tuple."""
    path = LOCALE / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    texts: dict[str, str | tuple[str, ...]] = {}
    for message in messages:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            texts[key] = message.string if isinstance(message.string, str) else tuple(message.string or ())
    return texts


@cache
def _separators(language: str) -> dict[int, str]:
    symbols = {",": get_group_symbol(language), ".": get_decimal_symbol(language)}
    return str.maketrans(symbols)


def _written(language: str, value: float, decimals: int) -> str:
    """Return a number as Babel writes it, which takes eight times as long: a page writes ten thousands."""
    return f"{Decimal(str(value)):,.{decimals}f}".translate(_separators(language))


@dataclass(frozen=True)
class Words:
    """One language: its texts, its way of writing numbers and dates, and which names it picks from data."""

    language: str

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of ``key`` with ``values`` set in; KeyError when the catalogue lacks it.

        A value called ``count`` chooses the plural form.
        """
        text = catalogue(self.language)[key]
        if isinstance(text, tuple):
            text = text[0] if values.get("count") == 1 or len(text) == 1 else text[1]
        return text.format(**{name: self._shown(value) for name, value in values.items()})

    def _shown(self, value: object) -> object:
        return self.number(value) if isinstance(value, int) else value

    def of(self, row: Any, field: str = "name") -> str:
        """Return a row's text in this language: ``name_vi`` or ``name_en`` for ``field="name"``."""
        return str(row[f"{field}_{self.language}"])

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number with exactly ``decimals`` decimals: 5,71 in Vietnamese, 5.71 in English."""
        return _written(self.language, value, decimals)

    def with_unit(self, number: str, unit: str) -> str:
        """Return a written number with its unit: 5,71 % in Vietnamese, 5.71% in English."""
        close = self.language == "en" and unit.startswith("%")
        return number + ("" if close else NO_BREAK) + unit

    def listed(self, names: Sequence[str]) -> str:
        """Return names as a list in running text: "A, B và C", "A, B and C"."""
        return format_list(list(names), locale={"en": "en_GB"}.get(self.language, self.language))

    def date(self, value: str) -> str:
        """Return a date known to the year, the month or the day (2021, 2021-07, 2021-07-23)."""
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            pattern = "d/M/y" if self.language == "vi" else "d MMMM y"
            return format_date(dt.date.fromisoformat(value), format=pattern, locale=self.language)
        if re.fullmatch(r"\d{4}-\d{2}", value):
            pattern = "M/y" if self.language == "vi" else "MMMM y"
            return format_date(dt.date.fromisoformat(f"{value}-01"), format=pattern, locale=self.language)
        return value
