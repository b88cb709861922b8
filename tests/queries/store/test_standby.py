"""Published figures are read by a standby that has them; without the primary all is, and nothing changed."""

import logging
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from data_access import door
from data_access.accounts.facts import Grant
from data_access.accounts.managing import add_account, give_grant
from data_access.accounts.reading import find_session
from data_access.accounts.rights import NATION
from data_access.accounts.sessions import begin_session
from data_access.acting import Actor, acting
from data_access.days import today
from data_access.door import PUBLIC, Reader
from data_access.keeping.past import open_past
from data_access.loads import ledger, submit
from data_access.loads.changing import changing_beside_loads
from data_access.loads.publishing import submit_and_publish
from data_access.queries.sources import store_load_number
from data_access.store import lost_servers
from data_access.store.engines import CONNECT_SECONDS
from data_access.store.errors import StoreUnreachable
from data_access.store.opening import migrate_store, open_store
from data_access.store.settings import StoreSettings
from data_access.store.standby import Following, LoadMark, following, is_read_only
from data_access.store_codes import PUBLISHED
from tests.queries.conftest import SAMPLE, written
from tests.queries.office import area_number, figure, upload
from tests.queries.standby_pair import READER, Pair, streaming_pair, wait_until

pytestmark = pytest.mark.cluster
AT_ONCE = 4
# How long a visitor may wait for the other server.
PATIENCE_SECONDS = 10.0


@pytest.fixture
def pair() -> Iterator[Pair]:
    with streaming_pair() as found:
        yield found
        door.forget()
    lost_servers._lost.clear()


@pytest.fixture
def settings(pair: Pair, tmp_path: Path) -> StoreSettings:
    """A store in the primary that the standby has too."""
    found = pair.settings(SAMPLE, tmp_path)
    door.opened(PUBLIC, PUBLISHED, settings=found)
    pair.caught_up()
    return found


def mark(settings: StoreSettings, number: int) -> LoadMark:
    """What the newest state has under the number of a load."""
    with door.session(PUBLIC, PUBLISHED, settings=settings) as session:
        found = session.scalar(text("SELECT content_hash FROM load WHERE id = :number"), {"number": number})
    return LoadMark(number, found or "none")


def answered(settings: StoreSettings, load: int | None = None) -> tuple[int, int]:
    """At which port the public is answered, and the newest load there."""
    asked = None if load is None else mark(settings, load)
    with door.session(PUBLIC, PUBLISHED, settings=settings, load=asked) as session:
        return session.scalar(text("SELECT inet_server_port()")) or 0, store_load_number(session)


def publish_one(settings: StoreSettings, year: int) -> None:
    """Publish one figure of a province."""
    area = area_number(settings.url(), "02")
    submit_and_publish(settings, upload(f"{year}.xlsx", figures=[figure(area, 1, year=year)]), "a")


def lag(settings: StoreSettings, newest: int) -> Following:
    store = door.opened(PUBLIC, PUBLISHED, settings=settings)
    assert store.standby is not None
    return following(store.engine, store.standby, newest)


def test_standby_answers_what_it_has_and_the_primary_the_rest(pair: Pair, settings: StoreSettings) -> None:
    primary, standby = pair.primary.port, pair.standby.port
    assert answered(settings) == (primary, 1)
    assert answered(settings, load=1) == (standby, 1)
    pair.standby.ask("SELECT pg_wal_replay_pause()")
    publish_one(settings, 1990)
    # Who has published sees it at once; whoever looks at the state before is answered by the standby.
    assert answered(settings) == (primary, 2)
    assert answered(settings, load=2) == (primary, 2)
    assert answered(settings, load=1) == (standby, 1)
    found = lag(settings, 2)
    assert (found.state, found.load) == ("behind", 1)
    assert (found.bytes_behind or 0) > 0
    pair.standby.ask("SELECT pg_wal_replay_resume()")
    wait_until(lambda: answered(settings, load=2) == (standby, 2))
    assert (lag(settings, 2).state, lag(settings, 2).load) == ("follows", 2)
    # A load of the same number and other content is another one.
    with door.session(PUBLIC, PUBLISHED, settings=settings, load=LoadMark(2, "other")) as session:
        assert session.scalar(text("SELECT inet_server_port()")) == primary


def test_database_that_is_no_copy_of_the_primary_is_refused(pair: Pair, settings: StoreSettings) -> None:
    another = written(pair.standby.url(READER).set(database="postgres"))
    with pytest.raises(StoreUnreachable) as raised:
        open_store(settings.model_copy(update={"read_database_url": another}))
    assert raised.value.facts == {"location": "READ_DATABASE_URL", "reason": "not_standby"}


def test_many_that_open_an_empty_store_build_it_once(pair: Pair, tmp_path: Path) -> None:
    def load_number(_number: int) -> int:
        store = open_store(pair.settings(SAMPLE, tmp_path))
        store.close()
        return store.load_number

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert list(pool.map(load_number, range(AT_ONCE))) == [1] * AT_ONCE
    pair.caught_up()
    assert pair.standby.ask("SELECT count(*) FROM load", "monitor") == 1


def test_files_of_offices_are_held_back_by_the_standby_too(pair: Pair, settings: StoreSettings) -> None:
    with changing_beside_loads(settings) as connection:
        for login, code in (("officer", "02"), ("neighbour", "15")):
            account = add_account(connection, login, login, None, "it")
            give_grant(connection, account, Grant("officer", "v2008", "province", code), "it")
    area = area_number(settings.url(), "02")
    with acting(Actor(account="officer")):
        submit(settings, upload("1990.xlsx", figures=[figure(area, 1, year=1990)]), "a")
    pair.caught_up()
    pair.primary.kill()
    seen = {}
    for reader in (PUBLIC, Reader("neighbour"), Reader("officer")):
        with door.session(reader, PUBLISHED, settings=settings) as session:
            assert session.scalar(text("SELECT inet_server_port()")) == pair.standby.port
            assert session.scalar(text("SELECT current_user")) == READER
            rows = session.scalar(text("SELECT count(*) FROM submission"))
            seen[reader.account] = (len(ledger(session)), rows)
    assert seen == {"": (0, 0), "neighbour": (0, 0), "officer": (1, 1)}


def test_without_the_primary_figures_and_sessions_are_read_and_changes_refused(
    pair: Pair, settings: StoreSettings
) -> None:
    with changing_beside_loads(settings) as connection:
        account = add_account(connection, "publisher", "Mai", None, "it")
        give_grant(connection, account, Grant("publisher", *NATION), "it")
        token = begin_session(connection, account, "publisher", "password")
    pair.caught_up()
    pair.primary.kill()
    started = monotonic()
    assert answered(settings) == (pair.standby.port, 1)
    assert monotonic() - started < PATIENCE_SECONDS
    assert is_read_only(settings)
    with door.session(PUBLIC, PUBLISHED, settings=settings) as session:
        known = find_session(session, token)
    assert known is not None
    assert known.login == "publisher"
    with pytest.raises(StoreUnreachable) as raised, acting(Actor(account="publisher")):
        submit(settings, upload("1990.xlsx", figures=[figure(1, 1, year=1990)]), "a")
    assert raised.value.facts["reason"] == "primary_lost"
    # A day is made of the standby, and a process that starts meanwhile reads as well.
    of_day = open_past(settings, today())
    of_day.close()
    assert of_day.load_number == 1
    starting = open_store(settings)
    starting.close()
    assert starting.load_number == 1
    # The tables are renewed by the primary alone.
    with pytest.raises(StoreUnreachable):
        migrate_store(settings, lambda *_: None)
    # A load that the standby does not have is not answered by an older one.
    with pytest.raises(StoreUnreachable):
        answered(settings, load=2)


def test_promoted_standby_is_written_to_by_programs_that_stay_open(
    pair: Pair, settings: StoreSettings
) -> None:
    pair.primary.kill()
    assert answered(settings) == (pair.standby.port, 1)
    pair.standby.ask("SELECT pg_promote()")
    wait_until(lambda: not is_read_only(settings), PATIENCE_SECONDS)
    publish_one(settings, 1990)
    assert answered(settings) == answered(settings, load=2) == (pair.standby.port, 2)


def test_primary_that_says_nothing_is_waited_for_by_one_visitor(pair: Pair, settings: StoreSettings) -> None:
    pair.primary.kill()
    with socket.create_server(("127.0.0.1", pair.primary.port)):
        for patience in (2 * CONNECT_SECONDS, 1, 1):
            started = monotonic()
            assert answered(settings) == (pair.standby.port, 1)
            assert monotonic() - started < patience


def test_lost_standby_is_told_once_in_the_log_and_the_primary_answers(
    pair: Pair, settings: StoreSettings, caplog: pytest.LogCaptureFixture
) -> None:
    primary, standby = pair.primary.port, pair.standby.port
    assert answered(settings, load=1) == (standby, 1)
    pair.standby.kill()
    with caplog.at_level(logging.WARNING, "data_access"):
        assert [answered(settings, load=1) for _ in range(5)] == [(primary, 1)] * 5
    told = [line.getMessage() for line in caplog.records if line.name.startswith("data_access")]
    assert told == [
        f"the database postgresql+psycopg://{READER}:***@127.0.0.1:{standby}/monitor"
        " does not answer (not_connected)"
    ]
    assert not is_read_only(settings)
    assert lag(settings, 1) == Following("lost")
    publish_one(settings, 1990)
    pair.standby.start()
    wait_until(lambda: answered(settings, load=2) == (standby, 2))


def test_question_that_the_standby_gives_up_is_asked_of_the_primary(
    pair: Pair, settings: StoreSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("database_url", "read_database_url", "data_dir", "var_dir"):
        monkeypatch.setenv(name.upper(), str(getattr(settings, name)))
    asked = []

    def question(session: Session) -> int:
        asked.append(session.scalar(text("SELECT inet_server_port()")))
        if len(asked) == 1:
            ended = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = "
            pair.standby.ask(f"{ended}'{READER}'")
        return store_load_number(session)

    assert door.answer(PUBLIC, PUBLISHED, question, mark(settings, 1)) == 1
    assert asked == [pair.standby.port, pair.primary.port]
