"""What is chosen in the explorer; ``exploration_state`` reads it from an address."""

from __future__ import annotations

from dataclasses import dataclass

from data_access.store.frames import Row
from ui.cached.figure_frames import indicator_row
from ui.cached.looks import Scope
from ui.cached.visit import Visit
from ui.maps.picture_address import PictureAddress
from ui.text.parameters import BadParameter
from ui.text.place_key import PlaceKey


@dataclass(frozen=True)
class Exploration:
    """Everything chosen in the explorer.

    ``indicator`` is the one of the address, ``scopes`` the looks and levels at which the picture's can be
    mapped: none of an indicator without figures below the nation's and the regions'. ``year`` is None when
    there are no figures of this level; ``areas`` are those to compare; ``bad`` is what did not fit.
    """

    part: str
    view: str
    indicator: str
    scopes: tuple[Scope, ...]
    picture: PictureAddress
    years: tuple[int, ...]
    year: int | None
    areas: tuple[PlaceKey, ...]
    bad: tuple[BadParameter, ...] = ()

    @property
    def area(self) -> PlaceKey | None:
        """The first of the chosen areas."""
        return self.areas[0] if self.areas else None

    @property
    def is_mapped(self) -> bool:
        """Whether there are figures of areas that can be drawn."""
        return bool(self.scopes)


def chosen_indicator(visit: Visit, chosen: Exploration) -> Row:
    """Return the row of the indicator that is shown."""
    return indicator_row(visit.edition, chosen.picture.indicator)
