"""The picture of a target: the way to it as a line or a band, and the results so far beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from data_access.targets.status_rule import Goal, Point, comparable_run
from data_access.targets.targets_with_status import goal_of, points_of
from ui.charts.series_charts import AREA_COLOUR, NATION_COLOUR, Chart, Layer, layered
from vocabulary.words import Words

BAND_COLOUR = "#e0a84a"
POINT_COLUMNS = ["year", "value", "least", "most", "at", "end", "line", "compared", "text"]
# How a result with one known end is marked: what lies beyond the mark is not known.
SHAPES = {"both": "circle", "least": "triangle-up", "most": "triangle-down"}
HEIGHT = 340


def target_points(target: Any, results: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the results as points in the target's unit, those that are compared marked.

    ``value`` is NaN for a range or a number without two ends; ``at`` is where it is marked, ``end`` which end
    is known, ``both`` where it is no bound; ``line`` names what may be joined.
    """
    points = points_of(target, list(results.itertuples(index=False)))
    run = comparable_run(goal_of(target), points)
    reported = set(results["year"])
    shown = [point for point in points if _is_near(point, target) and point.year in reported]
    rows = [_row(point, point in run, words) for point in shown]
    return pd.DataFrame(rows, columns=POINT_COLUMNS)


def _is_near(point: Point, target: Any) -> bool:
    return bool(target.period_from - 4 <= point.year <= target.period_to)


def _row(point: Point, compared: bool, words: Words) -> list[Any]:
    least, most = (None if end is None else float(end) for end in point.span)
    value = least if least == most else None
    how = ("compared" if compared else "other") + str(point.measured_by)
    at, end = (least, "least") if most is None else (most, "most" if least is None else "both")
    return [point.year, value, least, most, at, end, how, compared, _text(point, words)]


def _text(point: Point, words: Words) -> str:
    """Return the number of a result; a sum, which is measured by nothing, is no less than its bound."""
    least, most = (None if end is None else float(end) for end in point.span)
    if least is not None and least == most:
        return _number(least, words)
    if least is None or most is None:
        known = least if least is not None else most
        lower = "qualifier.at_least" if point.measured_by is None else "qualifier.more_than"
        key = lower if least is not None else "qualifier.less_than"
        return words(key, number=_number(known or 0.0, words))
    return f"{_number(least, words)}–{_number(most, words)}"


def _number(value: float, words: Words) -> str:
    decimals = 0 if float(value).is_integer() else 2
    return words.number(value, decimals)


def way(target: Any, results: pd.DataFrame) -> pd.DataFrame:
    """Return the way to the target: ``year``, ``low`` and ``high`` (the same where it is no range).

    It begins at the first figure that is compared; without one only a level can be drawn.
    """
    goal = goal_of(target)
    run = comparable_run(goal, points_of(target, list(results.itertuples(index=False))))
    start = run[0] if run and run[0].span.least is not None else None
    if start is None or start.span.most is None or start.year >= goal.period_to:
        return _flat(goal)
    begin = (float(start.span.least or 0) + float(start.span.most)) / 2
    low, high = _ends(goal, begin, start.year)
    years = range(start.year, goal.period_to + 1)
    shares = [(year - start.year) / (goal.period_to - start.year) for year in years]
    return pd.DataFrame(
        {
            "year": list(years),
            "low": [begin + (low - begin) * share for share in shares],
            "high": [begin + (high - begin) * share for share in shares],
        }
    )


def _flat(goal: Goal) -> pd.DataFrame:
    if goal.kind == "change":
        return pd.DataFrame(columns=["year", "low", "high"])
    years = [goal.period_from - 1, goal.period_to]
    low, high = (float(end or 0) for end in goal.span)
    return pd.DataFrame({"year": years, "low": low, "high": high})


def _ends(goal: Goal, begin: float, year: int) -> tuple[float, float]:
    """Return where both ends of the target lie at the end of its period."""
    ends = [float(end or 0) for end in goal.span]
    if goal.kind == "level":
        return ends[0], ends[1]
    sign = 1 if goal.direction == "higher" else -1
    times = {"year": goal.period_to - year, "period": 1}[str(goal.change_per)]
    whole = begin / 100 if goal.change_basis == "relative" else 1
    reached = [begin + sign * end * times * whole for end in ends]
    # Rates and counts do not fall below nothing, however fast they fall.
    return max(0.0, reached[0]), max(0.0, reached[1])


def target_chart(points: pd.DataFrame, path: pd.DataFrame, *, unit: str, words: Words) -> Chart:
    """Return the chart: band or dashed line of the way, dots and lines of results, bars for ranges."""
    years = sorted({*points["year"], *path["year"]})
    axis = alt.Axis(values=[int(year) for year in years], format="d", grid=False)
    x = alt.X("year:Q", title=None, axis=axis, scale=alt.Scale(zero=False, nice=False, padding=18))
    layers = [*_way_marks(path, x, unit, words), *_result_marks(points, x, unit, words)]
    return layered(layers, words, height=HEIGHT)


def _way_marks(path: pd.DataFrame, x: alt.X, unit: str, words: Words) -> list[alt.Chart]:
    if path.empty:
        return []
    legend = words("targets.way")
    base = Layer(path.assign(what=legend)).encode(x=x)
    colour = _colours(words)
    low = alt.Y("low:Q", title=unit, axis=alt.Axis(tickCount=5))
    if (path["low"] == path["high"]).all():
        return [base.mark_line(strokeDash=[6, 4], strokeWidth=2).encode(y=low, color=colour)]
    edges = [
        base.mark_line(color=BAND_COLOUR, strokeDash=[6, 4], strokeWidth=2).encode(
            y=alt.Y(f"{end}:Q", title=unit)
        )
        for end in ("low", "high")
    ]
    return [base.mark_area(opacity=0.28).encode(y=low, y2=alt.Y2("high:Q"), color=colour), *edges]


def _result_marks(points: pd.DataFrame, x: alt.X, unit: str, words: Words) -> list[alt.Chart]:
    if points.empty:
        return []
    named = points.assign(what=points["compared"].map(_kinds(words)))
    base = Layer(named).encode(x=x, color=_colours(words))
    y = alt.Y("value:Q", title=unit)
    tooltip = [
        alt.Tooltip("year:Q", title=words("picture.year"), format="d"),
        alt.Tooltip("text:N", title=unit),
    ]
    lines = base.mark_line(strokeWidth=2.5).encode(y=y, detail=alt.Detail("line:N"))
    at = alt.Y("at:Q", title=unit)
    shape = alt.Shape("end:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())), legend=None)
    dots = base.mark_point(filled=True, size=80, opacity=1).encode(y=at, shape=shape, tooltip=tooltip)
    texts = base.mark_text(dy=-14, fontSize=14).encode(y=at, text=alt.Text("text:N"))
    if points["value"].notna().all():
        return [lines, dots, texts]
    return [
        base.mark_rule(strokeWidth=6, opacity=0.45).encode(y=alt.Y("least:Q"), y2=alt.Y2("most:Q")),
        lines,
        dots,
        texts,
    ]


def _kinds(words: Words) -> dict[bool, str]:
    return {True: words("targets.compared"), False: words("targets.not_compared")}


def _colours(words: Words) -> alt.Color:
    kinds: Sequence[str] = [words("targets.compared"), words("targets.not_compared"), words("targets.way")]
    scale = alt.Scale(domain=kinds, range=[AREA_COLOUR, NATION_COLOUR, BAND_COLOUR])
    return alt.Color("what:N", scale=scale, legend=alt.Legend(title=None, orient="top", labelLimit=420))
