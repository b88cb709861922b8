"""The one door to the stores: who reads which store, as of which day.

Every page, address, export and command reads in a ``session`` of this module. What a reader may see is
decided here and nowhere else. An open store stays open in the process and serves all its readers.
tests/test_tree.py holds that no other module opens a session, and names those that do so without reading for
anybody: the building and keeping of stores, migrations, and the writing of loads.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from sqlalchemy.orm import Session

from data_access.accounts.facts import Grant
from data_access.accounts.reading import find_account, grants_of
from data_access.accounts.rights import NATION
from data_access.accounts.telling_the_database import tell_database
from data_access.accounts.visible import GRANTS
from data_access.demonstration import open_demonstration
from data_access.keeping.past import open_past
from data_access.store import standby
from data_access.store.errors import StoreUnreachable
from data_access.store.opening import Store, open_built_store, open_store
from data_access.store.settings import StoreSettings
from data_access.store.standby import AWAY, Following, LoadMark
from data_access.store_codes import DEMONSTRATION, PUBLISHED, is_store, past_day

Answer = TypeVar("Answer")
Progress = Callable[[float, str], None]
OPENING: dict[str, Callable[[StoreSettings, Progress | None], Store]] = {
    PUBLISHED: open_store,
    DEMONSTRATION: open_demonstration,
}
# Stores of past days that stay open; the one opened longest ago is closed first.
PAST_KEPT = 8


@dataclass(frozen=True)
class Reader:
    """Who reads: the login name of an account, "" for the public, and the rights it has.

    It is part of the key of all that is kept.
    """

    account: str = ""
    grants: tuple[Grant, ...] = ()


PUBLIC = Reader()
# Who runs a command on the machine of the store sees what the ledger holds.
OPERATOR = Reader(grants=(Grant("publisher", *NATION), Grant("auditor", *NATION)))

# By code, and by settings where the caller names them instead of leaving them to the environment.
_stores: dict[tuple[str, StoreSettings | None], Store] = {}
# Published stores that this process has had open: one of them that goes missing is missed, not built again.
_had_open: set[StoreSettings] = set()
_changing = Lock()


def may_read(_reader: Reader, store: str) -> bool:
    """Whether a reader may read a store: every reader reads every store that there is."""
    return is_store(store)


@contextmanager
def session(
    reader: Reader,
    store: str,
    *,
    settings: StoreSettings | None = None,
    progress: Progress | None = None,
    load: LoadMark | None = None,
) -> Iterator[Session]:
    """A session in which a reader reads one state of a store; ``store`` is a code of ``store_codes``.

    It is the newest state. Whoever reads only what loads wrote names the ``load`` that they have to see, and
    may be answered by a hot standby that has it; an account is always answered by the newest state, as its
    rights are part of it. The store is opened first where it is not open. Raises a ``StoreError`` as
    ``opened`` does, and when the database or file fails meanwhile.
    """
    found = opened(reader, store, settings=settings, progress=progress)
    with found.session(None if reader.account else load) as reading:
        reading.info[GRANTS] = _grants_now(reading, reader)
        tell_database(reading, reading.info[GRANTS])
        yield reading


def answer(reader: Reader, store: str, question: Callable[[Session], Answer], load: LoadMark) -> Answer:
    """What a question answers by a state of a store that has a load, as ``session`` with ``load``.

    Where a standby goes away meanwhile, the primary is asked. Raises a ``StoreError``.
    """
    try:
        with session(reader, store, load=load) as reading:
            return question(reading)
    except StoreUnreachable as error:
        if opened(reader, store).standby is None or error.facts.get("reason") not in AWAY:
            raise
    with session(reader, store, load=load) as reading:
        return question(reading)


def following(reader: Reader, store: str, newest: int) -> Following | None:
    """How the hot standby of a store follows its newest load; None where there is no standby.

    Raises a ``StoreError`` as ``opened`` does.
    """
    found = opened(reader, store)
    return None if found.standby is None else standby.following(found.engine, found.standby, newest)


def _grants_now(reading: Session, reader: Reader) -> tuple[Grant, ...]:
    """The rights of a reader as the store has them now, whatever they were when the reader was known."""
    if not reader.account:
        return reader.grants
    account = find_account(reading, reader.account)
    return () if account is None else grants_of(reading, account.id)


def opened(
    reader: Reader,
    store: str,
    *,
    settings: StoreSettings | None = None,
    progress: Progress | None = None,
    build: bool = True,
) -> Store:
    """An open store by its code, with ``progress`` as in ``open_store``.

    It is built or renewed first where needed, the published one only with ``build`` and only until it was
    open in this process. Raises ``StoreUnreachable`` for a store that the reader may not read, or another
    ``StoreError``; an error is not kept, the next call tries again.
    """
    if not may_read(reader, store):
        raise StoreUnreachable(location=store, reason="missing")
    found = _stores.get((store, settings))
    if found is not None:
        return found
    return _keep(store, settings, _open(store, settings or StoreSettings(), progress, build))


def is_open(store: str) -> bool:
    """Whether a store is open already, by the settings of the environment."""
    return (store, None) in _stores


def forget() -> None:
    """Close all open stores, so that whoever reads next opens them again."""
    with _changing:
        closing = list(_stores.values())
        _stores.clear()
    for store in closing:
        store.close()


def _open(store: str, settings: StoreSettings, progress: Progress | None, build: bool) -> Store:
    day = past_day(store)
    if day:
        return open_past(settings, day)
    if store != PUBLISHED:
        return OPENING[store](settings, progress)
    opening = OPENING[PUBLISHED] if build and settings not in _had_open else open_built_store
    found = opening(settings, progress)
    _had_open.add(settings)
    return found


def _keep(code: str, settings: StoreSettings | None, store: Store) -> Store:
    """Keep an open store and return it, or the one that somebody else opened meanwhile.

    Nothing is held while a store is opened: it may take a minute, and each who waits sees the progress.
    """
    with _changing:
        kept = _stores.setdefault((code, settings), store)
        past = [key for key in _stores if past_day(key[0])]
        closing = [_stores.pop(key) for key in past[:-PAST_KEPT]]
    for closed in closing if kept is store else (*closing, store):
        closed.close()
    return kept
