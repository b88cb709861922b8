"""The document of a choropleth picture: everything the browser shows, already decided and written.

The browser only paints: class, text, rank and sentence of each area and year are made here, where
they are tested, from frames of the store and nothing else.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.classification import Classes, classify
from geo.palettes import colours
from ui.figures import Row, is_known, number_text, status_text, text_in, value_text
from ui.headlines import map_sentence
from ui.language import Words
from ui.picture_address import PictureAddress

GAP_MARK = {"missing": "-", "not_applicable": "x", "suppressed": "s"}
STATE_OF_MARK = {mark: state for state, mark in GAP_MARK.items()}


@dataclass(frozen=True)
class MapFacts:
    """What the store and the geometry say about one picture.

    ``codes`` are the drawn areas in drawing order; ``areas`` has one row per area of the level;
    ``figures`` and ``national`` are figures of the indicator, one row per area and year;
    ``sources`` and ``standards`` are indexed by code; ``loaded_on`` is the ISO date of the load.
    """

    indicator: Row
    geometry_url: str
    codes: tuple[str, ...]
    areas: pd.DataFrame
    figures: pd.DataFrame
    national: pd.DataFrame
    sources: pd.DataFrame
    standards: pd.DataFrame
    loaded_on: str


def picture_document(wanted: PictureAddress, facts: MapFacts) -> dict[str, Any]:
    """Return the document; ``frames`` holds one entry a year, empty when there are no figures."""
    words = Words(wanted.language)
    names = facts.areas.set_index("area_code")[f"name_{wanted.language}"]
    scale = _classes_by_year(wanted, facts)
    count = max((len(classes) for classes in scale.values()), default=0)
    return {
        "lang": wanted.language,
        "geometry": facts.geometry_url,
        "title": words(
            "map.title", indicator=words.of(facts.indicator), level=words(f"level.{wanted.level}")
        ),
        "names": [str(names.get(code, code)) for code in facts.codes],
        "colours": list(colours(facts.indicator["direction"], count)),
        "archipelagos": {name: words(f"archipelago.{name}") for name in ("hoang_sa", "truong_sa")},
        "words": _static_words(facts.indicator, words),
        "frames": _frames(wanted, facts, scale, words),
    }


def _static_words(indicator: Row, words: Words) -> dict[str, str]:
    keys = ("rank", "ranking", "whole_ranking", "play", "pause", "year", "unmatched")
    texts = {key: words(f"picture.{key}", rank="{rank}", names="{names}", count="{count}") for key in keys}
    return texts | {
        "unit": words.of(indicator, "unit"),
        "unit_joint": words.with_unit("", words.of(indicator, "unit")),
    }


def _classes_by_year(wanted: PictureAddress, facts: MapFacts) -> Mapping[int, Classes]:
    """Return each year's classes: the same for all years unless asked otherwise."""
    drawn = facts.figures[facts.figures["area_code"].isin(facts.codes) & facts.figures["value"].notna()]
    decimals = int(drawn["decimals"].max()) if len(drawn) else 0

    def of(values: pd.Series) -> Classes:
        return classify(list(values), wanted.scheme, wanted.count, decimals=decimals, breaks=wanted.breaks)

    if wanted.each_year:
        return {int(str(year)): of(group["value"]) for year, group in drawn.groupby("year")}
    fixed = of(drawn["value"])
    return {int(year): fixed for year in facts.figures["year"].unique()}


def _frames(
    wanted: PictureAddress, facts: MapFacts, scale: Mapping[int, Classes], words: Words
) -> list[dict[str, Any]]:
    frames: list[dict[str, Any]] = []
    standard_before: str | None = None
    for year, figures in facts.figures.groupby("year", sort=True):
        frame = _frame(int(str(year)), figures, wanted, facts, scale.get(int(str(year))), words)
        standard = _most_common(figures["standard_code"])
        frame["break"] = _break(standard_before, standard, facts.standards, words)
        standard_before = standard or standard_before
        frames.append(frame)
    return frames


def _break(before: str | None, now: str | None, standards: pd.DataFrame, words: Words) -> str:
    if before is None or now is None or before == now:
        return ""
    return words("map.break", before=words.of(standards.loc[before]), now=words.of(standards.loc[now]))


def _frame(
    year: int,
    figures: pd.DataFrame,
    wanted: PictureAddress,
    facts: MapFacts,
    classes: Classes | None,
    words: Words,
) -> dict[str, Any]:
    here = figures[figures["vintage"] == wanted.vintage].set_index("area_code")
    rows: list[Row | None] = [
        here.loc[code].to_dict() if code in here.index else None for code in facts.codes
    ]
    marks = "".join(_mark(row, classes) for row in rows)
    values = [row["value"] if row is not None and is_known(row["value"]) else None for row in rows]
    order = sorted(
        (i for i, value in enumerate(values) if value is not None), key=lambda i: (-(values[i] or 0), i)
    )
    status = status_text(_most_common(figures["status"]) or "final", words)
    national = facts.national[facts.national["year"] == year].to_dict("records")
    return {
        "year": year,
        "marks": marks,
        "values": values,
        "texts": [words("state.missing") if row is None else number_text(row, words) for row in rows],
        "ranks": ranks(values),
        "order": order,
        "notes": _notes(rows, status, words),
        "legend": _legend(marks, classes, words) if classes else [],
        "gaps": _gaps(marks, words),
        "unmatched": _unmatched(figures, wanted, facts, words),
        "status": status,
        "subtitle": _subtitle(year, status, wanted, facts, words),
        "sentence": map_sentence(here.reset_index(), national, facts.indicator, wanted.level, year, words),
        "source": _source_line(figures, facts, words),
    }


def _mark(row: Row | None, classes: Classes | None) -> str:
    """Return the letter of an area: its class, or the kind of its gap."""
    if row is None or classes is None:
        return "-"
    if row["state"] in GAP_MARK:
        return GAP_MARK[row["state"]]
    if is_known(row["value"]):
        return str(classes.of(row["value"]))
    if is_known(row["value_min"]) and classes.of(row["value_min"]) == classes.of(row["value_max"]):
        return str(classes.of(row["value_min"]))
    return "-"


def ranks(values: Sequence[float | None]) -> list[str]:
    """Return each area's rank from the highest value, "3=" for a shared third place, "" without a value."""
    known: pd.Series[float] = pd.Series([float("nan") if v is None else v for v in values], dtype=float)
    places = known.rank(method="min", ascending=False)
    shared = known.duplicated(keep=False) & known.notna()
    return [
        f"{int(place)}{'=' if tied else ''}" if is_known(place) else ""
        for place, tied in zip(places, shared, strict=True)
    ]


def _notes(rows: Sequence[Row | None], status: str, words: Words) -> dict[str, str]:
    notes = {}
    for index, row in enumerate(rows):
        if row is None:
            continue
        own = status_text(row["status"], words)
        parts = [own if own != status else "", text_in(row, f"note_{words.language}")]
        text = ". ".join(part for part in parts if part)
        if text:
            notes[str(index)] = text
    return notes


def _legend(marks: str, classes: Classes, words: Words) -> list[dict[str, Any]]:
    lines = []
    for number in range(len(classes)):
        low, high = classes.bounds(number)
        texts = [words.number(value, classes.decimals) for value in (low, high)]
        label = texts[0] if texts[0] == texts[1] else " – ".join(texts)
        areas = marks.count(str(number))
        meaning = words("legend.meaning", bounds=label, count=areas)
        lines.append(
            {
                "mark": str(number),
                "label": label,
                "count": areas,
                "low": low,
                "high": high,
                "meaning": meaning,
            }
        )
    return lines


def _gaps(marks: str, words: Words) -> list[dict[str, Any]]:
    present = [mark for mark in STATE_OF_MARK if mark in marks]
    return [
        {
            "mark": mark,
            "label": words(f"state.{STATE_OF_MARK[mark]}"),
            "count": marks.count(mark),
            "meaning": words(f"legend.{STATE_OF_MARK[mark]}", count=marks.count(mark)),
        }
        for mark in present
    ]


def _unmatched(figures: pd.DataFrame, wanted: PictureAddress, facts: MapFacts, words: Words) -> list[str]:
    drawn = (figures["vintage"] == wanted.vintage) & figures["area_code"].isin(facts.codes)
    rows: list[dict[Hashable, Any]] = figures[~drawn].to_dict("records")
    return [f"{words.of(row)} ({row['area_code']}) {value_text(row, facts.indicator, words)}" for row in rows]


def _subtitle(year: int, status: str, wanted: PictureAddress, facts: MapFacts, words: Words) -> str:
    place = words("map.place", count=len(facts.codes), level=words(f"level.{wanted.level}"))
    parts = [place, str(year), words.of(facts.indicator, "unit"), status]
    return " · ".join(part for part in parts if part)


def _source_line(figures: pd.DataFrame, facts: MapFacts, words: Words) -> str:
    sources = [
        source_citation(facts.sources.loc[code], words) for code in figures["source_code"].unique()[:3]
    ]
    return words("map.source", sources="; ".join(sources), loaded_on=words.date(facts.loaded_on))


def source_citation(source: Any, words: Words) -> str:
    """Return a source in one line: publisher, title, document number, date."""
    translated = text_in(source, "title_en") if words.language == "en" else ""
    title = translated or text_in(source, "title")
    date = words.date(text_in(source, "date"))
    parts = (text_in(source, "publisher"), title, text_in(source, "doc_number"), date)
    return ", ".join(part for part in parts if part)


def _most_common(column: pd.Series) -> str | None:
    known = column.dropna()
    return str(known.mode().iloc[0]) if len(known) else None
