"""The commands of accounts: what they answer, and what becomes of it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from data_access.__main__ import main
from data_access.accounts.reading import find_session, find_token, grants_of
from data_access.accounts.signing_in import choose_password, sign_in
from data_access.store.settings import StoreSettings
from tests.queries.accounts.test_accounts import asked
from tests.queries.conftest import SAMPLE, written

PASSWORD = "năm con ngựa trên đồi"
Run = Callable[..., Any]


@pytest.fixture
def settings(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StoreSettings:
    found = URL.create("sqlite", database=str(shutil.copy(sample_file, tmp_path / "store.sqlite")))
    for name, value in (("DATABASE_URL", written(found)), ("DATA_DIR", SAMPLE), ("VAR_DIR", tmp_path)):
        monkeypatch.setenv(name, str(value))
    return StoreSettings()


@pytest.fixture
def run(settings: StoreSettings, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command of accounts and return what it answers as JSON."""

    def answered(*arguments: str, code: int = 0) -> Any:
        capsys.readouterr()
        assert main(["accounts", *arguments, "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return answered


@pytest.mark.usefixtures("quick")
def test_first_account_is_invited_signs_in_and_is_disabled_again(settings: StoreSettings, run: Run) -> None:
    added = run("add", "quan.tri", "--name", "Trần Thị Ổn", "--role", "administrator")
    secret = added["path"].removeprefix("/invitation/")
    session = choose_password(settings, secret, "quan.tri", PASSWORD)
    found = asked(settings, find_session, session)
    assert found is not None
    run("grant", "quan.tri", "officer", "--area", "v2008.province.02")
    roles = [grant.role for grant in asked(settings, grants_of, found.id)]
    assert roles == ["administrator", "officer"]
    run("end", "QUAN.TRI", "administrator")
    (line,) = run("list")
    assert (line["login"], line["rights"]) == ("quan.tri", "officer v2008.province.02")
    assert (line["has_password"], line["disabled_at"]) == (True, None)
    token = run("token", "quan.tri", "--name", "báo cáo đêm", "--days", "30")["token"]
    assert asked(settings, find_token, token) is not None
    run("revoke", "quan.tri")
    assert (asked(settings, find_session, session), asked(settings, find_token, token)) == (None, None)
    session = sign_in(settings, "quan.tri", PASSWORD)
    run("disable", "quan.tri")
    assert asked(settings, find_session, session) is None
    run("invite", "quan.tri", code=5)
    run("enable", "quan.tri")
    assert run("invite", "quan.tri")["path"].startswith("/invitation/")


@pytest.mark.usefixtures("quick")
def test_password_is_asked_for_at_the_terminal_and_is_no_argument(
    settings: StoreSettings, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typer.prompt", lambda *_given, **_options: PASSWORD)
    assert run("add", "pao", "--name", "Páo", "--password")["path"] is None
    assert sign_in(settings, "pao", PASSWORD)
    monkeypatch.setattr("typer.prompt", lambda *_given, **_options: "too short")
    assert run("add", "mai", "--name", "Mai", "--password", code=5)["reason"] == "password_short"


def test_what_cannot_be_done_is_told_and_changes_nothing(run: Run) -> None:
    assert run("grant", "nobody", "reader", code=5)["reason"] == "unknown"
    assert run("add", "а", "--name", "A Cyrillic letter", code=5)["reason"] == "bad_login"
    assert run("add", "pao", "--name", "Páo", "--role", "king", code=5)["reason"] == "bad_role"
    assert main(["accounts", "grant", "pao", "officer"]) == 2
    assert main(["accounts", "grant", "pao", "officer", "--area", "somewhere"]) == 2
    assert run("list") == []
