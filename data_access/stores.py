"""Opening a store for reading; what it needs first is done by ``store_building``."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from data_access.embedded_data import content_hash
from data_access.engines import reading_engine
from data_access.error_translation import translated
from data_access.queries.sources import store_load_number
from data_access.settings import StoreSettings
from data_access.store_building import Progress, make_current, say_nothing, shown_location


@dataclass(frozen=True)
class Store:
    """A store that can be read: its engine, where it is, and the load it stood at when opened."""

    engine: Engine
    location: str
    load_number: int

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that reads one state of the store.

        Raises a ``StoreError`` when the database or file fails, goes away or is damaged.
        """
        with translated(self.location), Session(self.engine) as session:
            yield session


def open_store(settings: StoreSettings, progress: Progress | None = None) -> Store:
    """Open the store that ``settings`` name, building or renewing it first where needed.

    ``progress`` is called with a fraction from 0 to 1 and the code of the step that begins:
    ``checking``, ``waiting``, ``schema``, ``sources``, ``areas``, ``figures``, ``coverage``, ``ready``.
    Raises a ``StoreError``; whatever was stored before is then still as it was.
    """
    report = progress or say_nothing
    url, location = settings.url(), shown_location(settings.url())
    report(0.0, "checking")
    fingerprint = content_hash(settings.data_dir)
    with translated(location):
        make_current(url, settings.data_dir, fingerprint, report)
    store = Store(reading_engine(url, query_timeout_seconds=settings.query_timeout_seconds), location, 0)
    with store.session() as session:
        number = store_load_number(session)
    report(1.0, "ready")
    return Store(store.engine, location, number)
