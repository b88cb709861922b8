"""What somebody may do: the one place where it is decided. Rights by area will be asked here."""

from __future__ import annotations

from ui.controls.identity import Asker


def may_change_data(asker: Asker) -> bool:
    """Whether somebody may send, publish, approve and undo figures and boundaries.

    Holders of the key may, from an address that is known.
    """
    return bool(asker.key and asker.address)


def may_read_originals(asker: Asker) -> bool:
    """Whether somebody may take away files as offices sent them, and see who acted by which key."""
    return may_change_data(asker)
