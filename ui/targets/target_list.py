"""The list of targets as an exhibit: one line each with its way, its status, and what is to be reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from html import escape
from itertools import groupby
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from data_access.store.frames import Row
from ui.cached import area_frames, target_frames
from ui.cached.catalogue_rows import indicator_rows, measure_rows
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.source_lines import named_sources
from ui.charts.target_bullets import Bullet, bullet_html, bullet_of
from ui.controls.notices import as_plain
from ui.text.place_key import PlaceKey
from ui.text.source_citation import codes_in
from ui.text.target_words import (
    COLOURS,
    SYMBOLS,
    goal_text,
    owner_text,
    period_text,
    standing_label,
    target_name,
    tracked_unit,
)
from vocabulary.words import Words

LIST_ROWS = 100
KEY = "targets"
COLUMNS = ("standing", "target", "area", "goal", "now", "period", "owner", "tracked")
HALL_COLUMNS = (0, 1, 2, 3, 4)
TAKEN_AWAY = (
    *("indicator_code", "vintage", "level", "area_code", "kind", "change_per", "change_basis", "direction"),
    *("value", "value_min", "value_max", "unit", "baseline", "qualifier", "period_from", "period_to"),
    *("standard_code", "owner_vi", "owner_en", "document", "source_code", "standing", "reason", "since"),
    *("until", "pace_min", "pace_max", "needed_min", "needed_max", "overdue"),
)


def list_exhibit(visit: Visit, targets: pd.DataFrame, place: PlaceKey, opened: str = "") -> Exhibit:
    """Return the targets as one exhibit: on a page their ways as lines, in a hall and a file a table.

    ``opened`` is the key of the target that the page shows beside them. Silent without any target.
    """
    words, shown = visit.words, targets.head(LIST_ROWS)
    bullets = _bullets(visit, shown)
    name = words.of(area_frames.area_row(visit.edition, place), "full_name")
    return Exhibit(
        key=KEY,
        title=words("targets.list", count=len(targets)),
        subtitle=" · ".join([name, _span(targets)] if len(targets) else [name]),
        sources=named_sources(visit, codes_in(shown)),
        chart=None,
        headers=[words(f"targets.col_{column}") for column in COLUMNS],
        cells=[_cells(visit, row, bullets) for row in _ordered(shown, bullets)],
        data=targets[list(TAKEN_AWAY)],
        silence=words("targets.none"),
        of_rows=len(targets),
        hall_columns=HALL_COLUMNS,
        on_page=partial(_draw, visit, targets, bullets, opened),
    )


def _ordered(shown: pd.DataFrame, bullets: Mapping[int, Bullet]) -> list[Row]:
    """Return the targets with a way first, as the page draws them."""
    return sorted(shown.to_dict("records"), key=lambda row: int(row["id"]) not in bullets)


def _span(targets: pd.DataFrame) -> str:
    first, last = int(targets["period_from"].min()), int(targets["period_to"].max())
    return str(first) if first == last else f"{first}–{last}"


def _bullets(visit: Visit, shown: pd.DataFrame) -> dict[int, Bullet]:
    """Return the ways of targets by their number, without those of which too little is known."""
    words, indicators, measures = visit.words, indicator_rows(visit.edition), measure_rows(visit.edition)
    levels = set(shown["level"])
    every = target_frames.results_at(visit.edition, levels.pop() if len(levels) == 1 else None)
    of_target = dict(iter(every[every["target_id"].isin(shown["id"])].groupby("target_id")))
    found = {}
    for target, row in zip(shown.itertuples(index=False), shown.to_dict("records"), strict=True):
        tracked = indicators.get(str(row["tracked_indicator_code"])) or measures.get(
            str(row["tracked_measure_code"])
        )
        unit = tracked_unit(row, indicators[str(row["indicator_code"])], tracked, words)
        results = of_target.get(row["id"])
        bullet = None if results is None else bullet_of(target, results, unit, words)
        if bullet is not None:
            found[int(row["id"])] = bullet
    return found


def _cells(visit: Visit, target: Row, bullets: Mapping[int, Bullet]) -> list[str]:
    words, indicators = visit.words, indicator_rows(visit.edition)
    bullet = bullets.get(int(target["id"]))
    return [
        _status(target, words),
        target_name(target, words),
        words.of(target),
        goal_text(target, indicators[str(target["indicator_code"])], words),
        bullet.now if bullet is not None else words(f"targets.short_{_short(target)}"),
        period_text(target),
        owner_text(target, words),
        tracked_name(target, indicators, measure_rows(visit.edition), words),
    ]


def _status(target: Row, words: Words) -> str:
    overdue = f" · {words('targets.overdue_short')}" if target["overdue"] else ""
    return standing_label(str(target["standing"]), words) + overdue


def _short(target: Row) -> str:
    """Return which short reason a target without a way has: that of the rule, else that none can be drawn."""
    known = ("not_tracked", "no_figure", "other_standard", "no_start", "one_figure")
    return str(target["reason"]) if target["reason"] in known else "no_way"


def tracked_name(
    target: Row, indicators: Mapping[str, Row], measures: Mapping[str, Row], words: Words
) -> str:
    """Return what shows how far a target is reached, or that nothing in the store does."""
    for column, known in (("tracked_indicator_code", indicators), ("tracked_measure_code", measures)):
        row = known.get(str(target[column]))
        if row is not None:
            return words.of(row)
    return words("targets.not_tracked")


def _draw(visit: Visit, targets: pd.DataFrame, bullets: Mapping[int, Bullet], opened: str) -> None:
    """Draw the first targets: those with a way under each name, then the others under why they have none."""
    words, shown = visit.words, targets.head(LIST_ROWS)
    if len(shown) < len(targets):
        st.caption(as_plain(words("targets.first_rows", shown=len(shown), count=len(targets))))
    rows = shown.to_dict("records")
    ways = [row for row in rows if int(row["id"]) in bullets]
    drawn = [
        _group(name, [_way_line(visit, row, bullets[int(row["id"])], opened) for row in mine])
        for name, mine in groupby(ways, key=lambda row: target_name(row, words))
    ]
    if ways:
        drawn.append(f"<p class='targets-legend quiet'>{_legend(words)}</p>")
    others = [row for row in rows if int(row["id"]) not in bullets]
    for short in dict.fromkeys(map(_short, others)):
        mine = [row for row in others if _short(row) == short]
        heading = f"{words(f'targets.short_{short}')} ({words.number(len(mine))})"
        drawn.append(_group(heading, [_silent_line(visit, row, opened) for row in mine]))
    st.html(f"<div class='targets'>{''.join(drawn)}</div>")


def _group(heading: str, lines: Iterable[str]) -> str:
    return f"<h4>{escape(heading)}</h4><ul>{''.join(lines)}</ul>"


def _way_line(visit: Visit, target: Row, bullet: Bullet, opened: str) -> str:
    words = visit.words
    return _line(
        target,
        f"{_link(target, words)} · {period_text(target)}<br>{escape(_goal(visit, target))}",
        bullet_html(bullet, COLOURS[str(target["standing"])], words),
        opened,
        words,
    )


def _silent_line(visit: Visit, target: Row, opened: str) -> str:
    words = visit.words
    about = f"{target_name(target, words)}: {_goal(visit, target)}"
    said = f"{_link(target, words)} · {period_text(target)}<br>{escape(about)}"
    return _line(target, said, "", opened, words)


def _goal(visit: Visit, target: Row) -> str:
    return goal_text(target, indicator_rows(visit.edition)[str(target["indicator_code"])], visit.words)


def _link(target: Row, words: Words) -> str:
    """Return the place of a target as a link that opens it on this page (``own_links.js``)."""
    query = urlencode({**st.query_params.to_dict(), "target": str(target["key"])})
    return f"<a href='?{escape(query, True)}'>{escape(words.of(target))}</a>"


def _line(target: Row, said: str, way: str, opened: str, words: Words) -> str:
    colour = COLOURS[str(target["standing"])]
    current = " aria-current='true'" if target["key"] == opened else ""
    state = f"<p class='state' style='border-color:{colour}'>{_state(target, colour, words)}</p>"
    return f"<li{current}><p class='what'>{said}</p>{way}{state}</li>"


def _state(target: Row, colour: str, words: Words) -> str:
    """Return a status as sign, colour and words, below it that the period is over."""
    standing = str(target["standing"])
    overdue = f"<small>{escape(words('targets.overdue_short'))}</small>" if target["overdue"] else ""
    sign = f"<b aria-hidden='true' style='color:{colour}'>{SYMBOLS[standing]}</b>"
    return f"{sign} {escape(words(f'standing.{standing}'))}{overdue}"


def _legend(words: Words) -> str:
    marks = ("start", "now", "even", "goal")
    return " ".join(
        f"<span><i class='{mark}'></i> {escape(words(f'targets.mark_{mark}'))}</span>" for mark in marks
    )
