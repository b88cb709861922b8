"""What checking an upload needs of the store, kept by edition."""

from __future__ import annotations

from data_access.workbooks import Gazetteer
from ui.cached import area_frames, editions
from ui.cached.editions import Edition
from ui.cached.shared_frames import shared_value


@shared_value(2)
def gazetteer(edition: Edition) -> Gazetteer:
    """Return every area by code and name; it is only read."""
    with editions.opened(edition.store).session() as session:
        return Gazetteer(session, area_frames.place_index(edition))
