"""A note outside the database that a store has held files of offices or accounts: its loss is never masked.

A store that is missing or empty is built from the embedded data, unless this note says that it has held
more than those: then it is lost, and only a person may have a new one made in its place. A new store without
the accounts would open to whoever has the key of changes.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select
from sqlmodel import col

from data_access.loads.audit import now
from data_access.models import Account, Submission

FOLDER = "stores-with-loads"


@dataclass(frozen=True)
class HeldLoads:
    """The note of one store: in which file, and since when (UTC) the store has held files of offices."""

    path: Path
    since: str


def held_loads(var_dir: Path, location: str) -> HeldLoads | None:
    """The note of the store at a location; None where it has held no file of an office.

    A note that cannot be read counts as one: whoever damaged it may have taken the store too.
    """
    path = _path(var_dir, location)
    try:
        return HeldLoads(path, str(json.loads(path.read_text(encoding="utf-8"))["since"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return HeldLoads(path, "")


def note_held_loads(connection: Connection, var_dir: Path, location: str) -> None:
    """Write the note of a store that holds a file of an office or an account; raises ``OSError``.

    One that is there stays.
    """
    path = _path(var_dir, location)
    held = (col(Submission.id), col(Account.id))
    if path.exists() or all(connection.scalar(select(number).limit(1)) is None for number in held):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    unfinished.write_text(json.dumps({"location": location, "since": now()}), encoding="utf-8")
    os.replace(unfinished, path)


def _path(var_dir: Path, location: str) -> Path:
    return var_dir / FOLDER / f"{hashlib.sha256(location.encode()).hexdigest()[:16]}.json"
