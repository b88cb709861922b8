"""A backup restored on trial: into a store of its own, which is looked at and thrown away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from data_access.audit_chain import check_chain
from data_access.keeping.restoring import restore
from data_access.queries.sources import store_load_number
from data_access.store.errors import StoreDamaged
from data_access.store.opening import store_at
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Trial:
    """What a restored backup holds: its newest load, how many rows, files and entries of the log."""

    load: int
    rows: int
    files: int
    entries: int


def try_restoring(settings: StoreSettings, path: Path, progress: Progress) -> Trial:
    """Restore a backup into a new SQLite store beside it, look at that and remove it.

    The store in use is not touched. Every table is compared with its fingerprint, the store is opened as the
    program opens it, and the log of changes is checked entry by entry. Raises ``StoreDamaged`` (``corrupt``
    where something differs) or another ``StoreError``. It needs the room of one store more in the folder of
    the backup.
    """
    with TemporaryDirectory(dir=path.absolute().parent, prefix=".trial-") as folder:
        alone = settings.model_copy(
            update={
                "database_url": "",
                "migration_database_url": "",
                "read_database_url": "",
                "var_dir": Path(folder),
            }
        )
        held = restore(alone, path, progress)
        store = store_at(alone.url(), location_of(alone.url()), alone.query_timeout_seconds)
        try:
            with store.session() as session:
                load, log = store_load_number(session), check_chain(session.connection())
        finally:
            store.close()
    if log.unfitting is not None:
        raise StoreDamaged(location=str(path), reason="corrupt")
    rows = sum(content.rows for content in held.tables.values())
    return Trial(load, rows, held.files.rows, log.entries)
