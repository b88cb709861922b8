"""What the ledger answers: submissions, the log of changes, the kept files."""

import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts.rights import Action
from data_access.accounts.visible import visible
from data_access.audit_chain import ORIGINAL_TAKEN
from data_access.loads.audit import record
from data_access.loads.changing import changing_beside_loads
from data_access.loads.errors import LoadRefused
from data_access.loads.parts import APPROVED_PREVIEW, ORIGINAL, PREVIEW, READING, part_of
from data_access.loads.previews import Preview, preview_from
from data_access.models import Audit, Submission, SubmissionPart
from data_access.store.frames import TEXT, WHOLE, WHOLE_OR_NULL, frame
from data_access.store.settings import StoreSettings

LEDGER_COLUMNS = {
    "id": WHOLE,
    "kind": TEXT,
    "label": TEXT,
    "content_hash": TEXT,
    "state": TEXT,
    "made_by": TEXT,
    "made_at": TEXT,
    "row_count": WHOLE,
    "errors": WHOLE,
    "warnings": WHOLE,
    "decided_by": TEXT,
    "decided_at": TEXT,
    "reason": TEXT,
    "supersedes": WHOLE_OR_NULL,
    "load_id": WHOLE_OR_NULL,
    "handed_in_by": TEXT,
    "handed_in_at": TEXT,
    "approved_by": TEXT,
    "approved_at": TEXT,
    "mends": WHOLE_OR_NULL,
    "made_account": TEXT,
    "handed_in_account": TEXT,
    "held_by": TEXT,
}
AUDIT_COLUMNS = {
    "id": WHOLE,
    "at": TEXT,
    "who": TEXT,
    "what": TEXT,
    "subject": TEXT,
    "state_before": TEXT,
    "state_after": TEXT,
    "by_account": TEXT,
    "by_key": TEXT,
    "by_address": TEXT,
    "by_agent": TEXT,
}


def ledger(session: Session) -> pd.DataFrame:
    """Every submission that the reader may see (``visible``), newest first; times are ISO in UTC.

    ``decided_by`` and ``decided_at`` are of its last step, ``reason`` says why it was sent back or
    withdrawn, ``load_id`` is the load it became, ``approved_by`` a second person (NaN for none),
    ``mends`` the number of the one that was sent back and comes again in it, ``held_by`` the areas that hold
    all that it is about (``accounts.rights.read_areas``). Empty frame where there is none.
    """
    statement = select(*(getattr(Submission, name) for name in LEDGER_COLUMNS)).where(visible(session))
    return frame(session.execute(statement.order_by(col(Submission.id).desc())), LEDGER_COLUMNS)


def audit_log(
    session: Session, *, limit: int = 500, subject: str | None = None, of_accounts: bool = True
) -> pd.DataFrame:
    """The latest changes, newest first; ``state_before`` and ``state_after`` are JSON, null where nothing.

    Without ``of_accounts`` those of accounts and their sessions are left out. ``by_account``, ``by_key``,
    ``by_address`` and ``by_agent`` are null for changes that were not made on a page.
    """
    statement = select(*(getattr(Audit, name) for name in AUDIT_COLUMNS))
    if subject is not None:
        statement = statement.where(col(Audit.subject) == subject)
    if not of_accounts:
        statement = statement.where(~col(Audit.subject).startswith("account "))
    return frame(session.execute(statement.order_by(col(Audit.id).desc()).limit(limit)), AUDIT_COLUMNS)


def note_original_taken(settings: StoreSettings, who: str, number: int) -> None:
    """Write into the log that a file as it was sent was taken away; raises a ``StoreError``."""
    with changing_beside_loads(settings) as connection:
        record(connection, who, ORIGINAL_TAKEN, f"submission {number}")


def state_of_file(session: Session, content_hash: str) -> tuple[int, str] | None:
    """Number and state of the latest submission of a file, by its ``file_hash``; None where there is none."""
    statement = select(col(Submission.id), col(Submission.state)).where(
        col(Submission.content_hash) == content_hash
    )
    found = session.execute(statement.order_by(col(Submission.id).desc())).first()
    return None if found is None else (found.id, found.state)


def readings_of(session: Session, who: str, *, limit: int = 50) -> list[str]:
    """The readings that were confirmed for files of one sender, newest first; none where there is none."""
    statement = (
        select(col(SubmissionPart.content))
        .join(Submission, col(Submission.id) == col(SubmissionPart.submission_id))
        .where(col(SubmissionPart.name) == READING, col(Submission.made_by) == who, visible(session))
        .order_by(col(Submission.id).desc())
        .limit(limit)
    )
    return [content.decode() for content in session.scalars(statement)]


def state_of_submission(session: Session, number: int) -> str | None:
    """The state of a submission; None where there is none of this number."""
    return session.scalar(select(col(Submission.state)).where(col(Submission.id) == number))


def kept_preview(session: Session, number: int) -> Preview | None:
    """What was last shown of a submission, to whoever approved it or else handed it in; None for none."""
    names = (APPROVED_PREVIEW, PREVIEW)
    contents = (part_of(session.connection(), number, name) for name in names)
    return next((preview_from(content) for content in contents if content is not None), None)


def kept_part(session: Session, number: int, name: str) -> bytes:
    """A kept part of a submission: ``original`` is the file as sent, ``findings`` and ``reading`` are JSON.

    Raises ``LoadRefused`` (reason ``unknown``) where there is none that the reader may see.
    """
    action = Action.SEE_ORIGINALS if name == ORIGINAL else Action.SEE_FILES
    statement = (
        select(col(SubmissionPart.content))
        .join(Submission, col(Submission.id) == col(SubmissionPart.submission_id))
        .where(col(SubmissionPart.submission_id) == number, col(SubmissionPart.name) == name)
        .where(visible(session, action))
    )
    content = session.scalar(statement)
    if content is None:
        raise LoadRefused(reason="unknown", number=str(number))
    return content


def kept_original(session: Session, number: int) -> tuple[str, bytes]:
    """The name and the content of a file as it was sent; raises ``LoadRefused`` as ``kept_part``."""
    content = kept_part(session, number, ORIGINAL)
    return session.scalar(select(col(Submission.label)).where(col(Submission.id) == number)) or "", content


def numbers_with_original(session: Session) -> set[int]:
    """The numbers of the submissions whose file is still kept."""
    statement = select(col(SubmissionPart.submission_id)).where(col(SubmissionPart.name) == ORIGINAL)
    return set(session.scalars(statement))
