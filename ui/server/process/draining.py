"""Whether this process was told to end: it serves those whom it has, and asks for no new visitor."""

from __future__ import annotations


class Draining:
    """False until the process is told to end."""

    def __init__(self) -> None:
        self._has_begun = False

    @property
    def has_begun(self) -> bool:
        """Whether the process was told to end."""
        return self._has_begun

    def begin(self) -> None:
        """Take no new visitor any more."""
        self._has_begun = True


draining = Draining()
