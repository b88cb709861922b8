"""Who asks: whoever signed in, and with an account in the store nobody by the key."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from data_access import door
from data_access.accounts.facts import Grant, Way
from data_access.accounts.managing import NATION, add_account, disable_account, give_grant
from data_access.accounts.moments import after
from data_access.accounts.rights import CHANGES, Action, may
from data_access.accounts.sessions import begin_session, end_sessions, end_token, make_token
from data_access.door import PUBLIC, Reader
from data_access.keeping.changing_key import browser_token, changing_key
from data_access.loads.changing import changing, changing_beside_loads
from data_access.models import SignInSession
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from ui.controls.identity import (
    PROVEN_HEADER,
    SESSION_COOKIE,
    VISITOR_HEADER,
    Asker,
    asker,
    by_token,
    cookie_name,
)
from ui.controls.rights import may_change_data, may_read_actors

ADDRESS = "198.51.100.9"
HEADERS = {VISITOR_HEADER: ADDRESS, "user-agent": "Firefox"}
OFFICER, PUBLISHER = Grant("officer", "v2008", "province", "02"), Grant("publisher", *NATION)


@pytest.fixture
def settings(tmp_path: Path, built_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoreSettings]:
    """A store of its own, without accounts."""
    shutil.copy(built_store, tmp_path)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    door.forget()
    yield StoreSettings()
    door.forget()


def signed_in(settings: StoreSettings, *grants: Grant) -> tuple[int, dict[str, str]]:
    """An account with these rights, and the cookies of a browser in which it is signed in."""
    with changing_beside_loads(settings) as connection:
        number = add_account(connection, "mai.lo", "Lò Thị Mai", None, "quan.tri")
        for grant in grants:
            give_grant(connection, number, grant, "quan.tri")
        token = begin_session(connection, number, "mai.lo", "password")
    return number, {SESSION_COOKIE: token}


def test_key_opens_nothing_once_there_is_an_account(settings: StoreSettings) -> None:
    key = changing_key(settings.var_dir)
    kept = {cookie_name(key): browser_token(key)}
    assert may_change_data(asker(kept, HEADERS))
    number, _ = signed_in(settings)
    assert asker(kept, HEADERS) == Asker("", ADDRESS, "Firefox", has_accounts=True)
    with changing_beside_loads(settings) as connection:
        disable_account(connection, number, "quan.tri")
    assert not may_change_data(asker(kept, HEADERS))


def test_signed_in_asker_has_account_and_rights_until_the_session_is_ended(settings: StoreSettings) -> None:
    number, cookies = signed_in(settings, PUBLISHER)
    found = asker(cookies, HEADERS)
    assert found.account is not None
    assert (found.account.id, found.grants) == (number, (PUBLISHER,))
    assert found.reader == Reader("mai.lo", (PUBLISHER,))
    assert may_change_data(found)
    assert may_read_actors(found)
    with changing_beside_loads(settings) as connection:
        end_sessions(connection, number, "quan.tri")
    ended = asker(cookies, HEADERS)
    assert (ended.account, ended.grants, ended.reader) == (None, (), PUBLIC)


def test_offices_role_opens_nothing_of_the_whole_country(settings: StoreSettings) -> None:
    _, cookies = signed_in(settings, OFFICER)
    found = asker(cookies, HEADERS)
    assert {action for action in CHANGES if may(found, action)} == {Action.HAND_IN}
    assert not may_read_actors(found)


def test_publisher_from_an_unknown_address_changes_nothing(settings: StoreSettings) -> None:
    _, cookies = signed_in(settings, PUBLISHER)
    assert not may_change_data(asker(cookies, HEADERS | {VISITOR_HEADER: ""}))


def test_program_is_known_by_its_token_until_that_is_ended(settings: StoreSettings) -> None:
    number, cookies = signed_in(settings, PUBLISHER)
    with changing_beside_loads(settings) as connection:
        token = make_token(connection, number, "quét", 30, "mai.lo")
    stranger = asker({}, HEADERS)
    found = by_token(stranger, {"authorization": f"Bearer {token}"})
    assert found.account is not None
    assert (found.account.id, found.account.way, found.grants) == (number, Way.TOKEN, (PUBLISHER,))
    for sent in ("", f"Basic {token}", "Bearer", "Bearer x", f"Bearer {token}x", "Bearer \x00"):
        assert by_token(stranger, {"authorization": sent}) == stranger
    known = asker(cookies, HEADERS)
    assert by_token(known, {"authorization": f"Bearer {token}"}) == known
    with changing_beside_loads(settings) as connection:
        end_token(connection, number, found.account.number, "mai.lo")
    assert by_token(stranger, {"authorization": f"Bearer {token}"}) == stranger


def test_nobody_is_known_by_a_cookie_of_another_server(settings: StoreSettings) -> None:
    signed_in(settings, PUBLISHER)
    for strange in ("x" * 43, "x" * 10_000, "\x00", "2|1:0|10:17"):
        assert asker({SESSION_COOKIE: strange}, HEADERS).account is None


def test_nobody_is_known_while_the_store_does_not_answer(settings: StoreSettings) -> None:
    key = changing_key(settings.var_dir)
    _, cookies = signed_in(settings, PUBLISHER)
    (settings.var_dir / "published.sqlite").write_bytes(b"no database any more")
    kept = cookies | {cookie_name(key): browser_token(key)}
    assert asker(kept, HEADERS) == Asker("", ADDRESS, "Firefox", has_accounts=True)


def test_whom_a_trusted_proxy_let_in_is_who_asks_whatever_the_browser_kept(settings: StoreSettings) -> None:
    number, cookies = signed_in(settings, PUBLISHER)
    with changing_beside_loads(settings) as connection:
        add_account(connection, "đặng.ổn", "Đặng Thị Ổn", None, "quan.tri")
    let_in = asker(cookies, HEADERS | {PROVEN_HEADER: quote("Đặng.Ổn")})
    assert let_in.account is not None
    assert (let_in.account.login, let_in.account.way, let_in.grants) == ("đặng.ổn", Way.PROXY, ())
    for unknown in ("nobody", "%00", "x" * 10_000):
        assert asker(cookies, HEADERS | {PROVEN_HEADER: unknown}).account is None
    with changing_beside_loads(settings) as connection:
        disable_account(connection, number, "quan.tri")
    assert asker({}, HEADERS | {PROVEN_HEADER: "mai.lo"}).account is None


def test_use_of_a_session_is_written_down_some_minutes_after_the_last_and_hinders_nobody(
    settings: StoreSettings,
) -> None:
    _, cookies = signed_in(settings, PUBLISHER)
    half_an_hour_ago = after(minutes=-30)
    with changing_beside_loads(settings) as connection:
        connection.execute(update(SignInSession).values(seen_at=half_an_hour_ago))
    # While a figure is published the use is not written down, and the asker known all the same.
    with changing(settings):
        assert asker(cookies, HEADERS).account is not None
    assert seen() == half_an_hour_ago
    asker(cookies, HEADERS)
    assert seen() > after(minutes=-5)


def seen() -> str:
    with door.session(PUBLIC, PUBLISHED) as session:
        return session.scalars(select(col(SignInSession.seen_at))).one()
