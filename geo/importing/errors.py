"""Why a boundary file cannot be used: a code for the catalogues, and the facts its sentence names."""

from collections.abc import Mapping

from vocabulary.words import Words


class BoundaryFileUnusable(Exception):
    """A file, or the way it was asked for, cannot become a layer; nothing has been changed.

    ``code`` names the sentence ``boundary.<code>`` of the catalogues, ``facts`` fill its placeholders.
    """

    def __init__(self, code: str, facts: Mapping[str, object] | None = None) -> None:
        self.code = code
        self.facts = dict(facts or {})
        super().__init__(f"{code}: {self.facts}" if self.facts else code)


def refusal_text(error: BoundaryFileUnusable, words: Words) -> str:
    """Return the sentence that says what is wrong."""
    named = {
        name: words(f"boundary.{name}.{value}") if name in ("level", "vintage") else value
        for name, value in error.facts.items()
    }
    return words(f"boundary.{error.code}", **named)
