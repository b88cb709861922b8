"""The keys by which a phone turns the slides of a show: one phone for a key, and a key ends with its show.

A show asks for a key and comes back for what was pressed; the first phone that opens the key's address has
it. Nothing is written down: keys live in the memory of the process, few at a time, each with few presses.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

PRESSES = ("previous", "next", "black", "play")
# So many shows may have a phone at a time, so many presses may wait for a show.
MOST_REMOTES, MOST_WAITING = 40, 20
# A show that did not come back for so many seconds is over; one that was left may only be loading again.
LIFE_SECONDS, LEFT_SECONDS = 60.0, 10.0
LONGEST_TITLE = 200


class TooManyRemotes(RuntimeError):
    """So many shows have a phone that there is no room for another."""


class NoRemote(LookupError):
    """There is no such key, its show is over, or whoever asks is not its show."""


class RemoteTaken(RuntimeError):
    """Another phone has the key."""


@dataclass
class Remote:
    """One key: ``secret`` is known to its show alone, ``phone`` to the phone that has it, "" before that.

    ``slide`` of ``count`` is in the hall, under ``title``.
    """

    key: str
    secret: str
    seen: float
    phone: str = ""
    slide: int = 0
    count: int = 0
    title: str = ""
    waiting: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_WAITING))
    news: asyncio.Event = field(default_factory=asyncio.Event)


class Remotes:
    """All keys of a process; used from one thread, the server's."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._remotes: dict[str, Remote] = {}

    def opened(self) -> Remote:
        """Return a new key for a show; raises TooManyRemotes."""
        self._forget_ended()
        if len(self._remotes) >= MOST_REMOTES:
            raise TooManyRemotes
        remote = Remote(secrets.token_urlsafe(12), secrets.token_urlsafe(16), self._clock())
        self._remotes[remote.key] = remote
        return remote

    def of_show(self, key: str, secret: str) -> Remote:
        """Return the key of the show that asks, which thereby goes on; raises NoRemote."""
        remote = self._known(key)
        if not secrets.compare_digest(remote.secret.encode(), secret.encode()):
            raise NoRemote
        remote.seen = self._clock()
        return remote

    def end(self, key: str, secret: str) -> None:
        """Forget the key of a show; raises NoRemote."""
        ended = self.of_show(key, secret)
        del self._remotes[ended.key]

    def leave(self, key: str, secret: str) -> None:
        """Let a key end soon unless its show comes back, as one loaded again does; raises NoRemote."""
        self.of_show(key, secret).seen = self._clock() - LIFE_SECONDS + LEFT_SECONDS

    def claimed(self, key: str, phone: str) -> Remote:
        """Return the key for a phone, which has it from then on; raises NoRemote, RemoteTaken."""
        remote = self._known(key)
        if not remote.phone:
            remote.phone = secrets.token_urlsafe(16)
            remote.news.set()
            return remote
        return self.of_phone(key, phone)

    def of_phone(self, key: str, phone: str) -> Remote:
        """Return the key for the phone that has it; raises NoRemote, RemoteTaken."""
        remote = self._known(key)
        if not secrets.compare_digest(remote.phone.encode(), phone.encode()) or not phone:
            raise RemoteTaken
        return remote

    def _known(self, key: str) -> Remote:
        self._forget_ended()
        if key not in self._remotes:
            raise NoRemote
        return self._remotes[key]

    def _forget_ended(self) -> None:
        oldest = self._clock() - LIFE_SECONDS
        self._remotes = {key: one for key, one in self._remotes.items() if one.seen > oldest}


def press(remote: Remote, name: str) -> None:
    """Let a press wait for its show; one too many pushes out the oldest, an unknown one raises NoRemote."""
    if name not in PRESSES:
        raise NoRemote
    remote.waiting.append(name)
    remote.news.set()


async def presses(remote: Remote, seconds: float) -> list[str]:
    """Return what was pressed since the last time, [] when nothing comes within so many seconds."""
    if not remote.news.is_set():
        try:
            await asyncio.wait_for(remote.news.wait(), seconds)
        except TimeoutError:
            return []
    remote.news.clear()
    found = list(remote.waiting)
    remote.waiting.clear()
    return found
