"""What the log of changes asks of a store, kept by edition."""

from __future__ import annotations

import pandas as pd

from data_access import loads
from ui.cached.editions import Edition, ask
from ui.cached.shared_frames import shared_frame


@shared_frame(8)
def changed_rows(edition: Edition, change: int) -> pd.DataFrame:
    """Return every figure and record that a change touched, with what was shown before and after."""
    return ask(edition, lambda session: loads.changed_rows(session, change))
