"""A sheet of SVG that is written on from top to bottom, with text that is measured and broken into lines."""

from __future__ import annotations

from functools import cache
from html import escape

from PIL import ImageFont

from ui.charts.print_fonts import REGULAR, SEMI_BOLD

FAMILY = "Inter"
INK, QUIET, RULE, SEA, ACCENT = "#16212c", "#55636f", "#d5dce2", "#eef3f7", "#0b5394"
LINE = 1.36
# Letters are measured at this size: the larger, the less rounding.
MEASURED_AT = 100
ELLIPSIS = "…"


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(SEMI_BOLD if bold else REGULAR), MEASURED_AT)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is, in the unit of ``size``."""
    return _face(bold).getlength(text) * size / MEASURED_AT


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return a text in lines that fit a width; a word that is wider than it has a line of its own."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size, bold=bold) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return a text cut to a width, with an ellipsis where something was cut."""
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(text + ELLIPSIS, size, bold=bold) > width:
        text = text[:-1].rstrip()
    return text + ELLIPSIS


class Canvas:
    """The sheet: what was drawn so far, in pixels of 1/96 inch."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.parts: list[str] = []

    def add(self, part: str) -> None:
        """Add a finished element."""
        self.parts.append(part)

    def rect(self, x: float, y: float, width: float, height: float, **style: object) -> None:
        """Draw a rectangle."""
        self.add(f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}"{styled(style)}/>')

    def text(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, **style: object
    ) -> None:
        """Write one line whose base line is ``y``."""
        weight = 600 if bold else 400
        style = {"fill": INK} | style
        self.add(
            f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size:g}" font-weight="{weight}"{styled(style)}>'
            f"{escape(text, quote=False)}</text>"
        )

    def paragraph(
        self, x: float, y: float, text: str, size: float, width: float, *, bold: bool = False, **style: object
    ) -> float:
        """Write a text in lines from the upper edge ``y``; return its lower edge."""
        for line in wrapped(text, size, width, bold=bold):
            self.text(x, y + size, line, size, bold=bold, **style)
            y += size * LINE
        return y

    def svg(self, *, title: str, language: str) -> str:
        """Return the whole document."""
        body = "\n".join(self.parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:g}" height="{self.height:g}" '
            f'viewBox="0 0 {self.width:g} {self.height:g}" lang="{language}" role="img" '
            f"font-family=\"{FAMILY}, 'Segoe UI', 'Noto Sans', sans-serif\">\n"
            f"<title>{escape(title)}</title>\n"
            f'<rect width="100%" height="100%" fill="#ffffff"/>\n{body}\n</svg>\n'
        )


def styled(style: dict[str, object]) -> str:
    """Return attributes; an underscore in a name means a hyphen."""
    return "".join(f' {name.replace("_", "-")}="{escape(str(value))}"' for name, value in style.items())
