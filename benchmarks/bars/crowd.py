"""A crowd at several processes behind their proxy, on PostgreSQL, each with a change of page now and then."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bars.bar import Bar
from benchmarks.bars.bare import bare_cluster
from benchmarks.bars.viewers import Plan, Viewers, rows_of, watched
from tests.cluster.deployment import Cluster, deployed
from tests.cluster.haproxy import installed_proxy
from tests.cluster.viewer import Viewer
from tests.queries.prepared import copied_database, written
from tests.queries.servers import RUN, server_for_tests

VIEWERS, PROCESSES, MINUTES, PERIOD = 200, 2, 5.0, 30.0
MOST_SECONDS = 1.5


def crowd(plan: Plan, processes: int = PROCESSES) -> Bar:
    """Let viewers look at so many processes as planned: of the dashboard, then of the bare script."""
    with TemporaryDirectory() as folder:
        with our_cluster(Path(folder), processes) as (cluster, _):
            ours = _watched(plan, cluster, None)
        with bare_cluster(Path(folder) / "bare", processes) as cluster:
            bare = _watched(plan, cluster, "")
    name = f"{plan.count} viewers, {processes} processes behind HAProxy, {plan.minutes:g} min"
    return Bar(f"{name}, a change every {plan.period:g} s", rows_of(ours, bare, MOST_SECONDS))


@contextmanager
def our_cluster(folder: Path, processes: int) -> Iterator[tuple[Cluster, str]]:
    """Yield so many processes of the dashboard on a PostgreSQL with the shipped store, and its address."""
    installed_proxy()
    with (
        server_for_tests() as server,
        copied_database(server, RUN, "shipped") as database,
        deployed(folder, written(database), processes) as cluster,
    ):
        yield cluster, written(database)


def _watched(plan: Plan, cluster: Cluster, page: str | None) -> Viewers:
    pids = [one.pid for one in cluster.now.processes]
    return watched(plan, lambda seed: _opened(cluster, seed, page), pids)


class _Page:
    """An open page whose changes are timed; one that is lost is an error.

    ``page`` is the only one that there is, None where there are others.
    """

    def __init__(self, viewer: Viewer, page: str | None) -> None:
        self._viewer, self._page = viewer, page

    def change(self, page: str, query: str) -> float:
        """Open a page by its name; return the seconds until its script has ended."""
        began = time.perf_counter()
        self._viewer.look(page if self._page is None else self._page, query, seconds=0)
        return time.perf_counter() - began


@contextmanager
def _opened(cluster: Cluster, seed: int, page: str | None) -> Iterator[_Page]:
    viewer = Viewer(cluster, seed)
    try:
        yield _Page(viewer, page)
    finally:
        viewer.leave()
