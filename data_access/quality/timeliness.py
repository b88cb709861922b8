"""Whether figures came in time, and which stand on a source that names no document.

The review of a year ends on 14 December (QĐ 24/2021/QĐ-TTg); a file of its forms that was sent later is late.
"""

import datetime as dt

import pandas as pd
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.frames import TEXT, WHOLE, frame
from data_access.models import Figure, Source, Submission

REVIEW_ENDS = (12, 14)
TIMELY_COLUMNS = {
    "number": WHOLE,
    "label": TEXT,
    "made_by": TEXT,
    "sent_on": TEXT,
    "year": WHOLE,
    "due_on": TEXT,
    "days_late": WHOLE,
}
SOURCE_COLUMNS = {"code": TEXT, "title": TEXT, "publisher": TEXT, "figures": WHOLE}


def timeliness(session: Session) -> pd.DataFrame:
    """Files of the review's forms that count, newest first, with the day they were due and sent.

    ``year`` is the latest year they report; ``days_late`` is 0 for those in time. Empty frame where no
    office sent any.
    """
    year = func.max(col(Figure.year)).label("latest")
    columns = [col(getattr(Submission, name)) for name in ("id", "label", "made_by", "made_at")]
    statement = (
        select(*columns, year)
        .join(Figure, col(Figure.load_id) == col(Submission.load_id))
        .where(col(Submission.kind).startswith("form_") | (col(Submission.kind) == "review"))
        .group_by(*columns)
        .order_by(columns[0].desc())
    )
    rows = []
    for found in session.execute(statement):
        latest = found.latest
        due, sent = dt.date(latest, *REVIEW_ENDS), dt.date.fromisoformat(found.made_at[:10])
        late = max((sent - due).days, 0)
        rows.append((found.id, found.label, found.made_by, sent.isoformat(), latest, due.isoformat(), late))
    return frame(rows, TIMELY_COLUMNS)


def sources_without_document(session: Session) -> pd.DataFrame:
    """Sources that name neither a document's number nor an address, with the figures that rest on them."""
    figures = func.count(col(Figure.id))
    statement = (
        select(col(Source.code), col(Source.title), col(Source.publisher), figures)
        .join(Figure, col(Figure.source_code) == col(Source.code), isouter=True)
        .where(col(Source.doc_number).is_(None), col(Source.url).is_(None))
        .group_by(col(Source.code), col(Source.title), col(Source.publisher))
        .order_by(figures.desc(), col(Source.code))
    )
    return frame(session.execute(statement), SOURCE_COLUMNS)
