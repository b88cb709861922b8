"""Documents of pictures and drawings of their years, compressed and kept once for all visitors."""

from __future__ import annotations

import gzip
import json
from typing import Any

from ui.cached.editions import Edition, packed_in_files
from ui.cached.shared_frames import shared_value
from ui.maps.kinds import painted_document
from ui.maps.picture_address import PLAIN_KINDS, PictureAddress
from ui.maps.small_maps import Layout, small_maps_svg

DOCUMENTS_KEPT = 128


@shared_value(DOCUMENTS_KEPT)
def compressed_document(edition: Edition, url: str, wanted: PictureAddress) -> bytes:
    """Return the document at an address of an edition, made once for all its visitors.

    What a page opens with is kept in files. Of chosen classes and extents there are any number.
    """
    return _kept_document(edition, url, wanted) if _is_opened_with(wanted) else _document(edition, wanted)


def _is_opened_with(wanted: PictureAddress) -> bool:
    names = ("look", "language", "kind", "second", "others")
    chosen = {name: getattr(wanted, name) for name in names}
    plain = PictureAddress(wanted.indicator, wanted.level, **chosen)
    return wanted == plain and wanted.kind in PLAIN_KINDS


@packed_in_files
def _kept_document(edition: Edition, url: str, wanted: PictureAddress) -> bytes:
    return _document(edition, wanted)


def _document(edition: Edition, wanted: PictureAddress) -> bytes:
    document = painted_document(edition, wanted)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return gzip.compress(text, compresslevel=6, mtime=0)


def page_document(edition: Edition, wanted: PictureAddress) -> dict[str, Any]:
    """Return the document that a page's picture is made of."""
    packed = compressed_document(edition, wanted.url(edition), wanted)
    document: dict[str, Any] = json.loads(gzip.decompress(packed))
    return document


@shared_value(DOCUMENTS_KEPT)
def compressed_small_maps(edition: Edition, url: str, wanted: PictureAddress, columns: int) -> bytes:
    """Return the drawing of a picture's years at an address of an edition."""
    drawing = small_maps_svg(page_document(edition, wanted), Layout(columns))
    return gzip.compress(drawing.encode(), compresslevel=6, mtime=0)
