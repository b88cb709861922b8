"""The picture of a target: the way to it as a line or a band, and the results so far beside it."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from data_access.targets.status_rule import Goal, Point, comparable_run
from data_access.targets.targets_with_status import goal_of, points_of
from ui.charts.series_charts import AREA_COLOUR, FONT, NATION_COLOUR, Chart, Layer, layered
from vocabulary.words import Words

BAND_COLOUR = "#e0a84a"
# Dark enough for letters.
WAY_INK, OTHERS_INK = "#8a5a00", "#5d6a75"
COLOUR = alt.Color(
    "compared:N", scale=alt.Scale(domain=[True, False], range=[AREA_COLOUR, NATION_COLOUR]), legend=None
)
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
    return [point.year, value, least, most, at, end, how, compared, result_text(point, words)]


def result_text(point: Point, words: Words) -> str:
    """Return the number of a result; a sum, which is measured by nothing, is no less than its bound."""
    least, most = (None if end is None else float(end) for end in point.span)
    if least is not None and least == most:
        return number_written(least, words)
    if least is None or most is None:
        known = least if least is not None else most
        lower = "qualifier.at_least" if point.measured_by is None else "qualifier.more_than"
        key = lower if least is not None else "qualifier.less_than"
        return words(key, number=number_written(known or 0.0, words))
    return f"{number_written(least, words)}–{number_written(most, words)}"


def number_written(value: float, words: Words) -> str:
    """Return a number of a target or of its results, with decimals where it has any."""
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
    """Return the chart: band or dashed line of the way, dots and lines of results, bars for ranges.

    What is to be reached is written at the end of the way, and that results are not compared below them.
    """
    years = sorted({*points["year"], *path["year"]})
    axis = alt.Axis(values=[int(year) for year in years], format="d", grid=False)
    x = alt.X("year:Q", title=None, axis=axis, scale=alt.Scale(zero=False, nice=False, padding=18))
    layers = [*_way_marks(path, x, unit), *_result_marks(points, x, unit, words)]
    named = [*_name_of_way(points, path, x, unit, words), *_name_of_others(points, x, unit, words)]
    return layered([*layers, *named], words, height=HEIGHT)


def _way_marks(path: pd.DataFrame, x: alt.X, unit: str) -> list[alt.Chart]:
    if path.empty:
        return []
    base = Layer(path).encode(x=x)
    low = alt.Y("low:Q", title=unit, axis=alt.Axis(tickCount=5))
    line: alt.Chart = base.mark_line(color=BAND_COLOUR, strokeDash=[6, 4], strokeWidth=2)
    if (path["low"] == path["high"]).all():
        return [line.encode(y=low)]
    edges = [line.encode(y=alt.Y(f"{end}:Q", title=unit)) for end in ("low", "high")]
    band = base.mark_area(opacity=0.28, color=BAND_COLOUR)
    return [band.encode(y=low, y2=alt.Y2("high:Q")), *edges]


def _name_of_way(
    points: pd.DataFrame, path: pd.DataFrame, x: alt.X, unit: str, words: Words
) -> list[alt.Chart]:
    """Return what is to be reached, at the end of the way where no result stands there, else at its start."""
    if path.empty:
        return []
    low, high = sorted((float(path["low"].iloc[-1]), float(path["high"].iloc[-1])))
    texts = dict.fromkeys(number_written(value, words) for value in (low, high))
    name = words("targets.to_reach", goal="–".join(texts))
    is_free = path["year"].iloc[-1] not in set(points["year"])
    is_level = path["low"].nunique() == 1
    place = -1 if is_free or not is_level else 0
    at = float(path["high"].iloc[place]) if is_free or is_level else low
    rows = pd.DataFrame({"year": [int(path["year"].iloc[place])], "at": [at], "name": [name]})
    side = {"align": "right", "dx": 14} if place else {"align": "left", "dx": -14}
    return _text(rows, x, unit, **side, dy=-12 if is_free or is_level else 18, color=WAY_INK)


def _name_of_others(points: pd.DataFrame, x: alt.X, unit: str, words: Words) -> list[alt.Chart]:
    """Return that results are not compared, below the one in their middle; nothing where all are."""
    others = points[~points["compared"].astype(bool)]
    if others.empty:
        return []
    middle = others.iloc[[(len(others) - 1) // 2]][["year", "at"]].assign(name=words("targets.not_compared"))
    return _text(middle, x, unit, align="center", dx=0, dy=20, color=OTHERS_INK)


def _text(rows: pd.DataFrame, x: alt.X, unit: str, **style: Any) -> list[alt.Chart]:
    """Return names on white, so that no line crosses their letters."""
    base = Layer(rows).encode(x=x, y=alt.Y("at:Q", title=unit), text="name:N")
    halo = {**style, "color": "white", "stroke": "white", "strokeWidth": 4}
    return [base.mark_text(fontSize=13, font=FONT, **kind) for kind in (halo, style)]


def _result_marks(points: pd.DataFrame, x: alt.X, unit: str, words: Words) -> list[alt.Chart]:
    if points.empty:
        return []
    base = Layer(points).encode(x=x, color=COLOUR)
    y = alt.Y("value:Q", title=unit)
    tooltip = [
        alt.Tooltip("year:Q", title=words("picture.year"), format="d"),
        alt.Tooltip("text:N", title=unit),
    ]
    lines = base.mark_line(strokeWidth=2.5).encode(y=y, detail=alt.Detail("line:N"))
    at = alt.Y("at:Q", title=unit)
    shape = alt.Shape("end:N", scale=alt.Scale(domain=list(SHAPES), range=list(SHAPES.values())), legend=None)
    dots = base.mark_point(filled=True, size=80, opacity=1).encode(y=at, shape=shape, tooltip=tooltip)
    drawn = [lines, dots, *_numbers(base, at)]
    if points["value"].notna().all():
        return drawn
    ranges = base.mark_rule(strokeWidth=6, opacity=0.45).encode(y=alt.Y("least:Q"), y2=alt.Y2("most:Q"))
    return [ranges, *drawn]


def _numbers(base: alt.Chart, at: alt.Y) -> list[alt.Chart]:
    written = base.encode(y=at, text=alt.Text("text:N"))
    halo = written.encode(color=alt.value("white"))
    return [
        halo.mark_text(dy=-14, fontSize=14, stroke="white", strokeWidth=4),
        written.mark_text(dy=-14, fontSize=14),
    ]
