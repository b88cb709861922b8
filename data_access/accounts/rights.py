"""Who may do what where: the one place where it is decided, for pages, addresses, commands and programs.

Pure functions. ``areas`` says which areas hold what is asked for (``AreaTree.holders``): a right in one of
them opens it. The nation holds everything.

- A reader reads figures.
- An officer hands in files of the own area and what is below it, and sees all files of it, as they were sent.
  They also see the small cells of their communes that are hidden from everybody else.
- An approver sees the same, and approves or returns; never what the same account handed in
  (``data_access/loads/approving.py``).
- A publisher, of the nation, publishes and withdraws, and replaces boundaries.
- An auditor, of the nation, reads the log and the ledger, and writes nothing.
- An administrator, of the nation, gives accounts their rights, and sees no file of an office.

A store without accounts knows the key of changes in place of all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Protocol

from data_access.accounts.facts import Grant
from vocabulary.vintages import OF_LARGE_AREAS

AreaKey = tuple[str, str, str]
NATION: AreaKey = (OF_LARGE_AREAS, "nation", "VN")


class Action(StrEnum):
    """What somebody may do, or may not."""

    READ = "read"
    SEE_FILES = "see_files"
    SEE_ORIGINALS = "see_originals"
    SEE_SMALL_CELLS = "see_small_cells"
    HAND_IN = "hand_in"
    APPROVE = "approve"
    PUBLISH = "publish"
    REPLACE_BOUNDARIES = "replace_boundaries"
    READ_LOG = "read_log"
    MANAGE_ACCOUNTS = "manage_accounts"


ROLES_FOR: dict[Action, tuple[str, ...]] = {
    Action.READ: ("reader", "officer", "approver", "publisher", "auditor", "administrator"),
    Action.SEE_FILES: ("officer", "approver", "publisher", "auditor"),
    Action.SEE_ORIGINALS: ("officer", "approver", "publisher"),
    Action.SEE_SMALL_CELLS: ("officer", "approver"),
    Action.HAND_IN: ("officer",),
    Action.APPROVE: ("approver", "publisher"),
    Action.PUBLISH: ("publisher",),
    Action.REPLACE_BOUNDARIES: ("publisher",),
    Action.READ_LOG: ("auditor", "publisher"),
    Action.MANAGE_ACCOUNTS: ("administrator",),
}
CHANGES = (Action.HAND_IN, Action.APPROVE, Action.PUBLISH, Action.REPLACE_BOUNDARIES)
# Nobody's without accounts.
OF_ACCOUNTS_ALONE = (Action.MANAGE_ACCOUNTS, Action.SEE_SMALL_CELLS)
# Without accounts everybody reads the ledger and its log, and who has the key does all else.
OPEN_WITHOUT_ACCOUNTS = (Action.READ, Action.SEE_FILES, Action.READ_LOG)


class Asking(Protocol):
    """Who asks: by which key and from which address ("" for none), with which rights."""

    @property
    def key(self) -> str:
        """The short name of the key of changes."""

    @property
    def address(self) -> str:
        """The visitor's address."""

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The rights of who is signed in."""

    @property
    def has_accounts(self) -> bool:
        """Whether the store has any account."""


def may(asking: Asking, action: Action, areas: Collection[AreaKey] | None = None) -> bool:
    """Return whether somebody may do something in what lies in all of ``areas``; None: anywhere at all.

    Changes and the files as they were sent are for visitors whose address is known.
    """
    is_open = not asking.has_accounts and action in OPEN_WITHOUT_ACCOUNTS
    if not asking.has_accounts:
        has_key = bool(asking.key and asking.address) and action not in OF_ACCOUNTS_ALONE
        return is_open or has_key
    if action in CHANGES and not asking.address:
        return False
    return grants_open(asking.grants, action, areas)


def grants_open(grants: Sequence[Grant], action: Action, areas: Collection[AreaKey] | None = None) -> bool:
    """Return whether rights open an action in what lies in all of ``areas``; None: anywhere at all."""
    return any(areas is None or key == NATION or key in areas for key in grants_for(grants, action))


def grants_for(grants: Sequence[Grant], action: Action) -> list[AreaKey]:
    """Return the areas in which rights open an action."""
    return [(grant.vintage, grant.level, grant.code) for grant in grants if grant.role in ROLES_FOR[action]]


def written(areas: Collection[AreaKey]) -> str:
    """Return areas as the ledger keeps them: `` v2008/nation/VN v2025/province/08 ``, blanks around each."""
    return " ".join(["", *sorted("/".join(key) for key in areas), ""])


def read_areas(text: object) -> frozenset[AreaKey]:
    """Return the areas that ``written`` wrote; the nation alone for anything else, as of older files."""
    parts = [part.split("/") for part in text.split()] if isinstance(text, str) else []
    return frozenset((part[0], part[1], part[2]) for part in parts if len(part) == 3) | {NATION}
