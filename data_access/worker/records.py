"""What an officer's work on a store came to, kept in a file until somebody was told.

A browser may close while a file is being published. Whoever comes back is found by name and store, not by
the window: each piece of work is one JSON file in the folder ``work`` of ``VAR_DIR``. Beside them each
process that works holds a lock, by which the others of the same folder see that its work goes on.
"""

import json
import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from threading import Lock

from filelock import FileLock, Timeout
from sqlalchemy.orm import Session

from data_access.loads import is_same_person, state_of_file
from data_access.loads.audit import now
from data_access.loads.ledger import state_of_submission
from data_access.store.errors import StoreError
from data_access.store.held_locks import is_held
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of

FOLDER = "work"
RUNNING, DONE, REFUSED, STOPPED = "running", "done", "refused", "stopped"
# The state in which a submission is once the work on it is done.
ENDS_IN = {
    "keep": ("draft", "checked"),
    "hand_in": ("submitted",),
    "publish": ("published",),
    "withdraw": ("withdrawn",),
}
# A record of a run of the program that is over is of work that ended with it.
THIS_RUN = uuid.uuid4().hex
KEPT = 200
_held: dict[Path, FileLock] = {}
_under_way: set[str] = set()
_changing = Lock()
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Work:
    """One piece of work: who did what to which file, and how it ended.

    ``what`` is a key of ENDS_IN. ``digest`` is the hash of a file that is being sent, ``number`` its number
    in the ledger, None while it has none. ``ended`` is ``running``, ``done``, ``refused`` (with the error's
    ``code`` and ``facts``) or ``stopped``: then nothing of it is in the store.
    """

    key: str
    store: str
    by: str
    what: str
    name: str
    digest: str = ""
    number: int | None = None
    started_at: str = ""
    ended: str = RUNNING
    code: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    run: str = THIS_RUN


def begun(settings: StoreSettings, by: str, what: str, name: str, digest: str, number: int | None) -> Work:
    """Write down that work begins; return its record."""
    store = location_of(settings.url())
    work = Work(uuid.uuid4().hex, store, by, what, name, digest, number, now())
    _hold(settings)
    _write(settings, work)
    return work


def works_under_way() -> int:
    """How many works this process has begun and not ended."""
    return len(_under_way)


@contextmanager
def recorded(settings: StoreSettings, work: Work) -> Iterator[None]:
    """Write down how the work in the block ends, also when the page that does it is left."""
    with _changing:
        _under_way.add(work.key)
    try:
        yield
    except StoreError as error:
        _write(settings, replace(work, ended=REFUSED, code=error.code, facts=dict(error.facts)))
        raise
    except BaseException:
        # Whether it had come to its end, the ledger says when somebody asks.
        _write(settings, replace(work, run=""))
        raise
    else:
        _write(settings, replace(work, ended=DONE))
    finally:
        with _changing:
            _under_way.discard(work.key)


def works_of(settings: StoreSettings, session: Session, by: str) -> list[Work]:
    """The works of a person on this store of which nobody was told yet, the latest first.

    Names are compared without case, accents and spaces. Of work whose page or server is gone the ledger says
    whether it is done or was stopped. Empty without a name.
    """
    store = location_of(settings.url())
    found = [work for work in map(_read, _files(settings)) if work is not None and by.strip()]
    mine = [work for work in found if work.store == store and is_same_person(work.by, by)]
    told = [_settled(settings, session, work) for work in mine]
    return sorted(told, key=lambda work: work.started_at, reverse=True)


def forget_work(settings: StoreSettings, key: str) -> None:
    """Delete the record of a work of which its person was told."""
    _path(settings, key).unlink(missing_ok=True)


def _settled(settings: StoreSettings, session: Session, work: Work) -> Work:
    if work.ended != RUNNING or work.run == THIS_RUN or _is_running(settings, work.run):
        return work
    found = state_of_file(session, work.digest) if work.digest else None
    if work.number is not None:
        state = state_of_submission(session, work.number)
        found = None if state is None else (work.number, state)
    is_done = found is not None and found[1] in ENDS_IN[work.what]
    settled = replace(work, ended=DONE if is_done else STOPPED, number=found[0] if found else work.number)
    _write(settings, settled)
    return settled


def _hold(settings: StoreSettings) -> None:
    """Hold the lock of this process until it ends, however that happens."""
    path = _lock_path(settings, THIS_RUN)
    with _changing:
        if path in _held:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(path, timeout=0, thread_local=False)
            lock.acquire()
        except (OSError, Timeout):
            logger.exception("others cannot see that the work of this process goes on")
        else:
            _held[path] = lock


def _is_running(settings: StoreSettings, run: str) -> bool:
    """Whether the process of a run is there; what one that is gone left of its lock is deleted."""
    path = _lock_path(settings, run)
    if not run or not path.exists():
        return False
    try:
        if is_held(path):
            return True
    except OSError:
        return False
    path.unlink(missing_ok=True)
    return False


def _lock_path(settings: StoreSettings, run: str) -> Path:
    return settings.var_dir.absolute() / FOLDER / f"{run}.lock"


def _files(settings: StoreSettings) -> list[Path]:
    """The records; of very many the oldest are deleted."""
    folder = settings.var_dir / FOLDER
    files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT:]:
        path.unlink(missing_ok=True)
    return files[:KEPT]


def _read(path: Path) -> Work | None:
    try:
        return Work(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, TypeError, ValueError):
        # Deleted meanwhile, or of another version of the program.
        return None


def _write(settings: StoreSettings, work: Work) -> None:
    path = _path(settings, work.key)
    unfinished = path.with_suffix(".unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(asdict(work), ensure_ascii=False), encoding="utf-8")
        unfinished.replace(path)
    except OSError:
        # The work itself does not rest on it; the ledger says what became of it.
        logger.exception("the record of a work could not be written")


def _path(settings: StoreSettings, key: str) -> Path:
    return settings.var_dir / FOLDER / f"{key}.json"
