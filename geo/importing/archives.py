"""Zip files from strangers, unpacked under our own names and no further than is safe."""

import re
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from geo.importing.errors import BoundaryFileUnusable
from geo.importing.options import MEGABYTE, ImportOptions

WANTED = {".shp", ".shx", ".dbf", ".prj", ".cpg", ".gpkg", ".geojson", ".json", ".topojson", ".kml"}
RATIO_LIMIT = 200
"""Pretty-printed coordinates shrink to a thirtieth, a bomb to a thousandth."""

RATIO_FREE_BYTES = 10 * MEGABYTE
"""Small members may shrink as they like."""

MEMBER_LIMIT = 5000
"""Enough for a file for each commune of today."""

BLOCK = 1 << 20


def unpack(archive: Path, into: Path, options: ImportOptions) -> list[Path]:
    """Unpack what may hold geometry and return its paths in ``into``, in the archive's order.

    Files that belong together (``a.shp``, ``a.dbf``) keep one stem. Raises BoundaryFileUnusable, with
    nothing of use written, for a damaged, locked or dangerous archive and for one without geometry.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = _safe_members(opened, options)
            return _written(opened, members, into, options)
    except (zipfile.BadZipFile, EOFError, OSError, zlib.error) as error:
        raise BoundaryFileUnusable("damaged_archive") from error
    except (RuntimeError, NotImplementedError) as error:
        raise BoundaryFileUnusable("locked_archive") from error


def _safe_members(opened: zipfile.ZipFile, options: ImportOptions) -> list[zipfile.ZipInfo]:
    members = opened.infolist()
    for member in members:
        if leads_outside(member.filename) or leads_outside(member.orig_filename):
            raise BoundaryFileUnusable("unsafe_name", {"name": member.filename})
    if len(members) > MEMBER_LIMIT:
        raise BoundaryFileUnusable("too_many_members", {"members": len(members), "limit": MEMBER_LIMIT})
    if sum(member.file_size for member in members) > options.max_unpacked_bytes:
        raise _bomb(options)
    wanted = [member for member in members if _is_wanted(member)]
    if not wanted:
        raise BoundaryFileUnusable("archive_without_geometry")
    return wanted


def leads_outside(name: str) -> bool:
    """Whether a member's name could be written anywhere but below the folder it is unpacked to."""
    forward = name.replace("\\", "/")
    drive = re.match(r"[A-Za-z]:", forward)
    return "\0" in name or forward.startswith("/") or bool(drive) or ".." in forward.split("/")


def _is_wanted(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    hidden = path.name.startswith("._") or "__MACOSX" in path.parts
    return not member.is_dir() and not hidden and path.suffix.lower() in WANTED


def _written(
    opened: zipfile.ZipFile, members: list[zipfile.ZipInfo], into: Path, options: ImportOptions
) -> list[Path]:
    stems: dict[str, str] = {}
    paths = []
    left = options.max_unpacked_bytes
    for member in members:
        stem, suffix = member.filename.rsplit(".", 1)
        # Our own folder for each stem: no name of the archive ever becomes a path, only a label.
        folder = into / stems.setdefault(stem, str(len(stems)))
        folder.mkdir(exist_ok=True)
        path = folder / f"{_label(stem)}.{suffix.lower()}"
        left -= _copy(opened, member, path, left, options)
        paths.append(path)
    return paths


def _label(stem: str) -> str:
    return re.sub(r"[^\w-]+", "_", stem.replace("\\", "/").rsplit("/", 1)[-1])[:80] or "layer"


def _copy(
    opened: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, left: int, options: ImportOptions
) -> int:
    """Copy block by block and count what really comes out: the size an archive declares may be a lie."""
    allowed = max(RATIO_FREE_BYTES, RATIO_LIMIT * max(member.compress_size, 1))
    written = 0
    with opened.open(member) as source, path.open("wb") as target:
        while block := source.read(BLOCK):
            written += len(block)
            if written > min(allowed, left):
                raise _bomb(options)
            target.write(block)
    return written


def _bomb(options: ImportOptions) -> BoundaryFileUnusable:
    limit = options.max_unpacked_bytes // MEGABYTE
    return BoundaryFileUnusable("archive_too_large", {"limit_mb": limit, "ratio": RATIO_LIMIT})
