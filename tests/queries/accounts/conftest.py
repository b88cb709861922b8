"""A store with one account, and quick passwords."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import URL, delete

from data_access.accounts import passwords
from data_access.accounts.facts import Grant
from data_access.accounts.managing import add_account, give_grant
from data_access.loads.changing import changing_beside_loads
from data_access.models import Account, AccountGrant, ApiToken, FailedSignIn, Invitation, SignInSession
from data_access.store.settings import StoreSettings
from tests.queries.conftest import DATABASES, throwaway
from tests.queries.office import sample_settings

HA_GIANG = Grant("officer", "v2008", "province", "02")
BY = "quan.tri"


@pytest.fixture(scope="module", params=DATABASES)
def shared_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StoreSettings]:
    """The settings of a store on each database, one for all tests of a module."""
    folder = tmp_path_factory.mktemp("accounts")
    with throwaway(request, folder, "sample") as url:
        yield sample_settings(url).model_copy(update={"var_dir": folder / "var"})


@pytest.fixture
def settings(shared_settings: StoreSettings) -> StoreSettings:
    """The settings of a store without an account; its log has what earlier tests did."""
    with changing_beside_loads(shared_settings) as connection:
        for table in (FailedSignIn, Invitation, ApiToken, SignInSession, AccountGrant, Account):
            connection.execute(delete(table))
    return shared_settings


@pytest.fixture
def mai(settings: StoreSettings) -> int:
    """An account with a right in one province."""
    return with_mai(settings)


@pytest.fixture
def own_settings(sample_url: URL, tmp_path: Path) -> StoreSettings:
    """The settings of a store for one test, with one account."""
    settings = sample_settings(sample_url).model_copy(update={"var_dir": tmp_path / "var"})
    with_mai(settings)
    return settings


def with_mai(settings: StoreSettings) -> int:
    with changing_beside_loads(settings) as connection:
        number = add_account(connection, "mai.lo", "Lò Thị Mai", None, BY)
        give_grant(connection, number, HA_GIANG, BY)
    return number


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that are hashed at once."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()
