"""One year of a picture as a still: the page's own document, the outlines and what a print adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from data_access.door import Reader
from ui.cached.editions import Edition, newest
from ui.cached.figure_frames import UnknownPicture
from ui.cached.source_frames import source_rows
from ui.maps.drawn_outlines import outlines_at
from ui.maps.kept_documents import page_document
from ui.maps.map_address import MapAddress
from ui.maps.pattern_fills import fill_of
from ui.text.source_citation import SourceList, first_named, source_list
from vocabulary.words import Words


@dataclass(frozen=True)
class MapStill:
    """What a still shows.

    ``document`` is the document the page's picture is made of, ``frame`` its entry of the year shown,
    ``plane`` the outlines of its areas, ``address`` with the year filled in.
    """

    address: MapAddress
    edition: Edition
    document: Mapping[str, Any]
    frame: Mapping[str, Any]
    plane: Mapping[str, Any]

    @property
    def words(self) -> Words:
        """The language of the still."""
        return Words(self.address.picture.language)

    @property
    def layer(self) -> Mapping[str, Any]:
        """The units drawn."""
        layer: Mapping[str, Any] = self.document["layers"][self.frame["layer"]]
        return layer

    @property
    def sources(self) -> SourceList:
        """Every source of the figures shown."""
        return source_list(self.frame["sources"], source_rows(self.edition), self.words)

    @property
    def whole_source(self) -> str:
        """The line of the page under the picture, with every source in the place of the first ones."""
        sources = self.sources
        line: str = self.frame["source"]
        return line.replace(first_named(sources.every, self.words), sources.whole, 1)

    def fill(self, mark: str) -> str:
        """Return the colour, texture or hatch of a mark: a class or a kind of gap."""
        return fill_of(self.document, mark)

    def colour(self, mark: str) -> str:
        """Return the colour of a class."""
        colour: str = self.document["colours"][int(mark)]
        return colour

    def value_text(self, index: int) -> str:
        """Return an area's figure with its unit, or its gap in words, as under the pointer on the page."""
        text: str = self.frame["texts"][index]
        has_number = any(character.isdigit() for character in text)
        return text + self.document["words"]["unit_joint"] if has_number else text

    def described(self, index: int) -> str:
        """Return what a screen reader says of an area: name, figure, and what its colour means by itself."""
        text = f"{self.layer['names'][index]}: {self.value_text(index)}"
        note = self.frame["notes"].get(str(index), "") if self.document["notes_are_told"] else ""
        return f"{text}. {note}" if note else text

    def mark_of(self, code: str) -> str | None:
        """Return the mark of an area, None when it is not among the drawn ones."""
        codes = self.plane["codes"]
        return self.frame["marks"][codes.index(code)] if code in codes else None


def map_still(reader: Reader, address: MapAddress) -> MapStill:
    """Return the still at an address; the year nearest to the one asked for, else the newest.

    UnknownPicture, or UnknownLayer, when there is no such picture or it has no figures at all.
    """
    edition = newest(reader, address.store)
    document = page_document(edition, address.picture)
    frames = document["frames"]
    if not frames:
        raise UnknownPicture(address.picture.indicator)
    wanted = address.year or frames[-1]["year"]
    frame = min(frames, key=lambda frame: (abs(frame["year"] - wanted), frame["year"]))
    layer = document["layers"][frame["layer"]]
    shown = replace(address, year=frame["year"])
    return MapStill(shown, edition, document, frame, outlines_at(layer["geometry"]))
