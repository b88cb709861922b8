"""Draws the list of all sources of a picture, whose own line names the first ones."""

from __future__ import annotations

from dataclasses import replace

from ui.cached.visit import Visit
from ui.charts.source_lines import named_sources
from ui.controls.source_notes import show_sources
from ui.maps.kept_documents import page_document
from ui.maps.picture_address import PictureAddress


def show_picture_sources(visit: Visit, picture: PictureAddress, year: int | None) -> None:
    """Draw the list of all sources of a picture in a year, whose own line names the first ones."""
    frames = page_document(visit.edition, picture)["frames"]
    shown = next((frame for frame in frames if frame["year"] == year), frames[-1] if frames else None)
    if shown is None:
        return
    sources = named_sources(visit, shown["sources"])
    line = visit.words("take_away.all_sources", count=len(sources.every))
    show_sources(replace(sources, line=line))
