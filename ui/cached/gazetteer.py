"""What checking an upload needs of the store, kept by edition."""

from __future__ import annotations

from data_access.workbooks import Gazetteer
from ui.cached import stores
from ui.cached.shared_frames import shared_value
from ui.cached.stores import Edition


@shared_value(2)
def gazetteer(edition: Edition) -> Gazetteer:
    """Return every area by code and name; it is only read."""
    with stores.opened(edition.store).session() as session:
        return Gazetteer(session, stores.place_index(edition))
