import errno
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from data_access.queries.figures import figures_of_area
from data_access.store import building
from data_access.store.error_translation import translated
from data_access.store.errors import (
    StoreDamaged,
    StoreError,
    StoreOutOfSpace,
    StoreReadOnly,
    StoreUnreachable,
)
from data_access.store.opening import Store, open_store
from data_access.store.settings import StoreSettings
from tests.queries.conftest import SAMPLE
from tests.queries.powers import bound_by_file_permissions

HA_GIANG = {"vintage": "v2008", "level": "province", "code": "02"}


@pytest.fixture
def settings(tmp_path: Path) -> StoreSettings:
    return StoreSettings(database_url="", var_dir=tmp_path / "var", data_dir=SAMPLE)


@pytest.fixture
def file(settings: StoreSettings) -> Path:
    """The file of a store that has been built."""
    open_store(settings)
    return settings.var_dir / "published.sqlite"


def read(store: Store) -> list[float]:
    with store.session() as session:
        values = figures_of_area(session, "poor_rate", **HA_GIANG)["value"]
    return [float(value) for value in values]


def changed_data(tmp_path: Path) -> Path:
    data_dir = Path(shutil.copytree(SAMPLE, tmp_path / "changed"))
    path = data_dir / "figures" / "review.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("37.08", "38.5"), encoding="utf-8")
    return data_dir


def test_a_file_deleted_while_open_is_noticed(settings: StoreSettings, file: Path) -> None:
    store = open_store(settings)
    file.unlink()
    with pytest.raises(StoreUnreachable) as raised:
        read(store)
    assert raised.value.facts == {"location": str(file), "reason": "missing"}
    assert not file.exists()


def test_a_deleted_store_is_built_again_when_opened(settings: StoreSettings, file: Path) -> None:
    file.unlink()
    assert read(open_store(settings)) == [18.54, 37.08]


def test_a_file_replaced_while_open_is_read_as_it_now_is(
    settings: StoreSettings, file: Path, tmp_path: Path
) -> None:
    store = open_store(settings)
    other = settings.model_copy(update={"var_dir": tmp_path / "other", "data_dir": changed_data(tmp_path)})
    open_store(other)
    os.replace(other.var_dir / file.name, file)
    assert read(store) == [18.54, 38.5]


def test_a_read_only_store_in_a_read_only_folder_can_be_read(settings: StoreSettings, file: Path) -> None:
    file.chmod(0o444)
    file.parent.chmod(0o555)
    try:
        with bound_by_file_permissions():
            assert read(open_store(settings)) == [18.54, 37.08]
    finally:
        file.parent.chmod(0o755)


def test_a_read_only_store_with_older_data_says_that_it_cannot_be_renewed(
    settings: StoreSettings, file: Path, tmp_path: Path
) -> None:
    before = file.read_bytes()
    newer = settings.model_copy(update={"data_dir": changed_data(tmp_path)})
    file.chmod(0o444)
    with bound_by_file_permissions(), pytest.raises(StoreReadOnly) as raised:
        open_store(newer)
    assert raised.value.facts == {"location": str(file)}
    assert file.read_bytes() == before


def test_a_store_cannot_be_built_in_a_read_only_folder(settings: StoreSettings) -> None:
    settings.var_dir.mkdir()
    settings.var_dir.chmod(0o555)
    try:
        with bound_by_file_permissions(), pytest.raises(StoreReadOnly):
            open_store(settings)
    finally:
        settings.var_dir.chmod(0o755)
    assert list(settings.var_dir.iterdir()) == []


def test_a_file_that_may_not_be_read_is_named(settings: StoreSettings, file: Path) -> None:
    file.chmod(0o000)
    with bound_by_file_permissions(), pytest.raises(StoreUnreachable) as raised:
        open_store(settings)
    assert raised.value.facts == {"location": str(file), "reason": "unreadable"}


def test_a_file_that_is_no_database_is_left_as_it_is(settings: StoreSettings, file: Path) -> None:
    file.write_bytes(b"not a database " * 1000)
    with pytest.raises(StoreDamaged) as raised:
        open_store(settings)
    assert raised.value.facts == {"location": str(file), "reason": "corrupt"}
    assert file.read_bytes() == b"not a database " * 1000


def test_a_file_cut_short_is_damaged_and_left_as_it_is(settings: StoreSettings, file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreDamaged):
        read(open_store(settings))
    assert file.read_bytes() == whole[: len(whole) // 2]


def test_damage_while_pages_are_open_is_told(settings: StoreSettings, file: Path) -> None:
    store = open_store(settings)
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreDamaged):
        read(store)


def test_the_database_of_another_program_is_left_alone(settings: StoreSettings) -> None:
    settings.var_dir.mkdir()
    path = settings.var_dir / "published.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipe (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreDamaged) as raised:
        open_store(settings)
    assert raised.value.facts["reason"] == "foreign"
    assert path.read_bytes() == before


def test_a_folder_in_the_place_of_the_store_is_told(settings: StoreSettings) -> None:
    (settings.var_dir / "published.sqlite" / "inside").mkdir(parents=True)
    with pytest.raises(StoreUnreachable):
        open_store(settings)


def test_an_empty_file_is_filled(settings: StoreSettings) -> None:
    settings.var_dir.mkdir()
    (settings.var_dir / "published.sqlite").touch()
    assert read(open_store(settings)) == [18.54, 37.08]


def test_what_a_killed_build_left_does_no_harm(settings: StoreSettings) -> None:
    settings.var_dir.mkdir()
    (settings.var_dir / "published.sqlite.building").write_bytes(b"half a store")
    (settings.var_dir / "published.sqlite.building-journal").write_bytes(b"half a journal")
    assert read(open_store(settings)) == [18.54, 37.08]
    assert not list(settings.var_dir.glob("*.building*"))


DIE_WHILE_WRITING = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE area SET name_vi = hex(randomblob(3000))")
connection.execute("UPDATE figure SET value = 0, note_vi = hex(randomblob(3000)) WHERE value IS NOT NULL")
os._exit(1)
"""


def test_what_a_killed_writer_left_is_rolled_back(settings: StoreSettings, file: Path) -> None:
    subprocess.run([sys.executable, "-c", DIE_WHILE_WRITING, str(file)], check=False)
    assert file.with_name(file.name + "-journal").stat().st_size > 0
    assert read(open_store(settings)) == [18.54, 37.08]


def test_a_writer_that_never_ends_is_told(settings: StoreSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.var_dir.mkdir()
    monkeypatch.setattr(building, "BUILDING_SECONDS", 0.01)
    with FileLock(settings.var_dir / "published.sqlite.lock"), pytest.raises(StoreUnreachable) as raised:
        open_store(settings)
    assert raised.value.facts["reason"] == "busy"


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let writing fail where a file would grow beyond ``size`` bytes, as a disk that is full would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_at_first_start_leaves_nothing_half_written(settings: StoreSettings) -> None:
    with no_file_beyond(50_000), pytest.raises(StoreOutOfSpace):
        open_store(settings)
    assert [path.name for path in settings.var_dir.iterdir() if path.suffix != ".lock"] == []
    assert read(open_store(settings)) == [18.54, 37.08]


def test_a_full_disk_at_renewal_keeps_what_was_stored(
    settings: StoreSettings, file: Path, tmp_path: Path
) -> None:
    newer = settings.model_copy(update={"data_dir": changed_data(tmp_path)})
    path = newer.data_dir / "figures" / "review.csv"
    long_note = "ghi chú dài " * 8_000
    path.write_text(path.read_text(encoding="utf-8").replace("ghi chú", long_note), encoding="utf-8")
    with no_file_beyond(file.stat().st_size + 10_000), pytest.raises(StoreOutOfSpace):
        open_store(newer)
    assert not file.with_name(file.name + "-journal").exists()
    assert read(open_store(settings)) == [18.54, 37.08]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, StoreOutOfSpace),
        (errno.EDQUOT, StoreOutOfSpace),
        (errno.EROFS, StoreReadOnly),
        (errno.EIO, StoreUnreachable),
    ],
)
def test_errors_of_the_file_system_are_told_apart(number: int, expected: type[StoreError]) -> None:
    with pytest.raises(expected) as raised, translated("/here", also_files=True):
        raise OSError(number, os.strerror(number))
    assert raised.value.facts["location"] == "/here"


def test_a_page_s_own_errors_with_files_are_not_blamed_on_the_store(settings: StoreSettings) -> None:
    with pytest.raises(FileNotFoundError), open_store(settings).session():
        raise FileNotFoundError
