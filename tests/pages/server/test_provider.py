"""Signing in by a provider of identities, a real one on loopback: who is linked gets in, nobody else does."""

import base64
import hashlib
import json
import re
import shutil
import time
import warnings
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from authlib.deprecate import AuthlibDeprecationWarning
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from pydantic import ValidationError
from starlette.applications import Starlette

from data_access import door
from data_access.accounts.invitations import invite
from data_access.accounts.managing import account_number, add_account, disable_account
from data_access.loads.changing import changing_beside_loads
from data_access.store.settings import StoreSettings
from tests.browsing import Browsing
from tests.queries.prepared import prepared_file
from ui.controls.identity import asker
from ui.server.guard.token_bucket import Buckets
from ui.server.sign_in import answering
from ui.server.sign_in.provider import client, link
from ui.server.sign_in.provider.settings import ProviderSettings
from ui.server.sign_in.provider.under_way import UnderWay
from ui.server.sign_in.routes import sign_in_routes
from vocabulary.words import Words

EN = Words("en")
OpenBrowser = Callable[[], Browsing]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The address of a provider that knows everybody by the name they type there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AuthlibDeprecationWarning)
        import oidc_provider_mock

        with oidc_provider_mock.run_server_in_thread() as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def open_browser(
    issuer: str, tmp_path: Path, shared_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenBrowser]:
    """Open a browser at a server that has this provider, and a store without an account."""
    shutil.copy(prepared_file(shared_folder, "sample"), tmp_path / "published.sqlite")
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    for name, value in (("ISSUER", issuer), ("CLIENT_ID", "dashboard"), ("NAME", "Cổng của Bộ")):
        monkeypatch.setenv(f"OIDC_{name}", value)
    monkeypatch.setenv("DATA_DIR", "tests/queries/sample")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "of both")
    monkeypatch.setattr(answering, "_of_address", Buckets(answering.OF_AN_ADDRESS))
    link.provider_settings.cache_clear()
    client._description.cache_clear()
    door.forget()
    app = Starlette(routes=sign_in_routes())
    yield lambda: Browsing(app)
    link.provider_settings.cache_clear()
    door.forget()


@pytest.fixture
def invitation(open_browser: OpenBrowser) -> str:
    """The path of an invitation for an account."""
    return invited("mai.lo")


def invited(login: str) -> str:
    with changing_beside_loads(StoreSettings()) as connection:
        number = add_account(connection, login, "Lò Thị Mai", None, "quan.tri")
        return f"/invitation/{invite(connection, number, 'quan.tri')}"


def left_for(browser: Browsing, page: str) -> str:
    """Press the link to the provider on a page; return the address that it leads to."""
    drawn = browser.get(page).text
    pressed = re.search(r'class="button" href="([^"]+)"', drawn)
    assert pressed, drawn
    answer = browser.get(unescape(pressed[1]))
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def came_back(browser: Browsing, left: str, subject: str) -> httpx.Response:
    """Say at the provider who one is, and come back to the server."""
    with httpx.Client(verify=False) as at_provider:
        answer = at_provider.post(left, data={"sub": subject})
    assert answer.status_code == 302, answer.text
    address = urlsplit(answer.headers["location"])
    return browser.get(f"{address.path}?{address.query}&lang=en")


def who(browser: Browsing) -> str:
    account = asker(dict(browser.cookies), {}).account
    return account.login if account else ""


# The mock is of Authlib's older parts.
pytestmark = [
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:get_jwt_config"),
]


def test_account_is_linked_by_its_invitation_and_signs_in_by_the_provider_from_then_on(
    invitation: str, open_browser: OpenBrowser
) -> None:
    browser = open_browser()
    assert came_back(browser, left_for(browser, invitation), "mai@example.vn").status_code == 303
    assert who(browser) == "mai.lo"
    assert browser.get(invitation).status_code == 410
    later = open_browser()
    answer = came_back(later, left_for(later, "/sign-in?next=/data%3Fsection%3Dlog"), "mai@example.vn")
    assert answer.headers["location"] == "/data?section=log"
    assert who(later) == "mai.lo"


def test_unknown_subject_gets_a_sentence_and_no_account(invitation: str, open_browser: OpenBrowser) -> None:
    browser = open_browser()
    refused = came_back(browser, left_for(browser, "/sign-in"), "stranger@example.vn")
    assert refused.status_code == 403
    assert EN("failure.account_refused.provider_unknown") in unescape(refused.text)
    assert who(browser) == ""


def test_identity_is_of_one_account_and_a_disabled_one_is_nobody(
    invitation: str, open_browser: OpenBrowser
) -> None:
    browser = open_browser()
    came_back(browser, left_for(browser, invitation), "mai@example.vn")
    other = invited("pao")
    browser = open_browser()
    taken = came_back(browser, left_for(browser, other), "mai@example.vn")
    assert EN("failure.account_refused.provider_taken") in unescape(taken.text)
    assert open_browser().get(other).status_code == 200
    with changing_beside_loads(StoreSettings()) as connection:
        disable_account(connection, account_number(connection, "mai.lo"), "quan.tri")
    late = open_browser()
    assert came_back(late, left_for(late, "/sign-in"), "mai@example.vn").status_code == 403


def test_browser_leaves_with_state_nonce_and_the_digest_of_a_verifier_that_it_keeps(
    invitation: str, open_browser: OpenBrowser
) -> None:
    browser = open_browser()
    left = urlsplit(left_for(browser, invitation))
    asked = {name: value[0] for name, value in parse_qs(left.query).items()}
    assert (asked["response_type"], asked["scope"], asked["client_id"]) == ("code", "openid", "dashboard")
    assert asked["redirect_uri"] == "http://localhost/sign-in/provider/back"
    assert asked["code_challenge_method"] == "S256"
    (kept,) = (cookie.value for cookie in browser.cookies.jar if cookie.name.startswith("provider-"))
    under_way = json.loads(base64.urlsafe_b64decode((kept or "").partition(".")[0]))
    assert (under_way["state"], under_way["nonce"]) == (asked["state"], asked["nonce"])
    digest = hashlib.sha256(under_way["verifier"].encode()).digest()
    assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")


def test_answer_to_another_browser_to_none_or_for_the_second_time_counts_nothing(
    invitation: str, open_browser: OpenBrowser
) -> None:
    browser, other = open_browser(), open_browser()
    left = left_for(browser, invitation)
    left_for(other, "/sign-in")
    assert came_back(other, left, "mai@example.vn").status_code == 403
    assert came_back(open_browser(), left, "mai@example.vn").status_code == 403
    assert came_back(browser, left, "mai@example.vn").status_code == 303
    assert came_back(browser, left, "mai@example.vn").status_code == 403
    assert who(other) == ""


def test_cookie_of_a_sign_in_that_was_altered_counts_nothing(
    invitation: str, open_browser: OpenBrowser
) -> None:
    browser = open_browser()
    left = left_for(browser, "/sign-in")
    (kept,) = (cookie for cookie in browser.cookies.jar if cookie.name.startswith("provider-"))
    written, _, seal = (kept.value or "").partition(".")
    facts = json.loads(base64.urlsafe_b64decode(written))
    facts["invitation"] = invitation.rpartition("/")[2]
    for value in (
        base64.urlsafe_b64encode(json.dumps(facts).encode()).decode() + f".{seal}",
        "x" * 10_000,
        f".{seal}",
    ):
        browser.cookies.delete(kept.name)
        browser.cookies.set(kept.name, value)
        assert came_back(browser, left, "thief@example.vn").status_code == 403
    assert who(browser) == ""


def test_refusal_of_the_provider_and_a_code_that_is_none_are_told(
    invitation: str, open_browser: OpenBrowser
) -> None:
    for query in ("error=access_denied", "code=", "code=" + "x" * 5000, "code=invented"):
        browser = open_browser()
        state = parse_qs(urlsplit(left_for(browser, "/sign-in")).query)["state"][0]
        refused = browser.get(f"/sign-in/provider/back?{query}&state={state}&lang=en")
        assert EN("provider.refused", provider="Cổng của Bộ") in unescape(refused.text)
        assert who(browser) == ""


def test_provider_that_does_not_answer_is_told_and_the_password_still_serves(
    open_browser: OpenBrowser, invitation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = open_browser()

    def away(*_given: object, **_options: object) -> httpx.Response:
        raise httpx.ConnectError("no route")

    monkeypatch.setattr(httpx, "get", away)
    answer = browser.get("/sign-in/provider?lang=en")
    assert answer.status_code == 502
    assert EN("provider.unreachable", provider="Cổng của Bộ") in unescape(answer.text)
    assert 'name="password"' in browser.get("/sign-in").text


KEY, STRANGERS = RSAKey.generate_key(2048), RSAKey.generate_key(2048)
SETTINGS = ProviderSettings(oidc_issuer="https://id.example.vn", oidc_client_id="dashboard")
GOOD = {"iss": "https://id.example.vn", "aud": "dashboard", "sub": "mai", "nonce": "n"}


def claims(**changed: object) -> dict[str, object]:
    now = int(time.time())
    return {name: value for name, value in {**GOOD, "iat": now, "exp": now + 60, **changed}.items() if value}


def said(
    monkeypatch: pytest.MonkeyPatch, key: RSAKey, told: dict[str, object], algorithm: str = "RS256"
) -> str:
    """Whose token it is that says these claims, or why it counts nothing."""
    description = {"issuer": SETTINGS.oidc_issuer, "jwks_uri": "https://id.example.vn/keys"}
    answers = {"https://id.example.vn/keys": KeySet([KEY]).as_dict(private=False)}
    monkeypatch.setattr(client, "_fetched", lambda address: answers.get(address, description))
    client._description.cache_clear()
    if algorithm == "none":
        head, body = (
            base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
            for part in ({"alg": "none"}, told)
        )
        token = f"{head}.{body}."
    else:
        token = jwt.encode({"alg": algorithm}, told, key)
    try:
        return client._verified(SETTINGS, UnderWay("s", "n", "v"), {"id_token": token}).subject
    except client.ProviderFailed as error:
        return error.reason


def test_token_counts_signed_by_the_provider_for_this_server_and_sign_in_and_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert said(monkeypatch, KEY, claims()) == "mai"
    # Two machines' clocks may differ by two minutes.
    assert said(monkeypatch, KEY, claims(exp=int(time.time()) - 60)) == "mai"
    assert said(monkeypatch, STRANGERS, claims()) == "untrusted"
    assert said(monkeypatch, KEY, claims(), "none") == "untrusted"
    for wrong in (
        {"iss": "https://elsewhere.example"},
        {"aud": "another"},
        {"aud": ["dashboard", "another"]},
        {"azp": "another"},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"sub": None},
        {"sub": "x" * 300},
        {"sub": 7},
        {"exp": int(time.time()) - 600},
        {"exp": None},
        {"iat": int(time.time()) + 6000},
    ):
        assert said(monkeypatch, KEY, claims(**wrong)) == "untrusted", wrong


def test_description_of_another_issuer_counts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_fetched", lambda _address: {"issuer": "https://elsewhere.example"})
    client._description.cache_clear()
    with pytest.raises(client.ProviderFailed, match="untrusted"):
        client._told(SETTINGS, "token_endpoint")


@pytest.mark.parametrize("issuer", ["http://id.example.vn", "ftp://id.example.vn", "id.example.vn"])
def test_provider_is_asked_by_https_alone(issuer: str) -> None:
    with pytest.raises(ValidationError):
        ProviderSettings(oidc_issuer=issuer)


def test_secret_may_stand_in_a_file_and_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("of both\n")
    settings = ProviderSettings(oidc_client_secret_file=tmp_path / "secret")
    assert settings.secret == "of both"
    assert "of both" not in repr(ProviderSettings(oidc_client_secret="of both"))
