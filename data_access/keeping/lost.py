"""A new store in the place of one that is lost: only when a person says so, with name and reason."""

from collections.abc import Callable

from data_access.loads.audit import record
from data_access.loads.submissions import person, reason_given
from data_access.store.engines import writing_engine
from data_access.store.error_translation import translated
from data_access.store.errors import StoreLost, StoreNotEmpty
from data_access.store.held_loads import held_loads
from data_access.store.opening import Store, migrate_store, open_built_store
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of

Progress = Callable[[float, str], None]


def replace_lost(settings: StoreSettings, by: str, reason: str, progress: Progress) -> Store:
    """Build a new store where one with files of offices is lost; return it, closed.

    Raises ``StoreNotEmpty`` where the store is not lost, ``LoadRefused`` (``no_name``, ``no_reason``) or
    another ``StoreError``. The note of the lost store is kept beside the new one's under another name.
    """
    who, why = person(by), reason_given(reason)
    location = location_of(settings.url())
    since = _since(settings, location)
    note = held_loads(settings.var_dir, location)
    if note is not None:
        with translated(location, also_files=True):
            note.path.replace(note.path.with_suffix(".lost"))
    store = migrate_store(settings, progress)
    engine = writing_engine(settings.url())
    with translated(location), engine.begin() as connection:
        held = {"held_loads_since": since}
        record(connection, who, "new_store", f"store {location}", held, {"reason": why})
    engine.dispose()
    return store


def _since(settings: StoreSettings, location: str) -> str:
    """Since which day the lost store had held files of offices; ``StoreNotEmpty`` where it is there."""
    try:
        open_built_store(settings).engine.dispose()
    except StoreLost as lost:
        return lost.facts["since"]
    raise StoreNotEmpty(location=location)
