"""How many pages one address may have open at once, and how fast it may open them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from ui.server.guard.token_bucket import Buckets, Rate

# An office behind one address opens its pages at eight in the morning; each begins a run of its page.
HANDSHAKES = Rate(at_once=60, a_second=4)


class Connections:
    """The websockets that are open, by the address on whose account they go."""

    def __init__(self, most: int, rate: Rate = HANDSHAKES) -> None:
        self._most = most
        self._open: Counter[str] = Counter()
        self._handshakes = Buckets(rate)

    def may_open(self, account: str) -> bool:
        """Whether an address may open one more now; a handshake is counted by asking."""
        return self._open[account] < self._most and self._handshakes.of(account).take()

    @contextmanager
    def one_of(self, account: str) -> Iterator[None]:
        """Count a connection as open while the block lasts."""
        self._open[account] += 1
        try:
            yield
        finally:
            self._open[account] -= 1
            if not self._open[account]:
                del self._open[account]
