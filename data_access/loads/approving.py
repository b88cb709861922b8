"""A second person approves what the first handed in, after seeing the same."""

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
    (``unknown``, ``wrong_state``, ``same_person``, ``no_name``, ``other_file``, ``store_changed``).
    """
    who = person(by)
    with changing(settings) as connection:
        found = submission_in(connection, number, (SUBMITTED, APPROVED))
        for first in (found["made_by"], found["handed_in_by"]):
            if first is not None and is_same_person(first, who):
                raise LoadRefused(reason="same_person", by=str(first))
        refuse_if_moved(connection, shown, found["kind"], found["content_hash"], rows_of(connection, number))
        step(connection, number, (SUBMITTED, APPROVED), APPROVED, who, approved_by=who, approved_at=now())
        keep_instead(connection, number, APPROVED_PREVIEW, shown.to_bytes())


def is_same_person(one: str, other: str) -> bool:
    """Return whether two names are one person's: compared without case, accents and spaces."""
    return folded(one).replace(" ", "") == folded(other).replace(" ", "")
