"""Pictures that paint something else than the figures: a change, two indicators, the leading deprivation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.change_picture import change_parts
from ui.leading_picture import leading_parts
from ui.map_facts import map_facts
from ui.picture import picture_document
from ui.picture_address import Kind, PictureAddress
from ui.picture_facts import MapFacts, Painting
from ui.stores import Edition
from ui.two_picture import bivariate_parts

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
