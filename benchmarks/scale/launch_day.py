"""How many machines carry the launch day, simulated from measured costs.

``uv run python -m benchmarks.scale.launch_day`` prints the table of docs/scale.md. A visitor comes, opens a
page and changes it some times with pauses. Each process of the dashboard does one thing at a time (it is one
interpreter), in the order in which it was asked, and a visitor stays with the process that opened the page.
Processes are chosen by chance, so what one gets does not depend on the others: one machine with its share of
the visitors is simulated in place of all of them. Costs and assumptions are the fields of ``Costs`` and
``Day``; where they come from is in docs/scale.md.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from statistics import quantiles
from typing import Any

import simpy

MINUTE = 60.0
# Seconds that 95 of 100 may wait, in the busiest part of the day, for a first page and for a change.
FIRST_MAY_TAKE, CHANGE_MAY_TAKE = 3.0, 1.0
MOST_MACHINES = 512
WAITS = ("What", "machines", "first page, p95", "change, p50", "change, p95")
Step = Generator[simpy.Event, Any, float]


@dataclass(frozen=True)
class Costs:
    """What a visitor costs: seconds of the processor, megabytes of memory, bytes that the dashboard sends.

    ``first`` is the first page with its script, ``changes`` a change of each page, all made as often;
    ``file`` is each of the ``files`` of a first page where no proxy keeps them.
    """

    first: float = 0.10
    changes: tuple[float, ...] = (0.045, 0.045, 0.049, 0.082, 0.037, 0.038)
    files: int = 60
    file: float = 0.003
    process_megabytes: float = 363.0
    session_megabytes: float = 0.2
    first_bytes: int = 1_300_000
    first_bytes_behind_proxy: int = 20_000
    change_bytes: int = 4_000


@dataclass(frozen=True)
class Day:
    """Who comes: visitors in an hour, the share of each part of it, and what each of them does.

    ``changes`` is the mean number of changes, ``pause`` the mean seconds before each, ``stay`` those for
    which a page stays open after the last one; all three differ from visitor to visitor as waiting times do
    (geometric and exponential). Without a ``proxy`` that keeps files, the processes send them too.
    """

    visitors: int = 100_000
    minutes: float = 60.0
    parts: tuple[float, ...] = (0.30, 0.22, 0.16, 0.12, 0.10, 0.10)
    changes: float = 8.0
    pause: float = 20.0
    stay: float = 180.0
    proxy: bool = True
    costs: Costs = field(default_factory=Costs)


@dataclass(frozen=True)
class Machine:
    """A machine: how many processes run on it, each with a core of its own."""

    processes: int = 4


@dataclass(frozen=True)
class Outcome:
    """How one machine of ``machines`` fared: seconds, shares of the processors, sessions, megabytes.

    Waits are of the part of the hour in which most visitors come and of what they asked then; ``busy`` is the
    processors' use in it. ``megabits`` are those the machine sends a second in it.
    """

    machines: int
    first_p95: float
    change_p50: float
    change_p95: float
    busy: float
    sessions: int
    megabytes: float
    megabits: float
    runs_a_second: float

    @property
    def is_enough(self) -> bool:
        """Whether 95 of 100 waited no longer than they may."""
        return self.first_p95 <= FIRST_MAY_TAKE and self.change_p95 <= CHANGE_MAY_TAKE


@dataclass
class _Seen:
    first: list[tuple[float, float]] = field(default_factory=list)
    change: list[tuple[float, float]] = field(default_factory=list)
    spent: list[tuple[float, float]] = field(default_factory=list)
    opened: list[tuple[float, int]] = field(default_factory=list)


def served(environment: simpy.Environment, process: simpy.Resource, seconds: float) -> Step:
    """Wait for a turn of the process and for its work; return how many seconds both took."""
    asked = environment.now
    with process.request() as turn:
        yield turn
        yield environment.timeout(seconds)
    return float(environment.now - asked)


def one_machine(day: Day, machines: int, machine: Machine | None = None, seed: int = 1) -> Outcome:
    """Simulate one of so many machines with its share of the day's visitors."""
    machine = machine or Machine()
    chance, seen, environment = random.Random(seed), _Seen(), simpy.Environment()
    processes = [simpy.Resource(environment) for _ in range(machine.processes)]
    for moment in _arrivals(day, day.visitors / machines, chance):
        environment.process(_visit(environment, chance.choice(processes), day, moment, (chance, seen)))
    environment.run()
    return _outcome(day, machines, machine, seen)


def machines_needed(day: Day, machine: Machine | None = None) -> Outcome:
    """Return the outcome with the fewest machines that are enough; ValueError where even 512 are not."""
    too_few = _fewest(day, machine or Machine()) - 1
    enough = too_few + 1
    while not (found := one_machine(day, enough, machine)).is_enough:
        too_few, enough = enough, enough + max(1, enough // 2)
        if enough > MOST_MACHINES:
            raise ValueError(f"{MOST_MACHINES} machines are not enough")
    while enough - too_few > 1:
        tried = one_machine(day, (too_few + enough) // 2, machine)
        if tried.is_enough:
            enough, found = tried.machines, tried
        else:
            too_few = tried.machines
    return found


def _fewest(day: Day, machine: Machine) -> int:
    """Return how many machines the work of the busiest part takes if none of them is ever idle."""
    length = MINUTE * day.minutes / len(day.parts)
    first_pages = day.visitors * max(day.parts) * _first(day)
    return max(1, ceil(first_pages / (length * machine.processes)))


def _arrivals(day: Day, visitors: float, chance: random.Random) -> Iterator[float]:
    """Return the moments of arrivals in seconds, in each part at random moments of their own."""
    length = MINUTE * day.minutes / len(day.parts)
    for number, share in enumerate(day.parts):
        moment, rate = 0.0, visitors * share / length
        while (moment := moment + chance.expovariate(rate)) < length:
            yield number * length + moment


def _visit(
    environment: simpy.Environment,
    process: simpy.Resource,
    day: Day,
    moment: float,
    told: tuple[random.Random, _Seen],
) -> Generator[simpy.Event, Any, None]:
    chance, seen = told
    yield environment.timeout(moment)
    seen.opened.append((environment.now, 1))
    yield from _noted(environment, process, seen.first, seen, _first(day))
    again = day.changes / (1 + day.changes)
    while chance.random() < again:
        yield environment.timeout(chance.expovariate(1 / day.pause))
        yield from _noted(environment, process, seen.change, seen, chance.choice(day.costs.changes))
    yield environment.timeout(chance.expovariate(1 / day.stay))
    seen.opened.append((environment.now, -1))


def _noted(
    environment: simpy.Environment,
    process: simpy.Resource,
    waits: list[tuple[float, float]],
    seen: _Seen,
    seconds: float,
) -> Generator[simpy.Event, Any, None]:
    asked = environment.now
    waits.append((asked, (yield from served(environment, process, seconds))))
    seen.spent.append((asked, seconds))


def _first(day: Day) -> float:
    """Return the seconds of a first page: without a proxy its files are the processes' work as well."""
    return day.costs.first + (0.0 if day.proxy else day.costs.files * day.costs.file)


def _outcome(day: Day, machines: int, machine: Machine, seen: _Seen) -> Outcome:
    length = MINUTE * day.minutes / len(day.parts)
    busiest = max(range(len(day.parts)), key=lambda number: day.parts[number])
    # Whoever came before changes pages in it as well, so what is asked is highest towards its end.
    span = (busiest * length, (busiest + 1) * length)
    first, change, spent = (_within(points, span) for points in (seen.first, seen.change, seen.spent))
    sessions = _most_open(seen.opened)
    costs = day.costs
    sent = len(first) * (costs.first_bytes_behind_proxy if day.proxy else costs.first_bytes)
    sent += len(change) * costs.change_bytes
    return Outcome(
        machines=machines,
        first_p95=_share(first, 95),
        change_p50=_share(change, 50),
        change_p95=_share(change, 95),
        busy=sum(spent) / (length * machine.processes),
        sessions=sessions,
        megabytes=machine.processes * costs.process_megabytes + sessions * costs.session_megabytes,
        megabits=8 * sent / length / 1e6,
        runs_a_second=(len(first) + len(change)) / length,
    )


def _within(points: Sequence[tuple[float, float]], span: tuple[float, float]) -> list[float]:
    return [value for moment, value in points if span[0] <= moment < span[1]]


def _share(waits: Sequence[float], percent: int) -> float:
    """Return what so many of a hundred waited at most; 0 for fewer than two."""
    return quantiles(waits, n=100)[percent - 1] if len(waits) > 1 else 0.0


def _most_open(opened: Sequence[tuple[float, int]]) -> int:
    most = now = 0
    for _, difference in sorted(opened):
        now += difference
        most = max(most, now)
    return most


def lines(day: Day, machine: Machine) -> Iterator[str]:
    """Give the table of the day: with and without a proxy, and with a machine fewer and one lost."""
    headers = (*WAITS, "processors busy", "sessions", "MB", "Mbit/s")
    yield f"| {' | '.join(headers)} |"
    yield "|---" * len(headers) + "|"
    for name, varied in _variants(day):
        needed = machines_needed(varied, machine)
        yield _line(name, needed)
        if needed.machines > 1:
            yield _line(f"{name}, one machine lost", one_machine(varied, needed.machines - 1, machine))


def _variants(day: Day) -> Iterator[tuple[str, Day]]:
    yield "files kept by a CDN", day
    yield "no CDN", replace(day, proxy=False)
    yield "twice as many changes", replace(day, changes=2 * day.changes)
    yield "all in ten minutes", replace(day, minutes=10.0, parts=(1.0,))


def _line(name: str, one: Outcome) -> str:
    waits = f"{one.first_p95:.2f} s | {one.change_p50:.2f} s | {one.change_p95:.2f} s"
    used = f"{100 * one.busy:.0f} % | {one.sessions:,} | {one.megabytes:,.0f} | {one.megabits:.0f}"
    return f"| {name} | {one.machines} | {waits} | {used} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Simulate the day that the arguments describe and print its table, a row for each variant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=Day.visitors, help="visitors in the hour (100000)")
    parser.add_argument("--changes", type=float, default=Day.changes, help="changes each makes, mean (8)")
    parser.add_argument("--processes", type=int, default=Machine.processes, help="processes a machine (4)")
    requested = parser.parse_args(arguments)
    day = Day(visitors=requested.visitors, changes=requested.changes)
    for line in lines(day, Machine(requested.processes)):
        print(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
