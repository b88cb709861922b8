"""The maps of a pack: which ones show a place and its parts, each document and outline written once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from exports.pack.folder import PackFolder
from geo.layers import UnknownLayer
from ui.cached import area_frames, figure_frames
from ui.cached.figure_frames import UnknownPicture
from ui.cached.looks import LAYERS, Look
from ui.cached.place_facts import POVERTY, AreaFacts
from ui.cached.visit import Visit
from ui.maps.drawn_outlines import outlines_at
from ui.maps.kept_documents import page_document
from ui.maps.map_facts import OUTSIDE
from ui.maps.picture_address import PictureAddress
from ui.place.location import located
from ui.text.place_key import PlaceKey, place_key
from vocabulary.vintages import NEW, OLD

# How many indicators of each map a place brings along, and the place that the pack is of.
FEW, MANY = 3, 12
# Ways to look at the parts of a place, by its era and level.
PARTS: dict[tuple[str, str], tuple[tuple[Look, str], ...]] = {
    (OLD, "nation"): (("reported", "province"), ("today", "province")),
    (OLD, "region"): (("reported", "province"),),
    (NEW, "region"): (("today", "province"),),
    (OLD, "province"): (("district", "district"),),
    (NEW, "province"): (("today", "commune"),),
}
Entry = dict[str, Any]


@dataclass
class Pictures:
    """The maps written so far: ``names`` holds their files, None for a map that lacks most of its figures.

    ``newest`` holds the newest year of each file with figures of at least half of its places.
    """

    visit: Visit
    folder: PackFolder
    names: dict[PictureAddress, str | None] = field(default_factory=dict)
    newest: dict[str, int] = field(default_factory=dict)

    def of_place(self, facts: AreaFacts, most: int = FEW) -> list[Entry]:
        """Return the maps of a place: of its parts, then of itself among its neighbours.

        Each entry has the map's ``name`` and ``level``, its ``view`` and ``indicator`` in words, the ``year``
        that it opens with and what is marked.
        """
        found = [
            self._entry(picture, None, None)
            for place in (facts.place, *_former_provinces(facts))
            for picture in self._of_parts(place, most)
        ]
        here = located(self.visit, facts)
        if here is not None:
            found.append(self._entry(*here))
        entries = [entry for entry in found if entry is not None]
        # A view that shows how poor the parts are comes before one that counts people.
        poor = {entry["view"] for entry in entries if entry["is_poverty"]}
        return sorted(entries, key=lambda entry: entry["view"] not in poor)

    def _of_parts(self, place: PlaceKey, most: int) -> Iterator[PictureAddress]:
        within = "" if place.level == "nation" else str(place)
        for look, level in PARTS.get((place.vintage, place.level), ()):
            pictures = (
                PictureAddress(code, level, look, self.visit.words.language, within=within)
                for code in self._indicators(look, level)
            )
            known = (picture for picture in pictures if self._name(picture) is not None)
            yield from (picture for _, picture in zip(range(most), known, strict=False))

    def _indicators(self, look: Look, level: str) -> list[str]:
        """Return what most areas of a map have: rates of poverty first, then by the catalogue."""
        coverage = figure_frames.coverage(self.visit.edition)
        vintages = (OLD, NEW) if look == "today" else LAYERS[look, level]
        here = coverage[(coverage["level"] == level) & coverage["vintage"].isin(vintages)]
        areas = here.groupby("indicator_code")["areas"].max().to_dict()
        best = max(areas.values(), default=0)
        codes = [code for code in figure_frames.indicators(self.visit.edition)["code"] if code in areas]
        well = [code for code in codes if areas[code] >= best / 2 or code in POVERTY]
        return sorted(well, key=lambda code: POVERTY.index(code) if code in POVERTY else len(POVERTY))

    def _entry(self, picture: PictureAddress, year: int | None, marked: PlaceKey | None) -> Entry | None:
        name = self._name(picture)
        if name is None:
            return None
        words = self.visit.words
        row = figure_frames.indicator_row(self.visit.edition, picture.indicator)
        view = words(f"pack.map_{picture.level}_{_era(picture, marked)}", place=self._place_of(picture))
        return {
            "name": name,
            "level": picture.level,
            "view": view,
            "indicator": words.of(row),
            "is_poverty": picture.indicator in POVERTY,
            "year": year or self.newest[name],
            "selected": marked.code if marked else None,
            "vintage": marked.vintage if marked else "",
        }

    def _place_of(self, picture: PictureAddress) -> str:
        """Return the name of the place whose parts a map shows, "" for the whole country."""
        row = area_frames.place_row(self.visit.edition, place_key(picture.within))
        return "" if row is None else self.visit.words.of(row)

    def _name(self, picture: PictureAddress) -> str | None:
        """Return the name of a map's file, written when first asked for; None for one that is not offered."""
        if picture not in self.names:
            self.names[picture] = self._written(picture)
        return self.names[picture]

    def _written(self, picture: PictureAddress) -> str | None:
        try:
            document = page_document(self.visit.edition, picture)
        except (UnknownPicture, UnknownLayer):
            return None
        told = [frame["year"] for frame in document["frames"] if _is_told(frame)]
        if not told:
            return None
        for layer in document["layers"]:
            layer["geometry"] = self._outline(layer["geometry"])
        parts = (picture.indicator, picture.look, picture.level, picture.within.replace(".", "-"))
        name = f"{picture.language}/maps/{'-'.join(part for part in parts if part)}"
        self.folder.keep(name, document)
        self.newest[name] = told[-1]
        return name

    def _outline(self, address: str) -> str:
        """Return the name of the file of outlines, which both languages share."""
        name = f"outlines/{address.rpartition('/')[2].removesuffix('.json')}"
        if f"data/{name}.js" not in self.folder.digests:
            self.folder.keep(name, outlines_at(address))
        return name


def _former_provinces(facts: AreaFacts) -> list[PlaceKey]:
    """Return the provinces that a province of today was made of, whose districts are shown one by one."""
    rows = facts.predecessors() if facts.place.level == "province" else []
    return [PlaceKey(OLD, "province", row["code"]) for row in rows if row["vintage"] == OLD]


def _era(picture: PictureAddress, marked: PlaceKey | None) -> str:
    """Return of which time the areas of a map are: as reported, of today or of before the reform."""
    if picture.look == "reported" and marked is None:
        return "reported"
    return "today" if picture.look == "today" else "before"


def _is_told(frame: Entry) -> bool:
    """Whether a year has figures of at least half of the areas that are shown."""
    shown = len(frame["marks"]) - frame["marks"].count(OUTSIDE)
    known = sum(value is not None for value in frame["values"])
    return known > 0 and 2 * known >= shown
