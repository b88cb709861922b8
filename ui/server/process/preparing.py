"""Whether this process still makes what its first visitors would wait for: it asks for none meanwhile."""

from __future__ import annotations


class Preparing:
    """False but while the process prepares itself, after its start."""

    def __init__(self) -> None:
        self._is_under_way = False

    @property
    def is_under_way(self) -> bool:
        """Whether the process has begun to prepare itself and not ended."""
        return self._is_under_way

    def begin(self) -> None:
        """Say of the process that it is not ready yet."""
        self._is_under_way = True

    def end(self) -> None:
        """Let visitors come, whether or not everything could be made."""
        self._is_under_way = False


preparing = Preparing()
