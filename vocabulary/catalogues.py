"""The languages of the interface, and their texts by key from the gettext catalogues in ``locale/``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LOCALE = Path(__file__).parents[1] / "locale"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT_LANGUAGE = "vi"


def language_in(query: Mapping[str, str]) -> str:
    """Return the language that an address names; Vietnamese where it names none, or one that there is not."""
    requested = query.get("lang", "")
    return requested if requested in LANGUAGES else DEFAULT_LANGUAGE


@cache
def texts(language: str) -> Mapping[str, str | tuple[str, ...]]:
    """Return every text of a language by its key; a text with plural forms is a tuple."""
    path = LOCALE / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    found: dict[str, str | tuple[str, ...]] = {}
    for message in messages:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            found[key] = message.string if isinstance(message.string, str) else tuple(message.string or ())
    return found
