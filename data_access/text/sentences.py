"""Sentences of the catalogues for what is no page: findings, workbooks, the command line."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALE = Path(__file__).parents[2] / "locale"


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Every text of a language that has no plural forms, by its key."""
    path = LOCALE / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    return {
        message.id: message.string
        for message in messages
        if isinstance(message.id, str) and isinstance(message.string, str)
    }


def sentence(key: str, language: str, **facts: object) -> str:
    """A text with its placeholders filled, numbers as the language writes them; KeyError if there is none."""
    shown = {name: written(fact, language) for name, fact in facts.items()}
    return catalogue(language)[key].format(**shown)


def written(fact: object, language: str) -> object:
    """A number as the language writes it, with as many decimals as it has; anything else as it is."""
    if isinstance(fact, bool) or not isinstance(fact, int | float):
        return fact
    return format_decimal(round(fact, 6), format="#,##0.######", locale=language)
