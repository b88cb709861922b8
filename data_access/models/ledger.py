"""The ledger: what offices sent in, what became of it, and every change with before and after."""

from sqlalchemy import Index

from data_access.models.table import Table, one_of
from data_access.store.column_types import (
    content,
    given_id,
    numbered_id,
    optional_text,
    optional_whole,
    text,
    whole,
)

SUBMISSION_STATES = (
    *("draft", "checked", "submitted", "approved", "published"),
    *("sent_back", "superseded", "withdrawn"),
)


# Tables of an office's own that say in words what their columns are: read by ``workbooks.understanding``, and
# taken only with a reading that a person confirmed.
UNDERSTOOD_KINDS = ("wide", "pxweb", "hxl")


class Submission(Table, table=True):
    """One file on its way into the store: who sent it, what is in it, how far it has come."""

    __tablename__ = "submission"
    __table_args__ = (Index(None, "content_hash"), one_of("state", SUBMISSION_STATES))

    id: int = given_id()
    # The template it was filled in, or how else it was read.
    kind: str = text()
    label: str = text()
    content_hash: str = text()
    state: str = text()
    made_by: str = text()
    made_at: str = text()
    row_count: int = whole()
    errors: int = whole()
    warnings: int = whole()
    decided_by: str | None = optional_text()
    decided_at: str | None = optional_text()
    reason: str | None = optional_text()
    # The earlier one whose place it takes when it is published.
    supersedes: int | None = optional_whole(foreign_key="submission.id")
    load_id: int | None = optional_whole(foreign_key="load.id")
    handed_in_by: str | None = optional_text()
    handed_in_at: str | None = optional_text()
    # Somebody else; null where one person published alone, or nobody has approved it yet.
    approved_by: str | None = optional_text()
    approved_at: str | None = optional_text()
    # The earlier one that was sent back, in whose place it comes.
    mends: int | None = optional_whole(foreign_key="submission.id")
    # The login names of the accounts by which it was kept, handed in and approved; null without accounts.
    made_account: str | None = optional_text()
    handed_in_account: str | None = optional_text()
    approved_account: str | None = optional_text()
    # The areas each of which holds all that it is about, as ``accounts.rights.written`` writes them; null for
    # files from before, which are of the whole country.
    held_by: str | None = optional_text()


class SubmissionPart(Table, table=True):
    """The file as it was sent, its findings, and its rows by table: kept whatever becomes of it."""

    __tablename__ = "submission_part"

    submission_id: int = given_id(foreign_key="submission.id")
    name: str = text(primary_key=True)
    content: bytes = content()


class LoadPart(Table, table=True):
    """The tables as an embedded load filled them, kept when a newer one takes its place."""

    __tablename__ = "load_part"

    load_id: int = given_id(foreign_key="load.id")
    name: str = text(primary_key=True)
    content: bytes = content()


class LoadSpan(Table, table=True):
    """From which change to which a load counted; ``until`` is null while it still does.

    Changes are numbered by the loads that made them.
    """

    __tablename__ = "load_span"

    load_id: int = given_id(foreign_key="load.id")
    since: int = given_id()
    until: int | None = optional_whole()


class Audit(Table, table=True):
    """One change: when, by whom, what, to which thing, with its state before and after as JSON.

    Triggers of the database refuse to change or delete a row, and each is chained to the one before
    (``data_access/audit_chain.py``).
    """

    __tablename__ = "audit"
    __table_args__ = (Index(None, "chain", "id"),)

    id: int | None = numbered_id()
    at: str = text()
    who: str = text()
    what: str = text()
    subject: str = text()
    state_before: str | None = optional_text()
    state_after: str | None = optional_text()
    # Of a change made on a page: the login name or the short name of the key, the visitor's address, the
    # browser's own name.
    by_account: str | None = optional_text()
    by_key: str | None = optional_text()
    by_address: str | None = optional_text()
    by_agent: str | None = optional_text()
    chain: str | None = optional_text()
    digest: str | None = optional_text()
