"""The map page under the hand: pointer, clicks, years, places, languages, windows."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.map_picture import MapPicture, map_picture
from tests.browser.server import Server
from tests.browser.visitor import Visitor
from vocabulary.words import Words

INCOME = "survey_income_poverty_rate"
YEARS = [2006, 2008, 2010, 2011, 2012, 2013, 2014, 2015, 2016]
HA_GIANG, LAI_CHAU = "02", "12"
NO_BREAK = "\N{NO-BREAK SPACE}"
WHERE = """() => { const map = Choropleth.picture.map;
    return [map.getZoom(), map.getCenter().lat.toFixed(4), map.getCenter().lng.toFixed(4)]; }"""
# The same once two looks half a second apart agree: a zoom may still be under way when the wheel has stopped.
WHERE_AT_REST = f"""async (html) => {{
    const where = {WHERE};
    let last;
    do {{
        last = JSON.stringify(where(html));
        await new Promise((resolve) => setTimeout(resolve, 500));
    }} while (last !== JSON.stringify(where(html)));
    return where(html);
}}"""
REMEMBER_YEARS = """html => { window.turned = []; new MutationObserver(() => window.turned.push(
    Number(html.dataset.described))).observe(html, { attributeFilter: ['data-described'] }); }"""


def opened(visitor: Visitor, query: str, year: int) -> MapPicture:
    visitor.open(f"/map?indicator={INCOME}&{query}")
    return map_picture(visitor).shows(year)


def in_address(page: Page, **codes: str | int) -> None:
    """Wait until the address says all of these."""
    for name, code in codes.items():
        expect(page).to_have_url(re.compile(rf"[?&]{name}={code}(&|$)"))


def choose_indicator(visitor: Visitor, words: Words, name: str) -> None:
    visitor.page.get_by_role("combobox", name=words("map.indicator")).click()
    visitor.page.get_by_role("option", name=name, exact=True).click()


def area_choice(visitor: Visitor, words: Words) -> Any:
    return visitor.page.get_by_role("combobox", name=words("panel.area_province"))


def test_pointer_links_area_legend_and_ranking_and_a_place_chosen_in_the_panel_is_marked(
    visitor: Visitor,
) -> None:
    picture = opened(visitor, "year=2006&lang=vi", 2006)
    tooltip, pointed = picture.part("area-tooltip"), picture.frame.locator(".legend-row.pointed")

    picture.area(HA_GIANG).hover()
    assert tooltip.locator("> *").all_inner_texts() == [
        "Hà Giang",
        f"41,5{NO_BREAK}% số hộ",
        "2006 · xếp thứ 3 trong 63 (từ cao xuống)",
    ]
    expect(pointed.locator(".legend-label")).to_have_text("26,01 – 58,20")
    # 41.5 lies at 15.49 of the 32.19 points between 26.01 and 58.20.
    marked = pointed.locator(".swatch-pointer").evaluate("mark => mark.style.bottom")
    assert float(marked.removesuffix("%")) == pytest.approx(100 * 15.49 / 32.19, abs=0.01)
    expect(picture.row(HA_GIANG)).to_have_class(re.compile("hovered"))

    picture.row(LAI_CHAU).hover()
    expect(tooltip.locator("strong")).to_have_text("Lai Châu")
    outline = picture.area(LAI_CHAU).get_attribute("d")
    expect(picture.frame.locator("path.mark.hovered")).to_have_attribute("d", outline or "-")

    picture.frame.locator(".legend-row", has_text="26,01 – 58,20").hover()
    expect(tooltip).to_be_hidden()
    lit = picture.frame.locator("g.dimmed path.lit")
    expect(lit).to_have_count(15)
    assert lit.evaluate_all("paths => paths.every(path => path.classList.contains('class-4'))")
    expect(picture.area("01")).to_have_css("opacity", "0.18")
    picture.part("picture-title").hover()
    expect(picture.frame.locator("g.dimmed")).to_have_count(0)

    area_choice(visitor, Words("vi")).fill("Lai Ch")
    visitor.page.get_by_role("option", name="Lai Châu").click()
    in_address(visitor.page, area=LAI_CHAU)
    expect(picture.row(LAI_CHAU)).to_have_class(re.compile("selected"))
    expect(picture.row(LAI_CHAU)).to_be_in_viewport()


def test_value_without_data_says_so_under_the_pointer(visitor: Visitor) -> None:
    picture = opened(visitor, "year=2016&lang=en", 2016)
    picture.area("79").hover()
    assert picture.part("area-tooltip").locator("> *").all_inner_texts() == [
        "Ho Chi Minh City",
        "No data",
        "2016",
    ]
    expect(picture.frame.locator(".legend-row.pointed .legend-label")).to_have_text("No data")
    picture.area(HA_GIANG).hover()
    expect(picture.part("tooltip-rank")).to_have_text("2016 · rank 4 of 62 (from the highest)")


PARTS_OF_2006 = {
    "vi": {
        "picture-title": r"Tỷ lệ hộ nghèo theo thu nhập \(khảo sát\)",
        "picture-subtitle": "Việt Nam, 63 tỉnh, thành phố · 2006 · % số hộ",
        "picture-source": r"Nguồn: Cục Thống kê, .+ bảng E14\.47, 9/2026\. Ranh giới: © OpenStreetMap "
        r"contributors \(ODbL\)\.",
        "legend-unit": "% số hộ",
        "legend-note": r"1 đơn vị có số liệu nhưng không có trên bản đồ này: Hà Tây \(28\) 12,4\s%",
    },
    "en": {
        "picture-title": r"Income poverty rate \(survey\)",
        "picture-subtitle": "Viet Nam, 63 provinces · 2006 · % of households",
        "picture-source": r"Source: .+ table E14\.47, September 2026\. Boundaries: © OpenStreetMap "
        r"contributors \(ODbL\)\.",
        "legend-unit": "% of households",
        "legend-note": r"1 area with figures is not on this map: Ha Tay \(28\) 12\.4%",
    },
}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", [f"41,5{NO_BREAK}%", "xếp thứ 3 trong 63", f"Cả nước: 15,5{NO_BREAK}%", "Nguồn: Cục"]),
        ("en", ["41.5%", "rank 3 of 63", "Viet Nam: 15.5%", "Source: "]),
    ],
)
def test_picture_says_what_it_shows_and_a_click_opens_the_panel_with_value_rank_nation_source_and_series(
    visitor: Visitor, language: str, said: list[str]
) -> None:
    words = Words(language)
    picture = opened(visitor, f"year=2006&lang={language}", 2006)
    for part, text in PARTS_OF_2006[language].items():
        expect(picture.part(part).last).to_have_text(re.compile(f"^{text}$"))
    picture.area(HA_GIANG).click()
    in_address(visitor.page, area=HA_GIANG, year=2006)
    visitor.wait_until_idle()
    panel = visitor.page.locator("[data-testid=stColumn]").last
    for text in said:
        expect(panel).to_contain_text(text)
    chart = panel.locator("[data-testid=stVegaLiteChart]")
    expect(chart).to_be_visible()
    expect(chart.locator("text", has_text=re.compile("^(Hà Giang|Ha Giang)$"))).to_be_visible()
    reason = words("break.standard_changed", before="2008", now="2010")
    expect(panel).to_contain_text(reason)
    expect(picture.row(HA_GIANG)).to_have_attribute("aria-pressed", "true")
    expect(area_choice(visitor, words)).to_have_value(re.compile("Hà Giang|Ha Giang"))

    picture.row(LAI_CHAU).click()
    in_address(visitor.page, area=LAI_CHAU)
    picture.area(LAI_CHAU).click()
    expect(visitor.page).not_to_have_url(re.compile("area="))


def test_view_survives_year_indicator_and_language(visitor: Visitor) -> None:
    picture = opened(visitor, "year=2006&lang=vi", 2006)
    picture.area(HA_GIANG).click()
    in_address(visitor.page, area=HA_GIANG)
    visitor.wait_until_idle()
    html = picture.frame.locator("html")
    before = html.evaluate(WHERE)
    box = picture.area(HA_GIANG).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    picture.area(HA_GIANG).hover()
    visitor.page.mouse.wheel(0, -400)
    assert html.evaluate(WHERE_AT_REST) != before
    # The drag begins and ends on the chosen place, which stays chosen.
    visitor.page.mouse.down()
    visitor.page.mouse.move(x + 60, y + 30, steps=5)
    visitor.page.mouse.up()
    visitor.page.wait_for_function(
        "() => !document.querySelector(\"iframe[title^='streamlit_folium']\")"
        ".contentDocument.querySelector('.leaflet-zoom-anim')"
    )
    in_address(visitor.page, area=HA_GIANG)
    moved = html.evaluate(WHERE_AT_REST)
    assert moved[0] > before[0]
    assert moved[1:] != before[1:]
    html.evaluate("html => (html.dataset.sameFrame = 'yes')")

    picture.year(2014).click()
    picture.shows(2014)
    in_address(visitor.page, year=2014, area=HA_GIANG)
    assert html.evaluate(WHERE) == moved

    visitor.wait_until_idle()
    visitor.page.get_by_text("English", exact=True).click()
    expect(picture.part("picture-title")).to_have_text("Income poverty rate (survey)")
    in_address(visitor.page, lang="en", year=2014, area=HA_GIANG)
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    expect(html).to_have_attribute("lang", "en")
    expect(picture.area(HA_GIANG)).to_have_attribute("aria-label", "Ha Giang: 28.2% of households, 2014")
    assert html.evaluate(WHERE) == moved

    visitor.wait_until_idle()
    choose_indicator(visitor, Words("en"), "Multidimensional poverty rate (survey)")
    # The nearest year to 2014 for which the other indicator has a figure.
    picture.shows(2016)
    in_address(visitor.page, indicator="survey_multidimensional_poverty_rate", year=2016, area=HA_GIANG)
    expect(area_choice(visitor, Words("en"))).to_have_value("Ha Giang")
    assert html.evaluate(WHERE) == moved
    assert html.get_attribute("data-same-frame") == "yes"


def test_years_play_in_the_browser_without_the_server(visitor: Visitor) -> None:
    traffic: list[str] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda _: traffic.append("sent"))
        socket.on("framereceived", lambda _: traffic.append("received"))

    visitor.page.on("websocket", listen)
    visitor.page.on("request", lambda request: traffic.append(request.url))
    picture = opened(visitor, "year=2006&lang=en", 2006)
    html = picture.frame.locator("html")
    html.evaluate(REMEMBER_YEARS)
    assert "received" in traffic
    traffic.clear()

    picture.frame.get_by_role("button", name="Play").click()
    expect(picture.frame.get_by_role("button", name="Pause")).to_be_visible()
    picture.shows(2015)
    assert traffic == []
    picture.shows(2016)
    in_address(visitor.page, year=2016)
    assert list(dict.fromkeys(html.evaluate("() => window.turned"))) == YEARS[1:]
    expect(picture.frame.get_by_role("button", name="Play")).to_be_visible()
    assert picture.area("79").get_attribute("class") == "gap-none"


def test_year_is_chosen_by_click_and_by_arrow_keys(visitor: Visitor) -> None:
    picture = opened(visitor, "year=2016&lang=vi", 2016)
    painted = picture.areas()
    picture.year(2010).click()
    picture.shows(2010)
    in_address(visitor.page, year=2010)
    expect(picture.year(2010)).to_have_attribute("aria-checked", "true")
    expect(picture.part("picture-subtitle")).to_contain_text("2010")
    assert picture.areas() != painted
    visitor.page.keyboard.press("ArrowLeft")
    picture.shows(2008)
    in_address(visitor.page, year=2008)
    expect(picture.part("year-break")).to_have_attribute(
        "aria-label", re.compile("^Đổi chuẩn nghèo, không so sánh các năm ở hai bên: .+ → .+")
    )
    assert picture.frame.locator(".year").all_inner_texts() == [str(year) for year in YEARS]


def test_back_reload_and_a_copied_link_restore_the_view(
    new_visitor: Callable[..., Visitor], server: Server
) -> None:
    visitor = new_visitor(server)
    picture = opened(visitor, "year=2016&lang=en", 2016)
    picture.year(2012).click()
    in_address(visitor.page, year=2012)
    visitor.wait_until_idle()
    picture.area(HA_GIANG).click()
    in_address(visitor.page, area=HA_GIANG)
    visitor.wait_until_idle()

    visitor.page.go_back()
    expect(visitor.page).not_to_have_url(re.compile("area="))
    expect(picture.frame.locator("[aria-pressed=true]")).to_have_count(0)
    expect(area_choice(visitor, Words("en"))).to_have_value("")
    visitor.page.go_back()
    in_address(visitor.page, year=2016)
    picture.shows(2016)
    visitor.page.go_forward()
    picture.shows(2012)
    visitor.page.go_forward()
    in_address(visitor.page, area=HA_GIANG, year=2012)
    expect(picture.row(HA_GIANG)).to_have_attribute("aria-pressed", "true")

    visitor.page.reload()
    visitor.wait_until_idle()
    picture.shows(2012)
    expect(picture.row(HA_GIANG)).to_have_attribute("aria-pressed", "true")

    other = new_visitor(server)
    other.open(visitor.page.url.removeprefix(server.url))
    copied = map_picture(other).shows(2012)
    expect(copied.row(HA_GIANG)).to_have_attribute("aria-pressed", "true")
    assert copied.areas() == picture.areas()


def test_two_windows_do_not_disturb_each_other(new_visitor: Callable[..., Visitor], server: Server) -> None:
    one, other = new_visitor(server), new_visitor(server)
    first, second = opened(one, "year=2016&lang=vi", 2016), opened(other, "year=2006&lang=en", 2006)
    first.year(2014).click()
    second.area(LAI_CHAU).click()
    in_address(one.page, year=2014, lang="vi")
    in_address(other.page, year=2006, lang="en", area=LAI_CHAU)
    one.wait_until_idle()
    assert "area=" not in one.page.url
    expect(first.part("picture-title")).to_have_text("Tỷ lệ hộ nghèo theo thu nhập (khảo sát)")
    expect(second.part("picture-title")).to_have_text("Income poverty rate (survey)")
    first.shows(2014)
    second.shows(2006)


@pytest.mark.parametrize("query", ["", "indicator=poor_household_rate&year=2021", "look=today"])
def test_the_legend_covers_no_part_of_the_country_on_an_office_screen(visitor: Visitor, query: str) -> None:
    visitor.page.set_viewport_size({"width": 1366, "height": 768})
    visitor.open(f"/map?{query}&lang=vi")
    picture = map_picture(visitor).shows(2021 if "2021" in query else 2024)
    covered = picture.part("legend").evaluate(
        """legend => { const mine = legend.getBoundingClientRect();
        return [...document.querySelectorAll('svg.areas path[data-code]')].filter((area) => {
            const box = area.getBoundingClientRect();
            return box.width && box.left < mine.right && box.right > mine.left
                && box.top < mine.bottom && box.bottom > mine.top; }).map((area) => area.dataset.code); }"""
    )
    assert covered == []
