"""The log of changes is a chain that shows where somebody altered it."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, delete, insert, text, update
from sqlalchemy.exc import DBAPIError

from data_access.acting import Actor, acting
from data_access.audit_chain import ACCESS, CHAINED, DATA, check_chain, entry_digest
from data_access.loads import send_back, submit
from data_access.loads.audit import record
from data_access.loads.changing import changing, changing_beside_loads
from data_access.loads.ledger import note_original_taken
from data_access.models import Audit
from data_access.store.settings import StoreSettings
from tests.queries.office import BY, area_number, figure, reading, sample_settings, upload


@pytest.fixture
def settings(sample_url: URL, tmp_path: Path) -> StoreSettings:
    """A store in whose log there are entries of data and of access."""
    settings = sample_settings(sample_url).model_copy(update={"var_dir": tmp_path / "var"})
    submit(settings, upload("a.xlsx", figures=[figure(area_number(sample_url, "02"), 30)]), BY)
    send_back(settings, 1, BY, "thiếu xã")
    with acting(Actor(account="mai.lo", address="198.51.100.9")):
        note_original_taken(settings, "mai.lo", 1)
    with changing_beside_loads(settings) as connection:
        record(connection, "mai.lo", "signed_in", "account 1", after={"by": "password"})
    return settings


def unfitting(settings: StoreSettings) -> int | None:
    with reading(settings.url()) as connection:
        return check_chain(connection).unfitting


def without_triggers(connection: Connection) -> None:
    """What somebody may do who owns the database."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE audit DISABLE TRIGGER audit_no_change"))
        connection.execute(text("GRANT UPDATE, DELETE ON audit TO CURRENT_USER"))
    else:
        connection.execute(text("DROP TRIGGER audit_no_update"))
        connection.execute(text("DROP TRIGGER audit_no_delete"))


def test_every_entry_fits_to_the_one_before_in_both_chains(settings: StoreSettings) -> None:
    with reading(settings.url()) as connection:
        checked = check_chain(connection)
        entries = connection.execute(text("SELECT what, chain, by_address FROM audit ORDER BY id")).all()
    assert (checked.unfitting, checked.entries, set(checked.last)) == (None, len(entries), {DATA, ACCESS})
    assert [entry.what for entry in entries if entry.chain == ACCESS] == ["original_taken", "signed_in"]
    assert entries[-2].by_address == "198.51.100.9"


@pytest.mark.parametrize("column", ["who", "state_after", "by_address", "at"])
def test_altered_entry_is_named(settings: StoreSettings, column: str) -> None:
    with changing(settings) as connection:
        without_triggers(connection)
        connection.execute(update(Audit).where(Audit.id == 2).values({column: "x"}))  # type: ignore[arg-type]
    assert unfitting(settings) == 2


def test_entry_after_one_that_was_taken_out_is_named(settings: StoreSettings) -> None:
    with changing(settings) as connection:
        without_triggers(connection)
        connection.execute(delete(Audit).where(Audit.id == 2))  # type: ignore[arg-type]
    assert unfitting(settings) == 3


def test_entry_that_was_put_in_without_its_digest_is_named(settings: StoreSettings) -> None:
    row = {"at": "2026-01-01T00:00:00Z", "who": "x", "what": "published", "subject": "submission 1"}
    with changing(settings) as connection:
        connection.execute(insert(Audit).values(**row, chain=DATA, digest="0" * 64))
        number = connection.scalar(text("SELECT max(id) FROM audit"))
    assert unfitting(settings) == number


@pytest.mark.parametrize("change", ["UPDATE audit SET who = 'x'", "DELETE FROM audit"])
def test_program_adds_to_the_log_and_does_nothing_else(settings: StoreSettings, change: str) -> None:
    with pytest.raises(DBAPIError), changing(settings) as connection:
        connection.execute(text(change))
    assert unfitting(settings) is None


def test_sign_ins_at_once_make_one_chain(settings: StoreSettings) -> None:
    def sign_in(number: int) -> None:
        with changing_beside_loads(settings) as connection:
            record(connection, "mai.lo", "signed_in", f"account {number}")

    threads = [threading.Thread(target=sign_in, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert unfitting(settings) is None


def test_digest_depends_on_every_field_and_on_the_entry_before() -> None:
    entry = dict.fromkeys(CHAINED, "a")
    digests = {entry_digest("", entry | {name: "b"}) for name in CHAINED}
    assert len(digests | {entry_digest("", entry), entry_digest("0", entry)}) == len(CHAINED) + 2
