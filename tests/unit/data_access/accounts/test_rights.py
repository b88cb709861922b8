"""Which role opens what, in which area: the table of roles, and what an unknown visitor never gets."""

from dataclasses import dataclass

import pytest

from data_access.accounts.facts import Grant
from data_access.accounts.rights import NATION, Action, may, read_areas, written
from data_access.models.account import ROLES

OWN = ("v2025", "province", "08")
OF_OWN = frozenset({OWN, NATION})
OF_ANOTHER = frozenset({("v2025", "province", "11"), NATION})
READS = {Action.READ}
SEES = {Action.SEE_FILES, Action.SEE_ORIGINALS}
# What a role opens in its own area; in another it opens only what is said below.
OPENED = {
    "reader": READS,
    "officer": READS | SEES | {Action.HAND_IN, Action.SEE_SMALL_CELLS},
    "approver": READS | SEES | {Action.APPROVE, Action.SEE_SMALL_CELLS},
    "publisher": READS | SEES | {Action.APPROVE, Action.PUBLISH, Action.REPLACE_BOUNDARIES, Action.READ_LOG},
    "auditor": READS | {Action.SEE_FILES, Action.READ_LOG},
    "administrator": READS | {Action.MANAGE_ACCOUNTS},
}
NATIONAL = ("publisher", "auditor", "administrator")


@dataclass(frozen=True)
class Somebody:
    grants: tuple[Grant, ...] = ()
    key: str = ""
    address: str = "198.51.100.9"
    has_accounts: bool = True


def holder(role: str) -> Somebody:
    return Somebody((Grant(role, *(NATION if role in NATIONAL else OWN)),))


@pytest.mark.parametrize("role", ROLES)
def test_role_opens_its_actions_in_its_area_and_nothing_else(role: str) -> None:
    opened = {action for action in Action if may(holder(role), action, OF_OWN)}
    assert opened == OPENED[role]
    elsewhere = {action for action in Action if may(holder(role), action, OF_ANOTHER)}
    assert elsewhere == (OPENED[role] if role in NATIONAL else set())


@pytest.mark.parametrize("action", Action)
def test_nobody_without_an_account_opens_anything_where_there_are_accounts(action: Action) -> None:
    assert not may(Somebody(), action)
    assert not may(Somebody(key="k3y"), action)


@pytest.mark.parametrize("role", ROLES)
def test_visitor_from_an_unknown_address_changes_nothing(role: str) -> None:
    unknown = Somebody(holder(role).grants, address="")
    changes = (Action.HAND_IN, Action.APPROVE, Action.PUBLISH, Action.REPLACE_BOUNDARIES)
    assert not any(may(unknown, action, OF_OWN) for action in changes)


def test_without_accounts_the_key_opens_all_but_accounts() -> None:
    key, stranger = Somebody(key="k3y", has_accounts=False), Somebody(has_accounts=False)
    assert {action for action in Action if may(key, action, OF_OWN)} == set(Action) - {
        *(Action.MANAGE_ACCOUNTS, Action.SEE_SMALL_CELLS)
    }
    assert {action for action in Action if may(stranger, action, OF_OWN)} == {
        *(Action.READ, Action.SEE_FILES, Action.READ_LOG)
    }


def test_areas_are_kept_as_text_and_read_again() -> None:
    assert written(OF_OWN) == " v2008/nation/VN v2025/province/08 "
    assert read_areas(written(OF_OWN)) == OF_OWN


@pytest.mark.parametrize("kept", [None, float("nan"), "", " x/y "])
def test_file_of_unknown_areas_is_the_whole_countrys(kept: object) -> None:
    assert read_areas(kept) == {NATION}
    assert not may(holder("officer"), Action.SEE_FILES, read_areas(kept))
    assert may(holder("publisher"), Action.SEE_FILES, read_areas(kept))
