"""What was measured, beside what must be reached, as a table and as JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.beside_exports import MOST, BesideExport
from benchmarks.crowd import MOST_SECONDS as MOST_SECONDS_OF_CROWD
from benchmarks.first_visit import FirstVisit
from benchmarks.large_money import LargeMoney
from benchmarks.large_store import LargeStore
from benchmarks.page_filters import PageFilters, Times
from benchmarks.playing import Playing
from benchmarks.program_questions import ProgramQuestions
from benchmarks.real_pages import ChangeOnMapPage, FirstMap
from benchmarks.register import RegisterTimes, register_lines
from benchmarks.repainting import Repainting
from benchmarks.reruns import MOST as RERUN_MOST
from benchmarks.reruns import Rerun
from benchmarks.scale.first_looks import FirstLook, first_look_lines
from benchmarks.viewers import MOST_MEGABYTES_A_MINUTE, MOST_SECONDS, Viewers

HIGHEST_OF_FLOOR = 1.35
TIMES_FASTER_THAN_PLAIN = {63: 3.0, 700: 7.0, 3300: 9.0}
BYTES, BYTES_AN_AREA = 5_000, 6
FRAMES_A_SECOND = 25.0
FIRST_MAP_MILLISECONDS = 2_000.0
STORE_RATIO = 1.5
PROGRAM_RATIO = 1.5
FILTER_MILLISECONDS = 300.0
COLD_MILLISECONDS, WARM_MILLISECONDS = 6_000.0, 2_000.0
MACHINE = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
BEGIN, END = "<!-- begin tables -->", "<!-- end tables -->"


@dataclass
class Report:
    """Everything of one run; parts that were not asked for stay empty. ``load`` is the machine's, by part."""

    runs: int
    repaintings: list[Repainting] = field(default_factory=list)
    playing: Playing | None = None
    first_map: FirstMap | None = None
    map_page: ChangeOnMapPage | None = None
    first_visits: list[FirstVisit] = field(default_factory=list)
    filters: PageFilters | None = None
    stores: list[LargeStore] = field(default_factory=list)
    money: list[LargeMoney] = field(default_factory=list)
    beside_exports: list[BesideExport] = field(default_factory=list)
    program_questions: ProgramQuestions | None = None
    reruns: list[Rerun] = field(default_factory=list)
    viewers: Viewers | None = None
    crowd: Viewers | None = None
    registers: list[RegisterTimes] = field(default_factory=list)
    first_looks: list[FirstLook] = field(default_factory=list)
    load: dict[str, float] = field(default_factory=dict)

    def note_load(self, part: str) -> None:
        """Remember how busy the machine was in the last minute."""
        if hasattr(os, "getloadavg"):
            self.load[part] = round(os.getloadavg()[0], 2)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values, derived ratios included."""
        document = asdict(self) | {"machine": MACHINE}
        for row, one in zip(document["repaintings"], self.repaintings, strict=True):
            row |= {"floor": one.floor, "by_python_of_floor": one.by_python / one.floor}
            row |= {"times_faster_than_plain": one.plain / one.by_python}
        for row, store in zip(document["stores"], self.stores, strict=True):
            row["ratio"] = store.ratio
        return document

    def as_text(self) -> str:
        """Return the tables, in Markdown."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        if self.repaintings:
            yield from _repainting_lines(self.repaintings, self.runs)
        if self.map_page:
            yield from _map_page_lines(self.map_page)
        if self.playing:
            yield from _playing_lines(self.playing)
        if self.first_map:
            yield from _first_map_lines(self.first_map)
        if self.first_visits:
            yield from _first_visit_lines(self.first_visits)
        if self.filters:
            yield from _filter_lines(self.filters, self.runs)
        if self.stores:
            yield from _store_lines(self.stores)
        if self.money:
            yield from _money_lines(self.money)
        if self.beside_exports:
            yield from _beside_export_lines(self.beside_exports)
        if self.program_questions:
            yield from _program_lines(self.program_questions)
        if self.reruns:
            yield from _rerun_lines(self.reruns)
        if self.viewers is not None:
            yield from _viewer_lines(self.viewers)
        if self.crowd is not None:
            yield from _crowd_lines(self.crowd)
        if self.registers:
            yield from register_lines(self.registers)
        if self.first_looks:
            yield from first_look_lines(self.first_looks)
        loads = ", ".join(f"{part} {load}" for part, load in self.load.items())
        yield f"Machine: {MACHINE}. Its load after each part: {loads}."


def put_between_marks(document: Path, tables: str) -> None:
    """Replace what stands between the marks of a Markdown file; ValueError when it has no marks."""
    before, mark, rest = document.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{document} lacks {BEGIN} or {END}")
    document.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}", encoding="utf-8")


def _verdict(reached: bool) -> str:
    return "yes" if reached else "**no**"


def _repainting_lines(found: list[Repainting], runs: int) -> Iterator[str]:
    yield f"Click on a year → last area repainted, ms, medians of {runs} interleaved runs:"
    yield ""
    yield (
        "| Areas | in the browser | by Python | folium.Choropleth | empty rerun + restyle = floor "
        "| in the browser ÷ floor | by Python ÷ floor | (wait counted once) "
        "| folium ÷ in the browser | folium ÷ by Python |"
    )
    yield "|---" * 10 + "|"
    for one in found:
        strict = one.by_python / (one.floor - one.wait)
        yield (
            f"| {one.areas:,} | {one.in_browser:.0f} | {one.by_python:.0f} | {one.plain:,.0f} "
            f"| {one.rerun:.0f} + {one.restyle:.0f} = {one.floor:.0f} "
            f"| {one.in_browser / one.floor:.2f} {_floor_verdict(one, one.in_browser)} "
            f"| {one.by_python / one.floor:.2f} {_floor_verdict(one, one.by_python)} | {strict:.2f} "
            f"| {one.plain / one.in_browser:.1f} {_plain_verdict(one, one.in_browser)} "
            f"| {one.plain / one.by_python:.1f} {_plain_verdict(one, one.by_python)} |"
        )
    yield ""
    yield "Websocket bytes of that change, both directions:"
    yield ""
    yield "| Areas | in the browser | by Python | folium.Choropleth | may be | reached |"
    yield "|---|---|---|---|---|---|"
    for one in found:
        allowed = BYTES + BYTES_AN_AREA * one.areas
        reached = max(one.by_python_bytes, one.in_browser_bytes) <= allowed
        yield (
            f"| {one.areas:,} | {one.in_browser_bytes:,} | {one.by_python_bytes:,} | {one.plain_bytes:,} "
            f"| {allowed:,} | {_verdict(reached)} |"
        )
    yield ""


def _floor_verdict(one: Repainting, ours: float) -> str:
    return f"(≤ {HIGHEST_OF_FLOOR}: {_verdict(ours <= HIGHEST_OF_FLOOR * one.floor)})"


def _plain_verdict(one: Repainting, ours: float) -> str:
    wanted = TIMES_FASTER_THAN_PLAIN.get(one.areas)
    return "" if wanted is None else f"(≥ {wanted:g}: {_verdict(one.plain >= wanted * ours)})"


def _map_page_lines(found: ChangeOnMapPage) -> Iterator[str]:
    allowed = BYTES + BYTES_AN_AREA * 63
    yield (
        f"On the page /map a click on a year repaints after {found.milliseconds:.0f} ms. The websocket "
        f"carries {found.wire_bytes:,} bytes (≤ {allowed:,}: {_verdict(found.wire_bytes <= allowed)}; "
        f"{found.message_bytes:,} before compression), with a chosen area beside it "
        f"{found.wire_bytes_with_area:,} (≤ {allowed:,}: {_verdict(found.wire_bytes_with_area <= allowed)}; "
        f"{found.message_bytes_with_area:,} before compression)."
    )
    yield ""


def _playing_lines(found: Playing) -> Iterator[str]:
    yield (
        f"Playing the years at {found.areas:,} areas: {found.frames_a_second:.0f} frames a second "
        f"(≥ {FRAMES_A_SECOND:g}: {_verdict(found.frames_a_second >= FRAMES_A_SECOND)}), the longest frame "
        f"{found.longest_frame_milliseconds:.0f} ms; at full speed {found.years_a_second:.0f} years a second "
        f"(≥ {FRAMES_A_SECOND:g}: {_verdict(found.years_a_second >= FRAMES_A_SECOND)})."
    )
    yield ""


def _first_map_lines(found: FirstMap) -> Iterator[str]:
    reached = _verdict(found.later_visitors <= FIRST_MAP_MILLISECONDS)
    yield (
        f"First map painted after a cold load of /map: {found.later_visitors:,.0f} ms "
        f"(≤ {FIRST_MAP_MILLISECONDS:,.0f}: {reached}), slowest {found.slowest:,.0f} ms, "
        f"the server's very first visitor {found.first_visitor:,.0f} ms. On the way, ms:"
    )
    yield ""
    yield "| " + " | ".join(found.milestones) + " | painted |"
    yield "|---" * (len(found.milestones) + 1) + "|"
    yield "| " + " | ".join(f"{ms:,.0f}" for ms in (*found.milestones.values(), found.later_visitors)) + " |"
    yield ""


def _first_visit_lines(found: list[FirstVisit]) -> Iterator[str]:
    yield "First visit over 1.6 Mbit/s and 150 ms:"
    yield ""
    yield "| Page | the browser kept | first map, ms | the page's own map, ms | bytes |"
    yield "|---|---|---|---|---|"
    for one in found:
        most = WARM_MILLISECONDS if one.kept else COLD_MILLISECONDS
        yield (
            f"| {one.path} | {'files' if one.kept else 'nothing'} | {one.first_map:,.0f} "
            f"(≤ {most:,.0f}: {_verdict(one.first_map <= most)}) | {one.own_map:,.0f} | {one.bytes:,} |"
        )
    yield ""


def _program_lines(found: ProgramQuestions) -> Iterator[str]:
    reached = _verdict(found.ratio <= PROGRAM_RATIO)
    yield (
        f"A figures question of a program, {found.rows:,} rows as JSON, ms (median, p95): "
        f"{found.answer_median:.1f}, {found.answer_p95:.1f}; the store's own question "
        f"{found.store_median:.1f}, {found.store_p95:.1f}; "
        f"p95 to p95 {found.ratio:.2f} (≤ {PROGRAM_RATIO}: {reached}); "
        f"an unchanged answer (304) p95 {found.unchanged_p95:.1f}."
    )
    yield ""


def _store_lines(found: list[LargeStore]) -> Iterator[str]:
    yield "The map's question, ms, medians:"
    yield ""
    yield "| Database | 10,000 figures | many figures | ratio |"
    yield "|---|---|---|---|"
    for one in found:
        yield (
            f"| {one.database} | {one.few:.1f} | {one.figures:,}: {one.many:.1f} "
            f"| {one.ratio:.2f} (≤ {STORE_RATIO}: {_verdict(one.ratio <= STORE_RATIO)}) |"
        )
    yield ""


def _filter_lines(found: PageFilters, runs: int) -> Iterator[str]:
    yield (
        f"A changed filter in a store of {found.rows:,} amounts and figures, ms: the page's fragment, which "
        "is what a filter runs again, the median and in brackets the slowest change; then the whole script "
        "of shell and page with the processor's time in brackets, and how many times a rerun of it in which "
        f"nothing changes ({found.empty_rerun:.0f} ms). Of each change the median of {runs} runs, each in a "
        "process of its own:"
    )
    yield ""
    yield "| Page | opened | a filter never asked for | asked for before | the slowest change |"
    yield "|---|---|---|---|---|"
    for one in found.walks:
        times = [_filter_times(of, found.empty_rerun) for of in (one.first, one.again)]
        yield f"| {one.walk} | {one.opened:,.0f} | " + " | ".join([*times, one.slowest_change]) + " |"
    yield ""


def _filter_times(found: Times, empty: float) -> str:
    reached = _verdict(found.slowest <= FILTER_MILLISECONDS)
    return (
        f"{found.median:.0f} ({found.slowest:.0f}; ≤ {FILTER_MILLISECONDS:g}: {reached}), "
        f"{found.whole:.0f} ({found.processor:.0f}), {found.whole / empty:.1f}×"
    )


def _money_lines(found: list[LargeMoney]) -> Iterator[str]:
    yield (
        "What databases of that size take for money of all communes at once, ms, medians (in brackets the "
        "program's processor time). All money of a period is read once and kept, and added up at each filter:"
    )
    yield ""
    yield "| Question | rows | " + " | ".join(f"{one.database}, {one.stored:,} rows" for one in found) + " |"
    yield "|---|---" + "|---" * len(found) + "|"
    for place, answer in enumerate(found[0].answers):
        told = [
            f"{one.answers[place].milliseconds:,.0f} ({one.answers[place].processor:,.0f})" for one in found
        ]
        yield f"| {answer.question} | {answer.rows:,} | " + " | ".join(told) + " |"
    yield ""


def _beside_export_lines(found: list[BesideExport]) -> Iterator[str]:
    yield "A change of page, ms, medians: with nothing else to do, and while another visitor has a file made:"
    yield ""
    yield "| Export | Page | idle | beside it | ratio |"
    yield "|---" * 5 + "|"
    for one in found:
        bar = f"{one.ratio:.2f} (≤ {MOST:g}: {_verdict(one.ratio <= MOST)})"
        yield f"| {one.export} | {one.page} | {one.idle * 1000:,.0f} | {one.busy * 1000:,.0f} | {bar} |"
    yield ""


def _rerun_lines(found: list[Rerun]) -> Iterator[str]:
    yield (
        "One filter change that somebody made before, of the whole script of shell and page, ms: of the "
        "server's processor, until the script has ended, and how many times a script that only counts:"
    )
    yield ""
    yield "| Page | processor | until it has ended | times the bare script |"
    yield "|---" * 4 + "|"
    for one in found:
        most = RERUN_MOST.get("" if one.page == "overview" else one.page)
        bar = "" if most is None else f" (≤ {most}: {_verdict(one.processor <= most)})"
        times = one.processor / found[0].processor
        yield f"| {one.page} | {one.processor:.0f}{bar} | {one.clock:.0f} | {times:.1f} |"
    yield ""


def _crowd_lines(found: Viewers) -> Iterator[str]:
    in_time = _verdict(found.p95 <= MOST_SECONDS_OF_CROWD)
    yield (
        f"{found.count} viewers of several processes behind a proxy for {found.minutes:g} minutes, each a "
        f"change every {found.period:g} s: {found.changes:,} changes, median {found.middle:.2f} s, 95 of 100 "
        f"within {found.p95:.2f} s (≤ {MOST_SECONDS_OF_CROWD:g}: {in_time}), {found.errors} errors; "
        f"{found.megabytes:.0f} MB of all processes at the end, {found.a_minute:.1f} MB more each minute."
    )
    yield ""


def _viewer_lines(found: Viewers) -> Iterator[str]:
    in_time = _verdict(found.p95 <= MOST_SECONDS)
    in_bounds = _verdict(found.a_minute <= MOST_MEGABYTES_A_MINUTE)
    yield (
        f"{found.count} viewers for {found.minutes:g} minutes, each a change every {found.period:g} s, one "
        f"process: {found.changes:,} changes, median {found.middle:.2f} s, 95 of 100 within "
        f"{found.p95:.2f} s (≤ {MOST_SECONDS:g}: {in_time}), {found.errors} errors; "
        f"{found.megabytes:.0f} MB at the end, {found.a_minute:.1f} MB more each minute "
        f"(≤ {MOST_MEGABYTES_A_MINUTE:g}: {in_bounds})."
    )
    yield ""
