"""What the work list asks of a store; what follows from loads alone is kept by edition."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from data_access.office_work.places import Place, WorkPlaces
from data_access.office_work.work_list import due_reports, work_list
from ui.cached.editions import FRAMES_KEPT, Edition, ask_now
from ui.cached.shared_frames import shared_frame


@shared_frame(FRAMES_KEPT)
def owed(edition: Edition, sends: tuple[Place, ...], on: dt.date) -> pd.DataFrame:
    """Return the reports that some places owe as of a day."""
    return ask_now(edition, lambda session: due_reports(session, sends, on))


def work_of(edition: Edition, places: WorkPlaces, on: dt.date) -> pd.DataFrame:
    """Return the work of some places as of a day; files come and go without a load and are asked anew."""
    due = owed(edition, places.sends, on)
    return ask_now(edition, lambda session: work_list(session, places, on, due))
