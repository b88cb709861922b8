"""The bar that says on standard error how far long work is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

Report = Callable[[float, str], None]


class ProgressBar:
    """A bar at a terminal, lines elsewhere; nothing before the first report."""

    def __init__(self, console: Console, describe: Callable[[str], str], *, lines: bool) -> None:
        self._console, self._describe, self._lines = console, describe, lines
        self._drawn: tuple[Progress, TaskID] | None = None
        self._last = ""

    def report(self, share: float, step: str) -> None:
        """Show a share from 0 to 1 and the step that begins."""
        text = self._describe(step)
        if self._console.is_terminal:
            self._move(share, text)
        elif self._lines and step != self._last:
            self._console.print(f"{share:4.0%} {text}", highlight=False, markup=False, soft_wrap=True)
        self._last = step

    def close(self) -> None:
        """Leave the bar as it is and go on below it."""
        if self._drawn is not None:
            self._drawn[0].stop()

    def _move(self, share: float, text: str) -> None:
        if self._drawn is None:
            percent = TextColumn("{task.percentage:>3.0f}% {task.description}", markup=False)
            bar = Progress(percent, BarColumn(), TimeElapsedColumn(), console=self._console)
            self._drawn = bar, bar.add_task("", total=1.0)
        bar, task = self._drawn
        is_new = text != bar.tasks[0].description
        bar.update(task, completed=share, description=text)
        bar.start()
        if is_new:
            bar.refresh()


@contextmanager
def progress(
    describe: Callable[[str], str] = str, *, lines: bool = True, console: Console | None = None
) -> Iterator[Report]:
    """Show how far work is; yield what reports a share from 0 to 1 and the code of the step that begins.

    ``describe`` puts a step into words. Where nobody watches there is a line for each step, or nothing when
    ``lines`` is false.
    """
    bar = ProgressBar(console or Console(stderr=True), describe, lines=lines)
    try:
        yield bar.report
    finally:
        bar.close()


@contextmanager
def counted(label: str, total: int) -> Iterator[Callable[[], None]]:
    """Show how many of a number of things are done; yield what counts one more."""
    with progress(lines=False) as report:
        done = 0

        def count() -> None:
            nonlocal done
            done += 1
            report(done / total, f"{label} {done}/{total}")

        yield count
