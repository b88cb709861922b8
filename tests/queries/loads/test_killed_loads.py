"""Officers publish while processes die, disks fill and connections go: nothing is half-written or lost.

The short form runs always; ``-m reliability`` does the same a hundred times and more on each database.
"""

import contextlib
import multiprocessing
import random
import resource
import signal
import sys
import threading
import time
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import URL, text

from data_access.loads import LoadRefused, publish, submit, undo
from data_access.loads.changing import changing
from data_access.store.engines import writing_engine
from data_access.store.errors import StoreOutOfSpace, StoreUnreachable
from data_access.store.settings import StoreSettings
from tests.queries.office import (
    BY,
    area_number,
    figure,
    published,
    reading,
    sample_settings,
    shown,
    upload,
    work,
)

ROWS = 400
# Officers are forked from a process that has imported the program already: starting Python takes longer.
STARTING = multiprocessing.get_context("forkserver")
STARTING.set_forkserver_preload(["tests.queries.office"])


@pytest.fixture
def settings(sample_url: URL) -> StoreSettings:
    return sample_settings(sample_url)


@pytest.fixture(autouse=True)
def nothing_to_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget which script was run last: a new process would run it, and that may be a page."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


def killed_at_random(settings: StoreSettings, area: int, salt: int, chance: random.Random) -> list[int]:
    """Let an officer work and kill the process at a random moment; return the files it said it had done."""
    ours, theirs = STARTING.Pipe(duplex=False)
    process = STARTING.Process(target=work, args=(settings, rows(area), salt, theirs))
    process.start()
    theirs.close()
    said = [ours.recv() for _ in range(chance.randrange(1, 5))]
    time.sleep(chance.random() * 0.4)
    process.kill()
    process.join()
    with contextlib.suppress(EOFError):
        while True:
            said.append(ours.recv())
    ours.close()
    return [number for number in said if number]


def states(url: URL) -> dict[int, str]:
    with reading(url) as connection:
        return {row.id: row.state for row in connection.execute(text("SELECT id, state FROM submission"))}


def settled(settings: StoreSettings, url: URL) -> None:
    """Wait until a server has let go of what the dead process held."""
    with changing(settings) as connection:
        connection.execute(text("SELECT count(*) FROM submission"))


def kill_and_compare(settings: StoreSettings, url: URL, times: int, seed: int) -> None:
    """Kill so many officers; after each the store is one of the two it may be."""
    area, chance = area_number(url, "02"), random.Random(seed)
    without = shown(url)
    number = published(settings, upload("whole.xlsx", figures=rows(area)))
    with_one = shown(url)
    undo(settings, number, BY)
    for salt in range(times):
        said = killed_at_random(settings, area, salt, chance)
        settled(settings, url)
        found, now = states(url), shown(url)
        standing = [number for number, state in found.items() if state == "published"]
        assert now == (with_one if standing else without), f"kill {salt} left something half-written"
        assert set(said) <= set(found), f"kill {salt} lost a file that was said to be kept"
        for number in standing:
            undo(settings, number, BY)
        assert shown(url) == without


def rows(area: int) -> list[dict[str, object]]:
    return [figure(area, year / 100, year=1000 + year) for year in range(ROWS)]


def test_an_officer_killed_at_any_moment_leaves_all_or_nothing(
    settings: StoreSettings, sample_url: URL
) -> None:
    kill_and_compare(settings, sample_url, times=2, seed=1)


@pytest.mark.reliability
@pytest.mark.parametrize("seed", range(4))
def test_a_hundred_officers_killed_leave_all_or_nothing(
    settings: StoreSettings, sample_url: URL, seed: int
) -> None:
    kill_and_compare(settings, sample_url, times=30, seed=seed + 100)


def test_two_officers_who_publish_at_once_both_succeed_and_one_file_is_published_once(
    settings: StoreSettings, sample_url: URL
) -> None:
    area = area_number(sample_url, "02")
    sent = [
        submit(settings, upload(f"{year}.xlsx", figures=[figure(area, 9, year=year)]), BY)
        for year in (2001, 2002)
    ]
    told: list[str] = []

    def act(number: int) -> None:
        try:
            publish(settings, number, BY)
            told.append("published")
        except LoadRefused as error:
            told.append(error.facts["reason"])

    threads = [threading.Thread(target=act, args=(number,)) for number in (*sent, sent[0])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["published", "published", "wrong_state"]
    with reading(sample_url) as connection:
        years = connection.scalars(text("SELECT year FROM figure WHERE load_id > 1 ORDER BY year")).all()
    assert years == [2001, 2002]


def test_an_undo_while_another_file_is_being_published_waits_and_loses_neither(
    settings: StoreSettings, sample_url: URL
) -> None:
    area = area_number(sample_url, "02")
    first = published(settings, upload("first.xlsx", figures=[figure(area, 9, year=2001)]))
    second = submit(settings, upload("second.xlsx", figures=rows(area)), BY)
    threads = [
        threading.Thread(target=publish, args=(settings, second, BY)),
        threading.Thread(target=undo, args=(settings, first, BY)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states(sample_url) == {first: "withdrawn", second: "published"}


@pytest.mark.parametrize("sample_url", ["sqlite"], indirect=True)
def test_a_full_disk_is_told_and_changes_nothing(settings: StoreSettings, sample_url: URL) -> None:
    number = submit(settings, upload("a.xlsx", figures=rows(area_number(sample_url, "02"))), BY)
    before = shown(sample_url)
    path = Path(str(sample_url.database))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 8192, limits[1]))
    try:
        with pytest.raises(StoreOutOfSpace):
            publish(settings, number, BY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert shown(sample_url) == before
    assert [found.name for found in path.parent.iterdir() if found.suffix == ".changing"] == []
    publish(settings, number, BY)


@pytest.mark.parametrize("sample_url", ["postgresql"], indirect=True)
def test_a_connection_lost_in_the_middle_is_told_and_changes_nothing(
    settings: StoreSettings, sample_url: URL
) -> None:
    before = shown(sample_url)
    other = writing_engine(sample_url)

    def change() -> None:
        with changing(settings) as connection:
            connection.execute(text("DELETE FROM coverage"))
            number = connection.scalar(text("SELECT pg_backend_pid()"))
            with other.begin() as killing:
                killing.execute(text("SELECT pg_terminate_backend(:number, 5000)"), {"number": number})
            connection.execute(text("DELETE FROM figure"))

    with pytest.raises(StoreUnreachable) as raised:
        change()
    other.dispose()
    assert raised.value.facts["reason"] == "not_connected"
    assert shown(sample_url) == before
