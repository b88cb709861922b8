"""Why an uploaded file cannot be used at all: a code for the catalogues, and the facts its sentence names."""

from functools import partial
from typing import Any


class UploadUnusable(Exception):
    """A file that is not read any further; nothing of it is kept and nothing has changed.

    ``code`` names the sentence ``upload.<code>`` of the catalogues, ``facts`` fill its placeholders.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[Any, ...]:
        """The same error again, where it comes from another process."""
        return partial(type(self), self.code, **self.facts), ()

    def __str__(self) -> str:
        """The code and facts on one line, for the log."""
        return " ".join([self.code, *(f"{name}={value!r}" for name, value in self.facts.items())])
