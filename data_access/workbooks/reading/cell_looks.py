"""How cells look where that changes what they say: formats of numbers, text struck through, raised marks.

«1200» with a small raised 1 is 12001 for every parser, and a crossed-out number counts like any other.
"""

import zipfile
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from data_access.workbooks.reading.guard import Marks
from data_access.workbooks.reading.number_formats import shows_otherwise
from data_access.workbooks.reading.parts import FALSE, CellStyle, cell_styles, part_of

# A part of a text, or the whole of it, is struck through; a part is raised or lowered like a mark of a note.
STRUCK, PARTLY, OTHERWISE = "struck_out", "partly_raised_or_struck", "shown_otherwise"
NUMBER, SHARED_TEXT = ("", "n"), "s"

Attributes = Mapping[str, str]


class Runs:
    """The runs of one text: which of its pieces are raised, lowered or struck through."""

    STARTS = ("r", "vertAlign", "strike", "t")

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin another text."""
        self._pieces: list[str] = []
        self._marks: list[str] = []
        self._in_run = False

    def start(self, name: str, attributes: Attributes) -> bool:
        """An element begins; whether the text of a run follows."""
        if name == "r":
            self._in_run = True
            self._pieces.append("")
            self._marks.append("")
        elif self._in_run and name == "vertAlign" and attributes.get("val") in ("superscript", "subscript"):
            self._marks[-1] = self._marks[-1] or PARTLY
        elif self._in_run and name == "strike" and attributes.get("val", "1") not in FALSE:
            self._marks[-1] = STRUCK
        return self._in_run and name == "t"

    def text(self, text: str) -> None:
        """The text of the run goes on."""
        if self._in_run:
            self._pieces[-1] += text

    def end(self) -> None:
        """The run ends."""
        self._in_run = False

    @property
    def reason(self) -> str:
        """Why the text may be read as another one; "" where it is what it shows.

        Marks such as * change no number and no name.
        """
        marks = {mark for piece, mark in zip(self._pieces, self._marks, strict=True) if _has_signs(piece)}
        if marks == {STRUCK}:
            return STRUCK
        return PARTLY if len(marks) > 1 else ""


class Looks(NamedTuple):
    """Styles that show a number a hundredfold; styles and shared texts that tell something else, with what.

    ``struck`` and ``otherwise`` are styles by their place in the list, ``texts`` places of shared texts.
    """

    percent: frozenset[int]
    struck: frozenset[int]
    otherwise: frozenset[int]
    texts: Mapping[int, str]

    @property
    def tell_anything(self) -> bool:
        """Whether a cell may look otherwise than its value."""
        return bool(self.percent or self.struck or self.otherwise or self.texts)

    def ask_for(self, style: int, kind: str) -> bool:
        """Whether a cell of this style and kind has to be looked at."""
        is_shared = kind == SHARED_TEXT and bool(self.texts)
        return style in self.percent or style in self.struck or style in self.otherwise or is_shared

    def reason(self, style: int, kind: str, value: str) -> str:
        """What is wrong with a cell that holds something; "" for nothing."""
        if style in self.struck:
            return STRUCK
        if kind in NUMBER and style in self.otherwise:
            return OTHERWISE
        return self.texts.get(int(value), "") if kind == SHARED_TEXT and value.strip().isdecimal() else ""


def looks_of(archive: zipfile.ZipFile, marks: Marks) -> Looks:
    """What the styles and shared texts of a workbook tell of its cells."""
    styles = cell_styles(archive)
    texts = part_of(archive, "sharedStrings", "xl/sharedStrings.xml")
    return Looks(
        frozenset(place for place, one in enumerate(styles) if one.is_percent),
        frozenset(place for place, one in enumerate(styles) if one.is_struck),
        frozenset(place for place, one in enumerate(styles) if _is_shown_otherwise(one)),
        _marked_texts(archive, texts) if texts in marks.suspicious else {},
    )


def _is_shown_otherwise(style: CellStyle) -> bool:
    return bool(style.format) and shows_otherwise(style.format)


def _has_signs(text: str) -> bool:
    return any(map(str.isalnum, text))


def _marked_texts(archive: zipfile.ZipFile, part: str) -> dict[int, str]:
    """The shared texts that may be read as others, by their place, with why."""
    found: dict[int, str] = {}
    runs, count = Runs(), 0
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, attributes: Attributes) -> None:
        bare = name.rpartition(" ")[2]
        if bare == "si":
            runs.clear()
        elif runs.start(bare, attributes):
            parser.CharacterDataHandler = runs.text

    def end(name: str) -> None:
        nonlocal count
        bare = name.rpartition(" ")[2]
        if bare == "t":
            parser.CharacterDataHandler = None
        elif bare == "r":
            runs.end()
        elif bare == "si":
            if runs.reason:
                found[count] = runs.reason
            count += 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    with archive.open(part) as content:
        parser.ParseFile(content)
    return found
