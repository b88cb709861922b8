"""The map's question to a store of ten thousand figures and to one of millions, on both databases."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import URL, create_engine, text

from data_access.queries.figures import figures_by_area
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.opening import Store
from tests.queries.conftest import own_server
from tests.queries.many_figures import INDICATOR, fill

FEW = 10_000
ROUNDS = 40


@dataclass(frozen=True)
class LargeStore:
    """Medians in milliseconds of the same question with the same answer of ``rows`` rows."""

    database: str
    figures: int
    rows: int
    few: float
    many: float

    @property
    def ratio(self) -> float:
        """How much longer the large store takes."""
        return self.many / self.few


def large_store(figures: int) -> list[LargeStore]:
    """Fill a store of each kind and ask; everything is in a temporary folder that is removed."""
    folder = Path(tempfile.mkdtemp(prefix="benchmark-store-"))
    try:
        with own_server(folder / "server") as server:
            addresses = {"SQLite": files(folder), "PostgreSQL": schemas(server)}
            return [_asked(database, figures, urls) for database, urls in addresses.items()]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _asked(database: str, figures: int, addresses: Iterator[URL]) -> LargeStore:
    """Fill two stores and ask them in turn, so that what else the machine does falls on both."""
    with ExitStack() as stack:
        small, large = (stack.enter_context(_filled(next(addresses), count)) for count in (FEW, figures))
        times = [(_milliseconds(small), _milliseconds(large)) for _ in range(ROUNDS)]
        with large.session() as session:
            rows = len(figures_by_area(session, INDICATOR, level="province", vintages=["v2008"]))
    few, many = (median(column) for column in zip(*times, strict=True))
    return LargeStore(database, figures, rows, few, many)


@contextmanager
def _filled(url: URL, count: int) -> Iterator[Store]:
    writer = writing_engine(url, create=True)
    fill(writer, count)
    writer.dispose()
    store = Store(reading_engine(url), "benchmark")
    yield store
    store.engine.dispose()


def _milliseconds(store: Store) -> float:
    start = time.perf_counter()
    with store.session() as session:
        figures_by_area(session, INDICATOR, level="province", vintages=["v2008"])
    return 1000 * (time.perf_counter() - start)


def files(folder: Path) -> Iterator[URL]:
    """Give addresses of SQLite files in a folder."""
    for name in ("few", "many"):
        yield URL.create("sqlite", database=str(folder / f"{name}.sqlite"))


def schemas(server: URL) -> Iterator[URL]:
    """Give addresses of new schemas of a PostgreSQL server."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    for name in ("few", "many"):
        with engine.connect() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
        yield server.update_query_dict({"options": f"-csearch_path={name}"})
    engine.dispose()
