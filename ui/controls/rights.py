"""What somebody may do: the one place where it is decided. Rights by area will be asked here."""

from __future__ import annotations

from ui.controls.identity import Asker

# Of the whole country: rights by area are asked by nothing yet, so that no office's role opens anything.
MAY_CHANGE = "publisher"
MAY_READ_LOGS = ("publisher", "auditor")


def may_change_data(asker: Asker) -> bool:
    """Whether somebody may send, publish, approve and undo figures and boundaries.

    Publishers may, and without accounts holders of the key; from an address that is known.
    """
    return bool((asker.key or _has_role(asker, MAY_CHANGE)) and asker.address)


def may_read_originals(asker: Asker) -> bool:
    """Whether somebody may take away files as offices sent them, and see who acted from where."""
    return may_change_data(asker) or _has_role(asker, *MAY_READ_LOGS)


def _has_role(asker: Asker, *roles: str) -> bool:
    return any(grant.role in roles for grant in asker.grants)
