"""Frames and packed documents as files: for a second process or a restart, which need not make them anew.

Files are written beside their place and then renamed, so that two processes may write at once and a reader
never meets a half. What cannot be read or written is made again or not kept. Past ``MOST_BYTES`` the files
that were not read for longest go. They are Arrow's and gzip's and no pickles: what is put into the folder is
never run.
"""

import gzip
import logging
import os
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import time
from typing import TypeVar
from uuid import uuid4

import pandas as pd
import pyarrow as pa
from pyarrow import feather

logger = logging.getLogger(__name__)

MOST_BYTES = 256 * 2**20
ENDING, PACKED, UNFINISHED = ".arrow", ".gz", ".unfinished"
# A process that was killed leaves what it was writing.
UNFINISHED_SECONDS = 3600
DTYPES = b"dtypes"
UNREADABLE = (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error, pa.ArrowException)

Read = TypeVar("Read")


def read_frame(path: Path) -> pd.DataFrame | None:
    """Return the frame of a file, None where there is none that can be read."""
    return _read(path, _frame_of)


def read_packed(path: Path) -> bytes | None:
    """Return what a file has packed by gzip, packed as it is; None where there is none that can be read."""
    return _read(path, _packed_of)


def _read(path: Path, read: Callable[[Path], Read]) -> Read | None:
    try:
        found = read(path)
        os.utime(path)
        return found
    except FileNotFoundError:
        return None
    except UNREADABLE:
        logger.warning("a kept file cannot be read and is made again: %s", path.name, exc_info=True)
        return None


def _frame_of(path: Path) -> pd.DataFrame:
    table = feather.read_table(path, memory_map=False)
    dtypes = table.schema.metadata[DTYPES].decode().split("\n")
    frame: pd.DataFrame = table.to_pandas()
    return frame.astype(dict(zip(table.column_names, dtypes, strict=True)))


def _packed_of(path: Path) -> bytes:
    packed = path.read_bytes()
    # It has a sum of what it holds, and is refused where that is another.
    gzip.decompress(packed)
    return packed


def write_frame(path: Path, frame: pd.DataFrame) -> None:
    """Keep a frame in a file that ends with ``ENDING``, where that can be done, and sweep its folder."""

    def write(unfinished: Path) -> None:
        feather.write_feather(_with_dtypes(frame), unfinished, compression="lz4")

    _write(path, write)


def write_packed(path: Path, packed: bytes) -> None:
    """Keep what gzip packed in a file that ends with ``PACKED``, as ``write_frame`` keeps frames."""

    def write(unfinished: Path) -> None:
        unfinished.write_bytes(packed)

    _write(path, write)


def _write(path: Path, write: Callable[[Path], None]) -> None:
    unfinished = path.with_name(f"{path.name}.{uuid4().hex}{UNFINISHED}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(unfinished)
        os.replace(unfinished, path)
        _sweep(path.parent)
    except (OSError, ValueError, TypeError, pa.ArrowException):
        logger.warning("what was made cannot be kept: %s", path.name, exc_info=True)
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _with_dtypes(frame: pd.DataFrame) -> pa.Table:
    """Return a frame as Arrow has it, with the types of pandas as they are written."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    dtypes = "\n".join(str(dtype) for dtype in frame.dtypes).encode()
    return table.replace_schema_metadata({**(table.schema.metadata or {}), DTYPES: dtypes})


def _sweep(folder: Path) -> None:
    """Delete what was left unfinished, then the files that were not read for longest."""
    facts = {path: path.stat() for path in folder.iterdir()}
    files = (path for path in facts if path.suffix in (ENDING, PACKED))
    kept = sorted(files, key=lambda path: facts[path].st_mtime)
    size = sum(facts[path].st_size for path in kept)
    gone = [path for path in facts if path.suffix == UNFINISHED and _is_left(facts[path])]
    for path in kept:
        if size <= MOST_BYTES:
            break
        size -= facts[path].st_size
        gone.append(path)
    for path in gone:
        path.unlink(missing_ok=True)


def _is_left(facts: os.stat_result) -> bool:
    return time() - facts.st_mtime > UNFINISHED_SECONDS
