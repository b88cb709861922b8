"""One phone for a key, a key for one show, and no more of either than there is room for."""

import asyncio
from pathlib import Path

import pytest

from ui.presentation.remote_keys import (
    LEFT_SECONDS,
    LIFE_SECONDS,
    MOST_REMOTES,
    MOST_WAITING,
    NoRemote,
    Remotes,
    RemoteTaken,
    SlideShown,
    TooManyRemotes,
    has_phone,
    press,
    presses,
    show,
)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def remotes(clock: Clock, tmp_path: Path) -> Remotes:
    return Remotes(lambda: tmp_path, clock)


def test_first_phone_has_the_key_and_no_other(remotes: Remotes) -> None:
    key = remotes.opened().key
    phone = remotes.claimed(key, "").phone
    assert remotes.claimed(key, phone).key == key
    assert remotes.of_phone(key, phone).key == key
    for other in ("", "another"):
        with pytest.raises(RemoteTaken):
            remotes.claimed(key, other)


def test_nobody_turns_slides_before_a_phone_has_the_key(remotes: Remotes) -> None:
    with pytest.raises(RemoteTaken):
        remotes.of_phone(remotes.opened().key, "")


def test_show_hears_what_was_pressed_once_and_in_its_order(remotes: Remotes) -> None:
    remote = remotes.opened()
    for name in ("next", "black", "previous"):
        press(remote, name)
    assert asyncio.run(presses(remote, 0)) == ["next", "black", "previous"]
    assert asyncio.run(presses(remote, 0)) == []


def test_keys_are_those_of_every_process_of_the_folder(
    remotes: Remotes, clock: Clock, tmp_path: Path
) -> None:
    other = Remotes(lambda: tmp_path, clock)
    mine = remotes.opened()
    phone = other.claimed(mine.key, "")
    show(remotes.of_show(mine.key, mine.secret), SlideShown(2, 7, "Điện Biên"))
    press(other.of_phone(mine.key, phone.phone), "next")
    assert other.of_phone(mine.key, phone.phone).shown == SlideShown(2, 7, "Điện Biên")
    assert asyncio.run(presses(remotes.of_show(mine.key, mine.secret), 0)) == ["next"]
    assert has_phone(mine)
    other.end(mine.key, mine.secret)
    with pytest.raises(NoRemote):
        remotes.of_show(mine.key, mine.secret)


def test_show_that_waits_is_told_at_once_that_a_phone_has_its_key(remotes: Remotes) -> None:
    remote = remotes.opened()
    remotes.claimed(remote.key, "")
    assert asyncio.run(asyncio.wait_for(presses(remote, 60), 5)) == []


def test_key_is_no_way_to_another_folder(remotes: Remotes, tmp_path: Path) -> None:
    (tmp_path / "seen").write_text("1e12", encoding="ascii")
    for key in ("..", ".", "../../../etc", ""):
        with pytest.raises(NoRemote):
            remotes.claimed(key, "")


def test_of_too_many_presses_the_oldest_are_dropped_and_unknown_ones_refused(remotes: Remotes) -> None:
    remote = remotes.opened()
    for _ in range(MOST_WAITING):
        press(remote, "previous")
    press(remote, "next")
    assert asyncio.run(presses(remote, 0)) == ["previous"] * (MOST_WAITING - 1) + ["next"]
    with pytest.raises(NoRemote):
        press(remote, "format the disk")


def test_key_ends_with_its_show_and_soon_after_the_show_was_left(remotes: Remotes, clock: Clock) -> None:
    left, kept = remotes.opened(), remotes.opened()
    clock.now += LIFE_SECONDS - 1
    remotes.leave(left.key, left.secret)
    remotes.of_show(kept.key, kept.secret)
    clock.now += LEFT_SECONDS + 1
    with pytest.raises(NoRemote):
        remotes.claimed(left.key, "")
    assert remotes.claimed(kept.key, "").key == kept.key
    remotes.end(kept.key, kept.secret)
    with pytest.raises(NoRemote):
        remotes.of_show(kept.key, kept.secret)


def test_key_answers_its_own_show_alone(remotes: Remotes) -> None:
    remote = remotes.opened()
    for key, secret in ((remote.key, "another"), ("another", remote.secret), (remote.key, "")):
        with pytest.raises(NoRemote):
            remotes.of_show(key, secret)


def test_shows_with_a_phone_are_few_at_a_time(remotes: Remotes, clock: Clock) -> None:
    for _ in range(MOST_REMOTES):
        remotes.opened()
    with pytest.raises(TooManyRemotes):
        remotes.opened()
    clock.now += LIFE_SECONDS + 1
    assert remotes.opened().key
