"""A chart or table as every page shows it: its meaning, the chart, its source, its table, files of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import altair as alt
import pandas as pd

from ui.charts.native import NativeChart
from ui.charts.series_charts import Chart
from ui.text.source_citation import SourceList

# Cells as ``ui.text.tables`` writes them: texts, or sources with their addresses.
Cells = Sequence[Sequence[Any]]

# Under this name Streamlit hands Altair the dictionary in which it collects a chart's data as Arrow.
COLLECTED = "datasets"


class FinishedChart:
    """A chart that many runs draw alike: its specification and its data are made at the first and kept."""

    def __init__(self, chart: Chart) -> None:
        self.height = getattr(chart, "height", None)
        self._chart = chart
        self._made: tuple[dict[str, Any], dict[str, Any]] | None = None

    def to_dict(self, *, validate: bool = False) -> dict[str, Any]:
        """Return the specification as Altair writes it; the data go where Altair's own would.

        The dictionary is the caller's own, what is in it is everybody's.
        """
        collected = alt.data_transformers.options.get(COLLECTED)
        if collected is None:
            return dict(self._chart.to_dict(validate=validate))
        if self._made is None:
            before = set(collected)
            spec = self._chart.to_dict(validate=validate)
            self._made = spec, {name: data for name, data in collected.items() if name not in before}
        spec, data = self._made
        collected.update(data)
        return dict(spec)


@dataclass(frozen=True)
class Exhibit:
    """A chart with all that makes it readable alone.

    ``key`` is a slug for widgets and file names. ``subtitle`` says place, period and unit, ``sources`` are
    those of all that it shows. ``headers`` and ``cells`` are the table twin as written for people,
    ``numeric`` the columns set flush right; of thousands of rows ``cells`` is a function, called only where
    the table is looked at. ``data`` is what a download holds, unrounded, and ``indicators`` the codes of what
    its first and second values are of, where the rows do not say it. ``chart`` is None where there is nothing
    to draw, and ``silence`` then says why. ``sentence`` says what the chart says.
    ``on_pick`` is called with the code of a clicked mark, for a chart with a selection called ``pick``.
    ``note`` has to be said beside the chart where nothing else says it: in a hall and on a slide.
    ``lead`` draws what is between the sentence and the chart.
    ``lines`` are the points and breaks of a chart of lines, ``bars`` the label, value, text and colour of
    each bar, for a hall that draws them itself, and ``unit`` what it writes at the axis. ``dashes`` are the
    pairs of points of ``lines`` that a dashed line joins, one of them being an estimate.

    ``native`` is the same chart as PowerPoint has it, for a slide's file; without, and where it has too many
    names, the slide has a picture.

    ``in_hall`` makes the same exhibit of fewer rows, and saying so, where a hall cannot read all of a page.

    An exhibit may also be a table without a chart: ``of_rows`` then says how many rows there are in all, of
    which ``cells`` are the first, and ``hall_columns`` which columns a slide has room for, all where empty.
    ``on_page`` draws the same on a page in a better form than a table. ``numbers`` are a name and a written
    number each, set large where a chart would have one bar.
    """

    key: str
    title: str
    subtitle: str
    sources: SourceList
    chart: Chart | None
    headers: Sequence[str] = ()
    cells: Cells | Callable[[], Cells] = ()
    numeric: Sequence[int] = ()
    data: pd.DataFrame | None = None
    silence: str = ""
    sentence: str = ""
    on_pick: Callable[[str], None] | None = None
    unit: str = ""
    lines: tuple[pd.DataFrame, pd.DataFrame] | None = None
    bars: pd.DataFrame | None = None
    dashes: pd.DataFrame | None = None
    note: str = ""
    lead: Callable[[], None] | None = None
    of_rows: int = 0
    hall_columns: Sequence[int] = ()
    on_page: Callable[[], None] | None = None
    numbers: Sequence[tuple[str, str]] = ()
    indicators: Sequence[str] = ()
    native: NativeChart | None = None
    in_hall: Callable[[], Exhibit] | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether there is something to look at: without, ``silence`` says why."""
        return self.chart is not None or self.of_rows > 0 or bool(self.numbers)

    @cached_property
    def finished_chart(self) -> FinishedChart | None:
        """Return the chart as it is drawn again and again, where an exhibit is kept from run to run."""
        return None if self.chart is None else FinishedChart(self.chart)

    def table(self) -> Cells:
        """Return the rows of the table twin."""
        return self.cells() if callable(self.cells) else self.cells


# A page's exhibits in a view of it, by key: each is made only when it is asked for, None where it has none.
Makers = Mapping[str, Callable[[], Exhibit | None]]
