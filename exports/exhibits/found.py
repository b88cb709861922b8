"""The exhibit that an address names: a page, the key of one of its exhibits, and the view of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.door import Reader
from data_access.store_codes import store_in
from ui.cached import area_frames
from ui.cached.editions import newest
from ui.cached.figure_frames import UnknownPicture
from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit
from ui.charts.printed_code import Cited
from ui.charts.slides import PART, Slide, page_address
from ui.charts.view_codes import EXHIBIT
from ui.controls.exhibit_codes import NOT_CITED, cited_exhibit
from ui.explore.kept_views import EXHIBITS, explored
from ui.files.file_links import PAGE
from ui.presentation.slide_contents import exhibit_of
from ui.text.place_key import place_key
from vocabulary.catalogues import language_in
from vocabulary.words import Words

EXPLORER = "explore"


@dataclass(frozen=True)
class FoundExhibit:
    """An exhibit with a chart, who reads it, and where: the path of its page and the parameters of the view.

    ``view`` also names the exhibit, as the address that reopens it does.
    """

    visit: Visit
    exhibit: Exhibit
    path: str
    view: Mapping[str, str]

    def cited(self, site: str) -> Cited:
        """Return the citation of the exhibit as of today, and keep it."""
        return cited_exhibit(self.path, self.view, site, self.exhibit.data, self.visit.words)


def exhibit_in_address(reader: Reader, query: Mapping[str, str]) -> FoundExhibit:
    """Return the exhibit that an address names; UnknownPicture where there is none, or none with a chart."""
    visit = Visit(Words(language_in(query)), newest(reader, store_in(query)))
    page, key = query.get(PAGE, ""), query.get(EXHIBIT, "")
    view = {name: value for name, value in query.items() if name not in (PAGE, *NOT_CITED)}
    _refuse_unknown_place(visit, view.get("place", ""))
    try:
        exhibit = _explored(visit, view) if page == EXPLORER else _of_page(visit, page, key, view)
    except LookupError as error:
        raise UnknownPicture(key) from error
    if exhibit is None or exhibit.key != key or exhibit.chart is None:
        raise UnknownPicture(key)
    return FoundExhibit(visit, exhibit, page_address(page), view)


def _refuse_unknown_place(visit: Visit, named: str) -> None:
    """Raise UnknownPicture for a place that there is not: a page says so beside what it shows instead."""
    place = place_key(named)
    if named and (place is None or not area_frames.is_place(visit.edition, place)):
        raise UnknownPicture(named)


def _explored(visit: Visit, view: Mapping[str, str]) -> Exhibit | None:
    """Return the exhibit of a view of the explorer, which its own parameters name; None for a map."""
    chosen = explored(visit, view)
    return EXHIBITS[chosen.view](visit, chosen) if chosen.view in EXHIBITS else None


def _of_page(visit: Visit, page: str, key: str, view: Mapping[str, str]) -> Exhibit | None:
    return exhibit_of(visit, Slide("", page, {**view, PART: key}))
