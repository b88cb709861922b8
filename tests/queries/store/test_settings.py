import pytest
from sqlalchemy import URL

from data_access.store.errors import StoreDamaged, StoreError, StoreUnreachable
from data_access.store.opening import open_store
from data_access.store.settings import ROOT, StoreSettings
from tests.queries.conftest import SAMPLE, written


@pytest.mark.parametrize("address", ["mysql://here/x", "nonsense", "sqlite://", "sqlite:///:memory:", "://"])
def test_an_address_that_is_no_store_is_told(address: str) -> None:
    with pytest.raises(StoreUnreachable) as raised:
        open_store(StoreSettings(database_url=address, data_dir=SAMPLE))
    assert raised.value.facts == {"location": "DATABASE_URL", "reason": "bad_address"}


def test_an_error_says_its_code_and_facts_in_the_log() -> None:
    assert str(StoreDamaged(location="/x", reason="corrupt")) == "store_damaged location=/x reason=corrupt"


def test_every_error_has_a_code_of_its_own() -> None:
    kinds = StoreError.__subclasses__()
    assert len({kind.code for kind in kinds}) == len(kinds) >= 12


def test_the_default_store_is_in_var_of_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "VAR_DIR", "DATA_DIR"):
        monkeypatch.setenv(name, "")
    settings = StoreSettings()
    assert settings.url() == URL.create("sqlite", database=str(ROOT / "var" / "published.sqlite"))
    assert settings.data_dir == ROOT / "data"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_postgresql_is_reached_by_the_driver_that_is_installed(scheme: str) -> None:
    url = StoreSettings(database_url=f"{scheme}://u:p@h:1/n?sslmode=require").url()
    assert written(url) == "postgresql+psycopg://u:p@h:1/n?sslmode=require"
