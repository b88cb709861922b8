"""The log of changes is a chain: each entry holds a digest of itself and of the entry before.

Whoever alters an entry, takes one out or puts one in between breaks it from there on; what was cut off at the
end is seen by whoever kept the last digest. There are two chains, because sign-ins do not wait for a load
that is published: entries of data, and entries of access (accounts, sessions, files taken away).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text
from sqlmodel import col

from data_access.models import Audit

DATA, ACCESS = "data", "access"
# Whoever writes an entry waits until the writer of the one before has ended; PostgreSQL only.
LOCKS = {DATA: 7_215_001, ACCESS: 7_215_002}
OF_ACCOUNTS = "account "
ORIGINAL_TAKEN = "original_taken"
CHAINED = (
    *("at", "who", "what", "subject", "state_before", "state_after"),
    *("by_account", "by_key", "by_address", "by_agent", "chain"),
)


@dataclass(frozen=True)
class Checked:
    """How many entries were looked at, the number of the first that does not fit, and the last digests.

    ``unfitting`` is None where all fit; ``last`` is by chain, without a chain that has no entry.
    """

    entries: int
    unfitting: int | None
    last: Mapping[str, str]


def chain_of(what: str, subject: str) -> str:
    """Return the chain to which an entry belongs."""
    return ACCESS if what == ORIGINAL_TAKEN or subject.startswith(OF_ACCOUNTS) else DATA


def entry_digest(before: str, entry: Mapping[str, Any]) -> str:
    """Return the digest of an entry after one with the digest ``before``, "" for the first of its chain."""
    written = json.dumps([before, *(entry.get(name) for name in CHAINED)], ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def last_digest(connection: Connection, chain: str) -> str:
    """Return the digest of the last entry of a chain, "" for none; nobody else adds one meanwhile."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCKS[chain]})
    last = select(col(Audit.digest)).where(col(Audit.chain) == chain).order_by(col(Audit.id).desc()).limit(1)
    return connection.scalar(last) or ""


def check_chain(connection: Connection) -> Checked:
    """Return whether every entry of the log fits to the one before it."""
    names = ("id", "digest", *CHAINED)
    statement = select(*(getattr(Audit, name) for name in names)).order_by(col(Audit.id))
    last: dict[str, str] = {}
    unfitting, entries = None, connection.execute(statement).mappings().all()
    for found in entries:
        entry = {str(name): value for name, value in found.items()}
        fitting = entry_digest(last.get(str(entry["chain"]), ""), entry)
        if entry["digest"] != fitting and unfitting is None:
            unfitting = int(entry["id"])
        last[str(entry["chain"])] = str(entry["digest"])
    return Checked(len(entries), unfitting, last)
