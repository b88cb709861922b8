"""A second person approves what the first handed in, after seeing the same."""

from collections.abc import Mapping
from typing import Any

from data_access.accounts.allowed import change_by
from data_access.accounts.rights import Action
from data_access.loads.audit import now
from data_access.loads.changing import changing
from data_access.loads.errors import LoadRefused
from data_access.loads.parts import APPROVED_PREVIEW, keep_instead, rows_of
from data_access.loads.previews import Preview, refuse_if_moved
from data_access.loads.submissions import APPROVED, SUBMITTED, person, step, submission_in
from data_access.store.settings import StoreSettings
from data_access.text.folding import folded


def approve(settings: StoreSettings, number: int, by: str, shown: Preview) -> None:
    """Approve a file that somebody else handed in; ``shown`` is the preview that the approver saw.

    A file that was approved may be approved again, when the store changed since. Raises ``LoadRefused``
    (``unknown``, ``wrong_state``, ``same_person``, ``no_name``, ``other_file``, ``store_changed``,
    ``signed_out``, ``no_right``). With accounts nobody approves what the same account kept or handed in.
    """
    who = person(by)
    with changing(settings) as connection:
        found = submission_in(connection, number, (SUBMITTED, APPROVED))
        account = change_by(connection, Action.APPROVE, found["held_by"] or "").account
        _refuse_first_person(found, who, account)
        refuse_if_moved(connection, shown, found["kind"], found["content_hash"], rows_of(connection, number))
        facts = {"approved_by": who, "approved_at": now(), "approved_account": account}
        step(connection, number, (SUBMITTED, APPROVED), APPROVED, who, **facts)
        keep_instead(connection, number, APPROVED_PREVIEW, shown.to_bytes())


def _refuse_first_person(found: Mapping[str, Any], who: str, account: str | None) -> None:
    """Refuse who kept the file or handed it in: by the account, and by the name where none is known."""
    for step_name in ("made", "handed_in"):
        first, first_account = found[f"{step_name}_by"], found[f"{step_name}_account"]
        if account is not None and first_account is not None:
            is_first = first_account == account
        else:
            is_first = first is not None and is_same_person(first, who)
        if is_first:
            raise LoadRefused(reason="same_person", by=str(first))


def is_same_person(one: str, other: str) -> bool:
    """Return whether two names are one person's: compared without case, accents and spaces."""
    return folded(one).replace(" ", "") == folded(other).replace(" ", "")
