"""Who is served next: so many jobs at once, one a visitor, and a bound on how many wait.

Plain arithmetic without threads: it is changed by the server's event loop alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

AT_ONCE = 2
# Briefs of a province and packs take minutes: one of them leaves the other place to short work.
LONG_AT_ONCE = 1
WAITING, OF_ADDRESS = 24, 8


@dataclass(frozen=True)
class Visitor:
    """Who asks: the address of the connection, and the browser by a cookie of its own, "" without one."""

    address: str
    browser: str = ""


@dataclass(eq=False)
class Ticket:
    """A place in the line: ``moved`` is called with its number, from 1, and with 0 when its turn has come."""

    visitor: Visitor
    is_long: bool
    moved: Callable[[int], None]
    place: int = -1

    def move(self, place: int) -> None:
        """Take another place and say so; the same place is not said again."""
        if place != self.place:
            self.place = place
            self.moved(place)


class LineFull(Exception):
    """Nobody more can wait: in all, or from one address."""


class Line:
    """Jobs that run and jobs that wait, in the order in which they came.

    The next is the first whose visitor has none running; among several, one from an address with fewer
    running, so that many requests from one address do not hold up those from others.
    """

    def __init__(
        self,
        at_once: int = AT_ONCE,
        long_at_once: int = LONG_AT_ONCE,
        waiting: int = WAITING,
        of_address: int = OF_ADDRESS,
        told: Callable[[int, int], None] = lambda _running, _waiting: None,
    ) -> None:
        # Told how many run and how many wait, whenever that has changed.
        self._told = told
        self._at_once, self._long_at_once = at_once, long_at_once
        self._most_waiting, self._most_of_address = waiting, of_address
        self._running: list[Ticket] = []
        self._waiting: list[Ticket] = []

    def join(self, visitor: Visitor, *, is_long: bool, moved: Callable[[int], None]) -> Ticket:
        """Take a place; its number is said before this returns. Raises LineFull."""
        of_address = sum(other.visitor.address == visitor.address for other in self._running + self._waiting)
        if len(self._waiting) >= self._most_waiting or of_address >= self._most_of_address:
            raise LineFull
        ticket = Ticket(visitor, is_long, moved)
        self._waiting.append(ticket)
        self._advance()
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Give up a place, running or waiting; whoever is next comes forward."""
        for tickets in (self._running, self._waiting):
            if ticket in tickets:
                tickets.remove(ticket)
        self._advance()

    def _advance(self) -> None:
        while (ticket := self._next()) is not None:
            self._waiting.remove(ticket)
            self._running.append(ticket)
            ticket.move(0)
        for place, waiting in enumerate(list(self._waiting), start=1):
            waiting.move(place)
        self._told(len(self._running), len(self._waiting))

    def _next(self) -> Ticket | None:
        ready = [ticket for ticket in self._waiting if self._may_run(ticket)]
        return min(ready, key=self._running_of_address, default=None)

    def _may_run(self, ticket: Ticket) -> bool:
        if len(self._running) >= self._at_once:
            return False
        if ticket.is_long and sum(other.is_long for other in self._running) >= self._long_at_once:
            return False
        return all(other.visitor != ticket.visitor for other in self._running)

    def _running_of_address(self, ticket: Ticket) -> int:
        return sum(other.visitor.address == ticket.visitor.address for other in self._running)
