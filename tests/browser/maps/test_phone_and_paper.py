"""The map on a phone and on paper: nothing covers the country, every year and every area is in sight."""

from tests.browser.map_picture import map_picture
from tests.browser.visitor import Visitor

BOX = "element => element.getBoundingClientRect().toJSON()"
# Areas that are not wholly within the map: codes.
OUTSIDE = """host => { const room = host.getBoundingClientRect();
    return [...document.querySelectorAll('svg.areas path[data-code]')].filter((area) => {
        const box = area.getBoundingClientRect();
        return box.left < room.left || box.right > room.right
            || box.top < room.top || box.bottom > room.bottom;
    }).map((area) => area.dataset.code); }"""


def test_on_a_phone_the_legend_is_below_the_map_and_every_year_is_in_the_frame(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 360, "height": 740})
    visitor.open("/map?lang=vi")
    picture = map_picture(visitor).shows(2024)
    drawn = picture.part("map-host").locator(".leaflet-container").evaluate(BOX)
    assert picture.part("legend").evaluate(BOX)["top"] >= drawn["bottom"]
    assert picture.part("map-host").evaluate(OUTSIDE) == []
    within = visitor.map_frame().locator("html").evaluate("html => [html.clientWidth, html.clientHeight]")
    for year in (2016, 2020, 2024):
        box = picture.year(year).evaluate(BOX)
        assert (box["left"] >= 0, box["right"] <= within[0], box["bottom"] <= within[1]) == (True, True, True)


def test_on_paper_the_whole_country_and_the_whole_ranking_are_printed(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 1366, "height": 768})
    visitor.open("/map?lang=vi")
    picture = map_picture(visitor).shows(2024)
    host = picture.part("map-host")
    host.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    visitor.page.emulate_media(media="print")
    # A sheet of A4 between its margins, in pixels.
    assert host.evaluate(BOX)["width"] <= 718
    assert host.evaluate(OUTSIDE) == []
    rows = picture.part("ranking").locator("[data-row-code]")
    bottom = picture.part("ranking").locator(".ranking-rows").evaluate(BOX)["bottom"]
    assert rows.count() == 63
    assert all(row.evaluate(BOX)["bottom"] <= bottom + 1 for row in (rows.first, rows.nth(20), rows.last))
    visitor.page.emulate_media(media="screen")
    host.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert host.evaluate("() => document.documentElement.className") == ""
