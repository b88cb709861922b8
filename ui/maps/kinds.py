"""How each kind of picture is painted: figures, changes, two indicators, deprivations, the merger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.cached.comparable_figures import merged_into
from ui.cached.editions import Edition
from ui.maps.bivariate_picture import bivariate_parts
from ui.maps.change_picture import change_parts
from ui.maps.document import picture_document
from ui.maps.leading_picture import leading_parts
from ui.maps.map_facts import MapFacts, Painting
from ui.maps.map_reading import map_facts
from ui.maps.merger.document import with_before
from ui.maps.merger.sides import merger_facts
from ui.maps.picture_address import Kind, PictureAddress
from ui.maps.reports.picture import reports_parts

Parts = tuple[MapFacts, Painting]


def plain_parts(edition: Edition, wanted: PictureAddress) -> Parts:
    """Return the facts of an indicator's figures; they are painted by their classes."""
    return map_facts(edition, wanted), Painting()


def merger_parts(edition: Edition, wanted: PictureAddress) -> Parts:
    """Return the facts of today's figures with those before the merger; both are painted by their classes."""
    return merger_facts(edition, wanted), Painting()


MAKERS: dict[Kind, Callable[[Edition, PictureAddress], Parts]] = {
    "rates": plain_parts,
    "change": change_parts,
    "bivariate": bivariate_parts,
    "leading": leading_parts,
    "merger": merger_parts,
    "reports": reports_parts,
}


def painted_parts(edition: Edition, wanted: PictureAddress) -> Parts:
    """Return what a picture of any kind is made of; UnknownPicture or UnknownLayer when there is none."""
    return MAKERS[wanted.kind](edition, wanted)


def painted_document(edition: Edition, wanted: PictureAddress) -> dict[str, Any]:
    """Return the document of a picture of any kind; UnknownPicture or UnknownLayer when there is none."""
    facts, painting = painted_parts(edition, wanted)
    document = picture_document(wanted, facts, painting)
    if facts.beside is None:
        return document
    return with_before(document, wanted, facts, merged_into(edition, wanted.level))
