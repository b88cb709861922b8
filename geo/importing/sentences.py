"""Sentences of the catalogues for the command line; the pages read the same catalogues themselves."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALE = Path(__file__).parents[2] / "locale"
LANGUAGES = ("vi", "en")


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    path = LOCALE / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    return {
        message.id: message.string
        for message in messages
        if isinstance(message.id, str) and isinstance(message.string, str)
    }


def sentence(key: str, language: str, **facts: object) -> str:
    """Return a text of the catalogue with its placeholders filled; KeyError if the catalogue lacks it."""
    shown = {
        name: number(fact, language) if isinstance(fact, int | float) else fact
        for name, fact in facts.items()
    }
    return _catalogue(language)[key].format(**shown)


def number(value: float, language: str) -> str:
    """Return a number as the language writes it, with two decimals unless it is whole."""
    pattern = "#,##0" if isinstance(value, int) else "#,##0.##"
    return format_decimal(value, format=pattern, locale=language)
