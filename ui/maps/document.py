"""The document of a choropleth picture: everything the browser shows, already decided and written.

The browser only paints: class, text, rank and sentence of each area and year are made here, where
they are tested, from frames of the store and nothing else.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from data_access.store.frames import Row
from geo.classification import Classes, classify
from geo.palettes import colours
from ui.maps.map_facts import GAP_MARK, OUTSIDE, STATE_OF_MARK, LayerFacts, MapFacts, Painting
from ui.maps.picture_address import PictureAddress
from ui.text.chart_sentences import level_sentence
from ui.text.figures import is_known, status_text, text_in, value_text
from ui.text.source_citation import source_citation, sources_named
from vocabulary.words import Words


def picture_document(
    wanted: PictureAddress, facts: MapFacts, painting: Painting | None = None
) -> dict[str, Any]:
    """Return the document; ``frames`` holds one entry a year, empty when there are no figures.

    ``painting`` says what is painted in place of classes of the figures themselves. ``kind``,
    ``colours`` and ``textures`` (by class, "" for plain) say how, so that the document is self-contained.
    ``notes_are_told`` where the label of an area has its note.
    """
    words = Words(wanted.language)
    painting = painting or Painting()
    scale = _classes_by_year(wanted, facts, painting)
    count = max((len(classes) for classes in scale.values()), default=0)
    used = painting.colours or colours(facts.indicator["direction"], count)
    return {
        "kind": painting.kind,
        "lang": wanted.language,
        "place": wanted.within,
        "title": painting.title
        or words("map.title", indicator=words.of(facts.indicator), level=_level(wanted, words)),
        "layers": [_layer(layer, words) for layer in facts.layers.values()],
        "colours": list(used),
        "textures": list(painting.textures or ("",) * len(used)),
        "archipelagos": {name: words(f"archipelago.{name}") for name in ("hoang_sa", "truong_sa")},
        "banner": facts.mark,
        "notes_are_told": painting.notes_are_told,
        "words": _static_words(facts.indicator, words) | dict(painting.words),
        "frames": _frames(wanted, facts, scale, words, painting),
    }


def _level(wanted: PictureAddress, words: Words) -> str:
    return words(f"level.{wanted.level}")


def _layer(layer: LayerFacts, words: Words) -> dict[str, Any]:
    names = layer.areas.set_index("area_code")[f"name_{words.language}"].to_dict()
    return {
        "vintage": layer.vintage,
        "geometry": layer.geometry_url,
        "names": [str(names.get(code, code)) for code in layer.codes],
        "note": "" if layer.boundaries == "open" else words(f"boundaries.{layer.boundaries}"),
        "fit": layer.fit,
    }


def _static_words(indicator: Row, words: Words) -> dict[str, str]:
    keys = ("rank", "ranking", "whole_ranking", "play", "pause", "year", "unmatched", "nothing")
    texts = {key: words(f"picture.{key}", rank="{rank}", names="{names}", count="{count}") for key in keys}
    unit = words.of(indicator, "unit")
    return texts | {"unit": unit, "unit_joint": words.with_unit("", unit)}


def _classes_by_year(wanted: PictureAddress, facts: MapFacts, painting: Painting) -> Mapping[int, Classes]:
    """Return each year's classes: the same for all years unless asked otherwise."""
    if painting.classes is not None:
        return {int(year): painting.classes for year in facts.figures["year"].unique()}
    shown = {(vintage, code) for vintage, layer in facts.layers.items() for code in layer.shown}
    keys = zip(facts.figures["vintage"], facts.figures["area_code"], strict=True)
    is_shown = pd.Series([key in shown for key in keys], index=facts.figures.index, dtype=bool)
    drawn = facts.figures[is_shown & facts.figures["value"].notna()]
    decimals = int(drawn["decimals"].max()) if len(drawn) else 0

    def of(values: pd.Series[float]) -> Classes:
        return classify(list(values), wanted.scheme, wanted.count, decimals=decimals, breaks=wanted.breaks)

    if wanted.each_year:
        return {int(str(year)): of(group["value"]) for year, group in drawn.groupby("year")}
    fixed = of(drawn["value"])
    return {int(year): fixed for year in facts.figures["year"].unique()}


def _frames(
    wanted: PictureAddress,
    facts: MapFacts,
    scale: Mapping[int, Classes],
    words: Words,
    painting: Painting,
) -> list[dict[str, Any]]:
    frames: list[dict[str, Any]] = []
    standard_before: str | None = None
    for key, figures in facts.figures.groupby("year", sort=True):
        year = int(str(key))
        frame = _frame(year, figures, wanted, facts, scale.get(year), words, painting)
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
    painting: Painting,
) -> dict[str, Any]:
    layer = facts.layer_of_year(year)
    here = figures[(figures["vintage"] == layer.vintage) & figures["area_code"].isin(layer.shown)]
    rows = _rows_in_drawing_order(here, layer)
    marks = _marks(rows, layer, classes, painting)
    values = [row["value"] if row is not None and is_known(row["value"]) else None for row in rows]
    first = 1 if painting.lowest_first else -1
    order = sorted(
        (i for i, value in enumerate(values) if value is not None),
        key=lambda i: (first * (values[i] or 0), i),
    )
    status = _shared_status(here["status"], words)
    national = facts.national[facts.national["year"] == year].to_dict("records")
    return {
        "year": year,
        "when": when(facts.indicator, year),
        "layer": list(facts.layers).index(layer.vintage),
        "marks": marks,
        "values": values,
        "texts": [words("state.missing") if row is None else painting.text(row, words) for row in rows],
        "ranks": ranks([value if value is None else -first * value for value in values]),
        "order": order,
        "notes": _notes(rows, status, words),
        "legend": painting.legend(marks) if painting.legend else _legend(marks, classes, words),
        "square": dict(painting.square),
        "gaps": _gaps(marks, words),
        "unmatched": _unmatched(figures, wanted, layer, facts, words),
        "status": status,
        "subtitle": _subtitle(year, status, wanted, layer, facts, words),
        "sentence": painting.sentence(here, year)
        if painting.sentence
        else level_sentence(here, national, facts.indicator, wanted.level, year, words),
        "source": map_source(here if len(here) else figures, layer, facts, words),
    }


def _shared_status(statuses: pd.Series[str], words: Words) -> str:
    """Return what the status of every figure adds; where they differ each area says its own."""
    return status_text(str(statuses.iloc[0]), words) if statuses.nunique() == 1 else ""


def _rows_in_drawing_order(here: pd.DataFrame, layer: LayerFacts) -> list[Row | None]:
    known: dict[str, Row] = {row["area_code"]: row for row in here.to_dict("records")}
    return [known.get(code) for code in layer.codes]


def _marks(rows: Sequence[Row | None], layer: LayerFacts, classes: Classes | None, painting: Painting) -> str:
    """Return one letter an area: its class, the kind of its gap, or that filters leave it out."""
    shown = set(layer.shown)
    return "".join(
        mark_of(row, classes, painting) if code in shown else OUTSIDE
        for row, code in zip(rows, layer.codes, strict=True)
    )


def mark_of(row: Row | None, classes: Classes | None, painting: Painting) -> str:
    """Return an area's class as a digit, or the letter of why it has none.

    A range has a class only where both its ends fall into the same one.
    """
    if row is None:
        return GAP_MARK["missing"]
    if row["state"] in GAP_MARK:
        return GAP_MARK[row["state"]]
    if painting.mark:
        return painting.mark(row)
    if classes and is_known(row["value"]):
        return str(classes.of(row["value"]))
    if classes and is_known(row["value_min"]):
        low, high = classes.of(row["value_min"]), classes.of(row["value_max"])
        return str(low) if low == high else GAP_MARK["spread"]
    return GAP_MARK["missing"]


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
        parts = [
            own if own != status else "",
            text_in(row, f"note_{words.language}"),
            restated_note(row, words),
        ]
        text = ". ".join(part.rstrip(".") for part in parts if part)
        if text:
            notes[str(index)] = text
    return notes


def restated_note(row: Row, words: Words) -> str:
    """Return how a restated figure came about or why there is none; "" for a figure as reported."""
    if reason := row.get("reason", ""):
        return words(f"restated.{reason}")
    how = row.get("restated", "")
    return words(f"restated.{how}", count=int(row["made_of"])) if how else ""


def _legend(marks: str, classes: Classes | None, words: Words) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    if classes is None:
        return lines
    for number in range(len(classes)):
        low, high = classes.bounds(number)
        texts = [words.number(value, classes.decimals).replace("-", "−") for value in (low, high)]
        label = texts[0] if texts[0] == texts[1] else " – ".join(texts)
        areas = marks.count(str(number))
        line = {"mark": str(number), "label": label, "count": areas, "low": low, "high": high}
        lines.append(line | {"meaning": words("legend.meaning", bounds=label, count=areas)})
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


def _unmatched(
    figures: pd.DataFrame, wanted: PictureAddress, layer: LayerFacts, facts: MapFacts, words: Words
) -> list[str]:
    if wanted.within or wanted.area_class:
        return []
    drawn = (figures["vintage"] == layer.vintage) & figures["area_code"].isin(layer.codes)
    rows: list[dict[Hashable, Any]] = figures[~drawn].to_dict("records")
    return [f"{words.of(row)} ({row['area_code']}) {value_text(row, facts.indicator, words)}" for row in rows]


def _subtitle(
    year: int, status: str, wanted: PictureAddress, layer: LayerFacts, facts: MapFacts, words: Words
) -> str:
    name = words.of(facts.place, "full_name") if facts.place is not None else words("map.nation")
    place = words("map.place", place=name, count=len(layer.shown), level=_level(wanted, words))
    look = "" if wanted.look == "reported" else words(f"look.{wanted.look}_subtitle")
    parts = [place, when(facts.indicator, year), words.of(facts.indicator, "unit"), status, look]
    return " · ".join(part for part in parts if part)


def when(indicator: Row, year: int) -> str:
    """Return what a frame's values are of: its year, or the period of several that a measure of money has."""
    return str(indicator.get("when", year))


def map_source(figures: pd.DataFrame, layer: LayerFacts, facts: MapFacts, words: Words) -> str:
    """Return the first sources of figures, the boundaries' licence and the day of the load."""
    sources = [source_citation(facts.sources.loc[code], words) for code in sources_named(figures)]
    line = words("map.source", sources="; ".join(sources), loaded_on=words.date(facts.loaded_on))
    return f"{line} {layer.licence_note}".strip()


def _most_common(column: pd.Series[str]) -> str | None:
    known = column.dropna()
    return str(known.mode().iloc[0]) if len(known) else None
