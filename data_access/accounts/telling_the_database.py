"""PostgreSQL is told for each transaction who reads, and holds the files of offices to it by itself.

A second hold beside ``visible``: a query that forgets to ask still gets no row that its reader may not see.
What is told ends with the transaction.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from data_access.accounts.facts import Grant
from data_access.accounts.reading import any_account
from data_access.accounts.rights import Action, grants_for

TELL = text(
    "SELECT set_config('app.reads', :reads, true), set_config('app.areas', :areas, true),"
    " set_config('app.originals', :originals, true), set_config('app.log', :log, true)"
)
EVERYBODY, READER = "everybody", "reader"


def tell_database(session: Session, grants: Sequence[Grant]) -> None:
    """Tell the database of a session with which rights it reads; without accounts everybody reads all."""
    if session.get_bind().dialect.name != "postgresql":
        return
    told = {
        "reads": READER if any_account(session) else EVERYBODY,
        "areas": _written(grants, Action.SEE_FILES),
        "originals": _written(grants, Action.SEE_ORIGINALS),
        "log": "yes" if grants_for(grants, Action.READ_LOG) else "",
    }
    session.execute(TELL, told)


def _written(grants: Sequence[Grant], action: Action) -> str:
    return " ".join("/".join(key) for key in grants_for(grants, action))
