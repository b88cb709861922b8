import math
from typing import Any

import pandas as pd

from data_access.comparing.territories import with_boundary
from ui.charts.series import series_breaks, series_points
from ui.charts.series_charts import bar_chart, series_chart
from ui.text.tables import figure_table, plain_table
from vocabulary.words import Words

EN, VI = Words("en"), Words("vi")
RATE: dict[Any, Any] = {
    "unit": "percent",
    "name_vi": "Tỷ lệ",
    "name_en": "Rate",
    "unit_vi": "% số hộ",
    "unit_en": "% of households",
}


def series(*rows: tuple[int, float, str]) -> pd.DataFrame:
    usual = {
        "vintage": "v2008",
        "area_code": "VN",
        "value_min": math.nan,
        "value_max": math.nan,
        "decimals": 2,
    }
    same = {"qualifier": "exact", "state": "reported", "source_kind": "administrative"}
    return pd.DataFrame(
        [
            usual | same | {"year": year, "value": value, "standard_code": standard}
            for year, value, standard in rows
        ]
    )


NATION = series((2020, 2.75, "2016"), (2021, 2.23, "2016"), (2022, 4.03, "2022"), (2023, 2.93, "2022"))


def test_line_stops_where_the_standard_changes() -> None:
    points = series_points(NATION, RATE, "Nation", "#000000", EN)
    segments = list(points["segment"])
    assert segments[0] == segments[1] != segments[2] == segments[3]
    assert list(points["text"]) == ["2.75%", "2.23%", "4.03%", "2.93%"]


def test_break_stands_between_the_years_with_its_reason() -> None:
    assert series_breaks(NATION, EN).to_dict("records") == [
        {
            "year": 2021.5,
            "reason": EN("break.standard_changed", before="2021", now="2022"),
            "low": 2.23,
            "high": 4.03,
        }
    ]


def test_break_spans_a_year_without_a_value() -> None:
    gap = series((2021, 2.23, "2016"), (2022, math.nan, "2022"), (2023, 2.93, "2022"))
    assert list(series_breaks(gap, VI)["year"]) == [2022.0]
    assert len(series_points(gap, RATE, "x", "#000000", VI)) == 2


def test_series_without_breaks_has_none() -> None:
    assert series_breaks(NATION.head(2), EN).empty
    assert series_breaks(NATION.head(0), EN).empty


def test_boundary_that_changed_breaks_the_line() -> None:
    earlier = pd.DataFrame({"changed_on": ["2022-08-01"]})
    breaks = series_breaks(with_boundary(NATION.assign(standard_code="same"), earlier), EN)
    assert list(breaks["reason"]) == [EN("break.boundary_changed", before="2021", now="2022")]


def test_chart_joins_points_by_segment_only_and_marks_the_break() -> None:
    points, breaks = series_points(NATION, RATE, "Nation", "#000000", VI), series_breaks(NATION, VI)
    chart = series_chart(points, breaks, unit="% số hộ", words=VI).to_dict()
    lines = [layer for layer in chart["layer"] if layer["mark"]["type"] == "line"]
    (line,) = lines
    assert {field["field"] for field in line["encoding"]["detail"]} == {"series", "segment"}
    rules = [layer for layer in chart["layer"] if layer["mark"]["type"] == "rule"]
    assert len(rules) == 1
    assert chart["config"]["locale"]["number"]["decimal"] == ","
    assert line["encoding"]["y"]["title"] == "% số hộ"


def test_chart_writes_numbers_as_its_language_does() -> None:
    rows = pd.DataFrame({"label": ["a"], "value": [1.5], "text": ["1.5%"], "colour": ["#000000"]})
    number = bar_chart(rows, unit="%", words=EN).to_dict()["config"]["locale"]["number"]
    assert (number["decimal"], number["thousands"]) == (".", ",")


def test_bars_stay_in_the_order_of_their_rows() -> None:
    rows = pd.DataFrame(
        {"label": ["b", "a"], "value": [2.0, 1.0], "text": ["2", "1"], "colour": ["#000000"] * 2}
    )
    for layer in bar_chart(rows, unit="%", words=VI).to_dict()["layer"]:
        assert layer["encoding"]["y"]["sort"] is None


def test_table_escapes_every_cell() -> None:
    hostile = "<img src=x onerror='alert(1)'>\"&"
    table = plain_table(hostile, [hostile], [[hostile]], numeric=(0,))
    assert "<img" not in table
    assert table.count("&lt;img src=x onerror=&#x27;alert(1)&#x27;&gt;&quot;&amp;") == 4


def test_table_of_figures_has_rank_value_status_and_note() -> None:
    row = {
        "area_code": "02",
        "name_en": "Ha Giang",
        "rank": 3.0,
        "status": "preliminary",
        "note_en": "a note",
    }
    empty = {"area_code": "79", "name_en": "HCMC", "rank": math.nan, "status": math.nan, "note_en": math.nan}
    figure = {"value": 20.8, "decimals": 1, "qualifier": "exact", "state": "reported", "value_min": math.nan}
    gap = figure | {"value": math.nan, "state": "missing"}
    table = figure_table(pd.DataFrame([row | figure, empty | gap]), RATE, 2016, EN)
    assert "<caption>Rate, 2016</caption>" in table
    number = "<td class='number' translate='no'>"
    cells = f"{number}3</td><td>02</td><td>Ha Giang</td>{number}20.8%</td>"
    assert cells + "<td>preliminary</td><td>a note</td>" in table
    assert f"{number}</td><td>79</td><td>HCMC</td>{number}No data</td><td></td><td></td>" in table
