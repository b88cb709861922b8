import shutil
import socket
import tempfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, text

from data_access.queries.figures import figures_of_area
from data_access.queries.sources import sources, store_load_number
from data_access.store.engines import reading_engine
from data_access.store.errors import StoreDamaged, StoreReadOnly, StoreUnreachable
from data_access.store.opening import Store, open_store
from data_access.store.settings import StoreSettings
from tests.queries.conftest import SAMPLE, own_server, written

HA_GIANG = {"vintage": "v2008", "level": "province", "code": "02"}


def read(store: Store) -> list[float]:
    with store.session() as session:
        values = figures_of_area(session, "poor_rate", **HA_GIANG)["value"]
    return [float(value) for value in values]


def test_a_closed_port_is_told_without_the_password() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    settings = StoreSettings(database_url=f"postgres://reader:secret@127.0.0.1:{port}/x", data_dir=SAMPLE)
    with pytest.raises(StoreUnreachable) as raised:
        open_store(settings)
    assert raised.value.facts == {
        "location": f"postgresql+psycopg://reader:***@127.0.0.1:{port}/x",
        "reason": "not_connected",
    }


def test_a_server_that_stops_while_pages_are_open_is_told_and_found_again() -> None:
    folder = Path(tempfile.mkdtemp(prefix="postgresql-that-stops-"))
    try:
        with own_server(folder / "server") as url:
            store = open_store(StoreSettings(database_url=written(url), data_dir=SAMPLE))
            assert read(store) == [18.54, 37.08]
        with pytest.raises(StoreUnreachable) as raised:
            read(store)
        assert raised.value.facts["reason"] == "not_connected"
        with own_server(folder / "server"):
            assert read(store) == [18.54, 37.08]
            store.engine.dispose()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
def test_a_connection_cut_by_the_server_is_made_anew(store: Store, postgresql_url: URL) -> None:
    with store.session() as session:
        number = session.scalar(text("SELECT pg_backend_pid()"))
    engine = reading_engine(postgresql_url)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:number, 5000)"), {"number": number})
    engine.dispose()
    assert read(store) == [18.54, 37.08]


def test_a_query_that_takes_too_long_is_given_up(postgresql_url: URL) -> None:
    engine = reading_engine(postgresql_url, query_timeout_seconds=0.05)
    with pytest.raises(StoreUnreachable) as raised, Store(engine, "here").session() as session:
        session.execute(text("SELECT pg_sleep(60)"))
    engine.dispose()
    assert raised.value.facts == {"location": "here", "reason": "too_slow"}


def test_pages_cannot_write(store: Store) -> None:
    with pytest.raises(StoreReadOnly), store.session() as session:
        session.execute(text("DELETE FROM coverage"))
    with store.session() as session:
        assert store_load_number(session) == 1


def test_tables_that_vanish_are_damage(empty_url: URL) -> None:
    engine = reading_engine(empty_url)
    if empty_url.get_backend_name() == "sqlite":
        Path(str(empty_url.database)).touch()
    with pytest.raises(StoreDamaged) as raised, Store(engine, "here").session() as session:
        sources(session)
    engine.dispose()
    assert raised.value.facts == {"location": "here", "reason": "incomplete"}


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
def test_a_connection_is_named_and_notices_a_server_that_went_away(store: Store) -> None:
    with store.session() as session:
        assert (
            session.scalar(text("SELECT current_setting('application_name')")) == "poverty-reduction-monitor"
        )
        connection: Any = session.connection().connection.dbapi_connection
    for option in ("connect_timeout", "keepalives_idle", "keepalives_interval", "tcp_user_timeout"):
        assert int(connection.info.get_parameters()[option]) > 0
