"""The map of where each office stands with one report of a year, by colour and texture."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from data_access.reporting_calendar import LAST_DAYS, STANDINGS
from data_access.store.frames import Row
from geo.palettes import STANDING_FILLS
from ui.cached import source_frames
from ui.cached.area_frames import place_row
from ui.cached.editions import Edition
from ui.cached.figure_frames import UnknownPicture
from ui.cached.looks import LAYERS, Look
from ui.cached.visit import Visit
from ui.maps.map_facts import MapFacts, Painting
from ui.maps.map_reading import drawn_layer
from ui.maps.money_measures import COLUMNS, look_of, vintage_drawn
from ui.maps.picture_address import PictureAddress
from ui.text.place_key import place_key
from ui.text.report_sentences import standing_note, standing_sentence
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words


def reports_picture(
    report: str, vintage: str, level: str, year: int, on: dt.date, language: str
) -> PictureAddress:
    """Return the picture of where the areas of a level stand with a report of a year as of a day."""
    look: Look = look_of(level, vintage)
    return PictureAddress(report, level, look, language, kind="reports", since=year, day=on.isoformat())


def reports_parts(edition: Edition, wanted: PictureAddress) -> tuple[MapFacts, Painting]:
    """Return the facts and the painting of a report's year; UnknownPicture without report, year or day."""
    # Imported where a report is drawn: it brings what reads workbooks, and the app starts without that.
    from ui.cached import quality_frames

    if wanted.indicator not in LAST_DAYS or (wanted.look, wanted.level) not in LAYERS:
        raise UnknownPicture(wanted.indicator)
    if wanted.since is None or not wanted.day:
        raise UnknownPicture(wanted.since, wanted.day)
    words, vintage = Words(wanted.language), vintage_drawn(wanted.look, wanted.level)
    on = _day(wanted.day)
    rows = quality_frames.report_standing(
        edition, vintage, wanted.level, wanted.since, wanted.indicator, on
    ).rename(columns={"code": "area_code"})
    facts = MapFacts(
        indicator=_row(wanted.indicator, on),
        layers={vintage: drawn_layer(edition, wanted, vintage)},
        figures=_figures(rows, vintage, wanted),
        national=pd.DataFrame({"year": pd.Series(dtype="int64"), "aside": pd.Series(dtype="str")}),
        sources=source_frames.sources(edition).set_index("code", drop=False),
        standards=source_frames.standards(edition).set_index("code", drop=False),
        mark=Visit(words, edition).mark,
        place=place_row(edition, place_key(wanted.within)),
    )
    fills = [STANDING_FILLS[standing] for standing in STANDINGS]
    painting = Painting(
        kind="reports",
        title=words(
            "reports.title", report=words(f"quality.report_{wanted.indicator}"), year=str(wanted.since)
        ),
        colours=tuple(colour for colour, _ in fills),
        textures=tuple(texture for _, texture in fills),
        mark=lambda row: str(STANDINGS.index(row["standing"])),
        legend=lambda marks, _: _legend(marks, words),
        text=lambda row, words: words(f"reports.{row['standing']}"),
        sentence=lambda here, year: standing_sentence(here, wanted.indicator, wanted.level, year, words),
        notes_are_told=True,
    )
    return facts, painting


def _day(written: str) -> dt.date:
    """Return a day as an address writes it; UnknownPicture for one that there is not."""
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        raise UnknownPicture(written) from error


def _row(report: str, on: dt.date) -> Row:
    """Return a report as the row of an indicator, in both languages, the day of the view for its unit."""
    row: dict[Any, Any] = {"code": report, "unit": "standing", "direction": "context", "decimals": 0}
    for language in LANGUAGES:
        words = Words(language)
        row[f"name_{language}"] = row[f"definition_{language}"] = words(f"quality.report_{report}")
        row[f"unit_{language}"] = words("reports.as_of", day=words.date(on.isoformat()))
    return row


def _figures(rows: pd.DataFrame, vintage: str, wanted: PictureAddress) -> pd.DataFrame:
    """Return where each area stands as figures without a value, what is to be said of it in their notes."""
    told = rows.to_dict("records")
    notes = {
        f"note_{language}": [
            standing_note(row, wanted.indicator, wanted.since or 0, Words(language)) for row in told
        ]
        for language in LANGUAGES
    }
    found = rows.assign(
        vintage=vintage,
        year=wanted.since,
        decimals=0,
        state="reported",
        status="final",
        qualifier="exact",
        **notes,
    )
    kept = found.reindex(columns=[*COLUMNS, "standing"]).astype(COLUMNS)
    return kept.assign(standing=found["standing"])


def _legend(marks: str, words: Words) -> list[dict[str, Any]]:
    """Return a line for each way to stand that any area has, the last one first."""
    lines = []
    for number, standing in reversed(list(enumerate(STANDINGS))):
        count = marks.count(str(number))
        if count:
            label = words(f"reports.{standing}")
            line = {"mark": str(number), "label": label, "count": count, "low": 0, "high": 0}
            lines.append(line | {"meaning": words(f"reports.{standing}_meaning", count=count)})
    return lines
