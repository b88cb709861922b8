"""What the store answered, kept once for all visitors: frames, and whatever else is never changed."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

import pandas as pd
import streamlit as st

Asked = ParamSpec("Asked")
Kept = TypeVar("Kept")
Ask = Callable[Asked, pd.DataFrame]
# What each function keeps, for whoever looks after the server.
KEPT: list[Keeping] = []
# A part of a kept frame that knows of more copies is asked which of them are still there.
COPIES_KNOWN = 16


class Counted(Protocol):
    """How often a function found its answer kept, and how many it keeps."""

    @property
    def hits(self) -> int:
        """How often it was kept."""

    @property
    def misses(self) -> int:
        """How often it was not."""

    @property
    def currsize(self) -> int:
        """How many are kept."""


@dataclass(frozen=True)
class Keeping:
    """What one function keeps: its package, its counts, and the bytes of the answers that it made last."""

    package: str
    counted: Callable[[], Counted]
    sizes: deque[int]

    @property
    def size(self) -> int:
        """The bytes of what is kept, those of the newest answers."""
        return sum(itertools.islice(reversed(self.sizes), self.counted().currsize))


def size_of(kept: object) -> int:
    """Return the bytes of a text, a document or the columns of a frame; 0 for anything else.

    The texts that a column points to are not counted.
    """
    if isinstance(kept, pd.DataFrame):
        return int(kept.memory_usage(deep=False).sum())
    return len(kept) if isinstance(kept, bytes | str) else 0


def shared_frame(most: int) -> Callable[[Ask[Asked]], Ask[Asked]]:
    """Keep up to ``most`` frames that a function returns, without a copy of their cells at each reading.

    pandas copies on write: what a reader changes in the frame he gets is changed in nobody else's. What is
    asked with must be hashable.
    """

    def keep(ask: Ask[Asked]) -> Ask[Asked]:
        kept = shared_value(most)(ask)

        @wraps(ask)
        def read(*requested: Asked.args, **named: Asked.kwargs) -> pd.DataFrame:
            frame = kept(*requested, **named)
            _forget_copies_that_are_gone(frame)
            return frame.copy(deep=False)

        return read

    return keep


def _forget_copies_that_are_gone(frame: pd.DataFrame) -> None:
    """Shorten what a kept frame knows of its copies.

    pandas notes each copy with every part of the frame and lets up to 500 pile up before it drops those that
    are gone: 0.2 MB a frame. A part that is asked whether there are others drops them at once.
    """
    axes: list[Any] = list(frame.axes)
    for references in [*(block.refs for block in frame._mgr.blocks), *(axis._references for axis in axes)]:
        if references is not None and len(references.referenced_blocks) > COPIES_KNOWN:
            references.has_reference()


def shared_value(most: int) -> Callable[[Callable[Asked, Kept]], Callable[Asked, Kept]]:
    """Keep up to ``most`` values that a function returns, the same for all who ask: no reader changes them.

    The arguments must be hashable, and ``repr`` must write all of them.
    """

    def keep(ask: Callable[Asked, Kept]) -> Callable[Asked, Kept]:
        sizes: deque[int] = deque(maxlen=most)

        def asking(*, written: str, _asked: tuple[object, ...], _named: dict[str, object]) -> Kept:
            made = ask(*_asked, **_named)  # type: ignore[arg-type]
            sizes.append(size_of(made))
            return made

        # Streamlit distinguishes functions by their names.
        asking.__module__, asking.__qualname__ = ask.__module__, ask.__qualname__
        # It calls the function once for all who wait for the same, but inspects every part of the arguments.
        once = st.cache_resource(max_entries=most, show_spinner=False)(asking)

        @lru_cache(most)
        def kept(*requested: Asked.args, **named: Asked.kwargs) -> Kept:
            return once(written=repr((requested, named)), _asked=requested, _named=named)

        KEPT.append(Keeping(ask.__module__.rpartition(".")[0], kept.cache_info, sizes))
        return wraps(ask)(cast("Callable[Asked, Kept]", kept))

    return keep
