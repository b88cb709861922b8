"""The outlines that a picture's document names."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

from geo.outlines import outlines_by_filename
from ui.cached.figure_frames import UnknownPicture


def layers_of(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return every layer that a document names, those of before the merger too."""
    return [*document["layers"], *([document["before"]["layer"]] if "before" in document else [])]


def outlines_of(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return all outlines that a document names, by their addresses; UnknownPicture as ``outlines_at``."""
    return {layer["geometry"]: outlines_at(layer["geometry"]) for layer in layers_of(document)}


def outlines_at(geometry_url: str) -> dict[str, Any]:
    """Return the outlines at an address: codes, paths, size, bounds and islands.

    UnknownPicture where nothing is there any more.
    """
    drawing = outlines_by_filename(geometry_url.rpartition("/")[2])
    if drawing is None:
        raise UnknownPicture(geometry_url)
    plane: dict[str, Any] = json.loads(gzip.decompress(drawing.compressed))
    return plane
