"""An administrator invites an officer, who chooses a password by the link and sees the office’s work."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from data_access.accounts.facts import Grant
from data_access.accounts.invitations import invite
from data_access.accounts.managing import NATION, add_account, give_grant
from data_access.loads.changing import changing_beside_loads
from data_access.store.settings import StoreSettings
from tests.browser.axe import violations
from tests.browser.server import Server
from tests.browser.visitor import LAPTOP, Visitor
from vocabulary.words import Words

VI, PASSWORD = Words("vi"), "năm con ngựa trên đồi"
ADMINISTRATOR, OFFICER = "Trần Thị Ổn", "Lò Thị Mai"
PHONE = (390, 844)

pytestmark = pytest.mark.long_walks


def press(page: Page, key: str) -> None:
    page.get_by_role("button", name=VI(key), exact=True).click()


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)


def choose_password(visitor: Visitor, link: str) -> None:
    visitor.page.goto(link)
    fill(visitor.page, new_password=PASSWORD, repeated=PASSWORD)
    press(visitor.page, "invitation.send")
    expect(visitor.page.locator(".st-key-header-account")).to_be_visible()


def expect_accessible_at_both_sizes(page: Page) -> None:
    assert violations(page.main_frame) == []
    for width, height in (PHONE, LAPTOP):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_officer_is_invited_sees_the_work_of_the_province_and_is_signed_out_when_access_ends(
    start_server: Callable[..., Server], new_visitor: Callable[..., Visitor]
) -> None:
    server = start_server()
    with changing_beside_loads(StoreSettings(database_url="", var_dir=server.var_dir)) as connection:
        number = add_account(connection, "on.tran", ADMINISTRATOR, None, "it")
        give_grant(connection, number, Grant("administrator", *NATION), "it")
        link = f"{server.url}/invitation/{invite(connection, number, 'it')}"
    administrator, officer = (new_visitor(server, size=LAPTOP) for _ in range(2))
    choose_password(administrator, link)
    page = administrator.page
    page.goto(f"{server.url}/account")
    page.get_by_role("link", name=VI("people.link")).click()
    expect_accessible_at_both_sizes(page)
    fill(page, person_name=OFFICER, person_login="mai.lo")
    press(page, "people.invite")
    invitation = page.locator(".token").inner_text()
    fill(page, area="tuyen quang")
    press(page, "people.give_right")
    press(page, "people.give_right")
    expect(page.get_by_role("status")).to_have_text(VI("people.done.right_given"))
    expect(page.locator(".rights")).to_contain_text("Tỉnh Tuyên Quang")
    expect_accessible_at_both_sizes(page)
    choose_password(officer, invitation)
    officer.open("/data?section=work")
    expect(officer.page.get_by_text(VI("work.intro", name=OFFICER))).to_be_visible()
    expect(officer.page.get_by_role("heading", name=re.compile(f"^{VI('work.due')}"))).to_be_visible()
    page.get_by_text(VI("people.disable"), exact=True).click()
    press(page, "people.disable.do")
    expect(page.get_by_role("status")).to_have_text(VI("people.done.disabled"))
    officer.page.get_by_text(VI("data.section.log"), exact=True).click()
    expect(officer.page.locator(".st-key-header-account")).to_have_text(VI("sign_in.title"))
