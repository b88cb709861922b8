"""Reading by a hot standby: what it has already it answers, the primary answers the rest.

A standby follows its primary with a delay. A reader who names the load that was read of finds it here only
once the standby has that load, and else at the primary. Without a primary all is read here.
"""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import URL, Engine, text
from sqlalchemy.orm import Session

from data_access.migrations import HEAD, VERSION_TABLE
from data_access.store.error_translation import translated
from data_access.store.errors import StoreError, StoreUnreachable
from data_access.store.lost_servers import is_lost, note_lost
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of

# Of another database, or one whose primary took the number a second time, the load has other content.
HAS_LOAD = text(
    f"SELECT (SELECT version_num FROM {VERSION_TABLE}),"
    " EXISTS (SELECT 1 FROM load WHERE id = :number AND content_hash = :content)"
)
HELD = text(f"SELECT (SELECT version_num FROM {VERSION_TABLE}), (SELECT coalesce(max(id), 0) FROM load)")
# How far a server has written, or replayed what its primary wrote.
POSITION = text(
    "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END::text"
)
# A standby is a copy of its primary byte by byte, and has the number that the primary was made with.
IDENTITY = text("SELECT system_identifier::text, current_database()::text FROM pg_control_system()")
# A server that gave up a question for these reasons is asked nothing for a moment.
AWAY = ("not_connected", "busy")


class LoadMark(NamedTuple):
    """Which load has to be there: its number and the hash of its content."""

    number: int
    content: str


@dataclass(frozen=True)
class Following:
    """How a standby follows: ``state`` is ``follows``, ``behind`` (it lacks the newest load) or ``lost``.

    ``load`` is its newest load and ``bytes_behind`` what it has still to replay; None where unknown.
    """

    state: str
    load: int | None = None
    bytes_behind: int | None = None


def begun_session(primary: Engine, standby: Engine, load: LoadMark | None) -> Session:
    """Return a session that has begun: on the standby where it has ``load``, else on the primary.

    With None it is the primary, and the standby only where the primary does not answer. Raises
    ``StoreUnreachable`` where neither answers, or only a standby that lacks the load.
    """
    found = None if load is None else _with_tables(standby, load)
    found = found or _answering(primary)
    if found is None and load is None:
        found = _with_tables(standby)
    if found is None:
        raise StoreUnreachable(location=location_of(primary.url), reason="not_connected")
    return found


def expect_own_standby(primary: Engine, standby: Engine) -> None:
    """Raise ``StoreUnreachable`` (``not_standby``) where both answer and one is no copy of the other."""
    found = set()
    for engine in (primary, standby):
        session = _answering(engine)
        if session is None:
            return
        with session, translated(location_of(engine.url)):
            found.add(tuple(session.execute(IDENTITY).one()))
    if len(found) > 1:
        raise StoreUnreachable(location="READ_DATABASE_URL", reason="not_standby")


def note_failure(session: Session, error: StoreUnreachable) -> None:
    """Remember that the server of a session went away meanwhile, or gave up a question."""
    if error.facts.get("reason") in AWAY:
        note_lost(_engine_of(session).url, error)


def is_read_only(settings: StoreSettings) -> bool:
    """Return whether figures can be read and nothing be changed: a standby is named, its primary is lost."""
    return settings.read_url() is not None and is_lost(settings.url())


def readable_url(settings: StoreSettings) -> URL:
    """Return the address of the server that answers: the primary's, or the standby's where that is lost."""
    standby = settings.read_url()
    return standby if standby is not None and is_lost(settings.url()) else settings.url()


def following(primary: Engine, standby: Engine, newest: int) -> Following:
    """Return how a standby follows its primary, whose newest load is ``newest``."""
    session = _answering(standby)
    if session is None:
        return Following("lost")
    with session:
        try:
            with translated(location_of(standby.url)):
                version, load = session.execute(HELD).one()
                replayed = _position(session)
        except StoreError:
            return Following("behind")
    is_there = version == HEAD and load >= newest
    return Following("follows" if is_there else "behind", load, _bytes_from(replayed, primary))


def _with_tables(standby: Engine, load: LoadMark | None = None) -> Session | None:
    """A session on the standby, None where it does not answer or lacks tables of today, or this load."""
    session = _answering(standby)
    if session is None:
        return None
    try:
        with translated(location_of(standby.url)):
            asked = load or LoadMark(0, "")
            version, is_there = session.execute(HAS_LOAD, asked._asdict()).one()
        if version == HEAD and (load is None or is_there):
            return session
    except StoreUnreachable as error:
        note_failure(session, error)
    except StoreError:
        # It has no tables yet.
        pass
    session.close()
    return None


def _answering(engine: Engine) -> Session | None:
    """A session that has begun, None where the server does not answer."""
    if is_lost(engine.url):
        return None
    session = Session(engine)
    try:
        with translated(location_of(engine.url)):
            session.connection()
    except StoreUnreachable as error:
        session.close()
        note_lost(engine.url, error)
        return None
    except BaseException:
        session.close()
        raise
    return session


def _engine_of(session: Session) -> Engine:
    bound = session.get_bind()
    return bound if isinstance(bound, Engine) else bound.engine


def _bytes_from(replayed: int, primary: Engine) -> int | None:
    session = _answering(primary)
    if session is None:
        return None
    with session, translated(location_of(primary.url)):
        return max(0, _position(session) - replayed)


def _position(session: Session) -> int:
    """Where a server stands in the log of changes, in bytes: ``16/B374D848`` is two halves of 32 bits."""
    high, low = str(session.scalar(POSITION)).split("/")
    return (int(high, 16) << 32) + int(low, 16)
