"""The log of changes also tells of boundaries, which are kept beside the store."""

from data_access.accounts.allowed import change_by
from data_access.accounts.rights import Action
from data_access.loads.audit import record
from data_access.loads.changing import changing
from data_access.store.settings import StoreSettings


def log_boundaries(settings: StoreSettings, who: str, what: str, level: str, vintage: str) -> None:
    """Write a change of a layer into the log of the store; raises a ``StoreError`` where that fails.

    ``what`` is ``boundaries_accepted`` or ``boundaries_undone``.
    """
    with changing(settings) as connection:
        change_by(connection, Action.REPLACE_BOUNDARIES)
        record(connection, who, what, f"boundaries {level} {vintage}")
