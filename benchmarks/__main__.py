"""``uv run python -m benchmarks``: measure everything in one run, print the tables, write the JSON."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.bars import crowd as crowds
from benchmarks.bars import killed as kills
from benchmarks.bars import memory as memories
from benchmarks.bars import viewers as halls
from benchmarks.bars.bar import Bar
from benchmarks.bars.viewers import Plan
from benchmarks.beside_exports import beside_exports
from benchmarks.first_visit import first_visits
from benchmarks.large_money import large_money
from benchmarks.large_store import large_store
from benchmarks.page_filters import page_filters
from benchmarks.playing import playing
from benchmarks.program_questions import program_questions
from benchmarks.real_pages import real_pages
from benchmarks.registers.lines import register_lines
from benchmarks.registers.measured import RegisterTimes, Wanted, register_times
from benchmarks.repainting import repainting, servers
from benchmarks.report import Report, put_between_marks
from benchmarks.reruns import reruns
from benchmarks.scale.first_looks import first_looks
from benchmarks.windows import chromium
from microdata.settings import DUCKDB

PARTS = (
    *("repainting", "playing", "pages", "first_visit"),
    *("filters", "store", "money", "exports", "api", "register", "reruns", "first_looks"),
    *("viewers", "crowd", "memory", "killed"),
)
IN_A_BROWSER = {"pages", "first_visit", "repainting", "playing"}
PLAYED = 3300
QUICK = {"sizes": [63, 700], "runs": 3, "figures": 200_000, "households": [100_000]}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the arguments ask for and print it."""
    # Asked to end, it ends the servers and the browser it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    requested = _asked(arguments)
    report = Report(runs=requested.runs)
    if IN_A_BROWSER & set(requested.parts):
        with chromium() as browser:
            _measure_pages(browser, requested, report)
    _measure_servers(requested, report)
    _measure_bars(requested, report)
    print(report.as_text())
    if requested.document:
        put_between_marks(requested.document, report.as_text())
    document = json.dumps(report.as_json(), indent=2)
    if requested.json:
        requested.json.write_text(document + "\n", encoding="utf-8")
    else:
        print(document)


def _measure_pages(browser: Browser, requested: argparse.Namespace, report: Report) -> None:
    if "pages" in requested.parts:
        _say("pages of the dashboard")
        report.first_map, report.map_page = real_pages(browser, requested.runs)
        report.note_load("pages")
    if "first_visit" in requested.parts:
        _say("first visits over a slow line")
        report.first_visits = first_visits(browser)
        report.note_load("first visit")
    if {"repainting", "playing"} & set(requested.parts):
        _measure_pictures(browser, requested, report)


def _measure_servers(requested: argparse.Namespace, report: Report) -> None:
    for part, (what, place, measure) in _of_servers(requested).items():
        if part in requested.parts:
            _say(what)
            setattr(report, place, measure())
            report.note_load(part)


def _of_servers(requested: argparse.Namespace) -> dict[str, tuple[str, str, Callable[[], object]]]:
    """Return by part what is said of it, where the report keeps it, and what measures it."""
    figures, runs = requested.figures, requested.runs
    many = f"{figures:,}"
    wanted = Wanted(requested.households, requested.years, requested.engines, folder=requested.registers)
    return {
        "filters": (f"filters over {many} rows", "filters", lambda: page_filters(figures, runs)),
        "store": (f"stores of 10,000 and {many} figures", "stores", lambda: large_store(figures)),
        "money": (f"money in stores of {many} rows", "money", lambda: large_money(figures, runs)),
        "exports": ("changes of page beside exports", "beside_exports", lambda: beside_exports(runs)),
        "api": ("a question of a program beside the store's own", "program_questions", program_questions),
        "register": (
            "registers of households",
            "registers",
            lambda: [_told(one) for one in register_times(wanted)],
        ),
        "reruns": ("reruns of pages", "reruns", lambda: reruns(runs)),
        "first_looks": (
            "first looks of a server, before and after a restart",
            "first_looks",
            lambda: list(first_looks()),
        ),
    }


def _measure_bars(requested: argparse.Namespace, report: Report) -> None:
    for part, (what, measure) in _of_bars(requested).items():
        if part in requested.parts:
            _say(f"{what}, of the dashboard and of a bare script")
            report.bars.append(measure())
            report.note_load(part)


def _of_bars(requested: argparse.Namespace) -> dict[str, tuple[str, Callable[[], Bar]]]:
    """Return by part what is said of it and what measures it."""
    hall = _plan(requested, halls.VIEWERS, halls.MINUTES, halls.PERIOD)
    crowd = _plan(requested, crowds.VIEWERS, crowds.MINUTES, crowds.PERIOD)
    pages, killed = requested.viewers or memories.SESSIONS, requested.viewers or kills.VIEWERS
    return {
        "viewers": (f"{hall.count} viewers for {hall.minutes:g} minutes", lambda: halls.viewers(hall)),
        "crowd": (
            f"{crowd.count} viewers of several processes for {crowd.minutes:g} minutes",
            lambda: crowds.crowd(crowd),
        ),
        "memory": (f"memory of {pages} open pages", lambda: memories.memory(pages)),
        "killed": (f"a killed process with {killed} viewers", lambda: kills.killed(killed)),
    }


def _plan(requested: argparse.Namespace, count: int, minutes: float, period: float) -> Plan:
    """Return who looks how long: what is asked for, else what the bar says."""
    return Plan(requested.viewers or count, requested.minutes or minutes, requested.period or period)


def _measure_pictures(browser: Browser, requested: argparse.Namespace, report: Report) -> None:
    with servers(sorted({*requested.sizes, PLAYED})) as running:
        if "playing" in requested.parts:
            _say(f"playing at {PLAYED:,} areas")
            report.playing = playing(browser, running, PLAYED)
            report.note_load("playing")
        for count in requested.sizes if "repainting" in requested.parts else ():
            _say(f"repainting at {count:,} areas")
            report.repaintings.append(repainting(browser, running, count, requested.runs))
            report.note_load(f"repainting {count:,}")


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=_numbers, help="numbers of areas (63,700,3300,10000)")
    parser.add_argument("--runs", type=int, help="runs of each measurement (9)")
    parser.add_argument("--figures", type=int, help="figures in the large store (5000000)")
    parser.add_argument("--households", type=_numbers, help="households of a year of registers (1000000)")
    parser.add_argument(
        "--years", type=_numbers, default=[1], help="years in registers: 1,5 is two of them (1)"
    )
    parser.add_argument("--engines", type=_words, default=[DUCKDB], help="duckdb,spark (duckdb)")
    parser.add_argument("--registers", type=Path, help="keep registers in this folder, and go on with them")
    parser.add_argument("--parts", type=_words, default=list(PARTS), help=f"any of {','.join(PARTS)}")
    parser.add_argument("--viewers", type=int, help="viewers of each bar (30, 200; 60 open pages; 50)")
    parser.add_argument("--minutes", type=float, help="how long viewers look at each (10, 5)")
    parser.add_argument("--period", type=float, help="seconds from change to change of a viewer (10, 30)")
    parser.add_argument("--quick", action="store_true", help="two sizes, three runs, a store of 200,000")
    parser.add_argument(
        "--document", type=Path, help="put the tables into this Markdown file, between its marks"
    )
    parser.add_argument("--json", type=Path, help="write the JSON here instead of printing it")
    requested = parser.parse_args(arguments)
    defaults = (
        QUICK
        if requested.quick
        else {"sizes": [63, 700, 3300, 10_000], "runs": 9, "figures": 5_000_000, "households": [1_000_000]}
    )
    for name, value in defaults.items():
        if getattr(requested, name) is None:
            setattr(requested, name, value)
    return requested


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _words(text: str) -> list[str]:
    return text.split(",")


def _told(one: RegisterTimes) -> RegisterTimes:
    """Say what was measured, so that it is not lost where a later register fails."""
    print("\n".join(register_lines([one])), file=sys.stderr, flush=True)
    return one


def _say(what: str) -> None:
    print(f"measuring: {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
