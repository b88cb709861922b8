"""What every test may use."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import URL

from data_access.store.opening import open_store
from data_access.store.settings import StoreSettings
from tests.queries.servers import server_for_tests

# Few examples at each run and the same ones; `HYPOTHESIS_PROFILE=nightly` looks for new ones.
settings.register_profile("commit", max_examples=50, deadline=None, derandomize=True)
settings.register_profile(
    "nightly",
    max_examples=2000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "commit"))

# The app is started dozens of times; compiled anew each time, its libraries take three times as long.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers share, for what is built once for them."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "built"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def built_store(shared_folder: Path) -> Path:
    """The published store's file as a first start leaves it, built once for all workers: to be copied."""
    # Two that start at once build it once.
    open_store(StoreSettings(database_url="", var_dir=shared_folder)).engine.dispose()
    return shared_folder / "published.sqlite"


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[URL]:
    """The PostgreSQL server for tests, one for all workers."""
    with server_for_tests() as url:
        yield url


# Asked for by name, as `.ci/run` does: each takes minutes.
ASKED_FOR_BY_NAME = (
    "api",
    "cluster",
    "guard",
    "long_walks",
    "many_tables",
    "reliability",
    "spark",
    "whole_country",
)
BROWSER_TESTS = Path(__file__).parent / "browser"
# The longest first, so that no worker is left alone with one at the end.
LONGEST = ("simulated_country", "failing_stores", "officers_path", "two_minutes", "map", "pages")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the browser tests, and put them last, the longest first: Playwright holds an event loop."""
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker("browser")
            # Once more where it failed: a busy machine is no fault of the change. The summary names it.
            item.add_marker(pytest.mark.flaky(reruns=1))
        for marker in ASKED_FOR_BY_NAME:
            if item.get_closest_marker(marker) and marker not in config.option.markexpr:
                item.add_marker(pytest.mark.skip(reason=f"asked for by -m {marker}"))
    items.sort(key=_place)


def pytest_collection_finish() -> None:
    """Let the collection of garbage pass over all that was imported, as the app does."""
    # Not at the top: the process that hands tests out to others would import the whole app.
    from ui.server.start import spare_what_stays

    spare_what_stays()


def _place(item: pytest.Item) -> int:
    if BROWSER_TESTS not in item.path.parents:
        return 0
    name = item.path.stem.removeprefix("test_")
    return 1 + (LONGEST.index(name) if name in LONGEST else len(LONGEST))
