"""How much of something each account has open now."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def counted(open_now: Counter[str], account: str) -> Iterator[None]:
    """Count one more of an account while the block lasts; an account with none is forgotten."""
    open_now[account] += 1
    try:
        yield
    finally:
        open_now[account] -= 1
        if not open_now[account]:
            del open_now[account]
