"""A file that was sent is erased for good; what it brought and the step itself stay in the ledger."""

from sqlalchemy import Connection, delete, func, select, update
from sqlmodel import col

from data_access.accounts.allowed import change_by
from data_access.accounts.rights import Action
from data_access.loads.audit import record
from data_access.loads.changing import changing, clear_away
from data_access.loads.errors import LoadRefused
from data_access.loads.parts import FINDINGS, ORIGINAL
from data_access.loads.submissions import LONGEST_REASON, person
from data_access.models import Submission, SubmissionPart
from data_access.store.settings import StoreSettings

ERASED = "original_erased"
NO_FINDINGS = b"[]"


def erase_original(settings: StoreSettings, number: int, by: str, reason: str) -> str:
    """Erase the file of a submission and what was told of its cells; return the digest, which stays.

    The figures that it brought, its name and every step stay. Backups that were made before still hold the
    file. Raises ``LoadRefused`` (``unknown``, ``no_name``, ``no_reason``, ``signed_out``, ``no_right``,
    ``no_original`` where it is erased already) or another ``StoreError``; nothing is then changed.
    """
    who, why = person(by), reason.strip()[:LONGEST_REASON]
    if not why:
        raise LoadRefused(reason="no_reason")
    with changing(settings) as connection:
        change_by(connection, Action.PUBLISH)
        digest = _erase(connection, number, who, why)
    clear_away(settings, "submission_part")
    return digest


def _erase(connection: Connection, number: int, who: str, why: str) -> str:
    digest = connection.scalar(select(col(Submission.content_hash)).where(col(Submission.id) == number))
    if digest is None:
        raise LoadRefused(reason="unknown", number=str(number))
    is_mine = col(SubmissionPart.submission_id) == number
    is_original, is_findings = (col(SubmissionPart.name) == name for name in (ORIGINAL, FINDINGS))
    size = connection.scalar(select(func.length(col(SubmissionPart.content))).where(is_mine, is_original))
    if size is None:
        raise LoadRefused(reason="no_original", number=str(number))
    if connection.dialect.name == "sqlite":
        # Otherwise the bytes stay in the file of the store until something else is written over them.
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    connection.execute(delete(SubmissionPart).where(is_mine, is_original))
    connection.execute(update(SubmissionPart).where(is_mine, is_findings).values(content=NO_FINDINGS))
    record(connection, who, ERASED, f"submission {number}", {"content_hash": digest}, {"reason": why})
    return str(digest)
