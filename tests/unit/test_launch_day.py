from collections.abc import Generator
from math import exp, factorial
from random import Random
from statistics import mean
from typing import Any

import pytest
import simpy

from benchmarks.scale.launch_day import Costs, Day, Machine, machines_needed, one_machine, served

CUSTOMERS = 30_000
ONLY_ARRIVING = Day(visitors=20_000, parts=(1.0,), changes=0.0, costs=Costs(first=0.1))


@pytest.mark.parametrize("servers", [1, 4])
def test_simulated_queue_waits_as_long_as_erlang_says(servers: int) -> None:
    used = 0.7
    waited = mean(_times_in_queue(servers, arrivals=used * servers)) - 1.0
    assert waited == pytest.approx(_erlang_wait(servers, used * servers), rel=0.1)


def test_first_pages_alone_wait_as_erlang_says_of_constant_work() -> None:
    day = ONLY_ARRIVING
    found = one_machine(day, 1, Machine(1))
    assert found.busy == pytest.approx(day.visitors * day.costs.first / 3600, rel=0.05)
    assert found.runs_a_second == pytest.approx(day.visitors / 3600, rel=0.05)
    waited = (found.first_p95 - day.costs.first) / day.costs.first
    assert _within_constant_work(waited, found.busy) == pytest.approx(0.95, abs=0.02)


def test_more_machines_have_less_to_do_each_and_sessions_are_shared() -> None:
    day = Day(visitors=2_000)
    one, two = (one_machine(day, machines) for machines in (1, 2))
    assert two.busy == pytest.approx(one.busy / 2, rel=0.1)
    assert two.sessions == pytest.approx(one.sessions / 2, rel=0.1)
    assert two.change_p95 <= one.change_p95


def test_fewest_machines_are_enough_and_one_fewer_is_not() -> None:
    day = Day(visitors=2_000, costs=Costs(first=2.0, changes=(0.4,)))
    needed = machines_needed(day, Machine(1))
    assert needed.is_enough
    assert needed.machines > 1
    assert not one_machine(day, needed.machines - 1, Machine(1)).is_enough


def test_proxy_takes_the_files_off_the_processes() -> None:
    behind, alone = (one_machine(Day(visitors=2_000, proxy=proxy), 1) for proxy in (True, False))
    assert alone.busy > behind.busy
    assert alone.megabits > 5 * behind.megabits


def _times_in_queue(servers: int, arrivals: float) -> list[float]:
    """Return the seconds that customers take who come at random, each served for a second on the average."""
    chance, environment, took = Random(7), simpy.Environment(), list[float]()
    process = simpy.Resource(environment, servers)

    def come() -> Generator[simpy.Event, Any, None]:
        for _ in range(CUSTOMERS):
            yield environment.timeout(chance.expovariate(arrivals))
            environment.process(be_served(chance.expovariate(1.0)))

    def be_served(seconds: float) -> Generator[simpy.Event, Any, None]:
        took.append((yield from served(environment, process, seconds)))

    environment.process(come())
    environment.run()
    return took


def _erlang_wait(servers: int, offered: float) -> float:
    """Return the mean wait in an M/M/c queue with services of a second (Erlang's C)."""
    full = offered**servers / factorial(servers) * servers / (servers - offered)
    waits = full / (sum(offered**number / factorial(number) for number in range(servers)) + full)
    return waits / (servers - offered)


def _within_constant_work(waited: float, used: float) -> float:
    """Return how many wait no longer than so many times the work in an M/D/1 queue (Erlang 1909)."""
    terms = (
        (-used * (waited - number)) ** number / factorial(number) * exp(used * (waited - number))
        for number in range(int(waited) + 1)
    )
    return (1 - used) * sum(terms)
