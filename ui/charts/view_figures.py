"""The figures of a view as bare text: what a code is made from, in no language."""

from __future__ import annotations

from collections.abc import Mapping

from data_access.store.frames import Row
from ui.cached import area_frames, figure_frames
from ui.cached.editions import Edition
from ui.cached.place_facts import POVERTY
from ui.maps.kinds import painted_parts
from ui.maps.map_address import MapAddress
from ui.maps.map_facts import MapFacts
from ui.maps.paired_figures import second_figure
from ui.maps.picture_address import Kind
from ui.text.bare_text import BAR, bare_text
from ui.text.figures import name_of
from ui.text.place_key import PlaceKey
from vocabulary.vintages import NEW, OLD
from vocabulary.words import Words


def map_figures(edition: Edition, address: MapAddress) -> dict[str, str]:
    """Return what a map shows of each area, by code: figure, change, two figures, deprivation and share."""
    facts, _ = painted_parts(edition, address.picture)
    years = facts.figures["year"]
    if years.empty:
        return {}
    if address.side_by_side:
        return _figures_of_every_year(facts)
    year = address.year or int(years.max())
    layer = facts.layer_of_year(year)
    shown = facts.figures[
        (years == year)
        & (facts.figures["vintage"] == layer.vintage)
        & facts.figures["area_code"].isin(layer.shown)
    ]
    kind = address.picture.kind
    return {str(row["area_code"]): painted_text(row, kind) for row in shown.to_dict("records")}


def _figures_of_every_year(facts: MapFacts) -> dict[str, str]:
    """Return every figure that small maps show, by vintage, area and year: ``v2008.02.2016``."""
    found = {}
    for year, figures in facts.figures.groupby("year"):
        layer = facts.layer_of_year(int(str(year)))
        is_shown = (figures["vintage"] == layer.vintage) & figures["area_code"].isin(layer.shown)
        for row in figures[is_shown].to_dict("records"):
            found[f"{row['vintage']}.{row['area_code']}.{year}"] = bare_text(row)
    return found


def painted_text(row: Row, kind: Kind) -> str:
    """Return what a map of some kind shows of an area as bare text, its parts parted by a bar."""
    parts = [bare_text(row)]
    if kind == "bivariate":
        parts.append(bare_text(second_figure(row)))
    if kind == "leading" and row["leading"]:
        parts.insert(0, str(row["leading"]))
    return BAR.join(parts)


def place_figures_by_label(edition: Edition, place: PlaceKey) -> dict[str, str]:
    """Return every figure of a place, by indicator and year: ``poor_household_rate.2023``.

    Those that it reported, and the poverty figures that are carried over to its boundary of today.
    """
    return carried_figures_by_label(edition, place) | reported_figures_by_label(edition, place)


def reported_figures_by_label(edition: Edition, place: PlaceKey) -> dict[str, str]:
    """Return the figures that a place reported: what codes were made of before estimates counted."""
    rows = figure_frames.figures_of_place(edition, place).to_dict("records")
    return {f"{row['indicator_code']}.{row['year']}": bare_text(row) for row in rows}


def carried_figures_by_label(edition: Edition, place: PlaceKey) -> dict[str, str]:
    """Return the poverty figures of a province or region of today that former ones make, estimates too."""
    if place.vintage != NEW or place.level not in ("province", "region"):
        return {}
    known = set(figure_frames.indicators(edition)["code"])
    found: dict[str, str] = {}
    for code in (code for code in POVERTY if code in known):
        rows = figure_frames.figures_of_today(edition, code, place.level, None, True)
        carried = rows[(rows["area_code"] == place.code) & rows["value"].notna() & (rows["restated"] != "")]
        found |= {f"{code}.{row['year']}": bare_text(row) for row in carried.to_dict("records")}
    return found


def label_name(edition: Edition, view: Mapping[str, str], label: str, words: Words) -> str:
    """Return the name of what a label means: an area's name on a map, an indicator and year at a place.

    On small maps it is an area and a year.
    """
    indicator, dot, year = label.rpartition(".")
    level = view.get("level", "province")
    vintage, dotted, code = indicator.partition(".")
    if dotted:
        return f"{name_of(area_frames.areas(edition, level, vintage), code, words)} {year}"
    if dot:
        return f"{name_of(figure_frames.indicators(edition), indicator, words)} {year}"
    for vintage in (OLD, NEW):
        name = name_of(area_frames.areas(edition, level, vintage), label, words)
        if name != label:
            return name
    return label
