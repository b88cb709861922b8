"""The part of a pack in one language: pages shelf by shelf, maps, sheets, search list, sources, show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from data_access.days import day_of
from data_access.store.frames import Row
from exports.pack.extent import WIDE, Shelf
from exports.pack.folder import PackFolder
from exports.pack.pictures import FEW, MANY, Pictures
from exports.pack.place_page import cited_of_load, place_page
from exports.pack.search_list import search_rows
from exports.pack.sheets import Sheets
from exports.pack.slides import prepared_slides, show_of
from exports.places.brief_contents import place_still
from exports.places.brief_sheet import brief_sheet
from ui.cached import source_frames
from ui.cached.source_frames import source_rows
from ui.cached.visit import Visit
from ui.charts.cited_views import cited_place
from ui.charts.slides import Slide
from ui.text.moments import moment
from ui.text.place_key import PlaceKey
from ui.text.source_citation import source_list

SHOWS = {"vi": "trinh-chieu.html", "en": "show.html"}
# Texts that the program in the browser sets by itself.
SPOKEN = (
    *("search", "search_hint", "search_none", "show", "sources", "sources_of", "brief", "print", "close"),
    *(
        "parts",
        "successors",
        "predecessors",
        "every",
        "open_place",
        "profile",
        "figures",
        "money",
        "outcomes",
    ),
    *("targets", "cannot_read", "indicator", "map", "every_row"),
)


@dataclass
class LanguagePart:
    """What is written of one language; ``site`` is the address that the squares of briefs open."""

    visit: Visit
    place: PlaceKey
    folder: PackFolder
    site: str
    pictures: Pictures = field(init=False)
    pages: dict[str, Any] = field(default_factory=dict)
    sheets: Sheets = field(default_factory=Sheets)
    codes: dict[PlaceKey, str] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with no map."""
        self.pictures = Pictures(self.visit, self.folder)

    @property
    def language(self) -> str:
        """The language, which is also the name of its folder."""
        return self.visit.words.language

    @property
    def load(self) -> Row:
        """The newest load of the store: its number and when it was made."""
        return source_frames.loads(self.visit.edition).iloc[0].to_dict()

    def add_place(self, place: PlaceKey, *, with_sheet: bool) -> None:
        """Add the page of a place, and its brief as a sheet where it is to have one."""
        still = place_still(self.visit, place, with_map=with_sheet)
        cited = cited_of_load(cited_place(self.visit, place, self.site), day_of(str(self.load["loaded_at"])))
        maps = self.pictures.of_place(still.facts, MANY if place == self.place else FEW)
        page = place_page(still, cited, maps)
        page["has_sheet"] = with_sheet
        self.codes[place] = cited.citation.printed
        if with_sheet:
            sheet = brief_sheet(still, cited)
            self.sheets.add(str(place), sheet.svg)
            page["sources"] = list(dict.fromkeys([*page["sources"], *sheet.sources.codes]))
        self.sources |= dict.fromkeys(page["sources"])
        self.pages[str(place)] = page

    def close_shelf(self, shelf: Shelf) -> None:
        """Write the pages and sheets of a shelf."""
        self.folder.keep(f"{self.language}/places/{shelf.name}", self.pages)
        self.folder.keep(f"{self.language}/sheets/{shelf.name}", self.sheets.packed)
        self.pages, self.sheets = {}, Sheets()

    def finish(self, shelves: Sequence[Shelf], slides: Sequence[Slide]) -> None:
        """Write the search list, the sources, the texts and the show."""
        named = source_list(self.sources, source_rows(self.visit.edition), self.visit.words)
        sources = {source.code: [source.text, source.address, source.about] for source in named.every}
        self.folder.keep(f"{self.language}/sources", sources)
        self.folder.keep(
            f"{self.language}/front",
            {
                "words": self._words(),
                "places": search_rows(self.visit, shelves, self.codes),
                "shelves": [shelf.name for shelf in shelves],
                "show": SHOWS[self.language],
            },
        )
        shown = slides or prepared_slides(self.visit, self.place, self._first_pictures())
        self.folder.add(SHOWS[self.language], show_of(self.visit, shown).encode())

    def _words(self) -> dict[str, str]:
        words, load = self.visit.words, self.load
        texts = {key: words(f"pack.{key}", count="{count}", year="{year}") for key in SPOKEN}
        made = words("pack.made", number=str(load["id"]), at=moment(str(load["loaded_at"]), words))
        return texts | {"site": words("site.name"), "mark": self.visit.mark, "made": made}

    def _first_pictures(self) -> list[Any]:
        """Return the first map of each way to look at the parts of the place."""
        first: dict[tuple[str, str], Any] = {}
        within = "" if self.place.level == "nation" else str(self.place)
        for picture, name in self.pictures.names.items():
            if name is not None and picture.within == within:
                first.setdefault((picture.look, picture.level), picture)
        return list(first.values())


def is_wide(place: PlaceKey) -> bool:
    """Whether a place has a sheet also in a pack of the whole country."""
    return place.level in (*WIDE, "district")
