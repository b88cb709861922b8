"""Files checked and published by a process of its own: the same comes of them, and nothing if it dies."""

import json
import logging
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from sqlalchemy import URL

from data_access.door import PUBLIC
from data_access.loads import LoadRefused, Upload, file_hash, state_of_file, submit_and_publish, sweep, undo
from data_access.log_form import numbered
from data_access.store.errors import StoreError
from data_access.store.opening import open_store
from data_access.store.settings import ROOT, StoreSettings
from data_access.text.failures import failure_sentence
from data_access.workbooks import Choice, UploadUnusable, check, read_upload
from data_access.worker import ORIGINAL, PUBLISH, Examination, WorkLost, call_apart, examine, send
from tests.queries.office import BY, sample_settings, shown, stop_halfway
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

CHOICE = Choice("figures")
HEADER = "area_code,level,vintage,indicator_code,year,value,source_code"
FIGURES = ((2022, 30.5), (2023, 29))


@pytest.fixture
def settings(sample_url: URL) -> StoreSettings:
    return sample_settings(sample_url)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file of two figures, as the page leaves it."""
    made = tmp_path / "upload"
    made.mkdir()
    rows = [f"02,province,v2008,poor_rate,{year},{value},decision-2022" for year, value in FIGURES]
    (made / ORIGINAL).write_text("\n".join([HEADER, *rows]))
    return made


def as_upload(examined: Examination, content: bytes = b"") -> Upload:
    checked = examined.checked
    return Upload(checked.name, content, checked.kind, {}, warnings=checked.warnings)


def own_processes() -> list[psutil.Process]:
    found = []
    for one in psutil.Process().children():
        # One that has ended and is not waited for yet has no command line to read.
        with suppress(psutil.NoSuchProcess):
            if "data_access.worker" in one.cmdline():
                found.append(one)
    return found


def kill_at(step: str) -> Callable[[float, str], None]:
    def kill(_fraction: float, said: str) -> None:
        if said == step:
            for process in own_processes():
                process.kill()

    return kill


def leftovers(url: URL) -> list[str]:
    """The unfinished copies beside a store of SQLite; a server keeps none."""
    beside = Path(str(url.database)).parent if url.get_backend_name() == "sqlite" else None
    return [] if beside is None else [found.name for found in beside.glob("*.changing")]


def test_a_process_stores_what_the_page_would_have_stored(
    settings: StoreSettings, sample_url: URL, folder: Path
) -> None:
    before = shown(sample_url)
    store = open_store(settings)
    with store.session() as session:
        here = check(session, read_upload(folder / ORIGINAL, "a.csv", CHOICE))
    content = (folder / ORIGINAL).read_bytes()
    number = submit_and_publish(settings, Upload("a.csv", content, here.kind, here.rows), BY)
    wanted = shown(sample_url)
    undo(settings, number, BY)

    steps: list[str] = []
    examined = call_apart(
        examine, settings, PUBLIC, folder, "a.csv", CHOICE, progress=lambda _, step: steps.append(step)
    )
    assert (examined.row_count, examined.checked.errors, examined.preview.superseded) == (2, 0, None)
    assert len(examined.checked.rows["figures"]) == 1
    assert list(examined.preview.changes["areas"]) == [1, 1]
    number = call_apart(
        send, settings, folder, as_upload(examined), BY, PUBLISH, progress=lambda _, step: steps.append(step)
    )
    assert shown(sample_url) == wanted != before
    assert {"reading", "values", "keeping", "writing", "comparing"} <= set(steps)
    with store.session() as session:
        assert state_of_file(session, file_hash(content)) == (number, "published")
    store.engine.dispose()
    undo(settings, number, BY)
    assert shown(sample_url) == before


def test_a_killed_process_leaves_nothing_half_written_and_is_told(
    settings: StoreSettings, sample_url: URL
) -> None:
    before = shown(sample_url)
    with pytest.raises(WorkLost) as lost:
        call_apart(stop_halfway, settings, progress=kill_at("writing"))
    sweep(settings)
    assert (shown(sample_url), leftovers(sample_url)) == (before, [])
    for language in LANGUAGES:
        sentence = failure_sentence(lost.value, Words(language))
        assert sentence != failure_sentence(StoreError(), Words(language))
    # Nothing that it held keeps the next one waiting.
    with pytest.raises(LoadRefused):
        undo(settings, 99, BY)


@pytest.mark.parametrize("sample_url", ["sqlite"], indirect=True)
def test_whoever_stops_waiting_ends_the_process(settings: StoreSettings, sample_url: URL) -> None:
    before = shown(sample_url)

    def leave(_fraction: float, step: str) -> None:
        if step == "writing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call_apart(stop_halfway, settings, progress=leave)
    assert own_processes() == []
    sweep(settings)
    assert (shown(sample_url), leftovers(sample_url)) == (before, [])


@pytest.mark.parametrize("sample_url", ["sqlite"], indirect=True)
def test_a_process_dies_with_the_server_that_started_it(settings: StoreSettings, sample_url: URL) -> None:
    before = shown(sample_url)
    script = (
        "import os, pickle, sys\n"
        "from data_access.worker import call_apart\n"
        "from tests.queries.office import stop_halfway\n"
        "def say(fraction, step):\n"
        "    print(step, flush=True)\n"
        "call_apart(stop_halfway, pickle.loads(bytes.fromhex(sys.argv[1])), progress=say)\n"
    )
    command = [sys.executable, "-c", script, pickle.dumps(settings).hex()]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        while server.stdout.readline().strip() != "writing":
            pass
        (worker,) = psutil.Process(server.pid).children()
        server.kill()
    worker.wait()
    assert shown(sample_url) == before


@pytest.mark.parametrize(
    "error",
    [UploadUnusable("not_a_table", kind="pdf"), LoadRefused(reason="same_file", earlier="3"), WorkLost()],
)
def test_an_error_comes_out_of_a_process_with_its_facts(error: UploadUnusable | StoreError) -> None:
    told = pickle.loads(pickle.dumps(error))
    assert (type(told), told.facts, told.code) == (type(error), error.facts, error.code)


def say(what: str, progress: Callable[[float, str], None]) -> None:
    progress(0.5, "saying")
    logging.getLogger("of.a.process").warning(what)


def test_lines_of_a_process_have_the_form_of_the_log_and_the_number_of_their_request(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_FORMAT", "json")
    with numbered("0123456789abcdef"):
        call_apart(say, "not read")
    (line,) = [json.loads(line) for line in capfd.readouterr().err.splitlines() if "of.a.process" in line]
    assert list(line) == ["at", "level", "logger", "process", "request", "message"]
    assert (line["request"], line["message"]) == ("0123456789abcdef", "not read")
