"""The outlines that a picture's document names."""

from __future__ import annotations

import gzip
import json
from typing import Any

from geo.outlines import outlines_by_filename
from ui.cached.figure_frames import UnknownPicture


def outlines_at(geometry_url: str) -> dict[str, Any]:
    """Return the outlines at an address: codes, paths, size, bounds and islands.

    UnknownPicture where nothing is there any more.
    """
    drawing = outlines_by_filename(geometry_url.rpartition("/")[2])
    if drawing is None:
        raise UnknownPicture(geometry_url)
    plane: dict[str, Any] = json.loads(gzip.decompress(drawing.compressed))
    return plane
