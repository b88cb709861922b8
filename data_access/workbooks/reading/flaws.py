"""Cells that a parser would hand over as empty or as something else than they show.

A formula whose result was never computed, a formula that links to another file, an error such as #REF!,
a number shown as a percentage or in thousands, text that is raised or struck through, a row or column that is
hidden: found in the parts of the workbook themselves, by the namespace of their elements and by counting the
cells that do not say where they are.
"""

import re
import zipfile
from functools import partial
from typing import NamedTuple
from xml.parsers import expat

from data_access.workbooks.reading.cell_looks import Looks, Runs, looks_of
from data_access.workbooks.reading.guard import Marks
from data_access.workbooks.reading.parts import TRUE, sheet_parts

REFERENCE = re.compile(r"\$?([A-Za-z]+)\$?(\d+)")
# Another workbook, a program, or the net: what is cached of them is not what this file says.
LINKING = re.compile(r"\[\d+\]|\||WEBSERVICE|HYPERLINK|RTD\(|CALL\(|FILTERXML", re.IGNORECASE)
NO_SIZE = ("0", "0.0")

Address = tuple[int, int]
Attributes = dict[str, str]


class Flaws(NamedTuple):
    """What a sheet shows otherwise than its values say; rows count from 1, columns from 0.

    By cell what is wrong, which numbers are shown as percentages, which rows and columns are hidden.
    """

    reasons: dict[Address, str]
    percent: set[Address]
    hidden_rows: set[int]
    hidden_columns: set[int]


def sheet_flaws(archive: zipfile.ZipFile, marks: Marks) -> dict[str, Flaws]:
    """The flaws of every sheet by its name; sheets without anything suspicious are not looked through.

    Raises ``expat.ExpatError`` for a part that is no XML.
    """
    looks = looks_of(archive, marks)
    found = {}
    for name, part in sheet_parts(archive).items():
        if looks.tell_anything or part in marks.suspicious:
            with archive.open(part) as content:
                reading = _Reading(looks)
                reading.parser.ParseFile(content)
            found[name] = reading.flaws
    return found


class _Reading:
    """One pass over the part of a sheet."""

    def __init__(self, looks: Looks) -> None:
        self.flaws = Flaws({}, set(), set(), set())
        self._looks = looks
        self._row, self._reference, self._after = 0, "", 0
        self._kind, self._style, self._value = "", 0, ""
        self._formula: str | None = None
        self._runs = Runs()
        self._has_value = self._in_formula = self._in_value = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._root

    def _root(self, name: str, _attributes: Attributes) -> None:
        """Know the elements of a sheet by the namespace of its root."""
        namespace = name.rpartition(" ")[0]
        known = {"row": self._start_row, "c": self._start_cell, "f": self._start_formula}
        known |= {"v": self._start_value, "is": self._start_text, "col": self._column_format}
        known |= {name: partial(self._start_in_run, name) for name in Runs.STARTS}
        self._starts = {f"{namespace} {one}".strip(): start for one, start in known.items()}
        ends = {"c": self._end_cell, "f": self._end_formula, "v": self._end_value, "r": self._end_run}
        self._ends = {f"{namespace} {one}".strip(): end for one, end in ends.items()}
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: Attributes) -> None:
        start = self._starts.get(name)
        if start is not None:
            start(attributes)

    def _end(self, name: str) -> None:
        end = self._ends.get(name)
        if end is not None:
            end()

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r") or self._address()[0] + 1)
        self._reference, self._after = "", 0
        if attributes.get("hidden") in TRUE or attributes.get("ht") in NO_SIZE:
            self.flaws.hidden_rows.add(self._row)

    def _column_format(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in TRUE or attributes.get("width") in NO_SIZE:
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self.flaws.hidden_columns.update(range(first - 1, min(last, first + 1000)))

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference:
            self._reference, self._after = reference, 0
        else:
            self._after += 1
        self._kind, self._style = attributes.get("t", ""), int(attributes.get("s") or 0)
        self._formula, self._has_value, self._value = None, False, ""
        self._runs.clear()

    def _address(self) -> Address:
        """Where the cell is: as it says, or so many cells after the last one that said it."""
        found = REFERENCE.fullmatch(self._reference)
        if found is None:
            return self._row, self._after - 1
        return int(found[2]), column_number(found[1]) + self._after

    def _start_formula(self, _attributes: Attributes) -> None:
        self._formula, self._in_formula = "", True
        self.parser.CharacterDataHandler = self._text

    def _start_value(self, _attributes: Attributes) -> None:
        # Of most cells nobody asks whether they hold a value: then their text is not handed over.
        if self._formula is not None or self._looks.ask_for(self._style, self._kind):
            self._in_value = True
            self.parser.CharacterDataHandler = self._text

    def _start_text(self, _attributes: Attributes) -> None:
        self._has_value = True

    def _start_in_run(self, name: str, attributes: Attributes) -> None:
        if self._runs.start(name, attributes):
            self.parser.CharacterDataHandler = self._runs.text

    def _end_run(self) -> None:
        self._runs.end()
        self.parser.CharacterDataHandler = None

    def _text(self, text: str) -> None:
        if self._in_value:
            self._has_value, self._value = True, self._value + text
        elif self._in_formula:
            self._formula = f"{self._formula}{text}"

    def _end_formula(self) -> None:
        self._in_formula = False
        self.parser.CharacterDataHandler = None

    def _end_value(self) -> None:
        if self._in_value:
            self._in_value = False
            self.parser.CharacterDataHandler = None

    def _end_cell(self) -> None:
        reason = self._reason()
        if reason:
            self.flaws.reasons[self._address()] = reason
        if self._style in self._looks.percent and (self._has_value or self._formula is not None):
            self.flaws.percent.add(self._address())

    def _reason(self) -> str:
        if self._kind == "e":
            return "formula_error"
        if self._formula is not None and LINKING.search(self._formula):
            return "formula_links"
        if self._formula is not None and not self._has_value:
            return "formula_without_value"
        if not self._has_value:
            return ""
        return self._runs.reason or self._looks.reason(self._style, self._kind, self._value)


def column_number(letters: str) -> int:
    """The number of a column from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number - 1
