"""The keys by which a phone turns the slides of a show: one phone for a key, and a key ends with its show.

A show asks for a key and comes back for what was pressed; the first phone that opens the key's address has
it. Keys are a few small files in a folder that all processes of a server share: the show and its phone may
be with two of them. Nothing of it is kept longer than its show.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from data_access.store.settings import StoreSettings

PRESSES = ("previous", "next", "black", "play")
# So many shows may have a phone at a time, so many presses may wait for a show.
MOST_REMOTES, MOST_WAITING = 40, 20
# A show that did not come back for so many seconds is over; one that was left may only be loading again.
LIFE_SECONDS, LEFT_SECONDS = 60.0, 10.0
# A show that waits looks again so soon: a press is seen before a person would call it late.
LOOK_AGAIN_SECONDS = 0.05
LONGEST_TITLE = 200
FOLDER = "remotes"
KEY = re.compile(r"[\w-]{16}", re.ASCII)
SECRET, PHONE, SEEN, SLIDE, PRESSED = "secret", "phone", "seen", "slide", "pressed"
# What the show is told as soon as a phone has its key; no press.
JOINED = "joined"


class TooManyRemotes(RuntimeError):
    """So many shows have a phone that there is no room for another."""


class NoRemote(LookupError):
    """There is no such key, its show is over, or whoever asks is not its show."""


class RemoteTaken(RuntimeError):
    """Another phone has the key."""


@dataclass(frozen=True)
class SlideShown:
    """Slide ``slide`` of ``count`` is in the hall, under ``title``."""

    slide: int = 0
    count: int = 0
    title: str = ""


@dataclass(frozen=True)
class Remote:
    """One key: ``secret`` is known to its show alone, ``phone`` to the phone that has it, "" before that."""

    key: str
    secret: str
    phone: str
    folder: Path

    @property
    def shown(self) -> SlideShown:
        """What is in the hall."""
        try:
            return SlideShown(**json.loads((self.folder / SLIDE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return SlideShown()


def remotes_folder() -> Path:
    """Return the folder of keys, made where it is not there; where it cannot be made, one of this process."""
    folder = StoreSettings().var_dir.absolute() / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return _own_folder()
    return folder if os.access(folder, os.W_OK) else _own_folder()


@cache
def _own_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="remotes-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Remotes:
    """All keys in a folder."""

    def __init__(self, folder: Callable[[], Path], clock: Callable[[], float] = time.time) -> None:
        self._folder, self._clock = folder, clock

    def opened(self) -> Remote:
        """Return a new key for a show; raises TooManyRemotes, OSError where nothing can be written."""
        self._forget_ended()
        if len(self._keys()) >= MOST_REMOTES:
            raise TooManyRemotes
        folder, key, secret = self._folder(), secrets.token_urlsafe(12), secrets.token_urlsafe(16)
        # Another process finds it whole or not at all.
        unfinished = Remote(key, secret, "", folder / f".{key}")
        unfinished.folder.mkdir(mode=0o700)
        (unfinished.folder / PRESSED).mkdir()
        (unfinished.folder / SECRET).write_text(secret, encoding="ascii")
        self._note(unfinished, self._clock())
        unfinished.folder.rename(folder / key)
        return replace(unfinished, folder=folder / key)

    def of_show(self, key: str, secret: str) -> Remote:
        """Return the key of the show that asks, which thereby goes on; raises NoRemote."""
        remote = self._known(key)
        if not secrets.compare_digest(remote.secret.encode(), secret.encode()):
            raise NoRemote
        self._note(remote, self._clock())
        return remote

    def end(self, key: str, secret: str) -> None:
        """Forget the key of a show; raises NoRemote."""
        shutil.rmtree(self.of_show(key, secret).folder, ignore_errors=True)

    def leave(self, key: str, secret: str) -> None:
        """Let a key end soon unless its show comes back, as one loaded again does; raises NoRemote."""
        self._note(self.of_show(key, secret), self._clock() - LIFE_SECONDS + LEFT_SECONDS)

    def claimed(self, key: str, phone: str) -> Remote:
        """Return the key for a phone, which has it from then on; raises NoRemote, RemoteTaken."""
        remote = self._known(key)
        if remote.phone:
            return self.of_phone(key, phone)
        new = secrets.token_urlsafe(16)
        try:
            with (remote.folder / PHONE).open("x", encoding="ascii") as file:
                file.write(new)
            _tell(remote, JOINED)
        except FileExistsError:
            # Another phone was quicker.
            raise RemoteTaken from None
        except FileNotFoundError:
            raise NoRemote from None
        return replace(remote, phone=new)

    def of_phone(self, key: str, phone: str) -> Remote:
        """Return the key for the phone that has it; raises NoRemote, RemoteTaken."""
        remote = self._known(key)
        if not secrets.compare_digest(remote.phone.encode(), phone.encode()) or not phone:
            raise RemoteTaken
        return remote

    def _known(self, key: str) -> Remote:
        folder = self._folder() / key
        if not KEY.fullmatch(key) or self._has_ended(folder):
            raise NoRemote
        try:
            return Remote(key, _text(folder / SECRET), _text(folder / PHONE), folder)
        except FileNotFoundError:
            raise NoRemote from None

    def _note(self, remote: Remote, seen: float) -> None:
        """Write down when the show came back last."""
        _write(remote, SEEN, repr(seen))

    def _has_ended(self, folder: Path) -> bool:
        try:
            return float((folder / SEEN).read_text(encoding="ascii")) <= self._clock() - LIFE_SECONDS
        except (OSError, ValueError):
            return True

    def _forget_ended(self) -> None:
        for folder in self._keys():
            if self._has_ended(folder):
                shutil.rmtree(folder, ignore_errors=True)

    def _keys(self) -> list[Path]:
        return [folder for folder in self._folder().iterdir() if not folder.name.startswith(".")]


def has_phone(remote: Remote) -> bool:
    """Whether a phone has the key by now."""
    return (remote.folder / PHONE).exists()


def show(remote: Remote, shown: SlideShown) -> None:
    """Say which slide is in the hall; raises NoRemote."""
    if shown != remote.shown:
        _write(remote, SLIDE, json.dumps(vars(shown)))


def press(remote: Remote, name: str) -> None:
    """Let a press wait for its show; one too many pushes out the oldest, an unknown one raises NoRemote."""
    if name not in PRESSES:
        raise NoRemote
    _tell(remote, name)
    for oldest in _waiting(remote)[:-MOST_WAITING]:
        oldest.unlink(missing_ok=True)


async def presses(remote: Remote, seconds: float) -> list[str]:
    """Return what was pressed since the last time, [] when nothing comes within so many seconds.

    It returns at once, with [], when a phone takes the key.
    """
    until = time.monotonic() + seconds
    while not (waiting := _waiting(remote)):
        if time.monotonic() >= until:
            return []
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
    for path in waiting:
        path.unlink(missing_ok=True)
    names = [path.name.rpartition(".")[2] for path in waiting]
    return [name for name in names if name != JOINED]


def _waiting(remote: Remote) -> list[Path]:
    """Return what waits for a show, the oldest first; nothing where it is over."""
    try:
        return sorted((remote.folder / PRESSED).iterdir())
    except FileNotFoundError:
        return []


def _tell(remote: Remote, name: str) -> None:
    """Leave something for the show; its name tells when, and what."""
    path = remote.folder / PRESSED / f"{time.time_ns():020d}-{secrets.token_hex(4)}.{name}"
    with suppress(FileNotFoundError):
        path.touch()


def _write(remote: Remote, name: str, text: str) -> None:
    """Write a file of a key, whole or not at all; raises NoRemote where the key is gone."""
    unfinished = remote.folder / f"{name}-{secrets.token_hex(4)}.part"
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(remote.folder / name)
    except FileNotFoundError:
        raise NoRemote from None


def _text(path: Path) -> str:
    """Return what is in a file, "" where there is none of a key that is there."""
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        if path.name == PHONE:
            return ""
        raise
