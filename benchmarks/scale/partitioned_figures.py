"""The map's question to figures that PostgreSQL keeps in a partition for each year, as their number grows.

``uv run python -m benchmarks.scale.partitioned_figures [SIZE …]`` fills a store with a million figures as the
program keeps them, and one whose figures are in partitions (``figures_by_year``); that one grows to each of
the sizes, and after each step both are asked in turn. A hundred million take about 17 GB in ``TMPDIR``,
removed at the end, or in the folder that ``--keep`` names: the same command then goes on where it was ended,
and asks at once where it had ended by itself.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

import psutil
from sqlalchemy import URL, create_engine, text

from benchmarks.scale.figures_by_year import (
    OF_AN_INDICATOR,
    Bounds,
    NotFinished,
    fewest,
    filled_plainly,
    gigabytes,
    grow,
    indicators_for,
    parted_by_year,
)
from data_access.queries.figures import figures_by_area
from data_access.store.engines import reading_engine
from data_access.store.opening import Store
from tests.queries.conftest import own_server
from tests.queries.many_figures import COUNTS, INDICATOR, YEARS

FEW, SIZES = 1_000_000, (1_000_000, 10_000_000, 100_000_000)
RATIO = 1.5
# Questions of a round follow one another, as the server's processor is counted in hundredths of a second.
ROUNDS, OF_A_ROUND = 20, 5
EVERY_YEAR, ONE_YEAR = None, (YEARS[-1], YEARS[-1])
HEADERS = ("Figures", "GB", "added in", "every year: 1 M plain, partitioned", "one year: the same", "load")


@dataclass(frozen=True)
class Took:
    """Milliseconds of one question: the median of the clock, the mean of both processors' work."""

    clock: float
    processor: float


@dataclass(frozen=True)
class Asked:
    """What was stored, in how many seconds, and the question in every year and in one, of both stores.

    ``seconds`` is None where the figures lay there already.
    """

    figures: int
    gigabytes: float
    seconds: float | None
    every_year: tuple[Took, Took]
    one_year: tuple[Took, Took]


@dataclass(frozen=True)
class Wanted:
    """What is asked of the benchmark: sizes, where it is kept (None: nowhere), and its bounds."""

    sizes: Sequence[int]
    keep: Path | None
    minutes: float
    free_gigabytes: float


def partitioned_figures(wanted: Wanted) -> Iterator[Asked]:
    """Fill both stores in a server of their own and ask at each size."""
    with _folder(wanted.keep) as folder, own_server(folder / "server") as server:
        plain, partitioned = (_schema(server, name) for name in ("few", "many"))
        filled_plainly(plain, FEW)
        until = time.monotonic() + 60 * wanted.minutes
        yield from _grown(plain, partitioned, wanted.sizes, Bounds(folder, wanted.free_gigabytes, until))


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    folder = Path(tempfile.mkdtemp(prefix="benchmark-partitions-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _schema(server: URL, name: str) -> URL:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {name}"))
    engine.dispose()
    return server.update_query_dict({"options": f"-csearch_path={name}"})


def _grown(plain: URL, partitioned: URL, sizes: Sequence[int], bounds: Bounds) -> Iterator[Asked]:
    owner = parted_by_year(partitioned)
    stores = [Store(reading_engine(url), "benchmark") for url in (plain, partitioned)]
    try:
        for size in sorted(sizes):
            indicators, had = indicators_for(size), fewest(owner)
            if had > indicators:
                continue
            began = time.perf_counter()
            grow(owner, indicators, bounds)
            seconds = time.perf_counter() - began if had < indicators else None
            found = [_asked(stores, years) for years in (EVERY_YEAR, ONE_YEAR)]
            yield Asked(indicators * OF_AN_INDICATOR, gigabytes(owner), seconds, *found)
    finally:
        owner.dispose()
        for store in stores:
            store.engine.dispose()


def _asked(stores: Sequence[Store], years: tuple[int, int] | None) -> tuple[Took, Took]:
    """Ask both stores in turn, after once for nothing."""
    for store in stores:
        _round(store, years)
    rounds = [[_round(store, years) for store in stores] for _ in range(ROUNDS)]
    plain, partitioned = zip(*rounds, strict=True)
    return _together(plain), _together(partitioned)


def _together(rounds: Sequence[tuple[list[float], float]]) -> Took:
    clock = median(seconds for round_, _ in rounds for seconds in round_)
    return Took(1000 * clock, 1000 * sum(spent for _, spent in rounds) / (len(rounds) * OF_A_ROUND))


def _round(store: Store, years: tuple[int, int] | None) -> tuple[list[float], float]:
    """Return the seconds of some questions, one after another, and what both processors spent on them."""
    with store.session() as session:
        server = psutil.Process(session.scalar(text("SELECT pg_backend_pid()")))
        before, clock = _spent(server), [time.perf_counter()]
        for _ in range(OF_A_ROUND):
            found = figures_by_area(session, INDICATOR, level="province", vintages=["v2008"], years=years)
            assert len(found) == COUNTS["province"] * (len(YEARS) if years is None else 1)
            clock.append(time.perf_counter())
        spent = _spent(server) - before
    return [after - start for start, after in pairwise(clock)], spent


def _spent(server: psutil.Process) -> float:
    times = server.cpu_times()
    return float(times.user + times.system) + time.process_time()


def _row(one: Asked) -> str:
    added = "kept" if one.seconds is None else f"{one.seconds:.0f} s"
    told = [_compared(*both) for both in (one.every_year, one.one_year)]
    load = f"{os.getloadavg()[0]:.1f}"
    return f"| {one.figures:,} | {one.gigabytes:.1f} | {added} | {' | '.join(told)} | {load} |"


def _compared(plain: Took, partitioned: Took) -> str:
    ratio = partitioned.clock / plain.clock
    return (
        f"{plain.clock:.1f} ms, {partitioned.clock:.1f} ms: {ratio:.2f} "
        f"(≤ {RATIO:g}: {'yes' if ratio <= RATIO else '**no**'}); processor {plain.processor:.1f}, "
        f"{partitioned.processor:.1f}: {partitioned.processor / plain.processor:.2f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure at each size that is given and print a row of the table for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES), help="figures, at each step")
    parser.add_argument(
        "--keep", type=Path, help="keep the server's files in this folder, and go on with them"
    )
    parser.add_argument("--minutes", type=float, default=120.0, help="the longest filling (120)")
    parser.add_argument("--free", type=float, default=10.0, help="gigabytes that stay free (10)")
    requested = parser.parse_args(arguments)
    # Asked to end, it ends its server, so that what is kept is whole.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended; the same command with --keep goes on"))
    print(f"| {' | '.join(HEADERS)} |")
    print("|---" * len(HEADERS) + "|", flush=True)
    try:
        for one in partitioned_figures(
            Wanted(requested.sizes, requested.keep, requested.minutes, requested.free)
        ):
            print(_row(one), flush=True)
    except NotFinished as reason:
        sys.exit(f"Not finished: {reason}")


if __name__ == "__main__":
    main()
