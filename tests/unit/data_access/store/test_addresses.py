"""Addresses that name several servers, and the standby that a setting names."""

import pytest
from sqlalchemy import create_engine

from data_access.store.errors import StoreUnreachable
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of


def test_several_servers_are_named_as_libpq_writes_them() -> None:
    written = "postgresql://monitor:se%40cret@one:5432,two:5433/store?target_session_attrs=read-write"
    url = StoreSettings(database_url=written).url()
    _, given = create_engine(url).dialect.create_connect_args(url)
    assert (given["host"], given["port"], given["dbname"]) == ("one,two", "5432,5433", "store")
    assert (given["user"], given["password"]) == ("monitor", "se@cret")
    assert given["target_session_attrs"] == "read-write"
    assert location_of(url) == "postgresql+psycopg://monitor:***@one:5432,two:5433/store"


@pytest.mark.parametrize("written", ["postgresql://one:1:2/s", "postgresql://one:x/s"])
def test_address_that_is_not_understood_is_told(written: str) -> None:
    with pytest.raises(StoreUnreachable) as raised:
        StoreSettings(database_url=written).url()
    assert raised.value.facts == {"location": "DATABASE_URL", "reason": "bad_address"}


@pytest.mark.parametrize(
    ("store", "standby"),
    [
        ("", "postgresql://two/store"),
        ("postgresql://one/store", "sqlite:///store.sqlite"),
        ("postgresql://one/store", "x"),
    ],
)
def test_standby_is_of_postgresql_or_refused(store: str, standby: str) -> None:
    with pytest.raises(StoreUnreachable) as raised:
        StoreSettings(database_url=store, read_database_url=standby).read_url()
    assert raised.value.facts == {"location": "READ_DATABASE_URL", "reason": "bad_address"}


def test_there_is_no_standby_unless_one_is_named() -> None:
    assert StoreSettings(database_url="postgresql://one/store", read_database_url="").read_url() is None
