"""Which submissions a reader may see: all of them without accounts, else by the rights of their account.

What counts or has counted is the origin of public figures and everybody's to see. A draft, a file that waits
or came back is seen by the office that sent it and those above it.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, false, or_, true
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.accounts.facts import Grant
from data_access.accounts.reading import any_account
from data_access.accounts.rights import NATION, Action, grants_for
from data_access.models import Submission

PUBLIC_STATES = ("published", "superseded", "withdrawn")
# Under this name a session of the door holds the rights of its reader.
GRANTS = "grants"


def visible(session: Session, action: Action = Action.SEE_FILES) -> ColumnElement[bool]:
    """Return the condition on the submissions of which a session's reader may see what ``action`` names."""
    if not any_account(session):
        return true()
    grants: tuple[Grant, ...] = session.info.get(GRANTS, ())
    keys = grants_for(grants, action)
    if NATION in keys:
        return true()
    held = [col(Submission.held_by).contains(f" {'/'.join(key)} ", autoescape=True) for key in keys]
    is_public = col(Submission.state).in_(PUBLIC_STATES) if action is Action.SEE_FILES else false()
    return or_(is_public, *held)
