"""The briefs of a place and of all places in it, made with a bar that moves at the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from data_access.door import Reader
from exports.places.files import briefs, briefs_pdf_of, parts_with_briefs, place_in_address, zipped
from terminal.progress import counted
from ui.files.names import file_name, period_part, place_part

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
    if kind == "zip":
        made = [briefs_pdf_of([sheet], sheet.name, visit.words) for sheet in sheets]
        store, day = visit.edition.store, period_part([])
        names = [file_name(store, ("brief", place_part(str(key)), day), "pdf") for key in places]
        return zipped(list(zip(names, made, strict=True)))
    title = visit.words("brief.all_of", place=sheets[0].name)
    return briefs_pdf_of(sheets, title, visit.words)
