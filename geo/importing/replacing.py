"""Putting an examined file in place of a layer in one step, and taking it away again."""

import hashlib
import json
import shutil
from datetime import UTC, datetime
from typing import Any, cast

import numpy as np
import shapely
from filelock import FileLock
from shapely.geometry.base import BaseGeometry

from geo.importing import pointer
from geo.importing.areas import areas
from geo.importing.choosing import ARCHIPELAGO_PROVINCES
from geo.importing.coverage import on_grid
from geo.importing.errors import BoundaryFileUnusable
from geo.importing.examination import Examination
from geo.layers import Layer, UnknownLayer, layer

KEPT = 5
"""So many imports of one layer are kept to go back to."""

SCHEMATIC_SHARE = 0.05
"""With more schematic areas than this left in it, the layer is still called schematic."""

DECIMALS = 5


def accept(
    examination: Examination, licence_note: str, non_commercial: bool = False, incomplete: bool = False
) -> Layer:
    """Replace the layer by the examined one in one step, and return it; the old one is kept.

    A layout known to be non-commercial stays so whatever is said. ``incomplete``: a file that was copied
    while a program had it open, and so lacks areas, is taken all the same. Raises BoundaryFileUnusable
    (``licence_missing``) for a blank note, (``lacks_journal``) for such a file and (``not_writable``) if
    nothing can be written; nothing is changed then.
    """
    if not licence_note.strip():
        raise BoundaryFileUnusable("licence_missing")
    if examination.lacks_journal and not incomplete:
        raise BoundaryFileUnusable("lacks_journal", {"count": len(examination.unmatched_areas)})
    forbidden = non_commercial or examination.non_commercial
    content = _content(examination, " ".join(licence_note.split()), forbidden)
    digest = hashlib.sha256(content).hexdigest()
    level, vintage = examination.level, examination.vintage
    imported = pointer.ImportedFile(
        file=f"{digest[:16]}/{level}-{vintage}.json",
        sha256=digest,
        source_name=examination.source_name,
        imported_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    try:
        _put(level, vintage, imported, content)
    except OSError as error:
        raise BoundaryFileUnusable("not_writable", {"folder": str(pointer.boundaries_folder())}) from error
    return layer(level, vintage)


def _put(level: str, vintage: str, imported: pointer.ImportedFile, content: bytes) -> None:
    folder = pointer.boundaries_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        kept = [entry for entry in _history(level, vintage) if entry.file != imported.file]
        pointer.replace_file(imported.path, content)
        pointer.point_to(level, vintage, [*kept, imported][-KEPT:])
        for entry in kept[: -KEPT + 1]:
            shutil.rmtree(entry.path.parent, ignore_errors=True)


def _history(level: str, vintage: str) -> list[pointer.ImportedFile]:
    """A pointer that cannot be understood is started again."""
    try:
        return pointer.history(level, vintage)
    except ValueError:
        return []


def undo(level: str, vintage: str) -> Layer | None:
    """Bring back the layer in use before the last import in one step, and return it.

    None if nothing ships for it and it was the only import. Raises BoundaryFileUnusable
    (``nothing_to_undo``) if nothing was imported.
    """
    folder = pointer.boundaries_folder()
    if not pointer.pointer_path(level, vintage).is_file():
        raise BoundaryFileUnusable("nothing_to_undo")
    with FileLock(folder / ".lock"):
        kept = _history(level, vintage)
        if not kept:
            raise BoundaryFileUnusable("nothing_to_undo")
        pointer.point_to(level, vintage, kept[:-1])
    try:
        return layer(level, vintage)
    except UnknownLayer:
        return None


def last_imported() -> tuple[str, str]:
    """Return level and vintage of the newest import; BoundaryFileUnusable (``nothing_to_undo``) if none."""
    newest = [
        (kept[-1].imported_at, target) for target in pointer.imported_targets() if (kept := _history(*target))
    ]
    if not newest:
        raise BoundaryFileUnusable("nothing_to_undo")
    return max(newest)[1]


def _content(examination: Examination, note: str, non_commercial: bool) -> bytes:
    """Return the layer's GeoJSON; its licence note also names that of what was kept of the layer before."""
    standing = _standing(examination) if examination.filled else None
    schematic, name = 0, examination.source_name
    if standing:
        note = f"{note}; {standing.licence_note}" if standing.licence_note != note else note
        non_commercial = non_commercial or standing.non_commercial
        if standing.source_name and standing.source_name != name:
            name = f"{name}; {standing.source_name}"
        schematic = len(examination.filled) if standing.boundaries == "schematic" else 0
    mostly = schematic <= SCHEMATIC_SHARE * len(examination.shapes)
    collection = {
        "type": "FeatureCollection",
        "boundaries": "imported" if mostly else "schematic",
        "licence_note": note,
        "source_name": name,
        "non_commercial": non_commercial,
        "filled": list(examination.filled),
        "features": [_feature(examination, code, shape) for code, shape in examination.shapes.items()],
        "archipelagos": [_archipelago(code, shape) for code, shape in examination.archipelagos.items()],
    }
    return (json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _standing(examination: Examination) -> Layer | None:
    try:
        return layer(examination.level, examination.vintage)
    except UnknownLayer:
        return None


def _feature(examination: Examination, code: str, shape: shapely.Geometry) -> dict[str, Any]:
    area = areas((examination.level, examination.vintage))[code]
    properties = {"code": code, "name_vi": area.name_vi, "name_en": area.name_en}
    if examination.level != "province":
        properties["province"] = area.parent
    oriented = cast(BaseGeometry, shapely.orient_polygons(shape))
    return {"type": "Feature", "properties": properties, "geometry": oriented.__geo_interface__}


def _archipelago(code: str, shape: shapely.Geometry) -> dict[str, Any]:
    properties = {"archipelago": code, "province": ARCHIPELAGO_PROVINCES[code]}
    grid = on_grid(np.array([shape], dtype=object), DECIMALS)[0]
    return {"type": "Feature", "properties": properties, "geometry": grid.__geo_interface__}
