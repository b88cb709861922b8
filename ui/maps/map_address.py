"""The address of one map: the picture, its year and the chosen area, in the parameters of its page."""

from __future__ import annotations

from dataclasses import dataclass

from data_access.poverty.deprivation_counts import DEPRIVED
from data_access.store_codes import PUBLISHED, parameters_of
from ui.cached.looks import LOOKS
from ui.maps.choropleth import area_parameter
from ui.maps.class_choice import DEFAULT_COUNT, DEFAULT_SCHEME
from ui.maps.picture_address import Kind, PictureAddress
from ui.text.place_key import PlaceKey

MAP_PATH, EXPLORER_PATH = "/map", "/explore"
# The view of the explorer that shows every year of a map beside each other.
YEARS_VIEW = "years"
KIND_OF_VIEW: dict[str, Kind] = {
    "change": "change",
    "scatter": "bivariate",
    "bivariate": "bivariate",
    "leading": "leading",
}
# The part of the explorer, and the view of it, that shows a kind of map.
VIEW_OF_KIND: dict[Kind, tuple[str, str]] = {
    "change": ("one", "change"),
    "bivariate": ("two", "bivariate"),
    "leading": ("deprivation", "leading"),
}
# Views of all deprivations at once have the areas and years of the first one's counts.
ANY_DEPRIVATION = next(iter(DEPRIVED.values()))


@dataclass(frozen=True)
class MapAddress:
    """What one map shows; ``year`` None means the newest, ``area`` the place that is marked.

    ``side_by_side`` shows every year as a small map.
    """

    picture: PictureAddress
    year: int | None = None
    area: PlaceKey | None = None
    store: str = PUBLISHED
    side_by_side: bool = False

    @property
    def path(self) -> str:
        """The page that shows the map."""
        return EXPLORER_PATH if self.view[1] else MAP_PATH

    @property
    def view(self) -> tuple[str, str]:
        """The part of the explorer and its view that show the map, both "" for a map of the map's page."""
        return ("one", YEARS_VIEW) if self.side_by_side else VIEW_OF_KIND.get(self.picture.kind, ("", ""))

    def query(self) -> dict[str, str]:
        """Return the parameters that restore the map on its page; what is a default is left out."""
        picture = self.picture
        part, view = self.view
        requested = {
            "part": part,
            "view": view,
            "indicator": picture.indicator,
            "second": picture.second,
            "since": str(picture.since or ""),
            "year": str(self.year or ""),
            "look": "" if picture.look == LOOKS[0] else picture.look,
            "level": picture.level,
            "within": picture.within,
            "class": picture.area_class,
            "area": area_parameter(self.area.vintage, self.area.code) if self.area else "",
            "scheme": "" if picture.scheme == DEFAULT_SCHEME else picture.scheme,
            "classes": "" if picture.count == DEFAULT_COUNT else str(picture.count),
            "breaks": " ".join(f"{value:g}" for value in picture.breaks),
            "scale": "year" if picture.each_year else "",
            "estimates": "" if picture.estimates else "0",
            "others": "1" if picture.others else "",
            "merger": "1" if picture.kind == "merger" else "",
            "lang": picture.language,
            **parameters_of(self.store),
        }
        return {name: value for name, value in requested.items() if value}
