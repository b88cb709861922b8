"""The picture in its frame as a visitor sees it: areas, legend, ranking, years, insets."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import FrameLocator, Locator, expect

from tests.browser.visitor import Visitor

AREAS = """paths => paths.map(path => ({
    code: path.dataset.code, class: path.getAttribute('class'),
    colour: getComputedStyle(path).fill, label: path.getAttribute('aria-label'),
}))"""
LEGEND = """rows => rows.map(row => ({
    label: row.querySelector('.legend-label').textContent,
    count: (text => isNaN(text) ? text : Number(text))(row.querySelector('.legend-count').textContent),
    class: row.querySelector('.swatch').classList[1],
}))"""


@dataclass(frozen=True)
class MapPicture:
    """The only map picture of the visitor's page; of two drawings over each other the one in ``pane``."""

    frame: FrameLocator
    pane: str = ""

    def shows(self, year: int) -> "MapPicture":
        """Wait until the year is painted and described, and return the picture."""
        expect(self.frame.locator(f"html[data-described='{year}']")).to_be_attached()
        return self

    def areas(self) -> list[dict[str, str]]:
        """Return code, class, computed colour and label of each drawn area, by code."""
        paths = self.frame.locator(f"{self.pane} svg.areas path[data-code]")
        found: list[dict[str, str]] = paths.evaluate_all(AREAS)
        return sorted(found, key=lambda area: area["code"])

    def legend(self) -> list[dict[str, Any]]:
        """Return label, number of areas and class of each line, from the highest class."""
        found: list[dict[str, Any]] = self.frame.locator(".legend-row").evaluate_all(LEGEND)
        return found

    def area(self, code: str) -> Locator:
        """Return the path of an area."""
        return self.frame.locator(f"{self.pane} svg.areas path[data-code='{code}']")

    def row(self, code: str) -> Locator:
        """Return the row of an area in the ranking."""
        return self.frame.locator(f"[data-row-code='{code}']")

    def year(self, year: int) -> Locator:
        """Return the button of a year."""
        return self.frame.locator(f".year[data-year='{year}']")

    def part(self, name: str) -> Locator:
        """Return a part by its class: ``picture-title``, ``area-tooltip`` and so on."""
        return self.frame.locator(f".{name}")


def map_picture(visitor: Visitor) -> MapPicture:
    """Return the picture of the visitor's page."""
    return MapPicture(visitor.map_frame())
