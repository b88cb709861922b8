"""Migrating as a step of its own: run by a command, by one process at a time, and asked for by a sentence."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, func, select, text

from data_access.__main__ import main
from data_access.models import Load
from data_access.store.engines import writing_engine
from data_access.store.errors import StoreUnreachable
from data_access.store.opening import open_built_store, open_store
from data_access.store.settings import ROOT, StoreSettings
from data_access.store.single_writer import ADVISORY_LOCK, only_process
from data_access.text.failures import failure_sentence
from tests.queries.conftest import SAMPLE, written
from tests.queries.office import reading
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

# Four processes begin on two cores that are shared with other tests.
SECONDS = 120


def left_to_the_step(url: URL, var_dir: Path) -> StoreSettings:
    return StoreSettings(database_url=written(url), data_dir=SAMPLE, var_dir=var_dir, build_at_start=False)


def test_program_that_may_not_build_says_which_command_does(
    empty_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = left_to_the_step(empty_url, tmp_path)
    for opening in (open_store, open_built_store):
        with pytest.raises(StoreUnreachable) as raised:
            opening(settings)
        assert raised.value.facts["reason"] == "not_migrated"
        sentences = {failure_sentence(raised.value, Words(language)) for language in LANGUAGES}
        assert len(sentences) == len(LANGUAGES)
        assert all("python -m data_access migrate" in sentence for sentence in sentences)
    for name, value in {"DATABASE_URL": written(empty_url), "DATA_DIR": str(SAMPLE)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("BUILD_AT_START", "0")
    for _ in range(2):
        assert main(["migrate", "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["load"] == 1
    store = open_store(settings)
    assert store.load_number == 1
    store.engine.dispose()


@pytest.mark.reliability
def test_two_processes_that_migrate_one_store_wait_for_each_other(empty_url: URL, tmp_path: Path) -> None:
    settings = left_to_the_step(empty_url, tmp_path)
    with begun(settings, tmp_path, count=2) as processes:
        with being_built(empty_url):
            wait_until_both_wait(processes, tmp_path)
            assert [process.poll() for process in processes] == [None, None]
        assert [process.wait(SECONDS) for process in processes] == [0, 0]
    with reading(empty_url) as connection:
        assert connection.scalar(select(func.count()).select_from(Load)) == 1


@contextmanager
def begun(settings: StoreSettings, folder: Path, count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many processes that run the step on one store; whatever is left of them is ended."""
    given = {
        "DATABASE_URL": settings.database_url,
        "DATA_DIR": str(settings.data_dir),
        "VAR_DIR": str(folder),
        "BUILD_AT_START": "0",
    }
    processes = []
    try:
        for number in range(count):
            with (folder / f"said-{number}").open("wb") as said:
                processes.append(
                    subprocess.Popen(
                        [sys.executable, "-m", "data_access", "migrate"],
                        cwd=ROOT,
                        env=os.environ | given,
                        stderr=said,
                    )
                )
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.wait()


@contextmanager
def being_built(url: URL) -> Iterator[None]:
    """Hold the store as somebody who builds it does."""
    if url.get_backend_name() == "sqlite":
        with only_process(Path(str(url.database))):
            yield
        return
    engine = writing_engine(url)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
        yield
    engine.dispose()


def wait_until_both_wait(processes: list[subprocess.Popen[bytes]], folder: Path) -> None:
    """Return when each process has said that it waits; fails after ``SECONDS``, or when one has ended."""
    until = time.monotonic() + SECONDS
    while not all(b"waiting" in (folder / f"said-{n}").read_bytes() for n in range(len(processes))):
        said = [(folder / f"said-{n}").read_text() for n in range(len(processes))]
        assert time.monotonic() < until, said
        assert all(process.poll() is None for process in processes), said
        time.sleep(0.05)
