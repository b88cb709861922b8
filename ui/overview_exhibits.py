"""The overview's charts as files: what each shows, its figures as a table and as data."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ui.charts import Chart
from ui.exhibit import Exhibit, say_reopened, take_away_menu
from ui.explore_exhibits import source_line, span
from ui.figures import Row, value_text
from ui.visit import Visit

COLUMNS = ["indicator_code", "vintage", "area_code", "name_vi", "name_en", "year", "value", "standard_code"]


def chart_files(
    visit: Visit, key: str, title: str, chart: Chart, shown: Sequence[tuple[pd.DataFrame, Row]]
) -> None:
    """Draw the menu that takes a chart away; ``shown`` are its figures, each frame with its indicator."""
    words = visit.words
    frames = [figures.assign(indicator_code=indicator["code"]) for figures, indicator in shown]
    whole = pd.concat(frames, ignore_index=True)
    cells = [
        [words.of(indicator), words.of(row), str(row["year"]), value_text(row, indicator, words)]
        for figures, indicator in shown
        for row in figures.to_dict("records")
    ]
    exhibit = Exhibit(
        key=key,
        title=title,
        subtitle=f"{span(whole['year'])} · {words.of(shown[0][1], 'unit')}",
        source=source_line(visit, whole),
        chart=chart,
        headers=[words(f"table.{name}") for name in ("indicator", "area", "year", "value")],
        cells=cells,
        numeric=(3,),
        data=whole[[name for name in COLUMNS if name in whole]],
    )
    say_reopened(visit, exhibit)
    take_away_menu(visit, exhibit)
