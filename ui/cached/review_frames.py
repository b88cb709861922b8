"""What forms 2 and 3 of the review say of one place: the years that have them, and their counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_access.poverty import review_forms
from ui.cached.editions import FRAMES_KEPT, Edition
from ui.cached.figure_frames import figures_of_place
from ui.cached.shared_frames import shared_value
from ui.text.place_key import PlaceKey

UNITS = review_forms.UNITS


@shared_value(FRAMES_KEPT)
def flow_years(edition: Edition, place: PlaceKey, unit: str) -> Sequence[int]:
    """Return the years in which a form is reported of a place in a unit, rising."""
    return review_forms.reported_years(figures_of_place(edition, place), unit)


@shared_value(FRAMES_KEPT)
def flow_values(edition: Edition, place: PlaceKey, unit: str, year: int) -> Mapping[str, int]:
    """Return the counts of both forms in a year by indicator; what is not reported is not in it."""
    return review_forms.known_values(figures_of_place(edition, place), unit, year)
