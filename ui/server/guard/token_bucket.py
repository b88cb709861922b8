"""So many at once, and so many a second after that: a bucket of tokens that fills up again."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

# Parts of seconds that are added up do not make exactly one token.
ROUNDING = 1e-6
Clock = Callable[[], float]


@dataclass(frozen=True)
class Rate:
    """How many may come at once, and how many a second after that."""

    at_once: float
    a_second: float


class TokenBucket:
    """Tokens of one account; each that comes takes one."""

    def __init__(self, rate: Rate, clock: Clock = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._tokens, self._at = rate.at_once, clock()

    def seconds_to_wait(self) -> float:
        """Return after how many seconds there is a token; 0 where there is one now."""
        self._fill()
        lacking = 1 - self._tokens
        return lacking / self._rate.a_second if lacking > ROUNDING else 0.0

    def take(self) -> bool:
        """Take a token, and return whether there was one."""
        if self.seconds_to_wait() > 0:
            return False
        self._tokens -= 1
        return True

    def _fill(self) -> None:
        now = self._clock()
        self._tokens = min(self._rate.at_once, self._tokens + (now - self._at) * self._rate.a_second)
        self._at = now


class Buckets:
    """Buckets by account, so many at most: the one used longest ago is forgotten first."""

    def __init__(self, rate: Rate, kept: int = 4096, clock: Clock = time.monotonic) -> None:
        self._rate, self._kept, self._clock = rate, kept, clock
        self._buckets: OrderedDict[str, TokenBucket] = OrderedDict()

    def of(self, account: str) -> TokenBucket:
        """Return the bucket of an account, a full one for a new account."""
        bucket = self._buckets.pop(account, None) or TokenBucket(self._rate, self._clock)
        self._buckets[account] = bucket
        if len(self._buckets) > self._kept:
            self._buckets.popitem(last=False)
        return bucket
