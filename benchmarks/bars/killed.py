"""A process is killed under its viewers: how soon each view is back, and what became of publications."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import make_url, text

from benchmarks.bars.bar import Bar, Row
from benchmarks.bars.bare import bare_cluster
from benchmarks.bars.crowd import our_cluster
from benchmarks.reruns import CHANGES
from data_access.loads import submit_and_publish
from data_access.store.settings import StoreSettings
from tests.cluster.deployment import Cluster, kill
from tests.cluster.test_one_dashboard import figure_like_the_shipped
from tests.cluster.viewer import Viewer
from tests.queries.office import BY, reading, upload

VIEWERS, PROCESSES = 50, 3
MOST_SECONDS, AGAIN_SECONDS = 10.0, 60.0
PAGES = ("map", "area", "", "explore")
# Years that nobody has reported.
YEARS = range(1971, 1976)
View = tuple[str, str]


@dataclass(frozen=True)
class Back:
    """Seconds from the kill until each view was back, and the processes that show them now."""

    seconds: list[float]
    processes: set[int]


def killed(count: int = VIEWERS) -> Bar:
    """Kill one of three processes under its viewers, while figures are published; then one of the script."""
    with TemporaryDirectory() as folder:
        with our_cluster(Path(folder), PROCESSES) as (cluster, database):
            before = len(publications(database))
            views = [view(number) for number in range(count)]
            ours = views_back(cluster, views, lambda: publish(database, cluster.var_dir))
            after = publications(database)[before:]
        with bare_cluster(Path(folder) / "bare", PROCESSES) as cluster:
            bare = views_back(cluster, [("", "lang=vi")] * count, lambda: None)
    wrong = abs(len(after) - len(YEARS)) + sum(state != "published" for state in after)
    return Bar(
        f"kill -9 of one of {PROCESSES} processes with {count} viewers",
        [
            Row("views back, median, s", median(ours.seconds), median(bare.seconds), digits=2),
            Row("the slowest, s", max(ours.seconds), max(bare.seconds), MOST_SECONDS, 2),
            Row(f"of {len(YEARS)} publications lost or doubled", wrong, None, 0),
        ],
    )


def view(number: int) -> View:
    """Return the page and the query of the viewer with a number."""
    page = PAGES[number % len(PAGES)]
    return page, f"lang=vi&{CHANGES[page][number % len(CHANGES[page])]}"


def views_back(cluster: Cluster, views: Sequence[View], meanwhile: Callable[[], object]) -> Back:
    """Open views at the first process, kill it, and wait until another one shows each of them again.

    ``meanwhile`` is done in the same moment. Raises what the viewer's last attempt raised where a view is not
    back within a minute.
    """
    viewers = [Viewer(cluster, 20 + number, 1) for number in range(len(views))]
    try:
        with ThreadPoolExecutor(len(viewers) + 1) as pool:
            for viewer, asked in zip(viewers, views, strict=True):
                viewer.look(*asked)
            assert {viewer.process for viewer in viewers} == {1}
            began = time.monotonic()
            kill(cluster.pid(1))
            waiting = [
                pool.submit(_back, viewer, asked, began) for viewer, asked in zip(viewers, views, strict=True)
            ]
            doing = pool.submit(meanwhile)
            seconds = [one.result(timeout=2 * AGAIN_SECONDS) for one in waiting]
            doing.result(timeout=2 * AGAIN_SECONDS)
        return Back(seconds, {viewer.process for viewer in viewers})
    finally:
        for viewer in viewers:
            viewer.leave()


def _back(viewer: Viewer, asked: View, began: float) -> float:
    assert viewer.is_lost()
    viewer.look(*asked, seconds=AGAIN_SECONDS)
    return time.monotonic() - began


def publish(database: str, var_dir: Path) -> None:
    """Publish a file for each of the years, one after another."""
    settings = StoreSettings(database_url=database, var_dir=var_dir)
    for year in YEARS:
        row = figure_like_the_shipped(make_url(database), 5.0) | {"year": year}
        submit_and_publish(settings, upload(f"{year}.csv", figures=[row]), BY)


def publications(database: str) -> list[str]:
    """Return what became of each file that was ever sent, in order."""
    with reading(make_url(database)) as connection:
        rows = connection.execute(text("SELECT state FROM submission ORDER BY id"))
        return [state for (state,) in rows]
