"""A process or the proxy ends: every view comes back, and nothing published is lost or doubled."""

import logging
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from threading import Event

import pytest
from sqlalchemy import URL

from benchmarks.bars.killed import VIEWERS, YEARS, publications, publish, view, views_back
from tests.cluster.deployment import Cluster, kill, wait_until
from tests.cluster.test_one_dashboard import BRIEFS, ENDED
from tests.cluster.viewer import Viewer
from tests.cluster.watching import watching
from tests.queries.prepared import written
from vocabulary.words import Words

pytestmark = pytest.mark.cluster
logger = logging.getLogger(__name__)
AGAIN_SECONDS, END_SECONDS, REPLACED_SECONDS = 60.0, 20.0, 240.0


def test_fifty_viewers_of_a_killed_process_have_their_views_back_and_no_publication_is_lost(
    cluster: Cluster, database: URL
) -> None:
    address = written(database)
    before = len(publications(address))
    views = [view(number) for number in range(VIEWERS)]
    back = views_back(cluster, views, lambda: publish(address, cluster.var_dir))
    # How long is for a quiet machine to say: docs/reliability.md.
    logger.info("views back: median %.1f s, slowest %.1f s", median(back.seconds), max(back.seconds))
    assert back.processes <= {2, 3}
    assert publications(address)[before:] == ["published"] * len(YEARS)
    wait_until(cluster.all_ready, AGAIN_SECONDS)
    assert cluster.now.processes[0].starts > 1


def test_a_file_outlives_the_process_that_made_it(cluster: Cluster) -> None:
    made = ENDED.search(cluster.ask(BRIEFS, 2, Accept="text/html").body)
    assert made is not None
    kill(cluster.pid(2))
    document = cluster.ask(made[1].decode(), 2)
    assert (document.status, document.body[:5], document.process in (1, 3)) == (200, b"%PDF-", True)


def test_a_proxy_that_is_killed_is_started_again_and_views_come_back(cluster: Cluster) -> None:
    viewers = [Viewer(cluster, 100 + number, number) for number in (1, 2, 3)]
    for number, viewer in enumerate(viewers):
        viewer.look(*view(number))
    kill(cluster.now.proxy)
    for number, viewer in enumerate(viewers):
        assert viewer.is_lost()
        viewer.look(*view(number), seconds=AGAIN_SECONDS)
        viewer.leave()
    # The processes were not touched, and each visitor is where they were.
    assert [viewer.process for viewer in viewers] == [1, 2, 3]


def test_a_process_that_is_told_to_end_keeps_its_visitors_and_gets_no_new_one(cluster: Cluster) -> None:
    pid, starts = cluster.pid(3), cluster.now.processes[2].starts
    stays = Viewer(cluster, 120, 3)
    stays.look(*view(0))
    os.kill(pid, signal.SIGTERM)
    began = time.monotonic()
    # The proxy asks each second.
    wait_until(lambda: 3 not in {cluster.ask("/live").process for _ in range(6)}, 2.0)
    assert stays.look(*view(1), seconds=0)
    wait_until(lambda: cluster.pid(3) != pid or not Path(f"/proc/{pid}").exists(), END_SECONDS)
    assert time.monotonic() - began < END_SECONDS
    stays.look(*view(2), seconds=AGAIN_SECONDS)
    stays.leave()
    assert stays.process in (1, 2)
    wait_until(lambda: cluster.now.processes[2].starts > starts and cluster.all_ready(), AGAIN_SECONDS)


def test_processes_are_replaced_one_after_another_and_each_visitor_is_answered_all_the_while(
    cluster: Cluster,
) -> None:
    before, numbers = cluster.now, (1, 2, 3)
    viewers = [Viewer(cluster, 140 + number, numbers[number % 3]) for number in range(6)]
    answers, ended = list[int](), Event()

    def ask_on() -> None:
        while not ended.wait(0.1):
            answers.extend(cluster.ask("/live", number).status for number in numbers)

    with ThreadPoolExecutor(1) as pool, watching(viewers, view) as seen:
        seen.go_on(1)
        asking = pool.submit(ask_on)
        try:
            done = subprocess.run(
                [sys.executable, "-m", "deploy", "restart", "--lang", "en"],
                env={**os.environ, "VAR_DIR": str(cluster.var_dir)},
                capture_output=True,
                text=True,
                timeout=REPLACED_SECONDS,
                check=False,
            )
            seen.go_on(1)
        finally:
            ended.set()
        asking.result(timeout=AGAIN_SECONDS)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert len(done.stdout.splitlines()) == len(numbers) + 1
    now = cluster.now
    assert not {one.pid for one in before.processes} & {one.pid for one in now.processes}
    assert [one.starts for one in now.processes] == [one.starts + 1 for one in before.processes]
    assert set(answers) == {200}
    assert seen.failures == []
    logger.info("replaced: %s; connections lost: %s", seen.told(), [viewer.losses for viewer in viewers])


def test_when_no_process_answers_a_page_of_ours_says_so_until_one_does(cluster: Cluster) -> None:
    for one in cluster.now.processes:
        kill(one.pid)
    answer = cluster.ask("/map", Accept="text/html")
    assert (answer.status, answer.headers["cache-control"]) == (503, "no-store")
    assert Words("vi")("deploy.unavailable") in answer.body.decode()
    wait_until(cluster.all_ready, AGAIN_SECONDS)
