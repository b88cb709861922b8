"""Pictures that paint something else than the figures: a change, two indicators, the leading deprivation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.change_picture import change_document
from ui.leading_picture import leading_document
from ui.map_facts import map_facts
from ui.picture import picture_document
from ui.picture_address import Kind, PictureAddress
from ui.stores import Edition
from ui.two_picture import bivariate_document


def plain_document(edition: Edition, wanted: PictureAddress) -> dict[str, Any]:
    """Return the document of the classes of an indicator's figures."""
    return picture_document(wanted, map_facts(edition, wanted))


MAKERS: dict[Kind, Callable[[Edition, PictureAddress], dict[str, Any]]] = {
    "rates": plain_document,
    "change": change_document,
    "bivariate": bivariate_document,
    "leading": leading_document,
}


def painted_document(edition: Edition, wanted: PictureAddress) -> dict[str, Any]:
    """Return the document of a picture of any kind; UnknownPicture or UnknownLayer when there is none."""
    return MAKERS[wanted.kind](edition, wanted)
