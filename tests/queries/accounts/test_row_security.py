"""PostgreSQL itself shows a session what its reader may see: two roles, and one that owns everything."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, create_engine, text
from sqlalchemy.orm import Session

from data_access import door
from data_access.accounts.facts import Grant
from data_access.accounts.managing import NATION, add_account, give_grant
from data_access.accounts.telling_the_database import tell_database
from data_access.acting import Actor, acting
from data_access.door import PUBLIC, Reader
from data_access.keeping.backup import back_up
from data_access.keeping.restoring import restore
from data_access.loads import LoadRefused, Preview, approve, ledger, publish, submit, undo
from data_access.loads.changing import changing_beside_loads
from data_access.loads.opened import open_submission
from data_access.store.engines import reading_engine
from data_access.store.errors import StoreReadOnly
from data_access.store.opening import open_store
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from tests.queries.conftest import SAMPLE, written
from tests.queries.office import area_number, figure, upload
from tests.queries.prepared import copied_database
from tests.queries.servers import RUN

OWN, OTHER = ("v2008", "province", "02"), ("v2008", "province", "15")
GRANTS = {
    "officer": Grant("officer", *OWN),
    "approver": Grant("approver", *OWN),
    "neighbour": Grant("officer", *OTHER),
    "publisher": Grant("publisher", *NATION),
    "auditor": Grant("auditor", *NATION),
}
HELD = ("submission", "submission_part", "audit")


@pytest.fixture(scope="module", params=["two roles", "one role"])
def settings(
    request: pytest.FixtureRequest, postgresql_url: URL, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StoreSettings]:
    """A store whose program has a role that owns nothing, or the one that owns all; none is a superuser."""
    name, folder = uuid4().hex[:12], tmp_path_factory.mktemp("roles")
    owner, program = f"owner_{name}", f"program_{name}" if request.param == "two roles" else f"owner_{name}"
    with copied_database(postgresql_url, RUN, "nothing") as url:
        _roles(url, owner, program)
        yield StoreSettings(
            database_url=written(url.set(username=program, password="x")),
            migration_database_url=written(url.set(username=owner, password="x")),
            data_dir=SAMPLE,
            var_dir=folder / "var",
        )
        door.forget()
    _commands(postgresql_url, *(f"DROP ROLE {role}" for role in {owner, program}))


def _roles(url: URL, owner: str, program: str) -> None:
    """What docs/security.md has a deployment do."""
    roles = [f"CREATE ROLE {role} LOGIN PASSWORD 'x'" for role in {owner, program}]
    _commands(url, *roles, f"GRANT ALL ON SCHEMA public TO {owner}")
    if program != owner:
        default = f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT"
        _commands(
            url,
            f"GRANT USAGE ON SCHEMA public TO {program}",
            f"{default} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {program}",
            f"{default} USAGE, SELECT, UPDATE ON SEQUENCES TO {program}",
        )


def _commands(url: URL, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="module")
def store(settings: StoreSettings) -> StoreSettings:
    """The store with a file of one office on its way, and one that went the whole way."""
    open_store(settings).engine.dispose()
    with changing_beside_loads(settings) as connection:
        for login, grant in GRANTS.items():
            give_grant(connection, add_account(connection, login, login, None, "it"), grant, "it")
    area = area_number(settings.url(), OWN[2])
    for year in (1990, 1991):
        with acting(Actor(account="officer")):
            number = submit(settings, upload(f"{year}.xlsx", figures=[figure(area, 1, year=year)]), "a")
    with acting(Actor(account="approver")):
        approve(settings, number, "b", _shown(settings, number))
    with acting(Actor(account="publisher")):
        publish(settings, number, "c")
    return settings


def _shown(settings: StoreSettings, number: int) -> Preview:
    with door.session(Reader("publisher"), PUBLISHED, settings=settings) as session:
        return open_submission(session, number).now


def rows(settings: StoreSettings, login: str | None) -> dict[str, int]:
    """How many rows a raw SELECT finds of each table, told that an account reads; None: told nothing."""
    engine = reading_engine(settings.url())
    with Session(engine) as session:
        if login is not None:
            tell_database(session, [GRANTS[login]] if login else [])
        found = {table: session.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in HELD}
        found["original"] = session.scalar(
            text("SELECT count(*) FROM submission_part WHERE name = 'original'")
        )
    engine.dispose()
    return found


def test_session_that_says_nothing_sees_nothing(store: StoreSettings) -> None:
    assert rows(store, None) == dict.fromkeys((*HELD, "original"), 0)


def test_raw_select_finds_what_the_reader_may_see(store: StoreSettings) -> None:
    seen = {login: rows(store, login) for login in (*GRANTS, "")}
    assert {login: found["submission"] for login, found in seen.items()} == {
        **{"officer": 2, "approver": 2, "publisher": 2, "auditor": 2, "neighbour": 1, "": 1}
    }
    assert {login: found["original"] for login, found in seen.items()} == {
        **{"officer": 2, "approver": 2, "publisher": 2, "auditor": 0, "neighbour": 0, "": 0}
    }
    assert {login for login, found in seen.items() if found["audit"]} == {"publisher", "auditor"}


def test_what_was_told_ends_with_the_transaction(store: StoreSettings) -> None:
    engine = reading_engine(store.url())
    with Session(engine) as session:
        tell_database(session, [GRANTS["publisher"]])
        assert session.scalar(text("SELECT count(*) FROM submission")) == 2
        session.rollback()
        assert session.scalar(text("SELECT count(*) FROM submission")) == 0
    engine.dispose()


def test_door_tells_the_database_who_reads(store: StoreSettings) -> None:
    for reader, numbers in ((PUBLIC, {2}), (Reader("neighbour"), {2}), (Reader("officer"), {1, 2})):
        with door.session(reader, PUBLISHED, settings=store) as session:
            assert set(ledger(session)["id"]) == numbers
            assert set(session.scalars(text("SELECT id FROM submission"))) == numbers


@pytest.mark.parametrize("change", ["UPDATE audit SET who = 'x'", "DELETE FROM audit", "TRUNCATE audit"])
def test_role_of_the_program_may_not_change_the_log(store: StoreSettings, change: str) -> None:
    with pytest.raises(StoreReadOnly), changing_beside_loads(store) as connection:
        connection.execute(text(change))


def test_program_withdraws_backs_up_and_restores_as_before(store: StoreSettings, tmp_path: Path) -> None:
    with acting(Actor(account="publisher")):
        undo(store, 2, "c")
    kept = back_up(store, tmp_path / "kept", lambda *_: None)
    assert kept.tables["submission"].rows == 2
    assert kept.tables["audit"].rows > 2
    restore(store, tmp_path / "kept", lambda *_: None, replace=True)
    assert rows(store, "officer")["submission"] == 2
    with acting(Actor(account="publisher")), pytest.raises(LoadRefused):
        undo(store, 2, "c")
