"""The years played in the browser: how many frames a second, and how many years at full speed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from playwright.sync_api import Browser, Frame

from benchmarks.windows import AREAS, Window, opened
from tests.browser.server import Server

COMPONENT = "streamlit_folium"
REPAINTS = 120

PLAY = """() => new Promise((resolve) => {
    const frames = [];
    const timeline = Choropleth.picture.timeline;
    document.querySelector(".play").click();
    const tick = (moment) => {
        frames.push(moment);
        if (timeline.timer !== null) requestAnimationFrame(tick);
        else resolve(frames);
    };
    requestAnimationFrame(tick);
})"""
FULL_SPEED = """(repaints) => new Promise((resolve) => {
    const picture = Choropleth.picture;
    const years = picture.content.frames.map((frame) => frame.year);
    const frames = [];
    const tick = (moment) => {
        frames.push(moment);
        if (frames.length > repaints) return resolve(frames);
        picture.turn(years[frames.length % years.length], false);
        requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
})"""


@dataclass(frozen=True)
class Playing:
    """Frames a second at the timeline's own pace, its longest frame, and years a second at full speed."""

    areas: int
    frames_a_second: float
    longest_frame_milliseconds: float
    years_a_second: float


def playing(browser: Browser, running: Mapping[str, Server], count: int) -> Playing:
    """Play all years once by the button, then repaint another year at every frame."""
    window = opened(browser, f"{running['picture'].url}/?areas={count}", AREAS)
    inside = map_frame(window)
    own_pace = intervals(inside.evaluate(PLAY))
    full_speed = intervals(inside.evaluate(FULL_SPEED, REPAINTS))
    window.close()
    return Playing(
        areas=count,
        frames_a_second=1000 * len(own_pace) / sum(own_pace),
        longest_frame_milliseconds=max(own_pace),
        years_a_second=1000 * len(full_speed) / sum(full_speed),
    )


def map_frame(window: Window) -> Frame:
    """Return the frame that holds the map."""
    return next(frame for frame in window.page.frames if COMPONENT in frame.url)


def intervals(moments: Any) -> list[float]:
    """Return the times between frames, in milliseconds."""
    return [later - earlier for earlier, later in pairwise(moments)]
