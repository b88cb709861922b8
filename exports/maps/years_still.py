"""Every year of a picture as a still: one title, sentence and source for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exports.maps.still import MapStill
from ui.cached.visit import Visit
from ui.explore.kept_views import EXHIBITS, explored
from ui.maps.document import map_source, map_sources
from ui.maps.drawn_outlines import outlines_at
from ui.maps.kinds import painted_parts
from ui.maps.map_address import YEARS_VIEW
from ui.text.source_citation import day_of


def same_in_every_year(still: MapStill) -> MapStill:
    """Return the still with the title, scope, sentence and sources of the page's years side by side."""
    visit = Visit(still.words, still.edition)
    exhibit = EXHIBITS[YEARS_VIEW](visit, explored(visit, still.address.query()))
    document = {**still.document, "title": exhibit.title}
    facts, _ = painted_parts(still.edition, still.address.picture)
    newest_first = facts.figures.sort_values("year", ascending=False, kind="stable")
    sources = map_sources(newest_first, facts, still.words)
    layer, day = facts.layer_of_year(still.frame["year"]), day_of(newest_first, still.words)
    shared_texts = {
        "subtitle": exhibit.subtitle,
        "sentence": exhibit.sentence,
        "source": map_source(sources, layer, day, still.words),
        "sources": list(sources.codes),
    }
    return replace(still, document=document, frame={**still.frame, **shared_texts})


def each_year(still: MapStill) -> Iterator[MapStill]:
    """Yield the still of every year of its picture, the earliest first."""
    planes = [outlines_at(layer["geometry"]) for layer in still.document["layers"]]
    for frame in still.document["frames"]:
        address = replace(still.address, year=frame["year"])
        yield replace(still, address=address, frame=frame, plane=planes[frame["layer"]])
