"""Every value a figure ever had: by whom, when, from which file and document, until when."""

import io
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts.visible import visible
from data_access.loads.parts import kept_sources
from data_access.loads.rows import TABLES
from data_access.models import Figure, Load, LoadPart, LoadSpan, Source, Submission, SubmissionPart
from data_access.queries.areas import area_id
from data_access.queries.indicators import require_indicator
from data_access.queries.small_cells import HIDDEN, SUPPRESSED, is_small
from data_access.store.frames import REAL, TEXT, WHOLE_OR_NULL, frame

HISTORY_COLUMNS = {
    "value": REAL,
    "value_min": REAL,
    "value_max": REAL,
    "decimals": WHOLE_OR_NULL,
    "qualifier": TEXT,
    "state": TEXT,
    "status": TEXT,
    "source_code": TEXT,
    "document": TEXT,
    "file": TEXT,
    "submission": WHOLE_OR_NULL,
    "submission_state": TEXT,
    "by": TEXT,
    "at": TEXT,
    "until": TEXT,
    "until_by": TEXT,
    "reason": TEXT,
    "preference": WHOLE_OR_NULL,
}
OF_FIGURE = ("value", "value_min", "value_max", "decimals", "qualifier", "state", "status", "source_code")


class Key(NamedTuple):
    """What a figure is a figure of; ``area_id`` is the store's number of the area."""

    indicator_code: str
    area_id: int
    year: int


def history_of_figure(
    session: Session, indicator_code: str, *, vintage: str, level: str, code: str, year: int
) -> pd.DataFrame:
    """Every value that was ever reported for one indicator, area and year, the latest first.

    ``file`` is the name of the file it came in and ``submission`` its number (null for embedded data),
    ``by`` and ``at`` who loaded it when (or sent it, while it was never published), ``until`` when it
    was withdrawn or superseded, NaN while it counts, ``until_by`` by whom and ``reason`` why, also of one
    that was sent back; ``preference`` is 1 for the value that is shown now, null for what counts no more. Of
    files that never counted there is only what the reader may see (``visible``).
    ``document`` is the title of its source. Small cells are suppressed.
    Raises ``UnknownIndicator`` or ``UnknownArea``.
    """
    require_indicator(session, indicator_code)
    key = Key(indicator_code, area_id(session, vintage=vintage, level=level, code=code), year)
    rows = [*_counting(session, key), *_from_files(session, key), *_from_earlier_data(session, key)]
    rows.sort(key=lambda row: (row["at"], row["submission"] or 0), reverse=True)
    for row in rows:
        if is_small(level, indicator_code, row["value"]):
            row.update(dict.fromkeys(HIDDEN), state=SUPPRESSED)
    return frame(([row.get(name) for name in HISTORY_COLUMNS] for row in rows), HISTORY_COLUMNS)


def years_of_history(
    session: Session, indicator_code: str, *, vintage: str, level: str, code: str
) -> list[int]:
    """Every year for which a value was ever reported for an indicator and area, rising.

    Also those whose values were all withdrawn, sent back or replaced. Raises ``UnknownIndicator`` or
    ``UnknownArea``.
    """
    require_indicator(session, indicator_code)
    area = area_id(session, vintage=vintage, level=level, code=code)
    of_figure = (col(Figure.indicator_code) == indicator_code, col(Figure.area_id) == area)
    years = set(session.scalars(select(col(Figure.year)).where(*of_figure)))
    files = (
        select(col(SubmissionPart.content))
        .join(Submission, col(Submission.id) == col(SubmissionPart.submission_id))
        .where(col(SubmissionPart.name) == "figure", visible(session))
    )
    earlier = select(col(LoadPart.content)).where(col(LoadPart.name) == "figure")
    wanted = [("indicator_code", "==", indicator_code), ("area_id", "==", area)]
    for content in (*session.scalars(files), *session.scalars(earlier)):
        found = pd.read_parquet(io.BytesIO(content), engine="pyarrow", filters=wanted, columns=["year"])
        years |= {int(year) for year in found["year"].unique()}
    return sorted(years)


def _counting(session: Session, key: Key) -> Iterator[dict[str, Any]]:
    names = [*OF_FIGURE, "preference"]
    statement = (
        select(
            *(getattr(Figure, name) for name in names),
            col(Source.title).label("document"),
            col(Load.loaded_by).label("by"),
            col(Load.loaded_at).label("at"),
            col(Submission.id).label("submission"),
            col(Submission.label).label("file"),
            col(Submission.state).label("submission_state"),
        )
        .join(Load, col(Load.id) == col(Figure.load_id))
        .join(Source, col(Source.code) == col(Figure.source_code))
        .join(Submission, col(Submission.load_id) == col(Load.id), isouter=True)
        .where(*(col(getattr(Figure, name)) == wanted for name, wanted in key._asdict().items()))
    )
    yield from (dict(row) | {"until": None} for row in session.execute(statement).mappings())


def _from_files(session: Session, key: Key) -> Iterator[dict[str, Any]]:
    """What files say that count no more or never did."""
    files = session.execute(
        select(TABLES["submission"], col(SubmissionPart.content))
        .join(SubmissionPart, col(SubmissionPart.submission_id) == TABLES["submission"].c.id)
        .where(col(SubmissionPart.name) == "figure", TABLES["submission"].c.state != "published")
        .where(visible(session))
    ).mappings()
    for file in files:
        about = {"submission": file["id"], "file": file["label"], "submission_state": file["state"]}
        about |= {"by": file["made_by"], "at": file["made_at"]}
        about |= {"until": file["decided_at"] if file["load_id"] is not None else None}
        about |= {"until_by": file["decided_by"], "reason": file["reason"]}
        titles = _titles(kept_sources(session, file["id"]))
        yield from _found(session, file["content"], key, about, titles)


def _from_earlier_data(session: Session, key: Key) -> Iterator[dict[str, Any]]:
    """What embedded data said in whose place newer ones are."""
    parts = session.execute(
        select(TABLES["load"], col(LoadPart.content), col(LoadSpan.until).label("until_load"))
        .join(LoadPart, col(LoadPart.load_id) == TABLES["load"].c.id)
        .join(LoadSpan, col(LoadSpan.load_id) == TABLES["load"].c.id)
        .where(col(LoadPart.name) == "figure")
    ).mappings()
    for part in parts:
        until = session.scalar(select(col(Load.loaded_at)).where(col(Load.id) == part["until_load"]))
        about = {"by": part["loaded_by"], "at": part["loaded_at"], "until": until, "submission": None}
        yield from _found(session, part["content"], key, about)


def _found(
    session: Session, content: bytes, key: Key, about: dict[str, Any], titles: Mapping[str, str] | None = None
) -> Iterator[dict[str, Any]]:
    wanted = [(name, "==", value) for name, value in key._asdict().items()]
    found = pd.read_parquet(io.BytesIO(content), engine="pyarrow", filters=wanted)
    for row in found.astype("object").where(found.notna(), None).to_dict("records"):
        code = row["source_code"]
        # A document that came in a file went out of the tables with it.
        title = (titles or {}).get(code) or session.scalar(
            select(col(Source.title)).where(col(Source.code) == code)
        )
        yield {name: row[name] for name in OF_FIGURE} | about | {"document": title, "preference": None}


def _titles(sources: pd.DataFrame) -> dict[str, str]:
    return dict(zip(sources["code"], sources["title"], strict=True))
