"""The pages of accounts: forms that no other page can send, and what each of them does."""

import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette

from data_access import door
from data_access.accounts import passwords
from data_access.accounts.invitations import invite
from data_access.accounts.managing import add_account, disable_account
from data_access.accounts.reading import find_token
from data_access.accounts.sessions import end_sessions
from data_access.door import PUBLIC
from data_access.loads.changing import changing_beside_loads
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from tests.browsing import Browsing
from tests.queries.prepared import prepared_file
from ui.controls.identity import SESSION_COOKIE, asker
from ui.server.guard.token_bucket import Buckets
from ui.server.sign_in import answering
from ui.server.sign_in.routes import sign_in_routes
from vocabulary.words import Words

PASSWORD, OTHER = "năm con ngựa trên đồi", "sáu con trâu dưới ruộng"
WORK = "/data?section=work&lang=en"
MARK = re.compile(r'name="form_mark" value="(\w+)"')
EN = Words("en")
OpenBrowser = Callable[..., Browsing]


@pytest.fixture
def settings(tmp_path: Path, shared_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoreSettings]:
    """A store of the sample, in which nobody has an account; passwords are hashed at once."""
    shutil.copy(prepared_file(shared_folder, "sample"), tmp_path / "published.sqlite")
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("DATA_DIR", "tests/queries/sample")
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()
    door.forget()
    yield StoreSettings()
    door.forget()


@pytest.fixture
def invitation(settings: StoreSettings) -> str:
    """The path of an invitation for the only account."""
    with changing_beside_loads(settings) as connection:
        number = add_account(connection, "mai.lo", "Lò Thị <Mai>", None, "quan.tri")
        return f"/invitation/{invite(connection, number, 'quan.tri')}"


@pytest.fixture
def open_browser(settings: StoreSettings, monkeypatch: pytest.MonkeyPatch) -> OpenBrowser:
    """Open a browser, behind TLS where that is said."""
    monkeypatch.setattr(answering, "_of_address", Buckets(answering.OF_AN_ADDRESS))
    app = Starlette(routes=sign_in_routes())

    def opened(scheme: str = "http") -> Browsing:
        return Browsing(app, f"{scheme}://localhost")

    return opened


def sent(browser: Browsing, page: str, path: str | None = None, **fields: str) -> "Sent":
    """Fill in and send the form of a page, the first one or that of a path."""
    drawn = browser.get(page).text
    form = drawn.partition(f'action="{path}?')[2] if path else drawn
    mark = MARK.search(form)
    assert mark, drawn
    return Sent(browser, path or page, {"form_mark": mark[1], **fields})


class Sent:
    """What a form was answered with."""

    def __init__(self, browser: Browsing, address: str, fields: dict[str, str]) -> None:
        separator = "&" if "?" in address else "?"
        self.answer = browser.post(f"{address}{separator}lang=en", data=fields)
        self.status = self.answer.status_code
        self.leads_to = self.answer.headers.get("location", "")
        self.text = unescape(self.answer.text)


def with_password(browser: Browsing, invitation: str) -> Browsing:
    """The browser, signed in by its invitation."""
    assert sent(browser, invitation, new_password=PASSWORD, repeated=PASSWORD).leads_to == "/?lang=en"
    return browser


def who(browser: Browsing) -> str:
    """The login name of whoever is signed in, "" for nobody."""
    account = asker(dict(browser.cookies), {}).account
    return account.login if account else ""


def test_invitation_is_opened_any_number_of_times_and_used_once(
    invitation: str, open_browser: OpenBrowser
) -> None:
    browser = open_browser()
    for _ in range(2):
        drawn = browser.get(invitation)
        assert (drawn.status_code, drawn.headers["cache-control"]) == (200, "no-store")
        assert "Lò Thị &lt;Mai&gt;" in drawn.text
    with_password(browser, invitation)
    assert who(browser) == "mai.lo"
    again = open_browser().get(invitation + "?lang=en")
    assert again.status_code == 410
    assert EN("failure.account_refused.invitation_used") in unescape(again.text)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"new_password": "short", "repeated": "short"}, "password_short"),
        ({"new_password": PASSWORD, "repeated": OTHER}, "password_differs"),
        ({}, "password_short"),
    ],
)
def test_password_that_is_not_taken_leaves_the_invitation_and_says_why(
    invitation: str, open_browser: OpenBrowser, fields: dict[str, str], reason: str
) -> None:
    browser = open_browser()
    refused = sent(browser, invitation, **fields)
    assert refused.status == 403
    assert EN(f"failure.account_refused.{reason}") in refused.text
    assert who(with_password(browser, invitation)) == "mai.lo"


def test_signing_in_leads_to_the_page_that_was_wanted_and_to_no_other_site(
    invitation: str, open_browser: OpenBrowser
) -> None:
    with_password(open_browser(), invitation)
    for wanted, leads_to in (("/data?section=upload", "/data?section=upload"), ("//evil.example", WORK)):
        browser = open_browser()
        page = f"/sign-in?next={wanted.replace('?', '%3F').replace('=', '%3D')}"
        answer = sent(browser, page, login="MAI.LO", password=PASSWORD)
        assert (answer.status, answer.leads_to) == (303, leads_to)
        assert who(browser) == "mai.lo"


def test_wrong_name_and_wrong_password_get_one_sentence(invitation: str, open_browser: OpenBrowser) -> None:
    with_password(open_browser(), invitation)
    for login, password in (("mai.lo", OTHER), ("nobody", PASSWORD), ("\x00", "\x00")):
        refused = sent(open_browser(), "/sign-in", login=login, password=password)
        assert refused.status == 403
        assert EN("failure.account_refused.wrong") in refused.text
        assert "session" not in refused.answer.cookies
    # What was typed as the name is still there, harmless; the password is not.
    drawn = sent(open_browser(), "/sign-in", login='"><b>', password=PASSWORD).answer.text
    assert "&quot;&gt;&lt;b&gt;" in drawn
    assert PASSWORD not in drawn


def test_session_is_new_at_each_sign_in_and_the_one_before_is_ended(
    invitation: str, open_browser: OpenBrowser
) -> None:
    browser = with_password(open_browser(), invitation)
    before = browser.cookies[SESSION_COOKIE]
    planted = open_browser()
    planted.cookies.set(SESSION_COOKIE, before)
    # Signed in already: the form leads on.
    assert planted.get("/sign-in?next=/map").headers["location"] == "/map"
    browser.cookies.delete(SESSION_COOKIE)
    drawn = browser.get("/sign-in").text
    browser.cookies.set(SESSION_COOKIE, before)
    mark = MARK.search(drawn)
    assert mark
    Sent(browser, "/sign-in", {"form_mark": mark[1], "login": "mai.lo", "password": PASSWORD})
    assert asker({SESSION_COOKIE: before}, {}).account is None


def test_cookie_is_for_the_server_alone_and_for_tls_where_there_is_tls(
    invitation: str, open_browser: OpenBrowser
) -> None:
    plain = sent(open_browser(), invitation, new_password=PASSWORD, repeated=PASSWORD)
    (cookie,) = (line for line in plain.answer.headers.get_list("set-cookie") if line.startswith("session="))
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    secure = sent(open_browser("https"), "/sign-in", login="mai.lo", password=PASSWORD)
    (cookie,) = (line for line in secure.answer.headers.get_list("set-cookie") if "session=" in line)
    assert cookie.startswith("__Host-session=")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_form_of_another_site_or_of_no_page_changes_nothing(
    invitation: str, open_browser: OpenBrowser
) -> None:
    browser = with_password(open_browser(), invitation)
    mine = MARK.search(browser.get("/account").text)
    assert mine
    strangers = MARK.search(open_browser().get("/sign-in").text)
    assert strangers
    for mark in ("", strangers[1], "\x00", "ă"):
        refused = Sent(browser, "/sign-out", {"form_mark": mark})
        assert refused.status == 403
        assert EN("sign_in.form_over") in refused.text
    assert Sent(browser, "/account/new-token", {"form_mark": mine[1], "token_name": "x"}).status == 403
    assert who(browser) == "mai.lo"


def test_form_that_is_too_long_is_read_no_further(invitation: str, open_browser: OpenBrowser) -> None:
    for fields in ({"login": "x" * 20_000}, {f"field-{number}": "x" for number in range(500)}):
        assert sent(open_browser(), "/sign-in", **fields).status == 403


def test_two_windows_of_one_browser_send_their_forms_both(invitation: str, open_browser: OpenBrowser) -> None:
    browser = with_password(open_browser(), invitation)
    kept = browser.cookies["form"]
    assert browser.get("/account").status_code == 200
    assert browser.cookies["form"] == kept
    assert sent(browser, "/account", "/sign-out").leads_to == "/?lang=en"
    assert who(browser) == ""
    # The other window still shows the account, whose session has ended.
    late = sent_by(browser, "/account/new-token", token_name="x", days="30")
    assert (late.status, late.leads_to[:8]) == (303, "/sign-in")


def sent_by(browser: Browsing, path: str, **fields: str) -> Sent:
    """Send a form of ours that a window drew before."""
    from ui.server.sign_in.forms import _mark

    return Sent(browser, path, {"form_mark": _mark(browser.cookies["form"], path), **fields})


def test_account_page_ends_sessions_and_makes_and_ends_tokens(
    invitation: str, open_browser: OpenBrowser, settings: StoreSettings
) -> None:
    browser, other = with_password(open_browser(), invitation), open_browser()
    sent(other, "/sign-in", login="mai.lo", password=PASSWORD)
    assert who(other) == "mai.lo"
    assert sent(browser, "/account", "/account/sessions").leads_to == "/account?lang=en&done=sessions_ended"
    assert (who(other), who(browser)) == ("", "mai.lo")
    made = sent(browser, "/account", "/account/new-token", token_name="Báo cáo đêm", days="90")
    token = re.search(r"class='token'>([\w-]{43})<", made.text)
    assert token
    with door.session(PUBLIC, PUBLISHED) as session:
        found = find_token(session, token[1])
    assert found is not None
    assert token[1] not in browser.get("/account").text
    ended = sent(browser, "/account", "/account/token", number=str(found.number))
    assert ended.leads_to == "/account?lang=en&done=token_ended"
    with door.session(PUBLIC, PUBLISHED) as session:
        assert find_token(session, token[1]) is None
    for strange in ("", "-1", "9" * 30, "1 OR 1=1"):
        assert sent_by(browser, "/account/session", number=strange).status == 303
    assert who(browser) == "mai.lo"


def test_change_of_password_keeps_this_browser_signed_in_and_no_other(
    invitation: str, open_browser: OpenBrowser
) -> None:
    browser, other = with_password(open_browser(), invitation), open_browser()
    sent(other, "/sign-in", login="mai.lo", password=PASSWORD)
    changed = sent(
        browser, "/account", "/account/password", old_password=PASSWORD, new_password=OTHER, repeated=OTHER
    )
    assert changed.leads_to == "/account?lang=en&done=password_changed"
    assert (who(browser), who(other)) == ("mai.lo", "")
    assert sent(other, "/sign-in", login="mai.lo", password=OTHER).status == 303


def test_page_of_an_account_that_was_ended_or_disabled_meanwhile_leads_to_sign_in(
    invitation: str, open_browser: OpenBrowser, settings: StoreSettings
) -> None:
    browser = with_password(open_browser(), invitation)
    with changing_beside_loads(settings) as connection:
        end_sessions(connection, 1, "quan.tri")
    assert browser.get("/account").headers["location"].startswith("/sign-in?")
    with changing_beside_loads(settings) as connection:
        disable_account(connection, 1, "quan.tri")
    refused = sent(browser, "/sign-in", login="mai.lo", password=PASSWORD)
    assert EN("failure.account_refused.wrong") in refused.text


def test_store_that_does_not_answer_is_told_so_and_nobody_is_signed_in(
    invitation: str, open_browser: OpenBrowser, settings: StoreSettings
) -> None:
    browser = with_password(open_browser(), invitation)
    away = settings.var_dir / "published.sqlite"
    away.rename(settings.var_dir / "elsewhere")
    assert browser.get("/account").headers["location"].startswith("/sign-in?")
    failed = sent(browser, "/sign-in?lang=en", login="mai.lo", password=PASSWORD)
    assert failed.status == 503
    assert "session" not in failed.answer.cookies


def test_without_an_account_there_is_nothing_to_sign_in_with(open_browser: OpenBrowser) -> None:
    drawn = unescape(open_browser().get("/sign-in?lang=en").text)
    assert EN("sign_in.no_accounts") in drawn
    assert "<form" not in drawn


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_is_without_a_script_and_labels_its_fields(
    invitation: str, open_browser: OpenBrowser, language: str
) -> None:
    browser = open_browser()
    pages = [browser.get(f"{path}?lang={language}").text for path in (invitation, "/sign-in")]
    with_password(browser, invitation)
    pages.append(browser.get(f"/account?lang={language}").text)
    for drawn in pages:
        assert "<script" not in drawn
        assert f'<html lang="{language}" dir' in drawn
        shown = re.findall(r'<(?:input|select) id="(\w+)"', drawn)
        assert shown
        assert [name for name in shown if f'<label for="{name}">' not in drawn] == []
