"""The show in a hall: letters for the last row, keys of a clicker, and the server gone in the middle."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from data_access.store.engines import writing_engine
from data_access.store.settings import StoreSettings
from tests.browser.server import Server
from tests.browser.visitor import DESKTOP, LAPTOP, Visitor
from ui.charts.slides import Slide, packed
from ui.presentation.show_address import ADDRESS
from ui.presentation.starter_slides import STARTER
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

INCOME = {"indicator": "survey_income_poverty_rate", "year": "2014", "area": "02"}
# A province with a line of estimates has most to say.
ESTIMATED = Slide("", "area", {"place": "v2025.province.25"})
SLIDES = (Slide("", "map", INCOME), ESTIMATED, *STARTER)
SMALLEST_LETTERS = 28
PHONE = (390, 844)
SLIDE_ROWS = "[class*='st-key-slide-']"
LETTERS = """() => {
  const small = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const holder = words.currentNode.parentElement;
    if (!words.currentNode.textContent.trim() || holder.closest("script, style, #spoken")) continue;
    if (!holder.checkVisibility()) continue;
    const size = parseFloat(getComputedStyle(holder).fontSize);
    if (size < SMALLEST) small.push([size, words.currentNode.textContent]);
  }
  return small;
}"""


# Areas of the map behind its legend: codes.
COVERED = """(() => { const legend = document.querySelector('#map-slide .legend').getBoundingClientRect();
    return [...document.querySelectorAll('#map-slide svg.areas path[data-code]')].filter((area) => {
        const box = area.getBoundingClientRect();
        return box.left < legend.right && box.right > legend.left
            && box.top < legend.bottom && box.bottom > legend.top;
    }).map((area) => area.dataset.code); })()"""
COLLISIONS = (Path(__file__).parent / "collisions.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [(1024, 768), DESKTOP])
def test_no_text_of_a_slide_covers_another_or_leaves_the_window(
    new_visitor: Callable[..., Visitor], server: Server, size: tuple[int, int]
) -> None:
    page = new_visitor(server, size=size).page
    for language in LANGUAGES:
        page.goto(f"{server.url}{ADDRESS}?lang={language}&slides={packed(SLIDES)}")
        for number in range(1, len(SLIDES) + 1):
            expect(page.locator("#count")).to_have_text(f"{number} / {len(SLIDES)}")
            if page.locator("#map-slide").is_visible():
                expect(page.locator(".highest-row")).to_have_count(10)
                # The list of the highest makes the room of the map; it comes to rest in the next frame.
                page.wait_for_function(COVERED + ".length === 0")
            assert page.evaluate(COLLISIONS) == {"outside": [], "pairs": []}, f"{language} {number}"
            page.keyboard.press("PageDown")


def test_key_opens_every_source_in_letters_of_the_hall(
    new_visitor: Callable[..., Visitor], server: Server
) -> None:
    page = new_visitor(server, size=DESKTOP).page
    slides = (Slide("", "overview", {"part": "nation"}), Slide("", "map", INCOME))
    page.goto(f"{server.url}{ADDRESS}?lang=vi&slides={packed(slides)}")
    sources = page.locator("#sources")
    for kind in ("#chart-slide", "#map-slide"):
        expect(page.locator(kind)).to_be_visible()
        expect(sources).to_be_hidden()
        page.keyboard.press("n")
        expect(sources.get_by_text("https://").first).to_be_visible()
        assert page.evaluate(LETTERS.replace("SMALLEST", str(SMALLEST_LETTERS))) == []
        page.keyboard.press("PageDown")


def test_arrows_turn_the_years_of_a_map_then_the_slides_whatever_has_the_focus(
    new_visitor: Callable[..., Visitor], server: Server
) -> None:
    page = new_visitor(server, size=LAPTOP).page
    slides = (STARTER[0], Slide("", "map", INCOME | {"year": "2015"}), STARTER[2])
    page.goto(f"{server.url}{ADDRESS}?lang=vi&slides={packed(slides)}")
    expect(page.locator("#chart-slide h1")).to_be_visible()
    page.locator(".hall-plot").click()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#year")).to_have_text("2015")
    expect(page.locator(".highest-row").first).to_contain_text("Lai Châu")
    page.locator("#map_div").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#year")).to_have_text("2016")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#count")).to_have_text("3 / 3")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#year")).to_have_text("2016")
    page.keyboard.press("Home")
    expect(page.locator("#count")).to_have_text("1 / 3")
    page.keyboard.press("End")
    page.keyboard.press("PageUp")
    expect(page.locator("#count")).to_have_text("2 / 3")
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#black")).to_be_hidden()


def test_show_that_no_phone_can_reach_says_what_to_set(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.base_url}{ADDRESS}?lang=en&slides={packed(STARTER)}")
    visitor.page.keyboard.press("r")
    expect(visitor.page.locator("#phone")).to_contain_text(Words("en")("remote.this_machine_only"))
    expect(visitor.page.locator("#phone-code")).to_be_hidden()


def test_show_that_was_saved_to_a_disk_has_its_keys_and_the_speaker_s_window(
    new_visitor: Callable[..., Visitor], server: Server, tmp_path: Path
) -> None:
    visitor = new_visitor(server, size=LAPTOP)
    # Letters are the server's; without it the machine's own are shown.
    visitor.expect_errors("woff2|ERR_FILE_NOT_FOUND")
    page, saved = visitor.page, tmp_path / "show.html"
    saved.write_bytes(page.request.get(f"{server.url}{ADDRESS}?lang=en&slides={packed(STARTER)}").body())
    page.goto(saved.as_uri())
    with page.context.expect_page() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    expect(speaker.locator("#speaker-count")).to_have_text("1 / 4")
    speaker.keyboard.press("ArrowRight")
    expect(page.locator("#count")).to_have_text("2 / 4")
    expect(speaker.locator("#speaker-count")).to_have_text("2 / 4")


@pytest.mark.long_walks
def test_presentation_outlives_pages_tabs_and_its_server_and_is_led_by_a_phone_or_the_speaker(
    new_visitor: Callable[..., Visitor], start_server: Callable[..., Server], server: Server, tmp_path: Path
) -> None:
    shutil.copytree(server.var_dir, tmp_path / "var")
    everywhere = {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}
    lost = start_server(var_dir=tmp_path / "var", env=everywhere)
    visitor = new_visitor(lost, fresh=True, size=LAPTOP)
    visitor.expect_errors("ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|WebSocket|[Ss]erver|404.*present/remote")
    page = visitor.page
    assert_views_gather_in_the_browser(visitor)
    start = page.locator("a[href*='/present/show']")
    without_note = start.get_attribute("href") or ""
    page.locator("textarea").first.fill("Nói chậm.")
    page.locator("textarea").first.press("Control+Enter")
    expect(start).not_to_have_attribute("href", without_note)
    with page.context.expect_page() as opened:
        start.click()
    hall = opened.value
    expect(hall.locator("#count")).to_have_text("1 / 2")
    assert_first_phone_leads(hall, new_visitor, lost)
    hall.keyboard.press("Home")
    lost.stop()
    assert_speaker_leads(hall)
    expect(page.locator("#connection-lost")).to_have_text(Words("vi")("connection.lost"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    start_server(var_dir=tmp_path / "var", env=everywhere, port=int(lost.url.rpartition(":")[2]))
    page.reload()
    expect(page.locator(SLIDE_ROWS)).to_have_count(2)
    expect(page.locator("#connection-lost")).to_have_count(0)


def assert_views_gather_in_the_browser(visitor: Visitor) -> None:
    page, words = visitor.page, Words("vi")
    for path in ("/area?lang=vi&place=v2025.province.25", "/map?lang=vi&year=2023"):
        visitor.open(path)
        page.get_by_role("button", name=words("slides.add")).first.click()
        expect(page.get_by_text(words("slides.added"))).to_be_visible()
        visitor.wait_until_idle()
    visitor.open("/present?lang=vi")
    expect(page.locator(SLIDE_ROWS)).to_have_count(2)
    page.reload()
    expect(page.locator(SLIDE_ROWS)).to_have_count(2)
    other = page.context.new_page()
    other.goto(f"{visitor.base_url}/present?lang=vi")
    expect(other.locator(SLIDE_ROWS)).to_have_count(2)
    other.goto(f"{visitor.base_url}/present?lang=vi&slides={packed(STARTER)}")
    expect(other.locator(SLIDE_ROWS)).to_have_count(4)
    other.locator(".earlier-slides").click()
    expect(other.locator(SLIDE_ROWS)).to_have_count(2)
    other.close()
    expect(page.locator(SLIDE_ROWS)).to_have_count(2)
    page.get_by_role("button", name=words("present.notes")).first.click()


def assert_first_phone_leads(hall: Page, new_visitor: Callable[..., Visitor], running: Server) -> None:
    words = Words("vi")
    with hall.expect_response("**/present/remote?*") as opened:
        hall.keyboard.press("r")
    told = opened.value.json()
    if "url" not in told:
        assert told["sentence"] == words("remote.no_network")
        return
    expect(hall.locator("#phone-code")).to_be_visible()
    # A machine of tests may not be reached by the address that its network gives it.
    address = running.url + told["url"][told["url"].index("/remote/") :]
    phone = new_visitor(running, size=PHONE, fresh=True)
    phone.page.goto(address)
    expect(hall.locator("#phone")).to_be_hidden()
    phone.page.get_by_role("button", name=words("remote.next")).click()
    expect(hall.locator("#count")).to_have_text("2 / 2")
    expect(phone.page.locator("#slide")).to_have_text("2 / 2")
    other = new_visitor(running, size=PHONE, fresh=True)
    other.expect_errors("403")
    other.page.goto(address)
    expect(other.page.locator("#said")).to_have_text(words("remote.taken"))
    phone.page.goto("about:blank")


def assert_speaker_leads(hall: Page) -> None:
    with hall.context.expect_page() as opened:
        hall.keyboard.press("s")
    speaker = opened.value
    now, after = speaker.frame_locator(".speaker-now iframe"), speaker.frame_locator(".speaker-next iframe")
    expect(speaker.locator("#speaker-note")).to_have_text("Nói chậm.")
    expect(now.locator("#chart-slide h1")).to_contain_text("Phú Thọ")
    expect(after.locator("#year")).to_have_text("2023")
    expect(speaker.locator("#speaker-clock")).to_have_text(re.compile(r"\d\d:\d\d"))
    speaker.keyboard.press("ArrowRight")
    expect(hall.locator("#year")).to_have_text("2023")
    expect(now.locator("#year")).to_have_text("2023")
    hall.keyboard.press("ArrowLeft")
    expect(now.locator("#year")).to_have_text("2022")
    # A phone is joined already, so that another is asked for twice.
    speaker.keyboard.press("r")
    expect(hall.locator("#hint")).to_have_text(Words("vi")("show.phone_again"))
    speaker.keyboard.press("r")
    expect(speaker.locator("#phone")).to_contain_text(Words("vi")("show.no_server"))
    expect(hall.locator("#phone")).to_be_hidden()


def test_show_goes_on_by_a_clicker_after_the_server_has_gone(
    new_visitor: Callable[..., Visitor], start_server: Callable[..., Server], server: Server, tmp_path: Path
) -> None:
    shutil.copytree(server.var_dir, tmp_path / "var")
    lost = start_server(var_dir=tmp_path / "var")
    visitor = new_visitor(lost, fresh=True, size=DESKTOP)
    page = visitor.page
    page.goto(f"{lost.url}{ADDRESS}?lang=vi&slides={packed(SLIDES)}")
    expect(page.locator("#card-name")).to_have_text("Hà Giang")
    lost.stop()
    for number in range(len(SLIDES)):
        letters = LETTERS.replace("SMALLEST", str(SMALLEST_LETTERS))
        assert page.evaluate(letters) == [], f"slide {number + 1}"
        page.keyboard.press("PageDown")
    expect(page.locator("#chart-slide h1")).to_contain_text("2024")
    page.keyboard.press("Home")
    assert_years_and_places_follow_the_keys(page)
    assert_black_and_held_pictures_come_back(page)


def assert_years_and_places_follow_the_keys(page: Page) -> None:
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#year")).to_have_text("2013")
    expect(page.locator(".picture-subtitle")).to_contain_text("2013")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#card-rank")).to_contain_text("2013")
    assert page.url.endswith("#1.2013.v2008.04")
    page.keyboard.press("p")
    expect(page.locator("#year")).to_have_text("2014")
    page.keyboard.press("p")


def assert_black_and_held_pictures_come_back(page: Page) -> None:
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("#black")).to_be_hidden()
    page.keyboard.press("h")
    page.keyboard.press("PageDown")
    expect(page.locator("#frozen .picture-title")).to_be_visible()
    page.keyboard.press("h")
    expect(page.locator("#frozen")).to_have_count(0)
    expect(page.locator("#chart-slide h1")).to_be_visible()


def test_show_of_a_past_day_bears_the_mark_of_that_day_on_chart_and_map(
    new_visitor: Callable[..., Visitor], start_server: Callable[..., Server], server: Server, tmp_path: Path
) -> None:
    shutil.copytree(server.var_dir, tmp_path / "var")
    date_back(tmp_path / "var")
    running = start_server(var_dir=tmp_path / "var")
    visitor = new_visitor(running, fresh=True, size=DESKTOP)
    past = {"asof": "2024-01-02"}
    slides = (Slide("", "area", {"place": "v2008.province.02", **past}), Slide("", "map", INCOME | past))
    visitor.page.goto(f"{running.url}{ADDRESS}?lang=en&slides={packed(slides)}")
    expect(visitor.page.locator(".hall-mark")).to_have_text("Figures as of the end of 2 January 2024")
    visitor.page.keyboard.press("PageDown")
    expect(visitor.page.locator("#map-slide")).to_contain_text("Figures as of the end of 2 January 2024")


def date_back(folder: Path) -> None:
    """Make the first load of a store in a folder of 1 January 2024."""
    engine = writing_engine(StoreSettings(var_dir=folder, database_url="").url())
    with engine.begin() as connection:
        connection.execute(text("UPDATE load SET loaded_at = '2024-01-01T00:00:00Z'"))
    engine.dispose()
