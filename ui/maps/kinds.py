"""Pictures that paint something else than the figures: a change, two indicators, the leading deprivation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.cached.editions import Edition
from ui.maps.bivariate_picture import bivariate_parts
from ui.maps.change_picture import change_parts
from ui.maps.document import picture_document
from ui.maps.leading_picture import leading_parts
from ui.maps.map_facts import MapFacts, Painting
from ui.maps.map_reading import map_facts
from ui.maps.picture_address import Kind, PictureAddress

Parts = tuple[MapFacts, Painting]


def plain_parts(edition: Edition, wanted: PictureAddress) -> Parts:
    """Return the facts of an indicator's figures; they are painted by their classes."""
    return map_facts(edition, wanted), Painting()


MAKERS: dict[Kind, Callable[[Edition, PictureAddress], Parts]] = {
    "rates": plain_parts,
    "change": change_parts,
    "bivariate": bivariate_parts,
    "leading": leading_parts,
}


def painted_parts(edition: Edition, wanted: PictureAddress) -> Parts:
    """Return what a picture of any kind is made of; UnknownPicture or UnknownLayer when there is none."""
    return MAKERS[wanted.kind](edition, wanted)


def painted_document(edition: Edition, wanted: PictureAddress) -> dict[str, Any]:
    """Return the document of a picture of any kind; UnknownPicture or UnknownLayer when there is none."""
    return picture_document(wanted, *painted_parts(edition, wanted))
