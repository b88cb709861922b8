"""The interactive map in one file opens by a double click, with no server and no network."""

from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.server import Server


@pytest.fixture
def file_on_disk(server: Server, tmp_path: Path) -> Path:
    """The file as a visitor saved it."""
    query = "indicator=survey_income_poverty_rate&year=2010&lang=vi"
    with urlopen(f"{server.url}/take-away/map.html?{query}") as answer:
        file = tmp_path / "ban-do.html"
        file.write_bytes(answer.read())
    return file


def test_file_shows_provinces_plays_years_and_shows_hover_texts_with_the_network_off(
    browser: Browser, file_on_disk: Path
) -> None:
    window = browser.new_context(offline=True, locale="vi-VN", viewport={"width": 1366, "height": 768})
    requested: list[str] = []
    errors: list[str] = []
    window.on("request", lambda request: requested.append(request.url))
    window.on("weberror", lambda error: errors.append(str(error.error)))
    page = window.new_page()
    page.goto(file_on_disk.as_uri())
    expect(page.locator("html[data-described='2010']")).to_be_attached()
    coloured = page.locator("svg.areas path[data-code][class^='class-']")
    expect(coloured).to_have_count(63)
    page.locator("svg.areas path[data-code='38']").hover()
    expect(page.locator(".tooltip-name")).to_have_text("Thanh Hóa")
    expect(page.locator(".tooltip-value")).to_contain_text("%")
    page.locator(".play").click()
    expect(page.locator(".year.current")).not_to_have_text("2010")
    expect(page.locator(".inset-name")).to_have_count(2)
    window.close()
    assert [url for url in requested if not url.startswith(("file:", "data:"))] == []
    assert errors == []
