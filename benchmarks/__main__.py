"""``uv run python -m benchmarks``: measure everything in one run, print the tables, write the JSON."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.beside_exports import beside_exports
from benchmarks.crowd import crowd
from benchmarks.first_visit import first_visits
from benchmarks.large_money import large_money
from benchmarks.large_store import large_store
from benchmarks.page_filters import page_filters
from benchmarks.playing import playing
from benchmarks.program_questions import program_questions
from benchmarks.real_pages import real_pages
from benchmarks.register import register_times
from benchmarks.repainting import repainting, servers
from benchmarks.report import Report, put_between_marks
from benchmarks.reruns import reruns
from benchmarks.scale.first_looks import first_looks
from benchmarks.viewers import viewers
from benchmarks.windows import chromium

PARTS = (
    *("repainting", "playing", "pages", "first_visit"),
    *("filters", "store", "money", "exports", "api", "reruns", "viewers", "crowd", "register", "first_looks"),
)
VIEWERS, VIEWED_MINUTES = 30, 10.0
CROWD, CROWD_PROCESSES, CROWD_MINUTES = 200, 2, 5.0
PLAYED = 3300
QUICK = {"sizes": [63, 700], "runs": 3, "figures": 200_000, "households": [100_000]}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the arguments ask for and print it."""
    # Asked to end, it ends the servers and the browser it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    requested = _asked(arguments)
    report = Report(runs=requested.runs)
    with chromium() as browser:
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
    _measure_servers(requested, report)
    _measure_first_looks(requested, report)
    print(report.as_text())
    if requested.document:
        put_between_marks(requested.document, report.as_text())
    document = json.dumps(report.as_json(), indent=2)
    if requested.json:
        requested.json.write_text(document + "\n", encoding="utf-8")
    else:
        print(document)


def _measure_servers(requested: argparse.Namespace, report: Report) -> None:
    if "filters" in requested.parts:
        _say(f"changed filters over {requested.figures:,} rows")
        report.filters = page_filters(requested.figures, requested.runs)
        report.note_load("filters")
    if "store" in requested.parts:
        _say(f"stores of 10,000 and {requested.figures:,} figures")
        report.stores = large_store(requested.figures)
        report.note_load("store")
    if "money" in requested.parts:
        _say(f"money in stores of {requested.figures:,} rows")
        report.money = large_money(requested.figures, requested.runs)
        report.note_load("money")
    if "exports" in requested.parts:
        _say("changes of page beside exports")
        report.beside_exports = beside_exports(requested.runs)
        report.note_load("exports")
    if "api" in requested.parts:
        _say("a question of a program beside the store's own")
        report.program_questions = program_questions()
        report.note_load("api")
    if "register" in requested.parts:
        _say("registers of households")
        report.registers = register_times(requested.households)
        report.note_load("register")
    if "reruns" in requested.parts:
        _say("reruns of pages")
        report.reruns = reruns(requested.runs)
        report.note_load("reruns")
    if "viewers" in requested.parts:
        _say(f"{VIEWERS} viewers for {VIEWED_MINUTES:g} minutes")
        report.viewers = viewers(VIEWERS, VIEWED_MINUTES)
        report.note_load("viewers")
    if "crowd" in requested.parts:
        _say(f"{CROWD} viewers of {CROWD_PROCESSES} processes for {CROWD_MINUTES:g} minutes")
        report.crowd = crowd(CROWD, CROWD_PROCESSES, CROWD_MINUTES)
        report.note_load("crowd")


def _measure_first_looks(requested: argparse.Namespace, report: Report) -> None:
    if "first_looks" in requested.parts:
        _say("first looks of a server, before and after a restart")
        report.first_looks = list(first_looks())
        report.note_load("first looks")


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
    parser.add_argument("--households", type=_numbers, help="households in the registers (1000000)")
    parser.add_argument("--parts", type=_words, default=list(PARTS), help=f"any of {','.join(PARTS)}")
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


def _say(what: str) -> None:
    print(f"measuring: {what} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
