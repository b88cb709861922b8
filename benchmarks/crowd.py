"""A crowd at several processes behind their proxy, on PostgreSQL, each with a change of page now and then."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.viewers import Plan, Viewers, watched
from tests.cluster.deployment import Cluster, deployed
from tests.cluster.viewer import Viewer
from tests.queries.prepared import copied_database, written
from tests.queries.servers import RUN, server_for_tests

MOST_SECONDS = 1.5
PERIOD = 30.0


def crowd(count: int, processes: int, minutes: float, period: float = PERIOD) -> Viewers:
    """Start so many processes and let so many viewers look at them for so many minutes."""
    with (
        TemporaryDirectory() as folder,
        server_for_tests() as server,
        copied_database(server, RUN, "shipped") as database,
        deployed(Path(folder), written(database), processes) as cluster,
    ):
        pids = [one.pid for one in cluster.now.processes]
        return watched(Plan(count, minutes, period), lambda seed: _opened(cluster, seed), pids)


class _Page:
    """An open page whose changes are timed; one that is lost is an error."""

    def __init__(self, viewer: Viewer) -> None:
        self._viewer = viewer

    def change(self, page: str, query: str) -> float:
        """Open a page by its name; return the seconds until its script has ended."""
        began = time.perf_counter()
        self._viewer.look(page, query, seconds=0)
        return time.perf_counter() - began


@contextmanager
def _opened(cluster: Cluster, seed: int) -> Iterator[_Page]:
    viewer = Viewer(cluster, seed)
    try:
        yield _Page(viewer)
    finally:
        viewer.leave()
