"""Large frames kept in files, so that a second process or a restart does not make them again from the store.

A frame is kept by the edition it was made of with all loads before it, what was asked, where the store is and
the version of the program; another of any of them is another file. Only what everybody may see is kept. Files
are written beside their place and then renamed, so that two processes may write at once and a reader never
meets a half; what cannot be read or written is made again or not kept. Past ``MOST_BYTES`` those not read for
longest go.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from time import time
from typing import Concatenate, ParamSpec
from uuid import uuid4

import pandas as pd
import pyarrow as pa
from pyarrow import feather

from data_access.door import PUBLIC
from data_access.queries.loads import loads
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of
from data_access.store_codes import DEMONSTRATION
from ui.cached.editions import FRAMES_KEPT, Edition, ask
from ui.cached.program_version import program_version
from ui.cached.shared_frames import shared_value

logger = logging.getLogger(__name__)

FOLDER = "frames"
MOST_BYTES = 256 * 2**20
# Fewer rows are made about as fast as they are read.
FEWEST_ROWS = 2000
ENDING, UNFINISHED = ".arrow", ".unfinished"
# A process that was killed leaves what it was writing.
UNFINISHED_SECONDS = 3600
DTYPES = b"dtypes"

Asked = ParamSpec("Asked")
Make = Callable[Concatenate[Edition, Asked], pd.DataFrame]


def kept_in_files(make: Make[Asked]) -> Make[Asked]:
    """Keep the large frames that a function makes of an edition; ``repr`` must write its other arguments."""
    function = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def read(edition: Edition, /, *requested: Asked.args, **named: Asked.kwargs) -> pd.DataFrame:
        if edition.reader != PUBLIC:
            return make(edition, *requested, **named)
        path = _path(edition, function, repr((requested, sorted(named.items()))))
        found = _read(path)
        if found is None:
            found = make(edition, *requested, **named)
            if len(found) >= FEWEST_ROWS:
                _write(path, found)
        return found

    return read


@shared_value(FRAMES_KEPT)
def history_of(edition: Edition) -> str:
    """Return a digest of every load of the store: in a restored backup numbers go on from an earlier one."""
    made = ask(edition, loads)[["id", "content_hash", "loaded_at"]]
    return hashlib.sha256(repr(made.to_numpy().tolist()).encode()).hexdigest()


def _path(edition: Edition, function: str, requested: str) -> Path:
    settings = StoreSettings()
    is_demonstration = edition.store == DEMONSTRATION
    url = settings.demonstration_url() if is_demonstration else settings.url()
    told = (*edition[:3], history_of(edition), location_of(url), function, requested)
    digest = hashlib.sha256(repr(told).encode()).hexdigest()[:32]
    return settings.var_dir / FOLDER / f"{program_version()}-{digest}{ENDING}"


def _read(path: Path) -> pd.DataFrame | None:
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


def _write(path: Path, frame: pd.DataFrame) -> None:
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
