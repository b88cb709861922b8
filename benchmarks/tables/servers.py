"""Tables of what servers and stores take: filters, questions, exports and reruns."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.beside_exports import MOST, BesideExport
from benchmarks.large_money import LargeMoney
from benchmarks.large_store import LargeStore
from benchmarks.page_filters import PageFilters, Times
from benchmarks.program_questions import ProgramQuestions
from benchmarks.reruns import MOST as RERUN_MOST
from benchmarks.reruns import Rerun
from benchmarks.tables.verdicts import verdict

STORE_RATIO = 1.5
PROGRAM_RATIO = 1.5
FILTER_MILLISECONDS = 300.0


def program_lines(found: ProgramQuestions) -> Iterator[str]:
    """Yield a question of a program, in Markdown."""
    reached = verdict(found.ratio <= PROGRAM_RATIO)
    yield (
        f"A figures question of a program, {found.rows:,} rows as JSON, ms (median, p95): "
        f"{found.answer_median:.1f}, {found.answer_p95:.1f}; the store's own question "
        f"{found.store_median:.1f}, {found.store_p95:.1f}; "
        f"p95 to p95 {found.ratio:.2f} (≤ {PROGRAM_RATIO}: {reached}); "
        f"an unchanged answer (304) p95 {found.unchanged_p95:.1f}."
    )
    yield ""


def store_lines(found: list[LargeStore]) -> Iterator[str]:
    """Yield the map's question to stores of two sizes, in Markdown."""
    yield "The map's question, ms, medians:"
    yield ""
    yield "| Database | 10,000 figures | many figures | ratio |"
    yield "|---|---|---|---|"
    for one in found:
        yield (
            f"| {one.database} | {one.few:.1f} | {one.figures:,}: {one.many:.1f} "
            f"| {one.ratio:.2f} (≤ {STORE_RATIO}: {verdict(one.ratio <= STORE_RATIO)}) |"
        )
    yield ""


def filter_lines(found: PageFilters, runs: int) -> Iterator[str]:
    """Yield changed filters in a large store, in Markdown."""
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
    reached = verdict(found.slowest <= FILTER_MILLISECONDS)
    return (
        f"{found.median:.0f} ({found.slowest:.0f}; ≤ {FILTER_MILLISECONDS:g}: {reached}), "
        f"{found.whole:.0f} ({found.processor:.0f}), {found.whole / empty:.1f}×"
    )


def money_lines(found: list[LargeMoney]) -> Iterator[str]:
    """Yield questions of all money, in Markdown."""
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


def beside_export_lines(found: list[BesideExport]) -> Iterator[str]:
    """Yield changes of page beside exports, in Markdown."""
    yield "A change of page, ms, medians: with nothing else to do, and while another visitor has a file made:"
    yield ""
    yield "| Export | Page | idle | beside it | ratio |"
    yield "|---" * 5 + "|"
    for one in found:
        bar = f"{one.ratio:.2f} (≤ {MOST:g}: {verdict(one.ratio <= MOST)})"
        yield f"| {one.export} | {one.page} | {one.idle * 1000:,.0f} | {one.busy * 1000:,.0f} | {bar} |"
    yield ""


def rerun_lines(found: list[Rerun]) -> Iterator[str]:
    """Yield what a change of each page costs, in Markdown."""
    yield (
        "One filter change that somebody made before, of the whole script of shell and page, ms: of the "
        "server's processor, until the script has ended, and how many times a script that only counts:"
    )
    yield ""
    yield "| Page | processor | until it has ended | times the bare script |"
    yield "|---" * 4 + "|"
    for one in found:
        most = RERUN_MOST.get("" if one.page == "overview" else one.page)
        bar = "" if most is None else f" (≤ {most}: {verdict(one.processor <= most)})"
        times = one.processor / found[0].processor
        yield f"| {one.page} | {one.processor:.0f}{bar} | {one.clock:.0f} | {times:.1f} |"
    yield ""
