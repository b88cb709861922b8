"""Words of the interface from the gettext catalogues, numbers and dates from Babel.

A ``Words`` is made once a run and handed to whatever writes text, so that the same function serves
a page, an address of the server and a test.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALE = Path(__file__).parents[1] / "locale"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT_LANGUAGE = "vi"
NO_BREAK = "\N{NO-BREAK SPACE}"


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


@lru_cache(maxsize=20_000)
def _written(language: str, value: float, decimals: int) -> str:
    """Return a number as a language writes it; a map of communes writes few numbers many times."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=language)


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
