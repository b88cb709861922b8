"""From the click on a year to the last area repainted, beside the plain way and the least there can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from benchmarks.windows import AREAS, TEXT, Change, Window, opened
from tests.browser.server import ROOT, Server, started_server

APPS = Path(__file__).with_name("apps")
SCRIPTS = ("picture", "plain_choropleth", "empty")

Action = Callable[[], Change]


@dataclass(frozen=True)
class Repainting:
    """Medians of one size. Milliseconds, except the two counts of bytes.

    ``rerun`` and ``restyle`` make the floor; ``wait`` is what the two frames cost that every time
    holds and the floor therefore holds twice.
    """

    areas: int
    by_python: float
    in_browser: float
    plain: float
    rerun: float
    restyle: float
    wait: float
    by_python_bytes: int
    in_browser_bytes: int
    plain_bytes: int

    @property
    def floor(self) -> float:
        """An empty rerun and a restyle, measured apart and added."""
        return self.rerun + self.restyle


@contextmanager
def servers(sizes: list[int]) -> Iterator[Mapping[str, Server]]:
    """Start the benchmark applications, each a process of its own."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        running: dict[str, Server] = {}
        for script in SCRIPTS:
            (place := Path(folder) / script).mkdir()
            running[script] = started_server(place, app=APPS / "served.py", env=_environment(script, sizes))
            stack.callback(running[script].stop)
        yield running


def _environment(script: str, sizes: list[int]) -> dict[str, str]:
    return {
        "PYTHONPATH": str(ROOT),
        "BENCHMARK_SCRIPT": f"{script}.py",
        "BENCHMARK_SIZES": " ".join(map(str, sizes)),
    }


def repainting(browser: Browser, running: Mapping[str, Server], count: int, runs: int) -> Repainting:
    """Measure one size: one round of every way, then the next round; the first round only warms up."""
    with ExitStack() as stack:

        def window(script: str, path: str, watched: str) -> Window:
            return stack.enter_context(closing(opened(browser, running[script].url + path, watched)))

        picture = window("picture", f"/?areas={count}", AREAS)
        plain = window("plain_choropleth", f"/?areas={count}", AREAS)
        empty = window("empty", "/", TEXT)
        leaflet = window("empty", f"/leaflet/{count}", AREAS)
        found = _rounds(_actions(picture, plain, empty, leaflet), runs)
    return _medians(count, found)


def _actions(picture: Window, plain: Window, empty: Window, leaflet: Window) -> dict[str, Action]:
    return {
        "by_python": lambda: picture.change(_button(picture)),
        "plain": lambda: plain.change(_button(plain)),
        "in_browser": picture.another_year,
        "rerun": lambda: empty.change(_button(empty)),
        "restyle": lambda: leaflet.change(lambda: leaflet.page.click("#next")),
        "wait": lambda: Change(_two_frames(leaflet), 0),
    }


def _button(window: Window) -> Callable[[], None]:
    return lambda: window.page.get_by_role("button", name="next year").click()


def _two_frames(window: Window) -> float:
    """Return how long two frames are waited for when nothing changes."""
    script = """() => new Promise((resolve) => setTimeout(() => {
        const start = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
    }, 103))"""
    return float(window.page.evaluate(script))


def _rounds(actions: Mapping[str, Action], runs: int) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {way: [] for way in actions}
    for number in range(runs + 1):
        for way, action in actions.items():
            change = action()
            if number:
                found[way].append(change)
    return found


def _medians(count: int, found: Mapping[str, list[Change]]) -> Repainting:
    def milliseconds(way: str) -> float:
        return median(change.milliseconds for change in found[way])

    def websocket_bytes(way: str) -> int:
        return round(median(change.websocket_bytes for change in found[way]))

    return Repainting(
        areas=count,
        by_python=milliseconds("by_python"),
        in_browser=milliseconds("in_browser"),
        plain=milliseconds("plain"),
        rerun=milliseconds("rerun"),
        restyle=milliseconds("restyle"),
        wait=milliseconds("wait"),
        by_python_bytes=websocket_bytes("by_python"),
        in_browser_bytes=websocket_bytes("in_browser"),
        plain_bytes=websocket_bytes("plain"),
    )
