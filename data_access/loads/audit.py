"""The log of changes: written with each change, in its transaction, and never changed afterwards."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert

from data_access.acting import current_actor
from data_access.audit_chain import chain_of, entry_digest, last_digest
from data_access.models import Audit


def now() -> str:
    """The time in UTC, to the second, as every time in the store is written."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def record(
    connection: Connection, who: str, what: str, subject: str, before: Any = None, after: Any = None
) -> None:
    """Write one change into the log, as that of ``current_actor``.

    ``before`` and ``after`` are anything JSON can hold.
    """
    row: dict[str, str | None] = {"at": now(), "who": who, "what": what, "subject": subject}
    row |= {"state_before": _text(before), "state_after": _text(after)}
    actor = current_actor()
    row |= {"by_account": actor.account or None}
    row |= {"by_key": actor.key or None, "by_address": actor.address or None, "by_agent": actor.agent or None}
    chain = chain_of(what, subject)
    row |= {"chain": chain}
    row |= {"digest": entry_digest(last_digest(connection, chain), row)}
    connection.execute(insert(Audit), [row])


def _text(state: Any) -> str | None:
    return None if state is None else json.dumps(state, ensure_ascii=False, sort_keys=True, default=str)
