"""Whoever may change figures finds the result of a register; nobody else finds the page."""

import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from microdata.results.kept import keep_result
from tests.browser.axe import violations
from tests.browser.server import Server
from tests.browser.visitor import LAPTOP, Visitor
from tests.register_result import FACTS, write_tables


def test_result_of_a_register_is_found_with_the_key_and_by_nobody_else(
    new_visitor: Callable[..., Visitor], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAR_DIR", str(server.var_dir))
    visitor = new_visitor(server, size=LAPTOP)
    page = visitor.open("/sources").page
    page.get_by_role("button", name="Mục lục").click()
    contents = page.get_by_test_id("stPopoverBody")
    expect(contents.get_by_role("link", name="Dữ liệu", exact=True)).to_be_visible()
    expect(contents.get_by_role("link", name="Sổ hộ rà soát")).to_have_count(0)
    visitor.given_key(server.key()).open("/register")
    expect(page.get_by_text("python -m microdata keep register.parquet")).to_be_visible()
    folder = keep_result(FACTS, write_tables)
    try:
        visitor.open("/register")
        expect(page.get_by_text("households.parquet")).to_be_visible()
        expect(page.get_by_text("1 trong 2 ô so sánh được khác với số liệu đã công bố.")).to_be_visible()
        expect(page.get_by_role("cell", name="ẩn", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Kiểm tra và xem trước")).to_be_disabled()
        assert violations(page.main_frame) == []
    finally:
        shutil.rmtree(folder)
