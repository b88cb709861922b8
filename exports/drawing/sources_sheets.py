"""The last sheets of a document: every source in full, with its address and what is to be said of it."""

from __future__ import annotations

from exports.drawing.canvas import QUIET, Canvas
from ui.text.source_citation import NamedSource, SourceList
from vocabulary.words import Words

MARGIN, TITLE, TEXT, SMALL, GAP = 38.0, 20.0, 11.0, 9.5, 8.0
# Letters of an address that has no space to break at.
ADDRESS_LETTERS = 100
# The room that a source of usual length needs.
USUAL = 62.0


def sources_sheets(
    sources: SourceList, size: tuple[float, float], title: str, words: Words
) -> list[tuple[str, str]]:
    """Return as many sheets as the sources need, each with its title, as SVG; none without sources."""
    sheets: list[tuple[str, str]] = []
    heading = words("take_away.sources_of", title=title)
    canvas, y = _begun(size, heading)
    for number, source in enumerate(sources.every, start=1):
        if y + USUAL > canvas.height - MARGIN:
            sheets.append((heading, canvas.svg(title=heading, language=words.language)))
            canvas, y = _begun(size, heading)
        y = _written(canvas, number, source, y) + GAP
    return [*sheets, (heading, canvas.svg(title=heading, language=words.language))] if sources.every else []


def _begun(size: tuple[float, float], heading: str) -> tuple[Canvas, float]:
    canvas = Canvas(*size)
    width = canvas.width - 2 * MARGIN
    return canvas, canvas.paragraph(MARGIN, MARGIN, heading, TITLE, width, bold=True) + 2 * GAP


def _written(canvas: Canvas, number: int, source: NamedSource, y: float) -> float:
    """Write a source from an upper edge; return its lower edge."""
    x, width = MARGIN + 26, canvas.width - 2 * MARGIN - 26
    canvas.text(MARGIN, y + TEXT, f"[{number}]", TEXT)
    y = canvas.paragraph(x, y, f"{source.text}.", TEXT, width)
    address = source.address
    for start in range(0, len(address), ADDRESS_LETTERS):
        part = address[start : start + ADDRESS_LETTERS]
        y = canvas.paragraph(x, y, part, SMALL, width, fill="#0b5394")
    return canvas.paragraph(x, y, source.about, SMALL, width, fill=QUIET) if source.about else y
