"""What the explorer shows, as chosen: part, view, picture, year and areas."""

from __future__ import annotations

from dataclasses import dataclass

from data_access.store.frames import Row
from ui.cached.figure_frames import indicator_row
from ui.cached.visit import Visit
from ui.maps.picture_address import PictureAddress
from ui.text.place_key import PlaceKey


@dataclass(frozen=True)
class Exploration:
    """Everything chosen in the explorer.

    ``year`` is None when the indicator has no figures of this level; ``areas`` are those to compare;
    ``is_mapped`` is false for an indicator without figures below the nation's and the regions'.
    """

    part: str
    view: str
    picture: PictureAddress
    years: tuple[int, ...]
    year: int | None
    areas: tuple[PlaceKey, ...]
    is_mapped: bool

    @property
    def area(self) -> PlaceKey | None:
        """The first of the chosen areas."""
        return self.areas[0] if self.areas else None


def chosen_indicator(visit: Visit, chosen: Exploration) -> Row:
    """Return the row of the chosen indicator."""
    return indicator_row(visit.edition, chosen.picture.indicator)
