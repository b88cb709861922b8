"""Viewers who change what they look at again and again, while a test ends one part or another."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from threading import Event

from tests.cluster.deployment import wait_until
from tests.cluster.viewer import Viewer

# Each looks at what came for so long before the next change.
PAUSE_SECONDS = 0.5
BACK_SECONDS, MOST_SECONDS = 60.0, 120.0


class Watching:
    """What viewers did so far."""

    def __init__(self, viewers: Sequence[Viewer]) -> None:
        self.viewers = viewers
        # The seconds that each change took, viewer by viewer.
        self.took: dict[Viewer, list[float]] = {viewer: [] for viewer in viewers}
        self._told = dict.fromkeys(viewers, 0)

    @property
    def failures(self) -> list[str]:
        """What pages said in the place of figures."""
        return [failure for viewer in self.viewers for failure in viewer.failures]

    def go_on(self, changes: int) -> None:
        """Wait until every viewer has made so many changes more, the first of which may be under way."""
        wanted = {viewer: len(took) + changes for viewer, took in self.took.items()}
        wait_until(lambda: all(len(self.took[one]) >= count for one, count in wanted.items()), MOST_SECONDS)

    def told(self) -> str:
        """Return how many changes were made since it was last asked, and their seconds."""
        took = [seconds for one in self.viewers for seconds in self.took[one][self._told[one] :]]
        self._told = {viewer: len(took) for viewer, took in self.took.items()}
        return f"{len(took)} changes, median {median(took):.2f} s, longest {max(took):.2f} s"


@contextmanager
def watching(viewers: Sequence[Viewer], view: Callable[[int], tuple[str, str]]) -> Iterator[Watching]:
    """Let viewers change among the views with numbers, and leave when the block has ended.

    Raises what a viewer met with: a page that failed, or none within a minute.
    """
    ended = Event()
    seen = Watching(viewers)

    def look(first: int, viewer: Viewer) -> None:
        while not ended.is_set():
            began = time.monotonic()
            viewer.look(*view(first + len(seen.took[viewer])), seconds=BACK_SECONDS)
            seen.took[viewer].append(time.monotonic() - began)
            ended.wait(PAUSE_SECONDS)

    with ThreadPoolExecutor(len(viewers)) as pool:
        looking = [pool.submit(look, number, viewer) for number, viewer in enumerate(viewers)]
        try:
            yield seen
        finally:
            ended.set()
            for one in looking:
                one.exception()
            for viewer in viewers:
                viewer.leave()
    for one in looking:
        one.result()
