"""Texts in data that look like HTML, script or Markdown are shown as they are, everywhere, and never run."""

import csv
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.map_picture import map_picture
from tests.browser.server import ROOT, Server
from tests.browser.visitor import Visitor

INCOME, DWELLING = "survey_income_poverty_rate", "dwelling_area_per_capita"
IMAGE = "<img src=x onerror=\"window.top.ran='image'\">"
SCRIPT = "</script><script>window.top.ran='script'</script>"
MARKDOWN = (
    "**b** _i_ [l](http://example.com) ![i](http://example.com/i.png) $x$ :red[r] `c` &lt;b&gt; <b>t</b>"
)
QUOTES = "a\"b'c`d $& $' {names} {count} %s \\ e"
RAN = "() => window.top.ran || ''"
# What a text would have become had it been read as HTML or Markdown. A bare address may be a link to itself.
TRACES = """() => [...document.querySelectorAll('img[src=x], img[src*=example], a[href*=example]')]
    .filter(made => made.textContent !== made.getAttribute('href')).map(made => made.outerHTML)"""

# File, the column and value that choose the rows, and the texts put into them.
HOSTILE: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ("areas/provinces.csv", {"code": "02", "vintage": "v2008"}, {"name": IMAGE}),
    ("areas/provinces.csv", {"code": "12", "vintage": "v2008"}, {"name": SCRIPT}),
    ("areas/provinces.csv", {"code": "04", "vintage": "v2008"}, {"name": MARKDOWN}),
    ("areas/provinces.csv", {"code": "28", "vintage": "v2004"}, {"name": QUOTES}),
    ("areas/regions.csv", {"code": "nmm"}, {"name": MARKDOWN}),
    ("indicators.csv", {"code": INCOME}, {"name": MARKDOWN, "definition": SCRIPT, "unit": QUOTES}),
    ("indicators.csv", {"code": DWELLING}, {"unit": IMAGE}),
    ("indicators.csv", {"code": "poor_household_rate"}, {"name": IMAGE}),
    ("indicators.csv", {"code": "multidimensional_poverty_rate"}, {"name": MARKDOWN}),
    (
        "sources.csv",
        {"code": "nso-e1447"},
        {"title": IMAGE, "publisher": MARKDOWN, "doc_number": QUOTES},
    ),
    (
        "standards.csv",
        {"code": "survey-income-2006"},
        {"name": SCRIPT, "legal_basis": IMAGE, "note": MARKDOWN},
    ),
    ("known_slips.csv", {"code": "ba-che-code"}, {"what": MARKDOWN + IMAGE}),
    (
        "figures/nso_poverty_by_province.csv",
        {"indicator_code": INCOME, "area_code": "02", "year": "2006"},
        {"note": IMAGE},
    ),
]


def put_into(path: Path, where: Mapping[str, str], texts: Mapping[str, str]) -> None:
    """Write texts into the rows chosen, in both languages where the file has both."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    chosen = [row for row in rows if all(row[name] == value for name, value in where.items())]
    assert chosen, (path, where)
    for row in chosen:
        for column, text in texts.items():
            row.update({name: text for name in row if name in (column, f"{column}_vi", f"{column}_en")})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames or (), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def hostile(start_server: Callable[..., Server], tmp_path: Path) -> Server:
    """An app whose embedded data is full of hostile texts."""
    data_dir = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    for name, where, texts in HOSTILE:
        put_into(data_dir / name, where, texts)
    return start_server(env={"DATA_DIR": str(data_dir)})


def holds(part: Locator, *texts: str) -> None:
    """Wait until a part of the page shows each text exactly as it stands in the data."""
    for text in texts:
        expect(part).to_contain_text(text)


def assert_nothing_ran(visitor: Visitor) -> None:
    for frame in visitor.page.frames:
        assert frame.evaluate(RAN) == ""
        assert frame.evaluate(TRACES) == []


@pytest.mark.long_walks
def test_hostile_texts_are_shown_as_text_and_never_run(
    hostile: Server, new_visitor: Callable[..., Visitor]
) -> None:
    visitor = new_visitor(hostile)
    main = visitor.page.locator("[data-testid=stMain]")
    visitor.open(f"/map?indicator={INCOME}&year=2006&lang=vi")
    picture = map_picture(visitor).shows(2006)
    expect(picture.part("picture-title")).to_have_text(MARKDOWN)
    holds(picture.part("picture-sentence"), SCRIPT)
    holds(picture.part("picture-source"), IMAGE, MARKDOWN, QUOTES)
    expect(picture.part("legend-unit")).to_have_text(QUOTES)
    holds(picture.part("legend-note").last, QUOTES)
    expect(picture.part("year-break")).to_have_attribute("title", re.compile(re.escape(SCRIPT)))
    expect(picture.area("02")).to_have_attribute("aria-label", re.compile("^" + re.escape(IMAGE)))
    expect(picture.row("12").locator(".ranking-name")).to_have_text(SCRIPT)
    picture.area("02").hover()
    expect(picture.part("tooltip-name")).to_have_text(IMAGE)
    holds(picture.part("tooltip-value"), QUOTES)
    expect(picture.part("tooltip-note")).to_have_text(IMAGE)
    assert_nothing_ran(visitor)

    visitor.page.get_by_text("Xem dạng bảng").click()
    holds(visitor.page.get_by_role("table"), IMAGE, SCRIPT, MARKDOWN)
    visitor.wait_until_idle()
    # The page scrolls a little when the focus goes into the frame, and a click would end elsewhere.
    picture.part("map-host").click(position={"x": 300, "y": 60})
    for code, texts in (("02", [IMAGE, QUOTES, SCRIPT]), ("04", [MARKDOWN]), ("12", [SCRIPT])):
        picture.area(code).click()
        expect(visitor.page).to_have_url(re.compile(f"area={code}"))
        visitor.wait_until_idle()
        holds(main, *texts)
    assert_nothing_ran(visitor)

    visitor.open(f"/map?indicator={DWELLING}&year=2014&area=04&lang=en")
    map_picture(visitor).shows(2014)
    holds(visitor.page.locator(".figure-large"), IMAGE)
    assert_nothing_ran(visitor)

    visitor.open("/?lang=vi")
    map_picture(visitor).shows(2024)
    holds(visitor.page.get_by_role("heading", level=3, name="theo vùng"), MARKDOWN)
    holds(main, IMAGE[1:])
    assert_nothing_ran(visitor)

    visitor.open("/sources?lang=en")
    holds(main, IMAGE, SCRIPT, MARKDOWN, QUOTES, MARKDOWN + IMAGE)
    assert_nothing_ran(visitor)
