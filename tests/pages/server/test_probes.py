"""Whether the server works: answered at once or within two seconds, whatever the store and the disk do."""

import errno
import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from data_access import door
from tests.asgi import Answer, ask
from ui.cached.editions import Edition
from ui.server import probes
from ui.server.bounded_questions import BoundedQuestion
from ui.server.process.draining import Draining
from ui.server.process.preparing import Preparing
from ui.server.routes import app_routes
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

APP = Starlette(routes=app_routes())


@pytest.fixture(autouse=True)
def nothing_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test wait for what another one asked."""
    for name in ("_load", "_readiness"):
        question = getattr(probes, name)._question
        monkeypatch.setattr(probes, name, BoundedQuestion(question))


@pytest.fixture
def silent_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Name a database server that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        monkeypatch.setenv("DATABASE_URL", f"postgresql://reader:secret@127.0.0.1:{port}/store")
        door.forget()
        yield f"postgresql+psycopg://reader:***@127.0.0.1:{port}/store"
    door.forget()


def timed(address: str) -> tuple[Answer, float]:
    started = time.monotonic()
    return ask(APP, address), time.monotonic() - started


def test_a_server_with_a_store_and_room_is_live_and_ready(edition: Edition) -> None:
    assert ask(APP, "/live").json() == {"live": True}
    ready = ask(APP, "/ready")
    assert (ready.status, ready.headers["cache-control"]) == (200, "no-store")
    assert ready.json() == {"store": "ok", "load": edition.load}


def test_a_silent_database_is_given_up_within_the_bound_and_the_server_stays_live(silent_server: str) -> None:
    for address in ("/ready?lang=en", "/health?lang=en"):
        answer, seconds = timed(address)
        assert answer.status == 503
        assert answer.json()["sentence"] == Words("en")(
            "failure.store_unreachable.too_slow", location=silent_server
        )
        assert seconds < probes.BOUND_SECONDS + 0.5
        live, at_once = timed("/live")
        assert (live.status, at_once < 0.1) == (200, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_store_that_is_away_or_being_built_is_not_ready(
    edition: Edition, var_dir: Path, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = var_dir / "published.sqlite"
    kept = file.rename(tmp_path / "kept")
    try:
        away = ask(APP, f"/ready?lang={language}")
        assert not file.exists()
    finally:
        kept.rename(file)
    monkeypatch.setattr(probes, "is_being_opened", lambda _reader, _store: True)
    building = ask(APP, f"/ready?lang={language}")
    for answer, reason in ((away, "missing"), (building, "building")):
        assert answer.status == 503
        sentence = Words(language)(f"failure.store_unreachable.{reason}", location=str(file))
        assert answer.json()["sentence"] == sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_process_that_was_told_to_end_is_live_and_not_ready(
    edition: Edition, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Draining()
    told.begin()
    monkeypatch.setattr(probes, "draining", told)
    ready = ask(APP, f"/ready?lang={language}")
    assert (ready.status, ready.json()["sentence"]) == (503, Words(language)("ready.draining"))
    assert ask(APP, "/ready?draining=404").status == 404
    assert ask(APP, "/live").status == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_process_that_has_just_started_is_ready_when_it_has_prepared_itself(
    edition: Edition, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = Preparing()
    monkeypatch.setattr(probes, "preparing", begun)
    begun.begin()
    early = ask(APP, f"/ready?lang={language}")
    assert (early.status, early.json()["sentence"]) == (503, Words(language)("ready.preparing"))
    assert [ask(APP, address).status for address in ("/live", "/health")] == [200, 200]
    begun.end()
    assert ask(APP, "/ready").status == 200


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "store_out_of_space"), (errno.EROFS, "store_read_only")]
)
def test_a_disk_that_is_full_or_closed_is_not_ready(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def refuse(**_given: Any) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    answer = ask(APP, "/ready")
    assert (answer.status, answer.json()["store"]) == (503, code)
    assert "Traceback" not in json.dumps(answer.json())
    assert ask(APP, "/health").status == 200
