"""The key is exchanged for what the browser keeps, and wrong ones are slowed down."""

import shutil
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from data_access import door
from data_access.accounts.managing import add_account
from data_access.keeping.changing_key import browser_token, changing_key, short_name
from data_access.loads.changing import changing_beside_loads
from data_access.store.settings import StoreSettings
from tests.asgi import Answer, ask
from ui.controls.identity import VISITOR_HEADER, Asker, asker, cookie_name
from ui.controls.rights import may_change_data, may_read_actors
from ui.server import key_routes
from ui.server.key_routes import KeyInAddress, Tries
from vocabulary.words import Words


@pytest.fixture
def key(tmp_path: Path, built_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The key of a server with a store in which there is no account."""
    shutil.copy(built_store, tmp_path)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setattr(key_routes, "tries_of_all", Tries())
    door.forget()
    yield changing_key(tmp_path)
    door.forget()


def asked(address: str, method: str = "GET", body: bytes = b"", visitor: str = "198.51.100.9") -> Answer:
    app = Starlette(routes=key_routes.key_routes(), middleware=[Middleware(KeyInAddress)])
    return ask(app, address, {VISITOR_HEADER: visitor, "Host": "localhost"}, method, body)


def test_key_in_the_address_is_exchanged_and_taken_out_of_it(key: str) -> None:
    answer = asked(f"/data?section=ledger&key={key}&lang=en")
    assert (answer.status, answer.headers["location"]) == (303, "/data?section=ledger&lang=en")
    (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()
    assert (cookie.key, cookie.value) == (cookie_name(key), browser_token(key))
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "strict", "/")
    assert key not in answer.headers["set-cookie"]


def test_key_of_the_form_is_exchanged_and_leads_to_the_upload(key: str) -> None:
    answer = asked("/key?lang=en", "POST", f"key={key}".encode())
    assert (answer.status, answer.headers["location"]) == (303, "/data?section=upload&lang=en")
    assert cookie_name(key) in answer.headers["set-cookie"]


@pytest.mark.parametrize("typed", ["", "wrong", "%00", "%C4%91%C3%BAng"])
def test_wrong_key_is_given_nothing(key: str, typed: str) -> None:
    for answer in (
        asked(f"/data?key={typed}&lang=en"),
        asked("/key?lang=en", "POST", f"key={typed}".encode()),
    ):
        assert (answer.status, answer.text()) == (403, Words("en")("key.wrong"))
        assert "set-cookie" not in answer.headers


def test_sixth_try_in_a_row_has_to_wait_even_with_the_right_key(key: str) -> None:
    for _ in range(5):
        assert asked("/data?key=wrong").status == 403
    late = asked(f"/data?key={key}&lang=en")
    assert (late.status, late.text()) == (429, Words("en")("key.too_many_tries"))
    assert asked(f"/data?key={key}", visitor="203.0.113.7").status == 303


def test_tries_from_many_addresses_have_to_wait_as_well(key: str) -> None:
    answers = [asked("/data?key=wrong", visitor=f"203.0.113.{number}").status for number in range(40)]
    assert answers.count(403) <= 31
    assert 429 in answers


def test_key_in_the_address_of_another_page_is_left_alone(key: str) -> None:
    assert asked(f"/map?key={key}").status == 404


def test_who_has_the_key_may_change_data_from_a_known_address(key: str) -> None:
    kept = {cookie_name(key): browser_token(key)}
    headers = {VISITOR_HEADER: "198.51.100.9", "user-agent": "Firefox"}
    holder = asker(kept, headers)
    assert holder == Asker(short_name(key), "198.51.100.9", "Firefox")
    assert may_change_data(holder)
    assert may_read_actors(holder)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "198.51.100.9", ""])
def test_no_address_is_a_right(key: str, address: str) -> None:
    public = asker({cookie_name(key): "wrong"}, {VISITOR_HEADER: address})
    assert not may_change_data(public)
    assert not may_read_actors(public)


def test_key_from_an_unknown_address_is_no_right(key: str) -> None:
    kept = {cookie_name(key): browser_token(key)}
    assert not may_change_data(asker(kept, {VISITOR_HEADER: ""}))
    assert not may_change_data(asker(kept, {}))


def test_key_is_not_judged_once_there_is_an_account(key: str) -> None:
    with changing_beside_loads(StoreSettings()) as connection:
        add_account(connection, "mai.lo", "Lò Thị Mai", None, "quan.tri")
    for typed in (key, "wrong"):
        answer = asked(f"/data?section=ledger&key={typed}&lang=en")
        assert answer.status == 303
        assert answer.headers["location"] == "/sign-in?lang=en&next=%2Fdata%3Fsection%3Dledger%26lang%3Den"
        assert "set-cookie" not in answer.headers
