"""The address of one map: the picture, its year and the chosen area, in the parameters of its page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ui.cached.deprivation_frames import COUNTED
from ui.cached.editions import PUBLISHED, parameters_of, store_in
from ui.cached.looks import LOOKS
from ui.maps.choropleth import area_in, area_parameter
from ui.maps.picture_address import DEFAULT_COUNT, DEFAULT_SCHEME, Kind, PictureAddress, picture_address
from ui.text.place_key import PlaceKey

YEAR = re.compile(r"[0-9]{4}")
DEFAULT_LEVEL = "province"
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
OF_DEPRIVATIONS = ("profile", "heat", "leading", "index")
ANY_DEPRIVATION = next(iter(COUNTED.values()))


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
            "lang": picture.language,
            **parameters_of(self.store),
        }
        return {name: value for name, value in requested.items() if value}


def map_address(query: Mapping[str, str]) -> MapAddress:
    """Return the map that parameters ask for; what they do not say or say wrongly takes its default."""
    level = query.get("level") or DEFAULT_LEVEL
    view = query.get("view", "")
    indicator = ANY_DEPRIVATION if view in OF_DEPRIVATIONS else query.get("indicator", "")
    path = {"indicator": indicator, "level": level, "look": query.get("look", "")}
    year, area = query.get("year", ""), query.get("area", "")
    return MapAddress(
        picture=painted(picture_address(path, query), KIND_OF_VIEW.get(view, "rates")),
        year=int(year) if YEAR.fullmatch(year) else None,
        area=area_in(area, level) if area else None,
        store=store_in(query),
        side_by_side=view == YEARS_VIEW,
    )


def painted(picture: PictureAddress, kind: Kind) -> PictureAddress:
    """Return the picture as one of a kind, without the parameters that the kind does not have."""
    second = picture.second if kind == "bivariate" else ""
    since = picture.since if kind == "change" else None
    return replace(picture, kind=kind, second=second, since=since)
