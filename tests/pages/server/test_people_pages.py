"""The pages of other people’s accounts: what an administrator sees and does there, and nobody else."""

import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette

from data_access import door
from data_access.accounts import passwords
from data_access.accounts.facts import Grant
from data_access.accounts.managing import NATION, add_account, give_grant
from data_access.accounts.people import people
from data_access.accounts.sessions import begin_session
from data_access.door import PUBLIC
from data_access.loads.changing import changing_beside_loads
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from tests.browsing import Browsing
from tests.pages.server.test_sign_in_pages import PASSWORD, Sent, sent
from tests.queries.prepared import prepared_file
from ui.controls.identity import SESSION_COOKIE
from ui.server.guard.token_bucket import Buckets
from ui.server.sign_in import answering
from ui.server.sign_in.people import list_page
from ui.server.sign_in.people.elements import PEOPLE
from ui.server.sign_in.people.routes import OF_ONE
from ui.server.sign_in.routes import sign_in_routes
from vocabulary.words import Words

EN = Words("en")
ADMINISTRATOR, OFFICER = "on.tran", "mai.lo"
HA_GIANG = ("v2008", "province", "02")
GRANTS = {ADMINISTRATOR: Grant("administrator", *NATION), OFFICER: Grant("officer", *HA_GIANG)}
OpenBrowser = Callable[[str], Browsing]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> tuple[Path, dict[str, str]]:
    """A store with an administrator and an officer, and the session of each."""
    folder = tmp_path_factory.mktemp("people")
    shutil.copy(prepared_file(shared_folder, "sample"), folder / "published.sqlite")
    settings = StoreSettings(database_url="", var_dir=folder, data_dir=Path("tests/queries/sample"))
    tokens = {}
    with changing_beside_loads(settings) as connection:
        for login, grant in GRANTS.items():
            number = add_account(connection, login, f"Name of {login}", None, "it")
            give_grant(connection, number, grant, "it")
            tokens[login] = begin_session(connection, number, login, "password")
    return folder / "published.sqlite", tokens


@pytest.fixture
def open_browser(
    prepared: tuple[Path, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenBrowser]:
    """Open a browser in which somebody is signed in, "" for nobody."""
    file, tokens = prepared
    shutil.copy(file, tmp_path)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("DATA_DIR", "tests/queries/sample")
    monkeypatch.setattr(answering, "_of_address", Buckets(answering.OF_AN_ADDRESS))
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    door.forget()
    app = Starlette(routes=sign_in_routes())

    def opened(login: str) -> Browsing:
        browser = Browsing(app)
        if login:
            browser.cookies.set(SESSION_COOKIE, tokens[login])
        return browser

    yield opened
    door.forget()


def number_of(login: str) -> int:
    with door.session(PUBLIC, PUBLISHED) as session:
        found = people(session)
    return int(found["id"][found["login"] == login].iloc[0])


def step(browser: Browsing, login: str, name: str, **fields: str) -> Sent:
    """Send the form of a step on the page of an account."""
    page = f"{PEOPLE}/{number_of(login)}"
    return sent(browser, page, f"{page}/{name}", **fields)


def test_person_is_invited_by_a_link_shown_once_and_given_a_right_by_name(open_browser: OpenBrowser) -> None:
    browser = open_browser(ADMINISTRATOR)
    typed = {"person_name": "Giàng <A> Páo", "person_login": "pao.giang", "email": "pao@tinh.example"}
    added = sent(browser, PEOPLE, f"{PEOPLE}/add", **typed)
    assert "Giàng &lt;A&gt; Páo" in added.answer.text
    link = added.text.partition("<p class='token'>http://localhost")[2].partition("<")[0]
    assert link.startswith("/invitation/")
    page = f"{PEOPLE}/{number_of('pao.giang')}"
    assert "/invitation/" not in browser.get(page).text
    chosen = sent(open_browser(""), link.partition("?")[0], new_password=PASSWORD, repeated=PASSWORD)
    assert chosen.leads_to == "/?lang=en"
    asked = step(browser, "pao.giang", "right", role="officer", area="hà giang")
    assert 'value="v2008.province.02" checked' in asked.answer.text
    given = step(browser, "pao.giang", "right", role="officer", area="v2008.province.02")
    assert given.leads_to == f"{page}?lang=en&done=right_given"
    assert "Officer: Ha Giang Province" in browser.get(f"{page}?lang=en").text
    ended = step(browser, "pao.giang", "right-end", role="officer", area="v2008.province.02")
    assert ended.leads_to == f"{page}?lang=en&done=right_ended"
    assert EN("people.no_rights") in unescape(browser.get(f"{page}?lang=en").text)


def test_access_ends_at_once_and_a_disabled_account_may_be_enabled(open_browser: OpenBrowser) -> None:
    browser, officer = open_browser(ADMINISTRATOR), open_browser(OFFICER)
    assert officer.get("/account").status_code == 200
    assert step(browser, OFFICER, "end").leads_to.endswith("done=access_ended")
    assert officer.get("/account").status_code == 303
    assert step(browser, OFFICER, "disable").leads_to.endswith("done=disabled")
    page = f"{PEOPLE}/{number_of(OFFICER)}?lang=en"
    assert EN("people.is_disabled") in unescape(browser.get(page).text)
    assert step(browser, OFFICER, "enable").leads_to.endswith("done=enabled")
    assert "/invitation/" in step(browser, OFFICER, "link").text


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"role": "officer", "area": ""}, "area_missing"),
        ({"role": "officer", "area": "xyzxyzxyz"}, "area_unknown"),
        ({"role": "publisher", "area": "v2008.province.02"}, "national_role"),
        ({"role": "officer", "area": "v2008.province.02"}, "right_held"),
        ({"role": "owner", "area": ""}, "bad_role"),
    ],
)
def test_right_that_cannot_be_given_is_refused_with_a_sentence_and_what_was_typed_stays(
    open_browser: OpenBrowser, fields: dict[str, str], reason: str
) -> None:
    refused = step(open_browser(ADMINISTRATOR), OFFICER, "right", **fields)
    assert refused.status == 403
    named = {"role": EN("role.publisher") if reason == "national_role" else fields["role"]}
    assert EN(f"failure.account_refused.{reason}", area=fields["area"], **named) in refused.text
    assert f'value="{fields["area"]}"' in refused.text


def test_refused_invitation_keeps_what_was_typed(open_browser: OpenBrowser) -> None:
    typed = {"person_name": "Giàng A Páo", "person_login": OFFICER}
    refused = sent(open_browser(ADMINISTRATOR), PEOPLE, f"{PEOPLE}/add", **typed)
    assert refused.status == 403
    assert EN("failure.account_refused.login_taken", login=OFFICER) in refused.text
    assert 'value="Giàng A Páo"' in refused.text


def test_others_are_told_who_the_page_is_for_and_strangers_are_led_to_sign_in(
    open_browser: OpenBrowser,
) -> None:
    officer = open_browser(OFFICER)
    for page in (PEOPLE, f"{PEOPLE}/{number_of(OFFICER)}"):
        told = officer.get(f"{page}?lang=en")
        assert told.status_code == 403
        assert EN("failure.account_refused.not_administrator") in unescape(told.text)
        assert ADMINISTRATOR not in told.text
        assert open_browser("").get(page).headers["location"].startswith("/sign-in?")
    assert EN("people.link") not in unescape(open_browser(OFFICER).get("/account?lang=en").text)
    assert EN("people.link") in unescape(open_browser(ADMINISTRATOR).get("/account?lang=en").text)


@pytest.mark.parametrize("name", ["add", *OF_ONE])
def test_step_sent_by_hand_without_the_right_changes_nothing_and_shows_nothing(
    open_browser: OpenBrowser, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    browser = open_browser(OFFICER)
    path = f"{PEOPLE}/add" if name == "add" else f"{PEOPLE}/{number_of(ADMINISTRATOR)}/{name}"
    # The mark of a form is of its path: a page of the officer's own is drawn for that of the step.
    monkeypatch.setattr("ui.server.sign_in.forms._mark", lambda _secret, _path: "0")
    browser.get("/account")
    typed = {"person_name": "X", "person_login": "new.one", "role": "officer", "area": "v2008.province.02"}
    refused = Sent(browser, path, {"form_mark": "0", **typed})
    assert refused.status == 403
    assert EN("failure.account_refused.not_administrator") in refused.text
    assert f"Name of {ADMINISTRATOR}" not in refused.text
    with door.session(PUBLIC, PUBLISHED) as session:
        known = people(session)
    assert set(known["login"]) == set(GRANTS)
    assert known["sessions"].tolist() == [1, 1]


def test_own_account_has_no_step_and_a_number_of_nobody_is_not_found(open_browser: OpenBrowser) -> None:
    browser = open_browser(ADMINISTRATOR)
    own = unescape(browser.get(f"{PEOPLE}/{number_of(ADMINISTRATOR)}?lang=en").text)
    assert EN("people.own_account") in own
    assert "<form" not in own
    missing = browser.get(f"{PEOPLE}/999999?lang=en")
    assert missing.status_code == 404
    assert EN("failure.account_refused.gone") in unescape(missing.text)


def test_list_is_searched_without_accents_and_goes_on_page_by_page(
    open_browser: OpenBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = open_browser(ADMINISTRATOR)
    found = unescape(browser.get(f"{PEOPLE}?lang=vi&q=can+bo+ha+giang").text)
    assert OFFICER in found
    assert ADMINISTRATOR not in found
    assert EN("people.none_found") in unescape(browser.get(f"{PEOPLE}?lang=en&q=nobody+at+all").text)
    monkeypatch.setattr(list_page, "SHOWN", 1)
    first = browser.get(f"{PEOPLE}?lang=en").text
    assert f"Name of {OFFICER}" in first
    assert f"Name of {ADMINISTRATOR}" not in first
    second = browser.get(f"{PEOPLE}?lang=en&from=1").text
    assert f"Name of {ADMINISTRATOR}" in second
    assert "from=0" in second
