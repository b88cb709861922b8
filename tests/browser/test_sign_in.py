"""Somebody is invited, signs in, is named in the header, and knows at once that the session was ended."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from data_access.accounts.facts import Grant
from data_access.accounts.invitations import invite
from data_access.accounts.managing import NATION, add_account, give_grant
from data_access.accounts.sessions import end_sessions
from data_access.loads.changing import changing_beside_loads
from data_access.store.settings import StoreSettings
from tests.browser.axe import violations
from tests.browser.server import Server
from tests.browser.visitor import LAPTOP, Visitor
from vocabulary.words import Words

EN, PASSWORD = Words("en"), "năm con ngựa trên đồi"
NAME = "Lò Thị Mai"


def press(page: Page, key: str) -> None:
    page.get_by_role("button", name=EN(key), exact=True).click()


def test_publisher_signs_in_and_changes_nothing_any_more_once_the_session_is_ended(
    start_server: Callable[..., Server], new_visitor: Callable[..., Visitor]
) -> None:
    server = start_server()
    settings = StoreSettings(database_url="", var_dir=server.var_dir)
    with changing_beside_loads(settings) as connection:
        mai = add_account(connection, "mai.lo", NAME, None, "quan.tri")
        give_grant(connection, mai, Grant("publisher", *NATION), "quan.tri")
        link = f"/invitation/{invite(connection, mai, 'quan.tri')}"
    visitor = new_visitor(server, size=LAPTOP)
    visitor.expect_errors("403")
    page = visitor.page
    page.goto(f"{server.url}{link}?lang=en")
    assert violations(page.main_frame) == []
    fill(page, new_password=PASSWORD, repeated=PASSWORD)
    press(page, "invitation.send")
    expect(page.locator(".st-key-header-account")).to_have_text(NAME)
    page.goto(f"{server.url}/account?lang=en")
    assert violations(page.main_frame) == []
    press(page, "sign_in.sign_out")
    visitor.wait_until_idle()
    visitor.open("/data?lang=en&section=ledger")
    page.locator(".st-key-header-account a").click()
    fill(page, login="mai.lo", password="not this one at all")
    press(page, "sign_in.send")
    expect(page.get_by_role("alert")).to_have_text(EN("failure.account_refused.wrong"))
    assert violations(page.main_frame) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    fill(page, password=PASSWORD)
    press(page, "sign_in.send")
    expect(page).to_have_url(re.compile(r"/data\?lang=en&section=ledger$"))
    expect(page.get_by_text(f"{NAME} (mai.lo)")).to_be_visible()
    with changing_beside_loads(settings) as connection:
        end_sessions(connection, mai, "quan.tri")
    # The page runs again by its websocket, opened while the session held.
    page.get_by_text(EN("data.section.log"), exact=True).click()
    expect(page.get_by_text(EN("accounts.needed"))).to_be_visible()
    expect(page.locator(".st-key-header-account")).to_have_text(EN("sign_in.title"))


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)
