"""What is kept of a submission: the file as it was sent, its findings, its rows by table."""

from collections.abc import Iterator, Mapping

import pandas as pd
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.loads.rows import BROUGHT, from_bytes, to_bytes, typed
from data_access.models import LoadSpan, Submission, SubmissionPart

ORIGINAL, FINDINGS, READING = "original", "findings", "reading"
# What the person saw who handed the file in, and what the person saw who approved it.
PREVIEW, APPROVED_PREVIEW = "preview", "approved_preview"


def keep_parts(connection: Connection, number: int, parts: Mapping[str, bytes]) -> None:
    """Store the parts of a submission."""
    rows = [{"submission_id": number, "name": name, "content": part} for name, part in parts.items()]
    connection.execute(insert(SubmissionPart), rows)


def part_of(connection: Connection, number: int, name: str) -> bytes | None:
    """One part of a submission; None where there is none of this name."""
    statement = select(col(SubmissionPart.content)).where(
        col(SubmissionPart.submission_id) == number, col(SubmissionPart.name) == name
    )
    return connection.scalar(statement)


def keep_instead(connection: Connection, number: int, name: str, content: bytes) -> None:
    """Store a part of a submission in the place of an earlier one of the same name."""
    mine = delete(SubmissionPart).where(
        col(SubmissionPart.submission_id) == number, col(SubmissionPart.name) == name
    )
    connection.execute(mine)
    keep_parts(connection, number, {name: content})


def parts_of_rows(frames: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Frames by table as parts."""
    return {table: to_bytes(frame) for table, frame in frames.items()}


def rows_of(connection: Connection, number: int) -> dict[str, pd.DataFrame]:
    """The rows that a submission brings, by table."""
    found = connection.execute(
        select(col(SubmissionPart.name), col(SubmissionPart.content)).where(
            col(SubmissionPart.submission_id) == number, col(SubmissionPart.name).in_(BROUGHT)
        )
    )
    by_name = {row.name: row.content for row in found}
    return {table: from_bytes(by_name[table], table) for table in BROUGHT if table in by_name}


def kept_sources(session: Session, number: int) -> pd.DataFrame:
    """The sources that a submission brings or cites; an empty frame where it has none."""
    content = part_of(session.connection(), number, "source")
    return typed(pd.DataFrame(), "source") if content is None else from_bytes(content, "source")


def rows_in_force(connection: Connection, table: str) -> Iterator[tuple[int, pd.DataFrame]]:
    """What each load that counts now brought to a table, with the load's number, the earliest first."""
    found = connection.execute(
        select(col(LoadSpan.load_id), col(SubmissionPart.content))
        .join(Submission, col(Submission.load_id) == col(LoadSpan.load_id))
        .join(SubmissionPart, col(SubmissionPart.submission_id) == col(Submission.id))
        .where(col(SubmissionPart.name) == table, col(LoadSpan.until).is_(None))
        .order_by(col(Submission.load_id))
    )
    for load_id, content in found:
        yield load_id, from_bytes(content, table)
