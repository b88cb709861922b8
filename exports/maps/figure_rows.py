"""The figures of a map as rows to work with: unrounded, with codes, and everything that explains them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data_access.comparing.like_for_like import is_aside
from data_access.comparing.restating import ESTIMATED
from data_access.store.frames import Row, by_code
from exports.maps.still import MapStill
from exports.maps.years_still import each_year
from ui.cached.figure_frames import indicator_row
from ui.cached.visit import Visit
from ui.charts.printed_code import Cited
from ui.files.exhibit_rows import marked, parent_place
from ui.files.hxl import ADMINISTRATIVE, MARK, TAGS
from ui.files.licences import licence_text
from ui.maps.document import map_sources
from ui.maps.kinds import painted_parts
from ui.maps.map_facts import MapFacts
from ui.maps.money_measures import measure_in
from ui.maps.picture_address import PLAIN_KINDS, Kind
from ui.text.bare_text import JOINED
from ui.text.figures import text_in, zero_note
from ui.text.source_citation import addresses_of, codes_by_row, texts_of
from vocabulary.words import Words

# What stands before and behind the columns of every map: the mark of simulated or past figures where there is
# one; the place that an area lies in, indicator and unit, and the terms of use.
MARK_COLUMN = {MARK: TAGS[MARK]}
DESCRIBING = ("indicator_code", "unit", "parent_code", "parent_name", "licence")
OF_THE_SECOND = ("second_indicator_code", "second_unit")
# Column → its HXL tag, the level's tag (#adm1, #adm2, #adm3) standing for {level}.
COLUMNS = {
    "code": "#{level}+code",
    "name_vi": "#{level}+name+i_vi",
    "name_en": "#{level}+name+i_en",
    "vintage": "#meta+boundaries",
    "year": "#date+year",
    "value": "#indicator+value+num",
    "value_min": "#indicator+value+min",
    "value_max": "#indicator+value+max",
    "decimals": "#meta+decimals",
    "qualifier": "#meta+qualifier",
    "state": "#status+figure",
    "status": "#status+result",
    "standard": "#meta+standard",
    "source_kind": "#meta+source+kind",
    "source": "#meta+source+code",
    "source_text": "#meta+source+name",
    "source_address": "#meta+source+url",
    "note": "#description+note",
}
# What a map has besides whose figures were restated to the units of today.
RESTATED_COLUMNS = {
    "restated": "#meta+restated",
    "reason": "#meta+restated+reason",
    "made_of": "#meta+restated+units+num",
    "parts_vi": "#meta+restated+name+i_vi",
    "parts_en": "#meta+restated+name+i_en",
    "weight": "#meta+restated+weight",
}
# What a map has besides that tells the values of areas measured otherwise than the rest of the year.
OTHER_COLUMNS = {
    "other_value": "#indicator+other+value+num",
    "other_value_min": "#indicator+other+value+min",
    "other_value_max": "#indicator+other+value+max",
}
# Names of the columns of sources in a file, by which they are called in a frame of figures.
SOURCES_RENAMED = {"source": "source_code", "second_source": "second_source_code"}
CLASS_COLUMNS = {"class": "#meta+class", "class_bounds": "#meta+class+label", "colour": "#meta+colour"}
# What a map of some kind has besides: two figures for a change, a second one, the name of the deprivation.
COLUMNS_OF_KIND: dict[Kind, dict[str, str]] = {
    "change": {
        "year_before": "#date+year+before",
        "value_before": "#indicator+value+before+num",
        "value_now": "#indicator+value+now+num",
        "difference": "#indicator+difference+num",
        "least_clear": "#indicator+difference+clear+num",
        "refusal": "#status+change",
    },
    "bivariate": {
        "second_value": "#indicator+second+value+num",
        "second_decimals": "#meta+second+decimals",
        "second_qualifier": "#meta+second+qualifier",
        "second_source": "#meta+second+source+code",
    },
    "leading": {"leading": "#indicator+deprivation+code", "tied": "#indicator+deprivation+tied"},
}


@dataclass(frozen=True)
class FigureRows:
    """Rows to work with.

    ``shown``: one row for each area of the map in its year, or in every one of years side by side, those
    without a figure included, with its class; ``every_year``: one row for each known figure;
    ``metadata``: what explains them, in order; ``tags``: the HXL tag of each column; ``code``: the view's
    citation code.
    """

    shown: pd.DataFrame
    every_year: pd.DataFrame
    metadata: tuple[tuple[str, str], ...]
    tags: dict[str, str]
    code: str


def figure_rows(still: MapStill, cited: Cited) -> FigureRows:
    """Return the rows of a still and of all its years."""
    facts, _ = painted_parts(still.edition, still.address.picture)
    layer = facts.layer_of_year(still.frame["year"])
    level = ADMINISTRATIVE.get((layer.vintage, still.address.picture.level), "adm")
    described = {name: TAGS[name] for name in (*DESCRIBING, *OF_THE_SECOND)}
    every_tag = MARK_COLUMN | _columns(still) | CLASS_COLUMNS | described
    tags = {name: tag.format(level=level) for name, tag in every_tag.items()}
    stills = each_year(still) if still.address.side_by_side else [still]
    shown = pd.concat([_shown(one, facts) for one in stills], ignore_index=True)
    shown, every_year = (_described(rows, still, facts) for rows in (shown, _every_year(still, facts)))
    return FigureRows(shown, every_year, _metadata(still, facts, cited), tags, cited.citation.printed)


def _described(rows: pd.DataFrame, still: MapStill, facts: MapFacts) -> pd.DataFrame:
    """Return rows with their mark in front, and behind them parent place, indicator, unit and licence."""
    visit, store = Visit(still.words, still.edition), still.edition.store
    keys = list(zip(rows["vintage"], rows["code"], strict=True))
    parents = {key: parent_place(visit, *key) for key in dict.fromkeys(keys)}
    known = by_code(facts.sources)
    licences = {
        code: licence_text([code] if isinstance(code, str) else [], known, store, still.words)
        for code in rows["source"].unique()
    }
    described = rows.assign(
        indicator_code=facts.indicator["code"],
        unit=still.words.of(facts.indicator, "unit"),
        parent_code=[parents[key][0] for key in keys],
        parent_name=[parents[key][1] for key in keys],
        licence=[licences[code] for code in rows["source"]],
    )
    if still.address.picture.kind == "bivariate":
        second = indicator_row(still.edition, still.address.picture.second)
        described = described.assign(
            second_indicator_code=second["code"], second_unit=still.words.of(second, "unit")
        )
    return marked(described, visit.mark)


def _columns(still: MapStill) -> dict[str, str]:
    picture = still.address.picture
    is_of_money = measure_in(picture.indicator) is not None
    is_of_figures = picture.kind in PLAIN_KINDS and not is_of_money
    is_restated = picture.look == "today" and is_of_figures
    tells_others = picture.others and is_of_figures
    others = OTHER_COLUMNS if tells_others else {}
    restated = RESTATED_COLUMNS if is_restated else {}
    return COLUMNS | others | COLUMNS_OF_KIND.get(picture.kind, {}) | restated


def _every_year(still: MapStill, facts: MapFacts) -> pd.DataFrame:
    shown = {(vintage, code) for vintage, layer in facts.layers.items() for code in layer.shown}
    keys = zip(facts.figures["vintage"], facts.figures["area_code"], strict=True)
    rows = facts.figures[[key in shown for key in keys]].rename(
        columns={
            "area_code": "code",
            "standard_code": "standard",
            "source_code": "source",
            "second_source_code": "second_source",
            f"note_{still.words.language}": "note",
        }
    )
    rows = _with_sources(rows, facts, still.words)
    if still.address.picture.kind in ("change", "leading"):
        return rows[list(_columns(still))].reset_index(drop=True)
    notes = pd.Series([_note(row, still.words) for row in rows.to_dict("records")], index=rows.index)
    return rows.assign(note=notes)[list(_columns(still))].reset_index(drop=True)


def _note(row: Row, words: Words) -> str | None:
    """Return the note of a figure, and what a printed zero of a survey means."""
    note = ". ".join(part for part in (text_in(row, "note").rstrip("."), zero_note(row, words)) if part)
    return note or None


def _with_sources(rows: pd.DataFrame, facts: MapFacts, words: Words) -> pd.DataFrame:
    """Return the rows with text and address of every source of each figure."""
    known = {source.code: source for source in map_sources(facts.figures, facts, words).every}
    own = codes_by_row(rows.rename(columns=SOURCES_RENAMED))
    if "restated" in rows:
        estimated = rows["restated"] == ESTIMATED
        own = [
            (*codes, *(facts.weight_sources if is_estimate else ()))
            for codes, is_estimate in zip(own, estimated, strict=True)
        ]
    return rows.assign(
        source_text=[texts_of(codes, known) for codes in own],
        source_address=[addresses_of(codes, known) for codes in own],
    )


def _shown(still: MapStill, facts: MapFacts) -> pd.DataFrame:
    year = still.frame["year"]
    layer = facts.layer_of_year(year)
    areas = layer.areas[layer.areas["area_code"].isin(layer.shown)].rename(columns={"area_code": "code"})
    names = areas[["vintage", "code", "name_vi", "name_en"]]
    figures = _every_year(still, facts)
    figures = figures[figures["year"] == year].drop(columns=["name_vi", "name_en"])
    rows = names.merge(figures, on=["vintage", "code"], how="left").assign(year=year)
    rows["state"] = rows["state"].fillna("missing")
    marks = dict(zip(still.plane["codes"], still.frame["marks"], strict=True))
    labels = {line["mark"]: line["label"] for line in still.frame["legend"]}
    classes = [marks[code] if marks[code].isdigit() else "" for code in rows["code"]]
    rows["class"] = pd.array([int(mark) + 1 if mark else None for mark in classes], dtype="Int64")
    rows["class_bounds"] = [labels.get(mark, "") for mark in classes]
    rows["colour"] = [still.colour(mark) if mark else "" for mark in classes]
    return rows[[*_columns(still), *CLASS_COLUMNS]].sort_values("code", ignore_index=True)


def _second(still: MapStill) -> list[tuple[str, Any]]:
    """Return what explains the second of two indicators; nothing on other maps."""
    if still.address.picture.kind != "bivariate":
        return []
    words, second = still.words, indicator_row(still.edition, still.address.picture.second)
    return [
        ("second", second["code"]),
        ("definition", words.of(second, "definition")),
        ("numerator", words.of(second, "numerator")),
        ("denominator", words.of(second, "denominator")),
        ("unit", words.of(second, "unit")),
    ]


def _legend(still: MapStill) -> list[str]:
    """Return the classes and gaps with their counts; without them where they differ by year."""
    estimates = [still.frame["estimates"]] if still.frame["estimates"] else []
    lines = [*still.frame["legend"], *estimates, *still.frame["gaps"]]
    if still.address.side_by_side:
        return [str(line["label"]) for line in lines]
    return [f"{line['label']}: {line['count']}" for line in lines]


def _metadata(still: MapStill, facts: MapFacts, cited: Cited) -> tuple[tuple[str, str], ...]:
    words, frame, indicator = still.words, still.frame, facts.indicator
    is_told = (facts.figures["year"] == frame["year"]) | still.address.side_by_side
    year_rows = facts.figures[is_told]
    compared = year_rows if still.address.picture.others else year_rows[~is_aside(year_rows)]
    standards = [words.of(facts.standards.loc[code]) for code in compared["standard_code"].dropna().unique()]
    used = map_sources(facts.figures, facts, words).every
    pairs: list[tuple[str, Any]] = [
        ("mark", still.document["banner"]),
        ("title", still.document["title"]),
        ("scope", frame["subtitle"]),
        ("sentence", frame["sentence"]),
        ("indicator", indicator["code"]),
        ("definition", words.of(indicator, "definition")),
        ("numerator", words.of(indicator, "numerator")),
        ("denominator", words.of(indicator, "denominator")),
        ("unit", words.of(indicator, "unit")),
        *_second(still),
        ("standard", "; ".join(standards)),
        ("legend", "; ".join(_legend(still))),
        ("unmatched", "; ".join(frame["unmatched"])),
        ("source", still.whole_source),
        *(("sources", f"{source.code}{JOINED}{source}") for source in used),
        ("boundaries", still.layer["note"]),
        ("archipelagos", words("take_away.archipelagos", **still.document["archipelagos"])),
        ("exported", words.date(cited.citation.on)),
        ("code", cited.citation.printed),
        ("address", cited.url),
    ]
    return tuple(
        (words(f"take_away.about_{name}"), str(text)) for name, text in pairs if text and text != "nan"
    )
