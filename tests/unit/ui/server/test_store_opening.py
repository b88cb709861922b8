"""A store that is being built goes on when the page that asked for it is left, and is found by the next."""

from collections.abc import Callable
from threading import Event

import pytest

from data_access import door
from data_access.door import PUBLIC
from data_access.store.errors import StoreDamaged
from ui.server.store_opening import wait_until_open

STORE = "demonstration"


class Left(Exception):
    """The visitor opened another page."""


class Building:
    """A store that takes until it is told to be finished, and counts how often it was begun."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.may_end, self.is_open = 0, Event(), False
        monkeypatch.setattr(door, "opened", self.opened)
        monkeypatch.setattr(door, "is_open", lambda _store: self.is_open)

    def opened(self, *_: object, progress: Callable[[float, str], None]) -> None:
        self.begun += 1
        progress(0.5, "figures")
        assert self.may_end.wait(30)
        self.is_open = True


def leave(_fraction: float, _step: str) -> None:
    raise Left


def test_a_store_goes_on_being_built_when_its_page_is_left_and_is_found_finished(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    building = Building(monkeypatch)
    with pytest.raises(Left):
        wait_until_open(PUBLIC, STORE, leave)
    seen: list[tuple[float, str]] = []

    def look(fraction: float, step: str) -> None:
        seen.append((fraction, step))
        building.may_end.set()

    wait_until_open(PUBLIC, STORE, look)
    assert seen[0] == (0.5, "figures")
    assert (building.is_open, building.begun) == (True, 1)
    wait_until_open(PUBLIC, STORE, leave)
    assert building.begun == 1


def test_an_error_reaches_whoever_waits_and_the_next_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []

    def damaged(*_: object, **__: object) -> None:
        tries.append("once")
        raise StoreDamaged(location="var")

    monkeypatch.setattr(door, "is_open", lambda _store: False)
    monkeypatch.setattr(door, "opened", damaged)
    for _ in range(2):
        with pytest.raises(StoreDamaged):
            wait_until_open(PUBLIC, STORE, lambda *_: None)
    assert len(tries) == 2
