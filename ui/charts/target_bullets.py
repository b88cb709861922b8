"""The way of a target on one line: where it began, what the newest result is, what is to be reached."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import pandas as pd

from data_access.targets.status_rule import Goal, Point, comparable_run
from data_access.targets.targets_with_status import goal_of, points_of
from ui.charts.target_chart import number_written, result_text, way
from vocabulary.words import Words

# From here on decimals say nothing.
WHOLE_FROM = 100


class Bullet(NamedTuple):
    """Written numbers with their years, and where they lie between 0 and 100, a better one further right.

    ``near`` is the end of the target that is reached first, ``far`` the other one; ``even`` is where an even
    pace would be in the year of the newest result, None where that year is the last one.
    """

    start: str
    now: str
    goal: str
    begin: float
    at: float
    near: float
    far: float
    even: float | None


def bullet_of(target: Any, results: pd.DataFrame, unit: str, words: Words) -> Bullet | None:
    """Return the line of a target (a row as a named tuple) by its results, in the unit of the results.

    None where the newest comparable result of the period, a number to begin from or a distance is missing.
    """
    rows = list(results.itertuples(index=False))
    goal = goal_of(target, rows)
    run = comparable_run(goal, points_of(target, rows))
    path = way(target, results)
    if not run or run[-1].year < goal.period_from or path.empty:
        return None
    begin, at = _start(goal, run), _known(run[-1])
    ends = (float(path["low"].iloc[-1]), float(path["high"].iloc[-1]))
    # The way ends with the easier end of a change first, of a level with the lower one.
    is_turned = goal.kind == "level" and goal.direction == "lower"
    near, far = ends[::-1] if is_turned else ends
    if begin is None or at is None or not _is_ahead(near, begin, goal):
        return None
    even = _even(goal, run, begin, near)
    first, newest, reached, beyond, *rest = _places([begin, at, near, far, *even], begin, far)
    return Bullet(
        start=_start_text(run, unit, words),
        now=_dated(result_text(run[-1], words), run[-1].year, unit, words),
        goal=_goal_text(ends, goal, unit, words),
        begin=first,
        at=newest,
        near=reached,
        far=beyond,
        even=next(iter(rest), None),
    )


def _start(goal: Goal, run: Sequence[Point]) -> float | None:
    """Return what the way begins with: the first result, or nothing where more is wanted and one is known."""
    if len(run) > 1:
        return _middle(run[0])
    return 0.0 if goal.kind == "level" and goal.direction == "higher" else None


def _is_ahead(near: float, begin: float, goal: Goal) -> bool:
    return near > begin if goal.direction == "higher" else near < begin


def _middle(point: Point) -> float | None:
    least, most = point.span
    return None if least is None or most is None else (float(least) + float(most)) / 2


def _known(point: Point) -> float | None:
    """Return where a result is marked: the middle of a range, the one known end of a bound."""
    middle, ends = _middle(point), [float(end) for end in point.span if end is not None]
    return middle if middle is not None else next(iter(ends), None)


def _even(goal: Goal, run: Sequence[Point], begin: float, near: float) -> list[float]:
    first, last = run[0].year, run[-1].year
    if first == last or last >= goal.period_to:
        return []
    return [begin + (near - begin) * (last - first) / (goal.period_to - first)]


def _places(values: Sequence[float], begin: float, far: float) -> list[float]:
    """Return values as places from 0 to 100, the beginning left of the target."""
    whole = (far - begin) or 1.0
    shares = [(value - begin) / whole for value in values]
    least, most = min(0.0, *shares), max(1.0, *shares)
    return [100 * (share - least) / (most - least) for share in shares]


def _start_text(run: Sequence[Point], unit: str, words: Words) -> str:
    """Return the number that a way begins with; "" for a sum, which begins with nothing, or one result."""
    if len(run) < 2 or (run[0].measured_by is None and run[0].span.most == 0):
        return ""
    return _dated(result_text(run[0], words), run[0].year, unit, words)


def _goal_text(ends: tuple[float, float], goal: Goal, unit: str, words: Words) -> str:
    low, high = (_rounded(end, words) for end in sorted(ends))
    return _dated(low if low == high else f"{low}–{high}", goal.period_to, unit, words)


def _rounded(value: float, words: Words) -> str:
    """Return the end of a target; of a share of a count no part of a household is written."""
    return number_written(float(round(value)) if abs(value) >= WHOLE_FROM else value, words)


def _dated(number: str, year: int, unit: str, words: Words) -> str:
    # Of "% of households" the sign is enough beside a name that says whose.
    shown = "%" if unit.startswith("%") else unit
    return f"{words.with_unit(number, shown)} · {year}"


def bullet_html(bullet: Bullet, colour: str, words: Words) -> str:
    """Return the line as a picture of ours, its numbers beside their marks, and as one sentence."""
    said = escape(words("targets.bullet", start=bullet.start or "0", now=bullet.now, goal=bullet.goal), True)
    now = f"<b style='left:{bullet.at:.1f}%;transform:translateX(-{bullet.at:.0f}%)'>{escape(bullet.now)}</b>"
    ends = "".join(f"<span>{escape(text)}</span>" for text in (bullet.start, bullet.goal))
    return (
        f"<div class='bullet' role='img' aria-label='{said}' translate='no'><p class='bullet-now'>{now}</p>"
        f"<div class='bullet-track'>{_marks(bullet, colour)}</div><p class='bullet-ends'>{ends}</p></div>"
    )


def _marks(bullet: Bullet, colour: str) -> str:
    left, right = sorted((bullet.begin, bullet.at))
    near, far = sorted((bullet.near, bullet.far))
    marks = [
        ("done", left, f"width:{right - left:.1f}%;background:{colour}"),
        ("goal", near, f"width:{far - near:.1f}%"),
        ("start", bullet.begin, ""),
        ("now", bullet.at, f"background:{colour}"),
    ]
    if bullet.even is not None:
        marks.insert(2, ("even", bullet.even, ""))
    return "".join(f"<i class='{name}' style='left:{at:.1f}%;{more}'></i>" for name, at, more in marks)
