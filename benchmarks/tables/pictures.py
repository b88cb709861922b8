"""Tables of what a visitor sees: a changed year, playing, the first map and the first visit."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.first_visit import FirstVisit
from benchmarks.playing import Playing
from benchmarks.real_pages import ChangeOnMapPage, FirstMap
from benchmarks.repainting import Repainting
from benchmarks.tables.verdicts import verdict

HIGHEST_OF_FLOOR = 1.35
TIMES_FASTER_THAN_PLAIN = {63: 3.0, 700: 7.0, 3300: 9.0}
BYTES, BYTES_AN_AREA = 5_000, 6
FRAMES_A_SECOND = 25.0
FIRST_MAP_MILLISECONDS = 2_000.0
COLD_MILLISECONDS, WARM_MILLISECONDS = 6_000.0, 2_000.0


def repainting_lines(found: list[Repainting], runs: int) -> Iterator[str]:
    """Yield what a changed year takes, in milliseconds and bytes, in Markdown."""
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
            f"| {allowed:,} | {verdict(reached)} |"
        )
    yield ""


def _floor_verdict(one: Repainting, ours: float) -> str:
    return f"(≤ {HIGHEST_OF_FLOOR}: {verdict(ours <= HIGHEST_OF_FLOOR * one.floor)})"


def _plain_verdict(one: Repainting, ours: float) -> str:
    wanted = TIMES_FASTER_THAN_PLAIN.get(one.areas)
    return "" if wanted is None else f"(≥ {wanted:g}: {verdict(one.plain >= wanted * ours)})"


def map_page_lines(found: ChangeOnMapPage) -> Iterator[str]:
    """Yield a changed year on the page /map, in Markdown."""
    allowed = BYTES + BYTES_AN_AREA * 63
    yield (
        f"On the page /map a click on a year repaints after {found.milliseconds:.0f} ms. The websocket "
        f"carries {found.wire_bytes:,} bytes (≤ {allowed:,}: {verdict(found.wire_bytes <= allowed)}; "
        f"{found.message_bytes:,} before compression), with a chosen area beside it "
        f"{found.wire_bytes_with_area:,} (≤ {allowed:,}: {verdict(found.wire_bytes_with_area <= allowed)}; "
        f"{found.message_bytes_with_area:,} before compression)."
    )
    yield ""


def playing_lines(found: Playing) -> Iterator[str]:
    """Yield playing the years, in Markdown."""
    yield (
        f"Playing the years at {found.areas:,} areas: {found.frames_a_second:.0f} frames a second "
        f"(≥ {FRAMES_A_SECOND:g}: {verdict(found.frames_a_second >= FRAMES_A_SECOND)}), the longest frame "
        f"{found.longest_frame_milliseconds:.0f} ms; at full speed {found.years_a_second:.0f} years a second "
        f"(≥ {FRAMES_A_SECOND:g}: {verdict(found.years_a_second >= FRAMES_A_SECOND)})."
    )
    yield ""


def first_map_lines(found: FirstMap) -> Iterator[str]:
    """Yield the first map of a cold load, in Markdown."""
    reached = verdict(found.later_visitors <= FIRST_MAP_MILLISECONDS)
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


def first_visit_lines(found: list[FirstVisit]) -> Iterator[str]:
    """Yield first visits over a slow line, in Markdown."""
    yield "First visit over 1.6 Mbit/s and 150 ms:"
    yield ""
    yield "| Page | the browser kept | first map, ms | the page's own map, ms | bytes |"
    yield "|---|---|---|---|---|"
    for one in found:
        most = WARM_MILLISECONDS if one.kept else COLD_MILLISECONDS
        yield (
            f"| {one.path} | {'files' if one.kept else 'nothing'} | {one.first_map:,.0f} "
            f"(≤ {most:,.0f}: {verdict(one.first_map <= most)}) | {one.own_map:,.0f} | {one.bytes:,} |"
        )
    yield ""
