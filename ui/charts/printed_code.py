"""The code and QR square of an exported figure, with the line that says when it was made."""

from __future__ import annotations

from dataclasses import dataclass

from ui.cached.stores import Edition, parameters_of
from ui.charts.qr import qr_path
from ui.charts.view_codes import Citation, cite
from ui.charts.view_figures import map_figures, place_figures_by_label
from ui.controls.current_visit import Visit
from ui.maps.map_address import MapAddress
from ui.text.language import Words
from ui.text.place_key import PlaceKey

PLACE_PATH = "/area"


@dataclass(frozen=True)
class Cited:
    """A citation as it is printed: ``site`` is the address of the dashboard that the QR square opens."""

    citation: Citation
    site: str
    words: Words

    @property
    def line(self) -> str:
        """By what and when this was exported, and the code."""
        return self.words(
            "take_away.made",
            site=self.words("site.name"),
            exported_on=self.words.date(self.citation.on),
            code=self.citation.printed,
        )

    @property
    def hint(self) -> str:
        """What the code is for."""
        return self.words("take_away.code_hint")

    @property
    def url(self) -> str:
        """The whole address that the QR square holds."""
        return self.site.rstrip("/") + self.citation.address

    def qr_path(self, x: float, y: float, side: float) -> str:
        """Return the QR square as SVG."""
        return qr_path(self.url, x, y, side)


def cited_map(address: MapAddress, edition: Edition, site: str) -> Cited:
    """Return the citation of a map, its year filled in."""
    words = Words(address.picture.language)
    citation = cite(address.path, address.query(), map_figures(edition, address))
    return Cited(citation, site, words)


def cited_place(visit: Visit, place: PlaceKey, site: str) -> Cited:
    """Return the citation of everything known about a place."""
    query = {"place": str(place), "lang": visit.words.language, **parameters_of(visit.edition.store)}
    figures = place_figures_by_label(visit.edition, place)
    return Cited(cite(PLACE_PATH, query, figures), site, visit.words)
