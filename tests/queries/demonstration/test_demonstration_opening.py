"""The demonstration store is built once, renewed when it must be, and never mixed with another."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import URL

from data_access import __main__ as commands
from data_access import door
from data_access.demonstration import open_demonstration, opening
from data_access.queries.figures import figures_of_area
from data_access.store.errors import StoreDamaged
from data_access.store.opening import Store, open_store
from data_access.store.settings import StoreSettings
from data_access.store_codes import DEMONSTRATION
from terminal.progress import progress
from tests.queries.conftest import DATABASES, SAMPLE, throwaway, written

ONE = ("20",)
LANG_SON = {"vintage": "v2025", "level": "province", "code": "20"}


@contextmanager
def opened(url: URL, told: list[str] | None = None) -> Iterator[Store]:
    settings = StoreSettings(demonstration_database_url=written(url))

    def hear(_fraction: float, step: str) -> None:
        if told is not None and step not in told[-1:]:
            told.append(step)

    store = open_demonstration(settings, hear, provinces=ONE)
    try:
        yield store
    finally:
        store.engine.dispose()


def start_of_2025(store: Store) -> float:
    with store.session() as session:
        found = figures_of_area(session, "poor_households_at_start", **LANG_SON)
    return float(found["value"].item())


def fail(*_given: object, **_named: object) -> None:
    raise ZeroDivisionError


@pytest.fixture(params=DATABASES)
def built_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """The address of a store that was built when it was first used."""
    with throwaway(request, tmp_path, "lang_son") as url:
        yield url


def test_once_built_it_is_opened_as_it_is_and_renewed_when_the_generator_changed(
    built_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    with opened(built_url, told) as store:
        assert store.load_number == 1
        first = start_of_2025(store)
    assert told == ["checking", "ready"]
    told.clear()
    with monkeypatch.context() as changed:
        changed.setattr(opening, "GENERATOR", 1_000)
        changed.setattr(opening, "generate", fail)
        with pytest.raises(ZeroDivisionError), opened(built_url):
            pass
    # What could not be renewed is as it was.
    with opened(built_url) as store:
        assert (store.load_number, start_of_2025(store)) == (1, first)
    monkeypatch.setattr(opening, "GENERATOR", 1_000)
    with opened(built_url, told) as store:
        # Readers keep what they were told by this number, so it must have grown.
        assert store.load_number == 2
        assert start_of_2025(store) == first > 0
    assert told == ["checking", "waiting", "schema", "areas", "figures", "coverage", "ready"]


def test_a_published_store_is_refused_and_left_as_it_is(empty_url: URL) -> None:
    settings = StoreSettings(database_url=written(empty_url), data_dir=SAMPLE)
    open_store(settings).engine.dispose()
    with pytest.raises(StoreDamaged) as raised, opened(empty_url):
        pass
    assert raised.value.facts["reason"] == "foreign"
    store = open_store(settings)
    assert store.load_number == 1
    store.engine.dispose()


def test_another_program_s_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite"
    path.write_bytes(b"not a database, but somebody's work" * 100)
    with pytest.raises(StoreDamaged), opened(URL.create("sqlite", database=str(path))):
        pass
    assert path.read_bytes().startswith(b"not a database")


def test_the_command_builds_the_store_says_where_it_is_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new" / "demo.sqlite"
    monkeypatch.setenv("DEMONSTRATION_DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setitem(door.OPENING, DEMONSTRATION, partial(open_demonstration, provinces=ONE))
    assert commands.main(["demo"]) == 0
    told = capsys.readouterr()
    assert str(path) in told.out
    assert "Simulated data – not real" in told.out
    assert told.err.splitlines()[-1] == "100% ready"
    assert {found.name for found in path.parent.iterdir()} <= {"demo.sqlite", "demo.sqlite.lock"}


def test_the_command_tells_in_one_line_what_went_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEMONSTRATION_DATABASE_URL", "nonsense")
    assert commands.main(["demo"]) == 1
    assert "store_unreachable location=DEMONSTRATION_DATABASE_URL" in capsys.readouterr().err


def test_on_a_terminal_the_bar_stays_on_one_line() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    told = Terminal()
    with progress(console=Console(file=told, width=80, _environ={"TERM": "xterm"})) as show:
        show(0.5, "figures")
        show(1.0, "ready")
    assert told.getvalue().count("\n") == 1
    assert "50% figures" in told.getvalue()
