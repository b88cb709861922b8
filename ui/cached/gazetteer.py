"""What checking an upload needs of the store, kept by edition."""

from __future__ import annotations

from data_access.workbooks import Gazetteer
from ui.cached.editions import Edition, ask
from ui.cached.shared_frames import shared_value


@shared_value(2)
def gazetteer(edition: Edition) -> Gazetteer:
    """Return every area by code and name; it is only read."""
    return ask(edition, Gazetteer)
