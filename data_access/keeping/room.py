"""Whether the program can still write what it has to keep in ``VAR_DIR``."""

import tempfile
from pathlib import Path

from data_access.store.error_translation import translated

# A small file may still fit on a disk that has no room for the next change.
NEEDED_BYTES = 1_000_000


def expect_room(var_dir: Path) -> None:
    """Write a small file into ``var_dir`` and delete it.

    Raises ``StoreOutOfSpace`` where there is no room for it, ``StoreReadOnly`` where nothing may be written,
    ``StoreUnreachable`` (``unreadable``) where the folder cannot be used.
    """
    with translated(str(var_dir), also_files=True):
        var_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=var_dir) as file:
            file.write(bytes(NEEDED_BYTES))
            file.flush()
