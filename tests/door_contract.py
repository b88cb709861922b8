"""Who may open a session or an engine: the door to the stores, and what reads for nobody.

Everything else reads in a session that ``data_access/door.py`` gives it; ``test_tree`` holds it by this.
"""

import ast
from pathlib import Path

PROGRAM = ("app.py", "data_access", "exports", "geo", "microdata", "pages", "terminal", "ui", "vocabulary")
# What opens a session or an engine, or a store with one.
OPENERS = {
    *("Session", "Store", "create_engine", "sessionmaker", "reading_engine", "writing_engine"),
    *("open_store", "store_at", "open_demonstration", "open_past"),
}
# These are no reads of a page, an address, an export or a command; everybody else goes through the door.
BEHIND_THE_DOOR = {
    "data_access/door.py": "the door",
    "data_access/store/engines.py": "makes the engines",
    "data_access/store/opening.py": "opens the published store for the door",
    "data_access/store/standby.py": "chooses between primary and standby for a store that the door opened",
    "data_access/store/lost_servers.py": "asks whether a server that was lost answers again",
    "data_access/store/building.py": "builds and renews a store",
    "data_access/demonstration/__init__.py": "names the opening of the demonstration for the door",
    "data_access/demonstration/opening.py": "builds the demonstration, and opens it for the door",
    "data_access/keeping/past.py": "builds the store of a past day, and opens it for the door",
    "data_access/keeping/backup.py": "copies a store whole",
    "data_access/keeping/restoring.py": "puts a backup in the place of a store",
    "data_access/keeping/trial.py": "looks at a backup that was restored on trial",
    "data_access/keeping/lost.py": "makes a new store in the place of one that is lost",
    "data_access/loads/changing.py": "writes loads, in the pages' process and in the worker",
    "data_access/migrations/env.py": "changes the tables of a store",
}


def opened_in(path: Path) -> set[str]:
    """What a module opens by itself: functions among ``OPENERS`` that it names, classes it calls, engines."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names = [alias for alias in node.names if alias.name in OPENERS]
            found |= {alias.name for alias in names if alias.name.islower() or alias.asname}
        elif isinstance(node, ast.Attribute) and node.attr in OPENERS | {"engine"}:
            found.add(node.attr)
        elif isinstance(node, ast.Call):
            found |= {name for name in [_called(node.func)] if name in OPENERS or name == ".session"}
    return found


def _called(function: ast.expr) -> str:
    """The name of what is called; ".session" for that of anything but the door."""
    if not isinstance(function, ast.Attribute):
        return function.id if isinstance(function, ast.Name) else ""
    of_the_door = isinstance(function.value, ast.Name) and function.value.id == "door"
    return "" if of_the_door else f".{function.attr}" if function.attr == "session" else function.attr


def openers_in(root: Path) -> dict[str, set[str]]:
    """The modules of the program that open a session or an engine by themselves, with what they open."""
    paths = [path for part in PROGRAM for path in [root / part, *(root / part).rglob("*.py")]]
    modules = [path for path in paths if path.suffix == ".py" and path.is_file()]
    if not modules:
        raise FileNotFoundError(f"no module of the program in {root}")
    return {path.relative_to(root).as_posix(): what for path in modules if (what := opened_in(path))}


# One module for each way past the door.
PAST_THE_DOOR = {
    "app.py": "from data_access.store.opening import open_store\nopen_store(settings)",
    "pages/own_engine.py": "import sqlalchemy\nsqlalchemy.create_engine(url)",
    "ui/cached/own_session.py": "from sqlalchemy.orm import Session\nwith Session(engine) as session: ...",
    "ui/data/session_of_a_store.py": "def read(store):\n    with store.session() as session: ...",
    "ui/server/engine_of_a_store.py": "def read(store):\n    return store.engine.connect()",
    "ui/server/session_by_another_name.py": "from sqlalchemy.orm import Session as Reading\nReading(engine)",
    "exports/own_store.py": "from data_access.store import opening\nopening.Store(engine, '')",
    "exports/kept_function.py": "from data_access.keeping.past import open_past as later",
    "data_access/command_line/own_engine.py": "from data_access.store.engines import reading_engine",
    "data_access/worker/writes.py": "from data_access.store.engines import writing_engine",
    "geo/own_sessions.py": "from sqlalchemy.orm import sessionmaker\nsessionmaker(engine)",
}
THROUGH_THE_DOOR = """
from sqlalchemy.orm import Session
from data_access import door
def ask(reader, store):
    def question(session: Session) -> Session:
        return session
    with door.session(reader, store) as session:
        return question(session)
"""
