"""The door: one way to a session, for every reader, store and past day, and what stays open behind it."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import URL, text

from data_access import door
from data_access.door import PUBLIC, Reader
from data_access.queries.sources import store_load_number
from data_access.store.engines import writing_engine
from data_access.store.errors import NoSuchDay, StoreReadOnly, StoreUnreachable
from data_access.store.opening import Store
from data_access.store.settings import StoreSettings
from data_access.store_codes import DEMONSTRATION, PUBLISHED
from tests.queries.conftest import SAMPLE, written

DAY = dt.date(2024, 1, 2)


def past_code(day: dt.date) -> str:
    """The code of the published store as of the end of a past day."""
    return f"{PUBLISHED}@{day.isoformat()}"


@pytest.fixture
def settings(sample_url: URL, tmp_path: Path) -> Iterator[StoreSettings]:
    """The settings of a store of the sample whose only load is of 1 January 2024."""
    engine = writing_engine(sample_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE load SET loaded_at = '2024-01-01T00:00:00Z'"))
    engine.dispose()
    door.forget()
    yield StoreSettings(database_url=written(sample_url), data_dir=SAMPLE, var_dir=tmp_path / "var")
    door.forget()


def test_reader_reads_the_published_store_and_its_past_days(settings: StoreSettings) -> None:
    for store in (PUBLISHED, past_code(DAY)):
        with door.session(PUBLIC, store, settings=settings) as session:
            assert store_load_number(session) == 1
    with (
        pytest.raises(NoSuchDay),
        door.session(PUBLIC, past_code(dt.date(2023, 12, 31)), settings=settings),
    ):
        pass


@pytest.mark.parametrize(
    "store", ["elsewhere", "published@2024-13-01", "published@2999-01-01", "demo@2024-01-01"]
)
def test_store_that_there_is_not_cannot_be_read(settings: StoreSettings, store: str) -> None:
    assert not door.may_read(PUBLIC, store)
    with pytest.raises(StoreUnreachable), door.session(PUBLIC, store, settings=settings):
        pass


def test_session_cannot_write(settings: StoreSettings) -> None:
    with (
        pytest.raises(StoreReadOnly),
        door.session(PUBLIC, PUBLISHED, settings=settings) as session,
    ):
        session.execute(text("DELETE FROM figure"))


def test_store_stays_open_for_all_readers_until_it_is_forgotten(settings: StoreSettings) -> None:
    first = door.opened(PUBLIC, PUBLISHED, settings=settings)
    assert door.opened(Reader("mai"), PUBLISHED, settings=settings) is first
    door.forget()
    assert door.opened(PUBLIC, PUBLISHED, settings=settings) is not first


def test_stores_at_different_places_are_kept_apart(
    settings: StoreSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.sqlite'}")
    monkeypatch.setenv("DATA_DIR", str(SAMPLE))
    named = door.opened(PUBLIC, PUBLISHED, settings=settings)
    assert not door.is_open(PUBLISHED)
    by_environment = door.opened(PUBLIC, PUBLISHED)
    assert door.is_open(PUBLISHED)
    assert by_environment.location != named.location
    assert not door.is_open(DEMONSTRATION)


def test_failure_to_open_is_not_kept(settings: StoreSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    open_published = door.OPENING[PUBLISHED]

    def fail(_settings: StoreSettings, _progress: door.Progress | None) -> Store:
        raise StoreUnreachable(location="somewhere", reason="busy")

    monkeypatch.setitem(door.OPENING, PUBLISHED, fail)
    with pytest.raises(StoreUnreachable):
        door.opened(PUBLIC, PUBLISHED, settings=settings)
    monkeypatch.setitem(door.OPENING, PUBLISHED, open_published)
    assert door.opened(PUBLIC, PUBLISHED, settings=settings).load_number == 1


def test_those_who_come_at_once_get_the_same_store_and_all_see_it_opened(
    settings: StoreSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers, open_published = 4, door.OPENING[PUBLISHED]
    together, made = Barrier(readers), []

    def open_together(chosen: StoreSettings, progress: door.Progress | None) -> Store:
        together.wait(30)
        made.append(open_published(chosen, progress))
        return made[-1]

    monkeypatch.setitem(door.OPENING, PUBLISHED, open_together)
    with ThreadPoolExecutor(readers) as pool:
        stores = set(
            pool.map(lambda _: id(door.opened(PUBLIC, PUBLISHED, settings=settings)), range(readers))
        )
    assert len(made) == readers
    assert stores == {id(door.opened(PUBLIC, PUBLISHED, settings=settings))}


def test_only_the_newest_past_days_stay_open(settings: StoreSettings) -> None:
    days = [DAY + dt.timedelta(days=days) for days in range(door.PAST_KEPT + 2)]
    published = door.opened(PUBLIC, PUBLISHED, settings=settings)
    past = [door.opened(PUBLIC, past_code(day), settings=settings) for day in days]
    assert door.opened(PUBLIC, PUBLISHED, settings=settings) is published
    assert door.opened(PUBLIC, past_code(days[-1]), settings=settings) is past[-1]
    assert door.opened(PUBLIC, past_code(days[2]), settings=settings) is past[2]
    assert door.opened(PUBLIC, past_code(days[1]), settings=settings) is not past[1]
