"""The small map of what a checked file would change: which areas are new, which change, which stay."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import pandas as pd

from data_access.store.frames import Row
from data_access.workbooks import Checked, Gazetteer
from geo.layers import UnknownLayer
from ui.cached import figure_frames
from ui.cached.editions import Edition
from ui.cached.figure_frames import UnknownPicture
from ui.maps.document import picture_document
from ui.maps.map_facts import MapFacts, Painting
from ui.maps.map_reading import map_facts
from ui.maps.picture_address import PictureAddress
from ui.text.figures import is_known
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words

# How the areas of a level are looked at: by their own boundaries.
LOOKS: dict[tuple[str, str], Any] = {
    ("province", OLD): "reported",
    ("province", NEW): "today",
    ("district", OLD): "district",
    ("commune", NEW): "today",
}
FRESH, CHANGED, SAME, UNTOUCHED = "fresh", "changed", "same", "untouched"
CLASSES = (UNTOUCHED, SAME, FRESH, CHANGED)
# From what stays to what changes; the two of a file also differ in lightness.
COLOURS = ("#eceff1", "#b9c7d2", "#f0b75e", "#b5482a")
SMALLEST = 1e-9


def preview_document(
    edition: Edition, checked: Checked, areas: Gazetteer, first: Row, words: Words
) -> str | None:
    """Return the document of the map as an address that needs no server; None where no map draws the level.

    ``first`` is a line of what the file changes: its indicator, year, level and vintage.
    """
    look = LOOKS.get((first["level"], first["vintage"]))
    if look is None:
        return None
    reported = _reported(checked, areas, first)
    wanted = PictureAddress(
        str(first["indicator_code"]),
        str(first["level"]),
        look,
        language=words.language,
        within=_province(reported, areas) if first["level"] != "province" else "",
    )
    try:
        facts = map_facts(edition, wanted)
    except (UnknownPicture, UnknownLayer):
        return None
    if first["vintage"] not in facts.layers:
        return None
    rows = _rows(
        figure_frames.figures_by_area(edition, wanted.indicator, wanted.level, (first["vintage"],)), reported
    )
    document = picture_document(wanted, _facts(facts, rows, first), _painting(first, words))
    for drawn in document["frames"]:
        drawn["source"] = words("upload_page.map_source", name=checked.name)
    content = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return f"data:application/json;base64,{base64.b64encode(content).decode()}"


def _reported(checked: Checked, areas: Gazetteer, first: Row) -> pd.DataFrame:
    """Return what the file says of one indicator and year, by area."""
    figures = checked.rows["figures"]
    mine = figures[
        (figures["indicator_code"] == first["indicator_code"]) & (figures["year"] == first["year"])
    ]
    mine = mine[[areas.areas[number].level == first["level"] for number in mine["area_id"]]]
    names = ["area_id", "value", "value_min", "value_max", "decimals", "qualifier", "state", "status"]
    reported = mine.drop_duplicates("area_id", keep="last")[[*names, "standard_code", "source_kind"]]
    known = [areas.areas[number] for number in reported["area_id"]]
    named: pd.DataFrame = reported.assign(
        vintage=[area.vintage for area in known],
        area_code=[area.code for area in known],
        name_vi=[area.name_vi for area in known],
        name_en=[area.full_name_en for area in known],
        year=first["year"],
    )
    return named


def _province(reported: pd.DataFrame, areas: Gazetteer) -> str:
    """Return the province that all areas of a file lie in, "" where there are several."""
    found = set()
    for number in reported["area_id"]:
        above = areas.areas[number]
        while above.parent_id is not None and above.level != "province":
            above = areas.areas[above.parent_id]
        found.add(f"{above.vintage}.{above.level}.{above.code}")
    return found.pop() if len(found) == 1 else ""


def _rows(shown: pd.DataFrame, reported: pd.DataFrame) -> pd.DataFrame:
    """Return the figures as they would be shown, with ``before`` and ``fate``."""
    year = reported["year"].iloc[0]
    now = shown[shown["year"] == year]
    before = now.set_index("area_code")["value"]
    rest = now[~now["area_code"].isin(reported["area_code"])].assign(fate=UNTOUCHED)
    mine = reported.reindex(columns=[*shown.columns]).assign(before=reported["area_code"].map(before))
    is_same = (mine["value"] - mine["before"]).abs() < SMALLEST
    fates = pd.Series(CHANGED, index=mine.index).where(~is_same, SAME).where(mine["before"].notna(), FRESH)
    rows = pd.concat([mine.assign(fate=fates), rest.assign(before=rest["value"])], ignore_index=True)
    # The sources are named in one sentence; that of the file is not in the store yet.
    told_once: pd.DataFrame = rows.assign(source_code=None, note_vi="", note_en="")
    return told_once


def _facts(facts: MapFacts, rows: pd.DataFrame, first: Row) -> MapFacts:
    layers = {first["vintage"]: facts.layers[first["vintage"]]}
    return replace(facts, figures=rows, layers=layers, national=facts.national.head(0))


def _painting(first: Row, words: Words) -> Painting:
    return Painting(
        kind="preview",
        title=words("upload_page.map_title", indicator=words.of(first)),
        colours=COLOURS,
        mark=lambda row: str(CLASSES.index(row["fate"])),
        legend=lambda marks, _: _legend(marks, words),
        text=_text,
        sentence=lambda here, _year: words("upload_page.map_sentence", **_counts(here)),
        words={"ranking": words("upload_page.map_ranking")},
    )


def _counts(here: pd.DataFrame) -> dict[str, int]:
    return {fate: int((here["fate"] == fate).sum()) for fate in CLASSES}


def _legend(marks: str, words: Words) -> list[dict[str, Any]]:
    lines = []
    for number, fate in reversed(list(enumerate(CLASSES))):
        label, count = words(f"upload_page.map_{fate}"), marks.count(str(number))
        meaning = words("legend.meaning", bounds=label, count=count)
        line = {"mark": str(number), "label": label, "count": count, "low": 0, "high": 0}
        lines.append(line | {"meaning": meaning})
    return [line for line in lines if line["count"]]


def _text(row: Row, words: Words) -> str:
    """Return a value as it would be shown, with the one before where that differs."""
    decimals = int(row["decimals"]) if is_known(row["decimals"]) else 0
    if not is_known(row["value"]):
        return words(f"state.{row['state']}")
    after = words.number(row["value"], decimals)
    if row["fate"] != CHANGED:
        return after
    return f"{words.number(row['before'], decimals)} → {after}"
