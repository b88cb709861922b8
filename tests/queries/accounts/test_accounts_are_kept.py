"""Accounts over renewals, backups and losses of the store that they live in, on both databases."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, text

from data_access.accounts.managing import account_number, add_account, disable_account
from data_access.accounts.reading import find_session, grants_of
from data_access.accounts.sessions import begin_session
from data_access.keeping.backup import back_up
from data_access.keeping.contents import contents_of
from data_access.keeping.past import open_past
from data_access.keeping.restoring import restore
from data_access.store.errors import StoreLost
from data_access.store.opening import open_store
from data_access.store.settings import StoreSettings
from tests.queries.accounts.conftest import BY, HA_GIANG
from tests.queries.accounts.test_accounts import asked, changed
from tests.queries.office import reading
from tests.queries.store.test_lost_stores import take_away


def test_accounts_stay_when_the_embedded_data_are_renewed(
    own_settings: StoreSettings, sample_url: URL
) -> None:
    mai = changed(own_settings, account_number, "mai.lo")
    token = changed(own_settings, begin_session, mai, "mai.lo", "password")
    older = "UPDATE load SET content_hash = 'older'"
    changed(own_settings, Connection.execute, text(older))
    open_store(own_settings).engine.dispose()
    with reading(sample_url) as connection:
        assert connection.scalar(text("SELECT count(*) FROM load")) == 2
    assert asked(own_settings, find_session, token) is not None
    assert asked(own_settings, grants_of, mai) == (HA_GIANG,)


def test_accounts_come_back_from_a_backup_and_new_ones_get_new_numbers(
    own_settings: StoreSettings, tmp_path: Path
) -> None:
    mai = changed(own_settings, account_number, "mai.lo")
    token = changed(own_settings, begin_session, mai, "mai.lo", "password")
    back_up(own_settings, tmp_path / "backup.sqlite", silent)
    changed(own_settings, disable_account, mai, BY)
    restore(own_settings, tmp_path / "backup.sqlite", silent, replace=True)
    assert asked(own_settings, find_session, token) is not None
    assert changed(own_settings, add_account, "pao", "Giàng A Páo", None, BY) > mai


def test_store_of_a_past_day_has_no_accounts(own_settings: StoreSettings) -> None:
    changed(own_settings, Connection.execute, text("UPDATE load SET loaded_at = '2024-01-01T00:00:00Z'"))
    past = open_past(own_settings, dt.date(2024, 1, 2))
    with past.session() as session:
        contents = contents_of(session.connection())
    past.engine.dispose()
    of_accounts = [
        name for name in contents if name.startswith(("account", "sign_in", "api_", "invit", "failed"))
    ]
    assert len(of_accounts) == 6
    assert [contents[name].rows for name in of_accounts] == [0] * 6


def test_lost_store_with_accounts_is_missed(own_settings: StoreSettings, sample_url: URL) -> None:
    """Built again it would open to whoever has the key of changes."""
    take_away(sample_url)
    with pytest.raises(StoreLost):
        open_store(own_settings)


def silent(_fraction: float, _step: str) -> None:
    """Report no progress."""
