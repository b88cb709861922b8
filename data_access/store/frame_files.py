"""Frames as files of a folder: for a second process or a restart, which need not make them from the store.

Files are written beside their place and then renamed, so that two processes may write at once and a reader
never meets a half. What cannot be read or written is made again or not kept. Past ``MOST_BYTES`` the files
that were not read for longest go. They are Arrow's and no pickles: what is put into the folder is never run.
"""

import logging
import os
from contextlib import suppress
from pathlib import Path
from time import time
from uuid import uuid4

import pandas as pd
import pyarrow as pa
from pyarrow import feather

logger = logging.getLogger(__name__)

MOST_BYTES = 256 * 2**20
ENDING, UNFINISHED = ".arrow", ".unfinished"
# A process that was killed leaves what it was writing.
UNFINISHED_SECONDS = 3600
DTYPES = b"dtypes"


def read_frame(path: Path) -> pd.DataFrame | None:
    """Return the frame of a file, None where there is none that can be read."""
    try:
        table = feather.read_table(path, memory_map=False)
        dtypes = table.schema.metadata[DTYPES].decode().split("\n")
        frame: pd.DataFrame = table.to_pandas()
        os.utime(path)
        return frame.astype(dict(zip(table.column_names, dtypes, strict=True)))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        logger.warning("a kept frame cannot be read and is made again: %s", path.name, exc_info=True)
        return None


def write_frame(path: Path, frame: pd.DataFrame) -> None:
    """Keep a frame in a file that ends with ``ENDING``, where that can be done, and sweep its folder."""
    unfinished = path.with_name(f"{path.name}.{uuid4().hex}{UNFINISHED}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        feather.write_feather(_with_dtypes(frame), unfinished, compression="lz4")
        os.replace(unfinished, path)
        _sweep(path.parent)
    except (OSError, ValueError, TypeError, pa.ArrowException):
        logger.warning("a frame cannot be kept: %s", path.name, exc_info=True)
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
    kept = sorted((path for path in facts if path.suffix == ENDING), key=lambda path: facts[path].st_mtime)
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
