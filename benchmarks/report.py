"""What was measured, beside what must be reached, as a table and as JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.bars.bar import Bar, bar_lines
from benchmarks.beside_exports import BesideExport
from benchmarks.first_visit import FirstVisit
from benchmarks.large_money import LargeMoney
from benchmarks.large_store import LargeStore
from benchmarks.page_filters import PageFilters
from benchmarks.playing import Playing
from benchmarks.program_questions import ProgramQuestions
from benchmarks.real_pages import ChangeOnMapPage, FirstMap
from benchmarks.registers.lines import register_lines
from benchmarks.registers.measured import RegisterTimes
from benchmarks.repainting import Repainting
from benchmarks.reruns import Rerun
from benchmarks.scale.first_looks import FirstLook, first_look_lines
from benchmarks.tables import pictures, servers

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
    bars: list[Bar] = field(default_factory=list)
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
        yield from self._pictures()
        yield from self._servers()
        if self.bars:
            yield from bar_lines(self.bars)
        if self.registers:
            yield from register_lines(self.registers)
        if self.first_looks:
            yield from first_look_lines(self.first_looks)
        loads = ", ".join(f"{part} {load}" for part, load in self.load.items())
        yield f"Machine: {MACHINE}. Its load after each part: {loads}."

    def _pictures(self) -> Iterator[str]:
        if self.repaintings:
            yield from pictures.repainting_lines(self.repaintings, self.runs)
        if self.map_page:
            yield from pictures.map_page_lines(self.map_page)
        if self.playing:
            yield from pictures.playing_lines(self.playing)
        if self.first_map:
            yield from pictures.first_map_lines(self.first_map)
        if self.first_visits:
            yield from pictures.first_visit_lines(self.first_visits)

    def _servers(self) -> Iterator[str]:
        if self.filters:
            yield from servers.filter_lines(self.filters, self.runs)
        if self.stores:
            yield from servers.store_lines(self.stores)
        if self.money:
            yield from servers.money_lines(self.money)
        if self.beside_exports:
            yield from servers.beside_export_lines(self.beside_exports)
        if self.program_questions:
            yield from servers.program_lines(self.program_questions)
        if self.reruns:
            yield from servers.rerun_lines(self.reruns)


def put_between_marks(document: Path, tables: str) -> None:
    """Replace what stands between the marks of a Markdown file; ValueError when it has no marks."""
    before, mark, rest = document.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{document} lacks {BEGIN} or {END}")
    document.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}", encoding="utf-8")
