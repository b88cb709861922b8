"""The loads a store was filled by."""

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.models import Load
from data_access.store.frames import TEXT, WHOLE, frame

LOAD_COLUMNS = {
    "id": WHOLE,
    "kind": TEXT,
    "label": TEXT,
    "content_hash": TEXT,
    "row_count": WHOLE,
    "loaded_at": TEXT,
    "loaded_by": TEXT,
    "status": TEXT,
}


def loads(session: Session) -> pd.DataFrame:
    """Every load, newest first; ``loaded_at`` is an ISO date and time, ``row_count`` its figures.

    Empty frame for a store without any.
    """
    statement = select(*(getattr(Load, name) for name in LOAD_COLUMNS)).order_by(col(Load.id).desc())
    return frame(session.execute(statement), LOAD_COLUMNS)


def newest_time(session: Session) -> str:
    """When the newest load was made, as an ISO date and time, "" for a store without any."""
    return session.scalar(select(col(Load.loaded_at)).order_by(col(Load.id).desc()).limit(1)) or ""


def newest_content(session: Session) -> str:
    """The content hash of the newest load, "" for a store without any.

    A store that was deleted and built again counts its loads from one; only this distinguishes the two.
    """
    return session.scalar(select(col(Load.content_hash)).order_by(col(Load.id).desc()).limit(1)) or ""
