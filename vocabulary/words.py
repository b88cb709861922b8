"""Texts, numbers, dates and lists as a language writes them: gettext catalogues and Babel's formats.

A ``Words`` is passed to whatever writes text, so that the same function serves a page, an address of the
server, a workbook, the command line and a test.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol

from vocabulary.catalogues import texts

NO_BREAK = "\N{NO-BREAK SPACE}"
# A fact in a sentence is written with the decimals it has, and no more than these.
MOST_DECIMALS = 6


@cache
def _separators(language: str) -> dict[int, str]:
    symbols = {",": get_group_symbol(language), ".": get_decimal_symbol(language)}
    return str.maketrans(symbols)


@dataclass(frozen=True)
class Words:
    """One language: its texts, its way of writing numbers and dates, and which names it picks from data."""

    language: str

    def __call__(self, key: str, **facts: object) -> str:
        """Return the text of ``key`` with ``facts`` filled in; KeyError when the catalogue lacks it.

        Numbers are written as the language writes them, with the decimals they have. A fact called
        ``count`` chooses the plural form.
        """
        text = texts(self.language)[key]
        if isinstance(text, tuple):
            text = text[0] if facts.get("count") in (1, "1") or len(text) == 1 else text[1]
        return text.format(**{name: self._filled_in(fact) for name, fact in facts.items()})

    def has(self, key: str) -> bool:
        """Return whether the catalogue has a text of ``key``."""
        return key in texts(self.language)

    def _filled_in(self, fact: object) -> object:
        if isinstance(fact, bool) or not isinstance(fact, int | float):
            return fact
        return self.exact_number(fact)

    def of(self, row: Any, field: str = "name") -> str:
        """Return a row's text in this language: ``name_vi`` or ``name_en`` for ``field="name"``."""
        return str(row[f"{field}_{self.language}"])

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number with exactly ``decimals`` decimals: 5,71 in Vietnamese, 5.71 in English."""
        # As Babel writes it, which takes eight times as long: a page writes ten thousands.
        return f"{Decimal(str(value)):,.{decimals}f}".translate(_separators(self.language))

    def exact_number(self, value: float) -> str:
        """Return a number with the decimals it has, at most six: 5,7 for 5.7, 12 for 12.0."""
        exact = Decimal(str(round(value, MOST_DECIMALS))).normalize()
        return f"{exact:,f}".translate(_separators(self.language))

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
