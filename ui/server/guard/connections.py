"""How many pages one address may have open at once, and how fast it may open them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from ui.server.guard.counting import counted
from ui.server.guard.token_bucket import Buckets, Clock, Rate

# An office behind one address opens its pages at eight in the morning; each begins a run of its page.
HANDSHAKES = Rate(at_once=60, a_second=4)
# How long an address opens no page after one of its own was closed for what it sent.
BARRED_SECONDS = 30.0


class Connections:
    """The websockets that are open, by the address on whose account they go."""

    def __init__(self, most: int, rate: Rate = HANDSHAKES, clock: Clock = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._barred: dict[str, float] = {}
        self._open: Counter[str] = Counter()
        self._handshakes = Buckets(rate)

    def may_open(self, account: str) -> bool:
        """Whether an address may open one more now; a handshake is counted by asking."""
        if self._barred.get(account, 0.0) > self._clock():
            return False
        return self._open[account] < self._most and self._handshakes.of(account).take()

    def bar(self, account: str) -> None:
        """Let an address open no page for a while; those that it has open go on."""
        now = self._clock()
        self._barred = {known: until for known, until in self._barred.items() if until > now}
        self._barred[account] = now + BARRED_SECONDS

    @contextmanager
    def one_of(self, account: str) -> Iterator[None]:
        """Count a connection as open while the block lasts."""
        with counted(self._open, account):
            yield
