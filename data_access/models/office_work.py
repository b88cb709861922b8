"""What offices are told and ask: reminders that were sent, and the log of feedback with its answers."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from data_access.models.livelihood import CAUSES, VERDICTS
from data_access.models.table import Table, one_of
from data_access.store.column_types import BIG_ID, numbered_id, optional_text, text

FEEDBACK_KINDS = ("list", "support", "project", "money", "overlap", "bottleneck", "other")
SENDERS = ("citizen", "commune", "office")
FEEDBACK_STATES = ("open", "answered", "withdrawn")
DECISIONS = tuple(verdict for verdict in VERDICTS if verdict != "undecided")


class Reminder(Table, table=True):
    """One thing of which an account was reminded by mail, once; ``sent_at`` is null until the mail is out."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("account_id", "thing"),)

    id: int | None = numbered_id()
    account_id: int = Field(sa_type=BIG_ID, foreign_key="account.id")
    thing: str = text()
    claimed_at: str = text()
    sent_at: str | None = optional_text()


class Feedback(Table, table=True):
    """What citizens or communes said, the office that is to answer it, and its answer.

    The text of what was withdrawn is taken out.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        Index(None, "state"),
        one_of("kind", FEEDBACK_KINDS),
        one_of("sender", SENDERS),
        one_of("state", FEEDBACK_STATES),
        one_of("cause", CAUSES),
        one_of("decision", DECISIONS),
        CheckConstraint("(state = 'withdrawn') = (said IS NULL)", name="said"),
        CheckConstraint("(kind = 'bottleneck') = (cause IS NOT NULL)", name="caused"),
        CheckConstraint("decision IS NULL OR kind = 'overlap'", name="decided"),
        CheckConstraint("state <> 'answered' OR answer IS NOT NULL", name="answered"),
    )

    id: int | None = numbered_id()
    kind: str = text()
    sender: str = text()
    state: str = text()
    # No reference: areas are read anew with the embedded data.
    vintage: str = text()
    level: str = text()
    code: str = text()
    # The office that is to answer.
    office_vintage: str = text()
    office_level: str = text()
    office_code: str = text()
    received_on: str = text()
    said: str | None = optional_text()
    # Of what holds the work up, one of the six causes.
    cause: str | None = optional_text()
    made_at: str = text()
    made_by: str = text()
    answer: str | None = optional_text()
    # Of two items that may overlap, what was decided.
    decision: str | None = optional_text()
    answered_at: str | None = optional_text()
    answered_by: str | None = optional_text()
