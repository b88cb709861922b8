"""Cards: one number each with its name, its change, its last years as a small line, its year and kind."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from itertools import pairwise
from typing import Any

import pandas as pd

from vocabulary.words import NO_BREAK

WIDTH, HEIGHT, INSET = 92, 32, 4
LINE_COLOUR, BREAK_COLOUR = "#0b5394", "#b3261e"
FEWEST = 2


@dataclass(frozen=True)
class Part:
    """One part of a bar of counts, such as the targets that are met; ``name`` is read when pointed at."""

    count: int
    colour: str
    name: str


@dataclass(frozen=True)
class Card:
    """One number of a place as people read it.

    ``value`` is a written number, ``is_text`` where it is words, and ``unit`` is set small after it.
    ``change`` says how it moved and ``course`` whether that is ``better`` or ``worse``, "" where neither can
    be said. ``note`` is the year and the kind of source. ``line`` is drawn small beside the number:
    ``year``, ``value``, ``segment`` (points of one segment are joined) and ``estimated``. ``parts`` is a bar
    of counts. More is said of it on ``page``, at ``query``.
    """

    key: str
    label: str
    value: str
    unit: str = ""
    note: str = ""
    change: str = ""
    course: str = ""
    is_text: bool = False
    page: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    line: pd.DataFrame | None = None
    parts: Sequence[Part] = ()

    @cached_property
    def html(self) -> str:
        """Return what ``card_html`` says of the card, made once however often it is drawn."""
        return card_html(self)


def card_html(card: Card) -> str:
    """Return what stands below the name of a card: number, small line, change, bar of counts, note."""
    kind = " text" if card.is_text else ""
    spark = "" if card.line is None else sparkline(card.line)
    rest = (_line("card-change", card.change, card.course), _bar(card.parts), _line("card-note", card.note))
    return (
        f"<div class='card' data-card='{escape(card.key, quote=True)}'>"
        f"<p class='card-value{kind}' translate='no'>{escape(card.value)}{_unit(card)}</p>"
        f"{spark}{''.join(rest)}</div>"
    )


def _unit(card: Card) -> str:
    return f"{NO_BREAK}<small>{escape(card.unit)}</small>" if card.unit else ""


def _line(kind: str, text: str, course: str = "") -> str:
    return f"<p class='{kind} {course}'>{escape(text)}</p>" if text else ""


def _bar(parts: Sequence[Part]) -> str:
    drawn = "".join(
        f"<span style='flex:{part.count};background:{part.colour}' title='{escape(part.name)}'></span>"
        for part in parts
        if part.count
    )
    return f"<div class='card-bar' aria-hidden='true'>{drawn}</div>" if drawn else ""


def sparkline(points: pd.DataFrame) -> str:
    """Return points as a small picture of a line, broken where neighbours cannot be compared; "" below two.

    A dashed line is an estimate, an upright red one a break. It has no numbers: the card says them.
    """
    known = points[points["value"].notna()].sort_values("year")
    if len(known) < FEWEST:
        return ""
    x, y = _scale(known["year"], WIDTH), _scale(-known["value"], HEIGHT)
    placed = known.assign(x=x, y=y)
    parts = [part for _, part in placed.groupby("segment", sort=True)]
    middles = [(a["x"].iloc[-1] + b["x"].iloc[0]) / 2 for a, b in pairwise(parts)]
    drawn = [*map(_break, middles), *map(_path, parts), _dot(placed.iloc[-1])]
    start = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' fill='none'>"
    picture = f"{start}{''.join(drawn)}</svg>"
    encoded = base64.b64encode(picture.encode()).decode()
    return f"<img class='sparkline' alt='' src='data:image/svg+xml;base64,{encoded}'>"


def _break(x: float) -> str:
    return f"<path d='M{x:.1f} 0V{HEIGHT}' stroke='{BREAK_COLOUR}' stroke-dasharray='2 2'/>"


def _path(part: pd.DataFrame) -> str:
    dashes = " stroke-dasharray='3 2.5'" if bool(part["estimated"].any()) else ""
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in zip(part["x"], part["y"], strict=True))
    return f"<path d='M{line}' stroke='{LINE_COLOUR}' stroke-width='2'{dashes}/>"


def _dot(end: Any) -> str:
    return f"<circle cx='{end['x']:.1f}' cy='{end['y']:.1f}' r='3' fill='{LINE_COLOUR}'/>"


def _scale(values: pd.Series[float], size: int) -> pd.Series[float]:
    """Return values as places between the two ends of a small picture."""
    least, most = float(values.min()), float(values.max())
    wide = (most - least) or 1.0
    return INSET + (values - least) / wide * (size - 2 * INSET)
