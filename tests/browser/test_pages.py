"""Each page, opened cold in both languages, stands in that language, painted, and fit for everybody."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import violations
from tests.browser.golden_pictures import assert_as_written_down
from tests.browser.map_picture import MapPicture, map_picture
from tests.browser.server import Server
from tests.browser.visitor import LAPTOP, Visitor
from ui.controls.site import SITE
from vocabulary.words import Words

PHONE = (360, 740)
FILL = "path => getComputedStyle(path).fill"
LANGUAGES = pytest.mark.parametrize("language", ["vi", "en"])


def overview_stands(visitor: Visitor, language: str) -> None:
    """Hold the overview to its headline, its charts and its small map."""
    rates = {"vi": ["1,93\N{NO-BREAK SPACE}%", "4,06\N{NO-BREAK SPACE}%"], "en": ["1.93%", "4.06%"]}[language]
    headline = visitor.page.get_by_role("heading", level=1)
    for rate in rates:
        expect(headline).to_contain_text(rate)
    expect(visitor.page.locator("[data-testid=stVegaLiteChart]")).to_have_count(3)
    picture = map_picture(visitor).shows(2024)
    assert_as_written_down(f"overview-{language}", picture)
    assert_both_archipelagos_in_sight(visitor, picture, language)


def map_stands(visitor: Visitor, language: str) -> None:
    """Hold the map page to the newest survey."""
    picture = map_picture(visitor).shows(2024)
    assert_as_written_down(f"default-{language}", picture)
    assert len(picture.areas()) == 63
    assert sum(line["count"] for line in picture.legend()) == 63
    assert_both_archipelagos_in_sight(visitor, picture, language)


PATHS = ["" if page.is_default else page.path for page in SITE]
KEYS = dict(zip(PATHS, (page.key for page in SITE), strict=True))
# What stands on a page besides what stands on every page.
OF_PAGES = {"": overview_stands, "map": map_stands}
# The rules of accessibility are asked for where the languages take turns, so that both are looked at.
ASKED = {(path, ("vi", "en")[number % 2]) for number, path in enumerate(PATHS)}


@LANGUAGES
@pytest.mark.parametrize("path", PATHS)
def test_cold_deep_link_opens_the_page_in_its_language(visitor: Visitor, path: str, language: str) -> None:
    """One visit for all of it; which page fails is in the test's name, what fails in its last line."""
    visitor.open(f"/{path}?lang={language}")
    words = Words(language)
    expect(visitor.page).to_have_title(f"{words(f'page.{KEYS[path]}')} · {words('site.name')}")
    assert visitor.page.evaluate("document.documentElement.lang") == language
    if path in OF_PAGES:
        OF_PAGES[path](visitor, language)
    if (path, language) in ASKED:
        assert_no_rule_of_accessibility_is_broken(visitor)
    visitor.page.get_by_role("button", name=words("site.contents")).click()
    contents = visitor.page.locator("[data-testid=stPopoverBody]")
    for page in SITE:
        expect(contents.get_by_role("link", name=words(f"page.{page.key}"), exact=True)).to_be_visible()


def assert_no_rule_of_accessibility_is_broken(visitor: Visitor) -> None:
    """Ask axe-core for the rules of WCAG 2.2 AA that the page and the frames in it break."""
    for frame in visitor.page.frames:
        if "streamlit_folium" in frame.url:
            frame.wait_for_selector("html[data-described]", state="attached")
        if not frame.url.startswith("about:"):
            assert violations(frame) == []


def test_first_page_without_any_address_is_vietnamese(visitor: Visitor) -> None:
    visitor.open("/")
    assert visitor.page.evaluate("document.documentElement.lang") == "vi"
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        "Cuối năm 2024, 1,93 % số hộ cả nước là hộ nghèo theo kết quả rà soát; "
        "tính cả hộ cận nghèo là 4,06 %.".replace(" %", "\N{NO-BREAK SPACE}%")
    )


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=lambda size: f"{size[0]}x{size[1]}")
def test_both_archipelagos_are_in_sight_in_smaller_windows(
    new_visitor: Callable[..., Visitor], server: Server, size: tuple[int, int]
) -> None:
    visitor = new_visitor(server, size=size)
    for path, language in [("/map", "vi"), ("/", "en")]:
        visitor.open(f"{path}?lang={language}")
        assert_both_archipelagos_in_sight(visitor, map_picture(visitor).shows(2024), language)


def assert_both_archipelagos_in_sight(visitor: Visitor, picture: MapPicture, language: str) -> None:
    """Hold a map to its labelled insets of Hoàng Sa and Trường Sa, and its page to the window's width."""
    assert_insets_in_sight(picture, Words(language))
    assert_nothing_runs_out_of_the_window(visitor, picture)


def assert_insets_in_sight(picture: MapPicture, words: Words) -> None:
    expected = [words(f"archipelago.{name}") for name in ("hoang_sa", "truong_sa")]
    expect(picture.part("inset-name")).to_have_text(expected)
    host, legend = box_of(picture.part("map-host")), box_of(picture.part("legend"))
    for inset, label, province in zip(picture.part("inset").all(), expected, ("48", "56"), strict=True):
        expect(inset.locator("svg")).to_have_attribute("aria-label", label)
        drawn = inset.locator(f"path[data-island-of='{province}']")
        assert drawn.evaluate(FILL) == picture.area(province).evaluate(FILL)
        assert lies_in(box_of(inset), host)
        assert not overlap(box_of(inset), legend)


def assert_nothing_runs_out_of_the_window(visitor: Visitor, picture: MapPicture) -> None:
    too_wide = "element => element.scrollWidth - element.clientWidth"
    assert visitor.page.locator("[data-testid=stMain]").evaluate(too_wide) <= 0
    assert picture.frame.locator("html").evaluate(too_wide) <= 0


def box_of(part: Locator) -> dict[str, float]:
    box = part.bounding_box()
    assert box is not None
    return {side: float(box[side]) for side in ("x", "y", "width", "height")}


def lies_in(inner: dict[str, float], outer: dict[str, float]) -> bool:
    return all(
        outer[start] <= inner[start] and inner[start] + inner[length] <= outer[start] + outer[length]
        for start, length in (("x", "width"), ("y", "height"))
    )


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(
        one[start] < other[start] + other[length] and other[start] < one[start] + one[length]
        for start, length in (("x", "width"), ("y", "height"))
    )
