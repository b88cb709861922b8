"""What somebody may do on a page: asked of ``data_access/accounts/rights.py``, with whoever asks now."""

from __future__ import annotations

from collections.abc import Collection

from data_access.accounts.rights import CHANGES, Action, AreaKey, may, read_areas
from data_access.store.settings import StoreSettings
from ui.controls.identity import Asker

# What a section of the data page needs; sections that are not named are for whoever reads the page.
# The work list is an account's own.
WORK = "work"
SECTION_NEEDS = {"upload": Action.HAND_IN, "boundaries": Action.REPLACE_BOUNDARIES}


def may_with_file(asker: Asker, action: Action, held_by: object) -> bool:
    """Whether somebody may do something with a submission; ``held_by`` is of the ledger."""
    return may(asker, action, read_areas(held_by))


def may_change_data(asker: Asker) -> bool:
    """Whether somebody may change anything at all: hand in, approve, publish, replace boundaries."""
    return any(may(asker, action) for action in CHANGES)


def may_use_section(asker: Asker, section: str) -> bool:
    """Whether somebody may use a section of the data page."""
    if section == WORK:
        return asker.account is not None
    return section not in SECTION_NEEDS or may(asker, SECTION_NEEDS[section])


def may_see_registers(asker: Asker, held_by: Collection[AreaKey] | None = None) -> bool:
    """Whether somebody may see what came of registers that areas hold; None: of any at all.

    Who may is who may have the files of an office as they were sent.
    """
    return may(asker, Action.SEE_ORIGINALS, held_by)


def may_read_steps(asker: Asker) -> bool:
    """Whether somebody may read every step that was taken, of whoever took it."""
    return may(asker, Action.READ_LOG)


def may_read_actors(asker: Asker) -> bool:
    """Whether somebody may see from where and by which account steps were taken."""
    return may(asker, Action.READ_LOG) if asker.has_accounts else may(asker, Action.SEE_ORIGINALS)


def may_read_figures(asker: Asker) -> bool:
    """Whether somebody may read where reading is not public: by an account, or before any by the key."""
    if not asker.has_accounts:
        return bool(asker.key)
    return asker.account is not None and may(asker, Action.READ)


def is_approval_required(asker: Asker) -> bool:
    """Whether a second person has to approve: by the setting, and always with accounts."""
    return StoreSettings().approval or asker.has_accounts
