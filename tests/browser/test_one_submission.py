"""Four people and one submission: handed in, sent back, handed in again, approved, published, seen.

The officer of a commune has a password, the approver of the province signs in by a provider of identities,
and the session of the officer is ended in between.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from authlib.deprecate import AuthlibDeprecationWarning
from playwright.sync_api import Locator, Page, expect

from tests.browser.data_page.test_officers_path import downloaded, filled, send
from tests.browser.server import ROOT, Server
from tests.browser.visitor import LAPTOP, Visitor
from vocabulary.words import Words

VI, PASSWORD, PROVIDER = Words("vi"), "năm con ngựa trên đồi", "Cổng của Bộ"
COMMUNE, OF_COMMUNE, OF_PROVINCE = "00694", "v2025.commune.00694", "v2025.province.08"
FORM = f"/data?section=upload&kind=form_1&year=2025&place={OF_COMMUNE}"
MAP = "/map?indicator=poor_household_rate&year=2025&level=commune&look=today"
OFFICER, APPROVER, PUBLISHER = "mai.lo", "pao.giang", "hoa.tran"
REASON = "Hai chữ số của cột hộ nghèo bị đảo"
# Each page of the provider asks for one sheet of style from outside.
STYLE_OF_PROVIDER = re.compile(r"/pico\.min\.css$")
ORIGINAL = "/originals/2?lang=vi"
SIZES = {"total_households": 1000, "persons": 4000, "near_poor_households": 45}

pytestmark = [
    pytest.mark.long_walks,
    # The provider is of Authlib's older parts.
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
    pytest.mark.filterwarnings("ignore:get_jwt_config"),
]


@pytest.fixture
def issuer() -> Iterator[str]:
    """The address of a provider that knows everybody by the name they type there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", AuthlibDeprecationWarning)
        import oidc_provider_mock

        with oidc_provider_mock.run_server_in_thread() as server:
            yield f"http://localhost:{server.server_port}"


@dataclass(frozen=True)
class Office:
    """A server, and its accounts as its administrator makes and ends them: by commands."""

    server: Server

    def command(self, *words: str) -> Mapping[str, str]:
        """Run a command about accounts; return its answer."""
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        ran = subprocess.run(
            [sys.executable, "-m", "data_access", "accounts", *words, "--json"],
            cwd=ROOT,
            env=environment | {"VAR_DIR": str(self.server.var_dir), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        answer: Mapping[str, str] = json.loads(ran.stdout)
        return answer

    def invited(self, login: str, name: str, role: str, *area: str) -> str:
        """Add an account with a role; return the path of its invitation."""
        path = self.command("add", login, "--name", name)["path"]
        self.command("grant", login, role, *area)
        return path


@pytest.fixture
def office(issuer: str, start_server: Callable[..., Server], built_store: Path, tmp_path: Path) -> Office:
    """A server without accounts yet, at which people may sign in by the provider."""
    shutil.copy(built_store, tmp_path)
    provider = {"OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": "dashboard", "OIDC_CLIENT_SECRET": "of both"}
    return Office(start_server(var_dir=tmp_path, env={**provider, "OIDC_NAME": PROVIDER}))


def button(page: Page, key: str) -> Locator:
    """The button that may be pressed: while a page is drawn again, the old one is still beside it."""
    return page.get_by_role("button", name=VI(key), exact=True, disabled=False)


def press(visitor: Visitor, key: str) -> Page:
    found = button(visitor.wait_until_idle().page, key)
    expect(found).to_have_count(1)
    found.click()
    return visitor.page


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"#{name}").fill(value)


def chose_password(visitor: Visitor, invitation: str) -> None:
    visitor.page.goto(visitor.base_url + invitation)
    fill(visitor.page, new_password=PASSWORD, repeated=PASSWORD)
    button(visitor.page, "invitation.send").click()
    expect(visitor.page.locator(".st-key-header-account")).to_be_visible()


def by_provider(visitor: Visitor, path: str, link: str, subject: str) -> None:
    """Go from a page to the provider, say there who one is, and come back."""
    page = visitor.page
    page.route(STYLE_OF_PROVIDER, lambda route: route.fulfill(body="", content_type="text/css"))
    page.goto(visitor.base_url + path)
    page.get_by_role("link", name=VI(link, provider=PROVIDER)).click()
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").click()
    expect(page.locator(".st-key-header-account")).to_be_visible()
    page.unroute(STYLE_OF_PROVIDER)
    visitor.outside_requests[:] = [
        url for url in visitor.outside_requests if not STYLE_OF_PROVIDER.search(url)
    ]


def handed_in(visitor: Visitor, name: str, poor: int, number: int) -> None:
    """Fill the template of the commune, and hand it in for approval."""
    page = visitor.open(FORM).page
    template = downloaded(page, VI("upload_page.template_xlsx"))
    send(visitor, name, filled(template, {**SIZES, "poor_households": poor}, COMMUNE))
    expect(page.get_by_text("không có lỗi").first).to_be_visible()
    assert button(page, "upload_page.publish_now").count() == 0
    press(visitor, "upload_page.hand_over")
    expect(page.get_by_text(f"Đã gửi, số {number}.").first).to_be_visible()


def opened_from_work_list(visitor: Visitor, number: int) -> Page:
    visitor.open("/data")
    page = press(visitor, "ledger.open")
    expect(page.get_by_text(VI("approval.title", number=str(number)))).to_be_visible()
    return visitor.wait_until_idle().page


def sent_back(visitor: Visitor) -> None:
    page = opened_from_work_list(visitor, 1)
    opened = page.locator(".st-key-approval")
    opened.get_by_role("button", name=VI("ledger.send_back"), exact=True).click()
    page.get_by_label(VI("ledger.why")).fill(REASON)
    page.get_by_label(VI("ledger.why")).press("Tab")
    visitor.wait_until_idle()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name=VI("ledger.send_back_now")).click()
    expect(page.get_by_text(VI("ledger.done_send_back_now", number=1))).to_be_visible()


def approved(visitor: Visitor) -> None:
    page = opened_from_work_list(visitor, 2)
    assert button(page, "ledger.publish").count() == 0
    press(visitor, "ledger.approve")
    expect(page.get_by_text("Đã phê duyệt tệp số 2")).to_be_visible()
    expect(button(page, "ledger.publish")).to_have_count(0)


def published(visitor: Visitor) -> str:
    """Publish the file that was approved; return the address at which its figures are said to be seen."""
    page = opened_from_work_list(visitor, 2)
    page.locator(".st-key-approval").get_by_role("button", name=VI("ledger.publish"), exact=True).click()
    expect(page.get_by_text("Đã công bố tệp số 2.").first).to_be_visible()
    link = page.get_by_role("link", name=VI("upload_page.see_map"))
    return link.get_attribute("href") or ""


def signed_out_and_in_again(office: Office, visitor: Visitor) -> None:
    """End the officer's session, while a page of theirs is open, as its administrator does."""
    page = visitor.open("/data?section=ledger").page
    expect(page.get_by_text("2. dung.xlsx")).to_be_visible()
    assert text_at(visitor, ORIGINAL).startswith("PK")
    office.command("revoke", OFFICER)
    assert text_at(visitor, ORIGINAL) == VI("own_file.signed_out")
    # The page runs again by its websocket, opened while the session held.
    page.get_by_text(VI("data.section.log"), exact=True).click()
    expect(page.get_by_text(VI("accounts.needed"))).to_be_visible()
    visitor.open("/data?section=ledger")
    expect(page.get_by_text("dung.xlsx")).to_have_count(0)
    page.locator(".st-key-header-account a").click()
    fill(page, login=OFFICER, password=PASSWORD)
    button(page, "sign_in.send").click()
    expect(page.get_by_text("2. dung.xlsx")).to_be_visible()
    expect(page.get_by_text(VI("ledger.state_submitted"))).to_be_visible()
    visitor.wait_until_idle()


def label_on_map(visitor: Visitor, address: str) -> str:
    visitor.open(address)
    place = visitor.map_frame().locator(f"svg.areas path[data-code='{COMMUNE}']")
    expect(place).to_have_attribute("aria-label", re.compile("."))
    return place.get_attribute("aria-label") or ""


def text_at(visitor: Visitor, path: str) -> str:
    """What an address gives to a browser as it is signed in now."""
    return visitor.page.context.request.get(visitor.base_url + path).body().decode(errors="replace")


def expect_no_file(stranger: Visitor, *names: str) -> None:
    """A stranger finds neither these files nor the steps of any, whichever address of the page they open."""
    assert text_at(stranger, ORIGINAL) == VI("own_file.signed_out")
    opened = ("section=ledger", "section=ledger&submission=1", "section=ledger&submission=2", "section=work")
    for query in opened:
        page = stranger.open(f"/data?{query}").page
        expect(page.get_by_text(VI("accounts.needed"))).to_be_visible()
        for text in (*names, REASON, VI("ledger.original"), VI("approval.no_findings")):
            expect(page.get_by_text(text)).to_have_count(0)


def test_submission_goes_by_four_people_from_a_commune_to_the_public_map(
    office: Office, new_visitor: Callable[..., Visitor]
) -> None:
    stranger, officer, approver, publisher = (
        new_visitor(office.server, size=LAPTOP, fresh=True) for _ in range(4)
    )
    before = label_on_map(stranger, MAP)
    chose_password(officer, office.invited(OFFICER, "Lò Thị Mai", "officer", "--area", OF_COMMUNE))
    invitation = office.invited(APPROVER, "Giàng A Páo", "approver", "--area", OF_PROVINCE)
    by_provider(approver, invitation, "provider.link", "pao@example.vn")
    chose_password(publisher, office.invited(PUBLISHER, "Trần Thị Hoa", "publisher"))

    handed_in(officer, "sai.xlsx", 321, 1)
    expect_no_file(stranger, "sai.xlsx")
    sent_back(approver)
    page = officer.open("/data").page
    expect(page.locator(".st-key-work-returned").get_by_text(REASON)).to_be_visible()
    handed_in(officer, "dung.xlsx", 123, 2)
    signed_out_and_in_again(office, officer)

    approver.page.context.clear_cookies()
    by_provider(approver, "/sign-in?next=/data", "provider.sign_in", "pao@example.vn")
    approved(approver)
    expect_no_file(stranger, "sai.xlsx", "dung.xlsx")
    assert label_on_map(stranger, MAP) == before
    address = published(publisher)
    assert "12,30" in label_on_map(stranger, address)
    expect_no_file(stranger, "sai.xlsx")
