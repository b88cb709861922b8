"""To whom a file that is not public is given: asked when it is fetched, of whoever fetches it."""

from __future__ import annotations

from data_access.accounts.rights import Action, may
from ui.controls.identity import Asker

SIGNED_OUT, NO_KEY, NO_RIGHT, UNKNOWN = "signed_out", "no_key", "no_right", "unknown"


class NotGiven(Exception):
    """A file is not given; ``reason`` is one of this module's."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def expect_right(who: Asker, action: Action) -> None:
    """Raise ``NotGiven`` where somebody may not do ``action`` anywhere."""
    if may(who, action):
        return
    if not who.has_accounts:
        raise NotGiven(NO_KEY)
    raise NotGiven(SIGNED_OUT if who.account is None else NO_RIGHT)
