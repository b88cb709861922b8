"""The table of registers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.bars.bar import UNKNOWN
from benchmarks.registers.measured import RegisterTimes
from benchmarks.tables.verdicts import verdict
from microdata.settings import DUCKDB

SECONDS, MEGABYTES = 120.0, 6_000.0
NATION_OF_HOUSEHOLDS = 28_000_000
HEADERS = (
    *("Engine", "years", "households", "invented", "MB on disk", "started", "checked", "counted", "made"),
    *(
        "together",
        "processor",
        "checked and counted, times the fewest years'",
        "times a bare read",
        "largest memory",
        "equal",
    ),
)


def register_lines(found: Sequence[RegisterTimes]) -> Iterator[str]:
    """Yield the table of registers, in Markdown."""
    yield (
        "A register household by household, s, each once and in processes of its own; the bare read is "
        "DuckDB grouping every column of the same files by commune:"
    )
    yield ""
    yield f"| {' | '.join(HEADERS)} |"
    yield "|---" * len(HEADERS) + "|"
    for one in found:
        yield f"| {' | '.join(_cells(one, found))} |"
    yield ""


def _cells(one: RegisterTimes, found: Sequence[RegisterTimes]) -> Iterator[str]:
    counted = one.counted
    of_nation = one.years == 1 and counted.households >= 0.99 * NATION_OF_HOUSEHOLDS
    is_bar = of_nation and one.engine == DUCKDB
    steps = (counted.started, counted.checked, counted.counted, counted.made)
    yield from (one.engine, str(one.years), f"{counted.households:,}")
    yield from (f"{one.invented.seconds:.0f}", f"{one.disk:,.0f}", *(f"{step:.1f}" for step in steps))
    yield f"{counted.seconds:.1f}{_verdict(counted.seconds, SECONDS, 's') if is_bar else ''}"
    yield f"{one.processor:.1f}"
    yield _growth(one, found)
    yield f"{counted.seconds / one.read:.1f}"
    yield f"{one.megabytes:,.0f} MB{_verdict(one.megabytes, MEGABYTES, 'MB') if is_bar else ''}"
    yield UNKNOWN if one.equal is None else verdict(one.equal)


def _growth(one: RegisterTimes, found: Sequence[RegisterTimes]) -> str:
    """Return how many times as long as of the fewest years, for how many times as many households."""
    same = [other for other in found if (other.engine, other.invented) == (one.engine, one.invented)]
    fewest = min(same, key=lambda other: other.years)
    if fewest is one:
        return UNKNOWN
    more = one.counted.households / fewest.counted.households
    return f"{_growing(one) / _growing(fewest):.1f} for {more:.1f} as many"


def _growing(one: RegisterTimes) -> float:
    """Return the seconds of what is done to all years."""
    return one.counted.checked + one.counted.counted


def _verdict(found: float, bar: float, unit: str) -> str:
    return f" (≤ {bar:,.0f} {unit}: {verdict(found <= bar)})"
