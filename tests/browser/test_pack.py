"""A pack opened from a disk, every network blocked: map, years, search, a commune's page, show by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data_access import door
from tests.small_pack import PHU_THO, WARD, small_pack

# What a page of a disk may ask for.
OF_THE_DISK = ("file:", "data:", "blob:")


@pytest.fixture(scope="module")
def pack(built_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of a few places of Phú Thọ."""
    out = tmp_path_factory.mktemp("stick") / "pack"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("VAR_DIR", str(built_store.parent))
        patched.delenv("DATABASE_URL", raising=False)
        patched.setattr("exports.pack.language_part.MANY", 1)
        patched.setattr("exports.pack.language_part.FEW", 1)
        door.forget()
        small_pack(out, ("vi",))
    door.forget()
    return out


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window whose every request and error is noticed."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, offline=True)
    opened = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    yield opened
    context.close()
    assert [url for url in asked if not url.startswith(OF_THE_DISK)] == []
    assert errors == []


def test_pack_is_used_without_server_and_network(pack: Path, page: Page) -> None:
    page.goto((pack / "Mở.html").as_uri())
    expect(page.locator("#name")).to_have_text("Tỉnh Phú Thọ")
    expect(page.locator("#notice")).to_be_hidden()
    expect(page.locator(".card-value").first).to_contain_text("2,68")
    years_of_the_map_turn(page)
    a_place_is_found_without_accents(page)
    expect(page.locator("#name")).to_have_text("Phường Phú Thọ")
    assert page.url.endswith(f"#vi/{WARD}")
    the_brief_is_the_sites_sheet(page)
    a_show_is_stepped_by_keys(page)


def years_of_the_map_turn(page: Page) -> None:
    expect(page.locator("path[data-code]")).to_have_count(34)
    current = page.locator(".year.current")
    expect(current).to_have_text("2024")
    current.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".year.current")).to_have_text("2023")
    expect(page.locator(".picture-subtitle")).to_contain_text("2023")
    page.locator("[data-row-code='11']").click()
    expect(page.locator("#chosen")).to_contain_text("Điện Biên")


def a_place_is_found_without_accents(page: Page) -> None:
    page.locator("#search").press_sequentially("phuong phu tho")
    first = page.locator("#hits [role=option]").first
    expect(first).to_contain_text("Phường Phú Thọ")
    expect(first).to_contain_text("hiện nay")
    page.keyboard.press("Enter")


def the_brief_is_the_sites_sheet(page: Page) -> None:
    page.locator("#brief").click()
    expect(page.locator("#paper svg").first).to_contain_text("Phường Phú Thọ")
    page.locator("#close-sheet").click()
    page.locator("#site").click()
    assert page.url.endswith(f"#vi/{PHU_THO}")


def a_show_is_stepped_by_keys(page: Page) -> None:
    page.locator("#show").click()
    expect(page.locator("#chart-slide h1")).to_contain_text("Phú Thọ")
    page.keyboard.press("End")
    expect(page.locator("#map-slide path[data-code]").first).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#black")).to_be_hidden()
    page.keyboard.press("Home")
    expect(page.locator("#chart-slide h1")).to_be_visible()
