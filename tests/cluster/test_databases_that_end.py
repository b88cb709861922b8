"""Standby and primary end while viewers change what they look at: nobody sees an error, and changes go on."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import URL

from benchmarks.bars.killed import view
from data_access import door
from data_access.loads import submit_and_publish
from data_access.store import lost_servers
from data_access.store.errors import StoreUnreachable
from data_access.store.settings import StoreSettings
from data_access.store.standby import is_read_only
from tests.cluster.deployment import Cluster, deployed, wait_until
from tests.cluster.haproxy import installed_proxy
from tests.cluster.test_one_dashboard import figure_like_the_shipped
from tests.cluster.test_parts_that_end import AGAIN_SECONDS
from tests.cluster.viewer import Viewer
from tests.cluster.watching import watching
from tests.queries.office import BY, upload
from tests.queries.prepared import written
from tests.queries.standby_pair import READER, Pair, streaming_pair
from ui.controls.notices import as_plain
from vocabulary.words import Words

pytestmark = pytest.mark.cluster
logger = logging.getLogger(__name__)
PROCESSES, VIEWERS = 2, 6
SENTENCE = "failure.store_unreachable.primary_lost"


@pytest.fixture
def pair() -> Iterator[Pair]:
    with streaming_pair() as found:
        yield found
    door.forget()
    lost_servers._lost.clear()


@pytest.fixture
def cluster(pair: Pair, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two processes that read by the standby; the first of them builds the store in the primary."""
    installed_proxy()
    reading = {"READ_DATABASE_URL": written(pair.standby.url(READER))}
    with deployed(tmp_path_factory.mktemp("pair"), pair.either, PROCESSES, more=reading) as running:
        pair.caught_up()
        yield running


@pytest.fixture
def settings(pair: Pair, cluster: Cluster) -> StoreSettings:
    """Those of a publisher beside the processes."""
    return StoreSettings(
        database_url=pair.either,
        read_database_url=written(pair.standby.url(READER)),
        var_dir=cluster.var_dir,
    )


def say(cluster: Cluster, key: str, wanted: Any) -> None:
    """Wait until each process says something of itself: of its store, or how the standby follows."""

    def are_so() -> bool:
        told = [json.loads(cluster.ask("/ready?lang=en", number + 1).body) for number in range(PROCESSES)]
        found = [one["standby"]["state"] if key == "standby" else one[key] for one in told]
        return found == [wanted] * PROCESSES

    wait_until(are_so, AGAIN_SECONDS)


def publish(settings: StoreSettings, server: URL, year: int) -> None:
    """Publish a figure of a year that nobody has reported, like one that a server has."""
    row = figure_like_the_shipped(server, 5.0) | {"year": year}
    submit_and_publish(settings, upload(f"{year}.csv", figures=[row]), BY)


def says_that_nothing_can_be_changed(cluster: Cluster) -> bool:
    """Whether the page of changes says so, at every process."""
    officers = [Viewer(cluster, 60 + number, number + 1) for number in range(PROCESSES)]
    try:
        told = [officer.look("data", "lang=en") for officer in officers]
    finally:
        for officer in officers:
            officer.leave()
    sentence = as_plain(Words("en")(SENTENCE)).encode()
    return all(sentence in one for one in told)


def test_viewers_read_on_while_the_standby_and_then_the_primary_ends_and_one_is_promoted(
    cluster: Cluster, pair: Pair, settings: StoreSettings
) -> None:
    viewers = [Viewer(cluster, 40 + number, number % PROCESSES + 1) for number in range(VIEWERS)]
    with watching(viewers, view) as seen:
        seen.go_on(3)
        say(cluster, "store", "ok")
        logger.info("both servers: %s", seen.told())

        pair.standby.kill()
        seen.go_on(3)
        logger.info("the standby killed: %s", seen.told())
        say(cluster, "standby", "lost")
        publish(settings, pair.primary.url(), 1971)
        say(cluster, "load", 2)

        pair.standby.start()
        pair.caught_up()
        say(cluster, "standby", "follows")
        seen.go_on(1)
        logger.info("the standby back: %s", seen.told())

        pair.primary.kill()
        seen.go_on(3)
        logger.info("the primary killed: %s", seen.told())
        say(cluster, "store", "read-only")
        assert says_that_nothing_can_be_changed(cluster)
        with pytest.raises(StoreUnreachable) as refused:
            publish(settings, pair.standby.url(), 1972)
        assert refused.value.facts["reason"] == "primary_lost"

        pair.standby.ask("SELECT pg_promote()")
        say(cluster, "store", "ok")
        wait_until(lambda: not is_read_only(settings), AGAIN_SECONDS)
        publish(settings, pair.standby.url(), 1973)
        say(cluster, "load", 3)
        seen.go_on(3)
        logger.info("the standby promoted: %s", seen.told())
        assert not says_that_nothing_can_be_changed(cluster)
    assert seen.failures == []
    # No process ended, and so nobody had to connect again.
    assert [viewer.losses for viewer in viewers] == [0] * VIEWERS
