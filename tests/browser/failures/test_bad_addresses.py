"""Nonsense in an address gets a sentence in the language of the view and the nearest sensible view."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.map_picture import map_picture
from tests.browser.visitor import Visitor
from vocabulary.words import Words

INCOME = "survey_income_poverty_rate"
SCRIPT = "\"'></script><img src=x onerror=alert(1)>"
LONG = "x" * 3000

Quoted = dict[str, str | None]

# By the language of the view: what the address says; of each parameter that is nonsense what its sentence
# quotes, None for the whole value, in the order of the sentences; and the year that is shown.
NONSENSE: dict[str, list[tuple[dict[str, str], Quoted, int]]] = {
    "vi": [
        (
            {
                "indicator": "nope",
                "year": "9" * 5000,
                "area": SCRIPT,
                "scheme": "chosen",
                "breaks": "nan 5",
            },
            {"indicator": None, "year": "9" * 40 + "…", "area": None, "breaks": None},
            2024,
        ),
        ({"indicator": INCOME, "year": "2019"}, {"year": None}, 2016),
    ],
    "en": [
        (
            {
                "indicator": "**a** `b` ![c](http://example.com/d.png)",
                "area": "\0\n",
                "scheme": "chosen",
                "breaks": "5 1e999",
                "scale": "sometimes",
            },
            {"indicator": None, "area": "\ufffd\ufffd", "breaks": None, "scale": None},
            2024,
        ),
        ({"indicator": LONG}, {"indicator": "x" * 40 + "…"}, 2024),
    ],
}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_nonsense_on_the_map_page_gets_its_sentence(visitor: Visitor, language: str) -> None:
    words = Words(language)
    for requested, quoted, year in NONSENSE[language]:
        visitor.open("/map?" + urlencode(requested | {"lang": language}))
        told = [
            words(f"misfit.{parameter}", value=shortened(value or requested[parameter]))
            for parameter, value in quoted.items()
        ]
        expect(visitor.page.locator("[data-testid=stAlert]")).to_have_text(told)
        assert len(map_picture(visitor).shows(year).areas()) == 63, requested


def shortened(value: str) -> str:
    """Return a value as it is quoted: not beyond 40 characters."""
    return value if len(value) <= 40 or value.endswith("…") else value[:40] + "…"


@pytest.mark.parametrize("path", ["/", "/map", "/sources"])
def test_unknown_language_is_told_in_vietnamese(visitor: Visitor, path: str) -> None:
    visitor.open(path + "?" + urlencode({"lang": "<script>"}))
    expect(visitor.page.locator("[data-testid=stAlert]")).to_have_text(
        "Địa chỉ ghi ngôn ngữ “<script>”, nhưng chỉ có tiếng Việt (vi) và tiếng Anh (en)."
    )
    expect(visitor.page.locator("html")).to_have_attribute("lang", "vi")


def test_several_mistakes_at_once_are_each_told(visitor: Visitor) -> None:
    requested = {"indicator": "nope", "year": "1066", "area": "zzz", "classes": "1", "lang": "en"}
    visitor.open("/map?" + urlencode(requested))
    alerts = visitor.page.locator("[data-testid=stAlert]")
    expect(alerts).to_have_count(4)
    map_picture(visitor).shows(2016)


def test_choices_that_leave_the_usual_are_kept_in_the_address(visitor: Visitor) -> None:
    """Breaks with more digits than a float is usually printed with reach the picture as they are."""
    visitor.open(f"/map?indicator={INCOME}&year=2016&lang=en&scheme=chosen&breaks=5.1234567+5.1234568+1e12")
    picture = map_picture(visitor).shows(2016)
    assert [line["count"] for line in picture.legend()][-1] == 1
