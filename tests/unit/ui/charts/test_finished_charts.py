"""A chart that is kept from run to run is written out as one that is made anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import altair as alt
import pandas as pd
import pytest

from ui.charts.exhibit import Exhibit, FinishedChart
from ui.charts.series_charts import bar_chart
from ui.text.source_citation import NO_SOURCES
from vocabulary.words import Words

ROWS = pd.DataFrame({"label": ["Hà Giang", "Cao Bằng"], "value": [22.3, 17.0], "text": ["22,3", "17,0"]})


def chart() -> Any:
    return bar_chart(ROWS.assign(colour="#333333"), unit="%", words=Words("vi"))


@contextmanager
def collecting() -> Iterator[dict[str, Any]]:
    """Collect data under their names, as a page does that sends them beside the specification."""
    datasets: dict[str, Any] = {}

    def collect(data: Any, datasets: dict[str, Any]) -> dict[str, str]:
        name = str(len(data))
        datasets[name] = data.to_dict("list")
        return {"name": name}

    alt.data_transformers.register("collect", collect)
    with alt.data_transformers.enable("collect", datasets=datasets):
        yield datasets


def test_a_finished_chart_gives_the_same_specification_and_data_every_time() -> None:
    finished = FinishedChart(chart())
    with collecting() as expected:
        anew = chart().to_dict(validate=False)
    for _ in range(2):
        with collecting() as found:
            assert finished.to_dict() == anew
        assert found == expected


def test_what_a_page_adds_to_a_specification_is_its_own() -> None:
    finished = FinishedChart(chart())
    with collecting():
        finished.to_dict()["title"] = "a mark"
        assert "title" not in finished.to_dict()


def test_a_finished_chart_is_written_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[object] = []
    drawn = chart()

    def writing(chart: object, **_: object) -> dict[str, object]:
        written.append(chart)
        return {}

    monkeypatch.setattr(type(drawn), "to_dict", writing)
    exhibit = Exhibit("bars", "", "", NO_SOURCES, drawn)
    for _ in range(3):
        with collecting():
            assert exhibit.finished_chart is not None
            exhibit.finished_chart.to_dict()
    assert len(written) == 1


def test_an_exhibit_without_a_chart_has_none_to_finish() -> None:
    assert Exhibit("silent", "", "", NO_SOURCES, None).finished_chart is None
