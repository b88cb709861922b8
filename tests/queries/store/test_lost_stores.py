"""A store that goes missing: what offices sent is never replaced by the embedded data without a word."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import URL, inspect, text

from data_access import door
from data_access.door import PUBLIC
from data_access.keeping.backup import back_up
from data_access.keeping.contents import contents_of
from data_access.keeping.lost import replace_lost
from data_access.keeping.past import open_past
from data_access.keeping.restoring import restore
from data_access.loads import LoadRefused, audit_log
from data_access.store import single_writer
from data_access.store.engines import writing_engine
from data_access.store.errors import StoreError, StoreLost, StoreNotEmpty, StoreUnreachable
from data_access.store.held_loads import FOLDER, held_loads
from data_access.store.opening import open_built_store, open_store
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of
from data_access.store_codes import PUBLISHED
from tests.queries.office import area_number, everything, published, reading, sample_settings

AT_ONCE = 4


@pytest.fixture
def settings(sample_url: URL, tmp_path: Path) -> StoreSettings:
    return sample_settings(sample_url).model_copy(update={"var_dir": tmp_path / "var"})


@pytest.fixture(autouse=True)
def closed_stores() -> Iterator[None]:
    yield
    door.forget()


def take_away(url: URL) -> None:
    """Leave nothing of a store: no file, or a database without a table."""
    if url.get_backend_name() == "sqlite":
        Path(str(url.database)).unlink()
        return
    engine = writing_engine(url)
    with engine.begin() as connection:
        for table in inspect(connection).get_table_names():
            connection.execute(text(f"DROP TABLE {table} CASCADE"))
        connection.execute(text("DROP FUNCTION IF EXISTS refuse_change_of_audit"))
    engine.dispose()


def is_away(url: URL) -> bool:
    if url.get_backend_name() == "sqlite":
        return not Path(str(url.database)).exists()
    with reading(url) as connection:
        return not inspect(connection).get_table_names()


def test_a_lost_store_of_offices_is_not_built_and_comes_back_from_its_backup(
    settings: StoreSettings, sample_url: URL, tmp_path: Path
) -> None:
    published(settings, everything("a.xlsx", area_number(sample_url, "02"), 1))
    contents = back_up(settings, tmp_path / "backup.sqlite", lambda _fraction, _step: None).tables
    take_away(sample_url)
    for opening in (open_store, open_built_store):
        with pytest.raises(StoreLost) as raised:
            opening(settings)
        assert raised.value.facts["location"] == location_of(sample_url)
        assert len(raised.value.facts["since"]) == len("2026-01-31")
        assert is_away(sample_url)
    restore(settings, tmp_path / "backup.sqlite", lambda _fraction, _step: None)
    open_store(settings).engine.dispose()
    with reading(sample_url) as connection:
        assert contents_of(connection) == contents


def test_only_a_person_with_a_reason_has_a_new_store_made_in_place_of_a_lost_one(
    settings: StoreSettings, sample_url: URL
) -> None:
    published(settings, everything("a.xlsx", area_number(sample_url, "02"), 1))
    with pytest.raises(StoreNotEmpty):
        replace_lost(settings, "Lò Thị Mai", "thử", lambda _fraction, _step: None)
    take_away(sample_url)
    for by, reason in (("", "hỏng đĩa"), ("Lò Thị Mai", "  ")):
        with pytest.raises(LoadRefused):
            replace_lost(settings, by, reason, lambda _fraction, _step: None)
    assert is_away(sample_url)
    replace_lost(settings, "Lò Thị Mai", "hỏng đĩa, không có bản sao lưu", lambda _fraction, _step: None)
    store = open_store(settings)
    with store.session() as session:
        newest = audit_log(session, limit=1).iloc[0]
    store.engine.dispose()
    assert (newest["who"], newest["what"]) == ("Lò Thị Mai", "new_store")
    assert "hỏng đĩa" in newest["state_after"]
    # The new one has held nothing of an office, so that it may be built again.
    take_away(sample_url)
    open_store(settings).engine.dispose()


def test_a_store_of_embedded_data_alone_is_built_again_at_the_next_start(
    settings: StoreSettings, sample_url: URL
) -> None:
    open_store(settings).engine.dispose()
    take_away(sample_url)
    with pytest.raises(StoreUnreachable) as raised:
        open_built_store(settings)
    assert raised.value.facts["reason"] == "missing"
    assert is_away(sample_url)
    open_store(settings).engine.dispose()
    assert not is_away(sample_url)


def test_a_store_that_was_open_is_not_built_again_by_whoever_asks_next(
    settings: StoreSettings, sample_url: URL
) -> None:
    door.opened(PUBLIC, PUBLISHED, settings=settings)
    take_away(sample_url)
    door.forget()
    with pytest.raises(StoreUnreachable):
        door.opened(PUBLIC, PUBLISHED, settings=settings)
    assert is_away(sample_url)


def test_a_note_is_written_for_a_store_of_an_earlier_version_and_counts_when_it_is_damaged(
    settings: StoreSettings, sample_url: URL
) -> None:
    published(settings, everything("a.xlsx", area_number(sample_url, "02"), 1))
    (note,) = (settings.var_dir / FOLDER).iterdir()
    note.unlink()
    open_store(settings).engine.dispose()
    assert note.exists()
    note.write_bytes(b"\xff{")
    assert held_loads(settings.var_dir, location_of(sample_url)) is not None
    take_away(sample_url)
    with pytest.raises(StoreLost):
        open_store(settings)


def test_all_who_open_an_empty_store_at_once_find_one_store(empty_url: URL, tmp_path: Path) -> None:
    settings = sample_settings(empty_url).model_copy(update={"var_dir": tmp_path / "var"})

    def load_number(_number: int) -> int:
        store = open_store(settings)
        store.engine.dispose()
        return store.load_number

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert list(pool.map(load_number, range(AT_ONCE))) == [1] * AT_ONCE


def test_all_who_look_at_a_past_day_at_once_find_it(settings: StoreSettings, sample_url: URL) -> None:
    published(settings, everything("a.xlsx", area_number(sample_url, "02"), 1))
    day = date(2999, 1, 1)

    def location(_number: int) -> str:
        past = open_past(settings, day)
        past.engine.dispose()
        return past.location

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert len(set(pool.map(location, range(AT_ONCE)))) == 1


def test_who_waits_for_a_store_waits_longer_than_for_a_change(
    empty_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_writer, "LOCK_SECONDS", 0)
    settings = sample_settings(empty_url).model_copy(update={"var_dir": tmp_path / "var"})
    is_building, is_waiting = threading.Event(), threading.Event()

    def build(_fraction: float, step: str) -> None:
        if step == "figures":
            is_building.set()
            assert is_waiting.wait(60)

    def wait(_fraction: float, step: str) -> None:
        if step == "waiting":
            is_waiting.set()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(open_store, settings, build)
        assert is_building.wait(60)
        second = pool.submit(open_store, settings, wait)
        for store in (first.result(), second.result()):
            store.engine.dispose()


def test_a_change_writes_the_note_before_anything_is_published(
    settings: StoreSettings, sample_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.var_dir.parent.mkdir(parents=True, exist_ok=True)
    settings.var_dir.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(StoreError):
        published(settings, everything("a.xlsx", area_number(sample_url, "02"), 1))
    with reading(sample_url) as connection:
        assert connection.scalar(text("SELECT count(*) FROM submission")) == 0
