"""Opening a store beside the run of a page, so that a store being built goes on whatever its visitors do.

A run of a page ends when its visitor opens another one. What it had begun itself would end with it: a minute
of building would be lost, and begun again by the next page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

from data_access import door
from data_access.door import Reader

LOOK_AGAIN_SECONDS = 0.2
Progress = Callable[[float, str], None]


@dataclass
class Opening:
    """A store that is being opened: how far it is, and what went wrong."""

    fraction: float = 0.0
    step: str = "checking"
    error: Exception | None = None
    ended: Event = field(default_factory=Event)

    def report(self, fraction: float, step: str) -> None:
        """Keep how far the opening is."""
        self.fraction, self.step = fraction, step


_under_way: dict[tuple[Reader, str], Opening] = {}
_changing = Lock()


def wait_until_open(reader: Reader, store: str, progress: Progress) -> None:
    """Return when a store is open; ``progress`` is called with how far it is, whoever began to open it.

    Whatever ``progress`` raises ends the waiting and not the opening. Raises what opening the store raises
    (``StoreError``); an error is not kept, the next call tries again.
    """
    if door.is_open(store):
        return
    opening = _opening(reader, store)
    while not opening.ended.wait(LOOK_AGAIN_SECONDS):
        progress(opening.fraction, opening.step)
    if opening.error is not None:
        raise opening.error


def is_being_opened(reader: Reader, store: str) -> bool:
    """Whether this process is opening a store for its pages, which builds one that is not there."""
    with _changing:
        return (reader, store) in _under_way


def _opening(reader: Reader, store: str) -> Opening:
    """Return the opening of a store that is under way, begun now where there is none."""
    with _changing:
        found = _under_way.get((reader, store))
        if found is None:
            found = _under_way[reader, store] = Opening()
            Thread(target=_open, args=(reader, store, found), name=f"open-{store}", daemon=True).start()
        return found


def _open(reader: Reader, store: str, opening: Opening) -> None:
    try:
        door.opened(reader, store, progress=opening.report)
    except Exception as error:
        opening.error = error
    finally:
        with _changing:
            del _under_way[reader, store]
        opening.ended.set()
