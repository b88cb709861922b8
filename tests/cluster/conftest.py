"""One deployment for all tests of this folder, on a PostgreSQL with the shipped store."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL

from tests.cluster.deployment import Cluster, deployed, wait_until
from tests.cluster.haproxy import installed_proxy
from tests.queries.prepared import copied_database, written
from tests.queries.servers import RUN

READY_SECONDS = 120.0


@pytest.fixture(scope="session")
def database(postgresql_url: URL) -> Iterator[URL]:
    """A database with the shipped store."""
    with copied_database(postgresql_url, RUN, "shipped") as url:
        yield url


@pytest.fixture(scope="session")
def deployment(database: URL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Three processes behind the proxy."""
    installed_proxy()
    with deployed(tmp_path_factory.mktemp("deployment"), written(database)) as running:
        yield running


@pytest.fixture
def cluster(deployment: Cluster) -> Cluster:
    """The deployment with all its processes, whatever the test before ended."""
    wait_until(deployment.all_ready, READY_SECONDS)
    return deployment
