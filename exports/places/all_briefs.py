"""The briefs of a place and of all places in it, made with a bar that moves at the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from data_access.door import Reader
from exports.drawing.rendering import pdf, pdf_of_sheets
from exports.maps.sheet import SIZES
from exports.places.files import briefs, parts_with_briefs, place_in_address, zipped
from terminal.progress import counted

# One document with a sheet a page, or a document for each place.
FORMATS = ("pdf", "zip")


def all_briefs(reader: Reader, query: Mapping[str, str], kind: str, site: str) -> bytes:
    """Return the briefs as one of the FORMATS; UnknownPicture when there is no such place."""
    visit, place = place_in_address(reader, query)
    places = parts_with_briefs(visit, place)
    sheets = []
    with counted(visit.words("command.briefs"), len(places)) as step:
        for sheet in briefs(visit, places, site):
            sheets.append(sheet)
            step()
    language = visit.words.language
    if kind == "zip":
        made = [pdf(svg, *SIZES["a4"], title=name, language=language) for name, svg in sheets]
        names = [f"{str(key).replace('.', '-')}.pdf" for key in places]
        return zipped(list(zip(names, made, strict=True)))
    title = visit.words("brief.all_of", place=sheets[0][0])
    return pdf_of_sheets(sheets, *SIZES["a4"], title=title, language=language)
