"""Why no pack is made: a code, and the facts of its sentence."""

from __future__ import annotations

from vocabulary.words import Words

UNKNOWN, AMBIGUOUS, NO_FIGURES = "unknown_place", "ambiguous_place", "no_figures"
NOT_EMPTY, NO_SPACE, NOT_WRITTEN = "folder_not_empty", "disk_full", "not_written"


class PackRefused(Exception):
    """No pack was made, and nothing of one is left; ``code`` says why."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code, facts)
        self.code, self.facts = code, facts

    @property
    def of_disk(self) -> bool:
        """Whether the place was fine, and only the folder could not be written."""
        return self.code in (NOT_EMPTY, NO_SPACE, NOT_WRITTEN)

    def sentence(self, words: Words) -> str:
        """Return what failed and what to do, with the code in brackets."""
        return f"{words(f'pack.refused_{self.code}', **self.facts)} ({self.code})"
