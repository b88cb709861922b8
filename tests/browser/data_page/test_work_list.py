"""An officer signs in and finds what the office has to do; one press opens the upload for it."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect
from sqlalchemy import text

from data_access.accounts.facts import Grant
from data_access.accounts.managing import add_account, give_grant
from data_access.accounts.sessions import begin_session
from data_access.loads.changing import changing_beside_loads
from data_access.store.settings import StoreSettings
from tests.browser.server import Server
from tests.browser.visitor import LAPTOP, Visitor
from ui.controls.identity import SESSION_COOKIE

TUYEN_QUANG = Grant("officer", "v2025", "province", "08")


def signed_in(var_dir: Path) -> str:
    """A store with an officer, to whom reports are due since its first day; return the officer's session."""
    with changing_beside_loads(StoreSettings(database_url="", var_dir=var_dir)) as connection:
        connection.execute(text("UPDATE load SET loaded_at = '2025-12-01T00:00:00Z'"))
        number = add_account(connection, "mai.lo", "Lò Thị Mai", None, "quan.tri")
        give_grant(connection, number, TUYEN_QUANG, "quan.tri")
        return begin_session(connection, number, "mai.lo", "password")


def test_officer_finds_what_is_due_and_opens_its_upload(
    new_visitor: Callable[..., Visitor],
    start_server: Callable[..., Server],
    built_store: Path,
    tmp_path: Path,
) -> None:
    shutil.copy(built_store, tmp_path)
    token = signed_in(tmp_path)
    server = start_server(var_dir=tmp_path)
    visitor = new_visitor(server, size=LAPTOP, fresh=True)
    visitor.page.context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": server.url}])
    page = visitor.open("/data").page
    expect(page.get_by_role("heading", name="Cần gửi")).to_be_visible()
    review = page.get_by_text("Rà soát hộ nghèo, hộ cận nghèo, kỳ 2025 – Tỉnh Tuyên Quang")
    expect(review).to_be_visible()
    expect(page.get_by_text("Hạn 14/12/2025, đã quá")).to_be_visible()
    page.get_by_role("button", name="Nạp: Rà soát hộ nghèo").first.click()
    expect(page).to_have_url(re.compile(r"section=upload&kind=review&year=2025&place=v2025\.province\.08"))
