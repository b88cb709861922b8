"""What checking an upload needs of the store, and which offices answer for an area, kept by edition."""

from __future__ import annotations

from data_access.accounts.area_tree import AreaTree
from data_access.accounts.reading_areas import area_tree
from data_access.workbooks import Gazetteer
from ui.cached.editions import Edition, ask
from ui.cached.shared_frames import shared_value


@shared_value(2)
def gazetteer(edition: Edition) -> Gazetteer:
    """Return every area by code and name; it is only read."""
    return ask(edition, Gazetteer)


@shared_value(2)
def answering_tree(edition: Edition) -> AreaTree:
    """Return the tree of all areas, which says who answers for each; it is only read."""
    return ask(edition, lambda session: area_tree(session.connection()))
