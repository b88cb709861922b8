"""Opening a store for reading; what has to be done to it first is in ``building``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import URL, Engine
from sqlalchemy.orm import Session

from data_access.embedded.version import content_hash
from data_access.queries.sources import store_load_number
from data_access.store.building import Order, expect_current, expect_migrated, make_current
from data_access.store.engines import reading_engine
from data_access.store.error_translation import translated
from data_access.store.errors import StoreError, StoreUnreachable
from data_access.store.lost_servers import note_lost
from data_access.store.settings import StoreSettings
from data_access.store.standby import LoadMark, begun_session, expect_own_standby, note_failure


@dataclass(frozen=True)
class Store:
    """A store that can be read: its engine, where it is, and its load number when opened.

    ``standby`` is the engine of a hot standby, None where there is none.
    """

    engine: Engine
    location: str
    load_number: int = 0
    standby: Engine | None = None

    @contextmanager
    def session(self, load: LoadMark | None = None) -> Iterator[Session]:
        """A session that reads one state of the store.

        With ``load`` it has at least that load and may be the standby's; without, it is the newest state
        that can be had. Raises a ``StoreError`` when the database or file fails, goes away or is damaged.
        """
        if self.standby is None:
            with translated(self.location), Session(self.engine) as session:
                yield session
            return
        with begun_session(self.engine, self.standby, load) as session:
            try:
                with translated(self.location):
                    yield session
            except StoreUnreachable as error:
                note_failure(session, error)
                raise

    def close(self) -> None:
        """Close all connections of the store."""
        for engine in (self.engine, self.standby):
            if engine is not None:
                engine.dispose()


def open_store(settings: StoreSettings, progress: Callable[[float, str], None] | None = None) -> Store:
    """Open the store that ``settings`` name, building or renewing it first where needed.

    ``progress`` is called with a fraction from 0 to 1 and the code of the step that begins:
    ``checking``, ``waiting``, ``schema``, ``sources``, ``areas``, ``figures``, ``coverage``, ``ready``.
    Raises a ``StoreError``; whatever was stored before is then still as it was. One that is missing or empty
    and has held files of offices is lost (``StoreLost``) and not built. With ``BUILD_AT_START=0`` none is
    built or renewed: ``StoreUnreachable`` (``not_migrated``).
    """
    prepare = make_current if settings.build_at_start else expect_migrated
    return _opened(settings, progress or _say_nothing, prepare)


def migrate_store(settings: StoreSettings, progress: Callable[[float, str], None]) -> Store:
    """Build or renew the store that ``settings`` name where needed, also with ``BUILD_AT_START=0``.

    Returns it, closed. Of several processes one does it, and the others wait and find it done. Raises as
    ``open_store``, and where the primary does not answer: a standby cannot be renewed.
    """
    store = _opened(settings.model_copy(update={"read_database_url": ""}), progress, make_current)
    store.close()
    return store


def open_built_store(settings: StoreSettings, progress: Callable[[float, str], None] | None = None) -> Store:
    """Open the store that ``settings`` name as it is; raises a ``StoreError`` where it is not current."""
    prepare = expect_current if settings.build_at_start else expect_migrated
    return _opened(settings, progress or _say_nothing, prepare)


def _opened(
    settings: StoreSettings, report: Callable[[float, str], None], prepare: Callable[[Order], None]
) -> Store:
    report(0.0, "checking")
    data_dir = settings.data_dir
    order = Order(settings.url(), data_dir, content_hash(data_dir), report, settings.var_dir)
    order = replace(order, owner_url=settings.migration_url())
    standby = settings.read_url()
    try:
        with translated(order.location, also_files=True):
            prepare(order)
    except StoreUnreachable as error:
        if standby is None or error.facts["reason"] != "not_connected":
            raise
        note_lost(order.url, error)
        _expect_current_standby(order, standby, error)
    store = store_at(order.url, order.location, settings.query_timeout_seconds, standby)
    report(1.0, "ready")
    return store


def _expect_current_standby(order: Order, standby: URL, lost: StoreUnreachable) -> None:
    """Raise a ``StoreError`` unless the standby can be read as it is; ``lost`` where it is away as well."""
    copy = replace(order, url=standby, owner_url=None, var_dir=None)
    try:
        with translated(copy.location):
            expect_current(copy)
    except StoreUnreachable as error:
        raise (lost if error.facts["reason"] == "not_connected" else error) from error


def store_at(url: URL, location: str, query_timeout_seconds: float, standby: URL | None = None) -> Store:
    """A store that is there and current, with its newest load; raises a ``StoreError``."""
    engine = partial(reading_engine, query_timeout_seconds=query_timeout_seconds)
    store = Store(engine(url), location, standby=None if standby is None else engine(standby))
    try:
        if store.standby is not None:
            expect_own_standby(store.engine, store.standby)
        with store.session() as session:
            return replace(store, load_number=store_load_number(session))
    except StoreError:
        store.close()
        raise


def _say_nothing(_fraction: float, _step: str) -> None:
    """Report no progress."""
