"""Who failed to sign in waits, the longer the oftener: counted in the database, alike on every server.

A try is counted before the password is looked at, so that many at once are no way around. Names and addresses
are counted apart: a name soon, as nobody mistypes it often; an address later, as an office shares one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col

from data_access.accounts.moments import after, seconds_until
from data_access.loads.audit import now
from data_access.models import FailedSignIn

# What is older counts no longer.
FORGOTTEN_HOURS = 24
LONGEST_TYPED = 256
FIRST_SECONDS = 15


@dataclass(frozen=True)
class Count:
    """What is counted: how many tries are free, and how long the wait gets."""

    counted_by: str
    free: int
    longest_seconds: int

    def seconds_after(self, failures: int) -> int:
        """Return how long to wait after so many failures: 0, then 15, 30, 60, … seconds."""
        beyond = failures - self.free
        return 0 if beyond < 0 else int(min(FIRST_SECONDS * 2 ** min(beyond, 20), self.longest_seconds))


# Somebody who keeps on failing under a name may keep its owner waiting: no longer than five minutes.
OF_NAME, OF_ADDRESS = Count("name", 5, 300), Count("address", 30, 900)


def seconds_to_wait(connection: Connection, counts: list[tuple[Count, str]]) -> float:
    """Count a try for a name and an address, or return how many seconds it has to wait.

    0 where it may be made now: it is counted as failed until ``forgive``.
    """
    connection.execute(delete(FailedSignIn).where(col(FailedSignIn.last_at) < after(hours=-FORGOTTEN_HOURS)))
    waits = [_wait_of(connection, count, key) for count, key in counts]
    if any(wait > 0 for wait in waits):
        return max(waits)
    for count, key in counts:
        _add_failure(connection, count, key)
    return 0.0


def forgive(connection: Connection, name: str, address: str) -> None:
    """Take back what was counted for a try that succeeded: all of the name's, the one of the address."""
    connection.execute(delete(FailedSignIn).where(*_is(OF_NAME, name)))
    connection.execute(
        update(FailedSignIn)
        .where(*_is(OF_ADDRESS, address), col(FailedSignIn.failures) > 0)
        .values(failures=FailedSignIn.failures - 1, wait_until=now())
    )


def _wait_of(connection: Connection, count: Count, key: str) -> float:
    # Held until the transaction ends: of many tries at once each sees what the one before it counted.
    statement = select(col(FailedSignIn.wait_until)).where(*_is(count, key)).with_for_update()
    until = connection.scalar(statement)
    return max(0.0, seconds_until(until)) if until else 0.0


def _add_failure(connection: Connection, count: Count, key: str) -> None:
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = {"counted_by": count.counted_by, "key": _digest(key), "last_at": now(), "wait_until": now()}
    statement = dialect.insert(FailedSignIn).values(failures=1, **row)
    failures = connection.execute(
        statement.on_conflict_do_update(
            index_elements=["counted_by", "key"],
            set_={"failures": FailedSignIn.failures + 1, "last_at": now()},
        ).returning(col(FailedSignIn.failures))
    ).scalar_one()
    connection.execute(
        update(FailedSignIn)
        .where(*_is(count, key))
        .values(wait_until=after(seconds=count.seconds_after(failures)))
    )


def _is(count: Count, key: str) -> tuple[Any, Any]:
    return col(FailedSignIn.counted_by) == count.counted_by, col(FailedSignIn.key) == _digest(key)


def _digest(key: str) -> str:
    return hashlib.sha256(key[:LONGEST_TYPED].encode("utf-8", "replace")).hexdigest()
