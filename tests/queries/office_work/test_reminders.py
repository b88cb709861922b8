"""Mails that remind offices: to whom, of what, once, and what a mail server that fails leaves behind."""

import datetime as dt
import json
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import URL, func, select, text, update
from sqlalchemy.orm import Session
from sqlmodel import col

from data_access.__main__ import main
from data_access.accounts.facts import Grant
from data_access.accounts.managing import NATION, account_number, add_account, disable_account, give_grant
from data_access.accounts.moments import after
from data_access.accounts.sessions import begin_session
from data_access.acting import Actor, acting
from data_access.command_line import of_reminders
from data_access.days import today
from data_access.loads import send_back, submit
from data_access.loads.changing import changing, changing_beside_loads
from data_access.models import SignInSession
from data_access.office_work.mail import MailFailed, MailSettings, Post
from data_access.office_work.reminders import Pending, pending_reminders
from data_access.office_work.reminding import Run, send_reminders
from data_access.store.settings import StoreSettings
from tests.queries.office import BY, reading, sample_settings
from tests.queries.office_work.test_work_list import HA_GIANG, YEN_BAI, review, write

SITE = "https://dashboard.example"
IN_TIME = dt.date(2023, 12, 7)
PEOPLE = (
    ("mai", "mai@office.example", Grant("officer", *HA_GIANG)),
    ("pao", "pao@office.example", Grant("officer", *YEN_BAI)),
    ("silent", None, Grant("officer", *HA_GIANG)),
    ("reader", "reader@office.example", Grant("reader", *HA_GIANG)),
    ("publisher", "publisher@office.example", Grant("publisher", *NATION)),
    ("gone", "gone@office.example", Grant("officer", *HA_GIANG)),
)


class Mailbox:
    """What a mail server takes: all mails but those to ``nobody``."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_RCPT(self, *given: Any) -> str:
        _, _, envelope, to, _ = given
        if to.startswith("nobody"):
            return "550 no such address"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    @property
    def by_address(self) -> dict[str, str]:
        return {str(mail["To"]): str(mail.get_content()) for mail in self.mails}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def mail(mailbox: Mailbox) -> Iterator[MailSettings]:
    """A mail server on this machine."""
    server = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    server.start()
    yield settings_of(server.port)
    server.stop()


def settings_of(port: int) -> MailSettings:
    return MailSettings(
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_from="nhac-viec@dashboard.example",
        smtp_starttls=False,
        site_address=SITE,
    )


@pytest.fixture
def store(sample_url: URL) -> StoreSettings:
    """A store with two officers who have an address, and some whom nobody writes to."""
    write(sample_url, "UPDATE load SET loaded_at = '2022-12-01T00:00:00Z'")
    settings = sample_settings(sample_url)
    with changing(settings) as connection:
        for login, address, grant in PEOPLE:
            number = add_account(connection, login, login.title(), address, BY)
            give_grant(connection, number, grant, BY)
        disable_account(connection, number, BY)
        connection.execute(text("UPDATE account SET language = 'en' WHERE login = 'pao'"))
    return settings


def handed_in(store: StoreSettings, name: str) -> int:
    with acting(Actor(account="mai", address="198.51.100.9")):
        return submit(store, review(store.url(), "02", name), BY)


def pending(store: StoreSettings, on: dt.date) -> list[Pending]:
    with reading(store.url()) as connection, Session(connection) as session:
        return pending_reminders(session, on)


def reminded(store: StoreSettings, mail: MailSettings, on: dt.date) -> Run:
    return send_reminders(store, mail, pending(store, on))


def noted(store: StoreSettings) -> dict[str, bool]:
    with reading(store.url()) as connection:
        rows = connection.execute(text("SELECT thing, sent_at FROM reminder")).all()
    return {row.thing: row.sent_at is not None for row in rows}


def test_officers_with_an_address_get_one_mail_in_their_language_and_no_second_one(
    store: StoreSettings, mail: MailSettings, mailbox: Mailbox
) -> None:
    assert reminded(store, mail, IN_TIME).sent == ["mai", "pao"]
    told = mailbox.by_address
    assert sorted(told) == ["mai@office.example", "pao@office.example"]
    line = "- Rà soát hộ nghèo, hộ cận nghèo, kỳ 2023 – Tỉnh Hà Giang: Hạn 14/12/2023, còn 7 ngày."
    assert line in told["mai@office.example"]
    assert f"{SITE}/data?section=work&lang=vi" in told["mai@office.example"]
    assert "2023 – Yen Bai Province: Due 14 December 2023, 7 days left." in told["pao@office.example"]
    assert reminded(store, mail, IN_TIME) == Run()
    assert len(mailbox.mails) == 2


def test_each_moment_of_a_report_has_its_own_reminder(store: StoreSettings) -> None:
    def moments(on: dt.date) -> set[str]:
        things = next(one.things for one in pending(store, on) if one.login == "mai")
        return {name.rpartition("/")[2] for name in things if "review/2023" in name}

    expected = {8: "", 7: "7", 2: "7", 1: "1", 0: "1", -1: "late-week-1", -8: "late-week-2"}
    expected |= {-40: "late-week-4"}
    for days_left, moment in expected.items():
        found = moments(dt.date(2023, 12, 14) - dt.timedelta(days=days_left))
        assert found == ({moment} if moment else set())


def test_returned_file_is_told_without_its_name_and_reason(
    store: StoreSettings, mail: MailSettings, mailbox: Mailbox
) -> None:
    number = handed_in(store, "danh-sach-ho-ngheo.xlsx")
    with acting(Actor(account="publisher", address="198.51.100.9")):
        send_back(store, number, "Giàng A Páo", "Sai tổng của Lò Văn Páo")
    reminded(store, mail, today())
    told = mailbox.by_address["mai@office.example"]
    assert f"Tệp số {number} bị trả lại" in told
    assert "danh-sach" not in told
    assert "Páo" not in told
    assert noted(store)[f"returned/{number}/week-1"]


def test_report_on_its_way_is_not_told(store: StoreSettings) -> None:
    handed_in(store, "a.xlsx")
    names = {one.login: set(one.things) for one in pending(store, IN_TIME)}
    assert not any("review/2023" in name for name in names["mai"])
    assert any("review/2023" in name for name in names["pao"])


def test_dead_mail_server_is_said_and_nothing_is_lost(store: StoreSettings) -> None:
    with pytest.raises(MailFailed) as caught:
        reminded(store, settings_of(free_port()), IN_TIME)
    assert caught.value.facts["reason"] == "unreachable"
    assert noted(store) == {}
    assert len(pending(store, IN_TIME)) == 2


def test_server_that_dies_between_two_mails_leaves_the_second_for_the_next_run(
    store: StoreSettings, mail: MailSettings, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = Post.send

    def dies(post: Post, one: EmailMessage) -> None:
        if mailbox.mails:
            raise MailFailed(reason="unreachable", host="127.0.0.1", why="SMTPServerDisconnected")
        send(post, one)

    with monkeypatch.context() as patched:
        patched.setattr(Post, "send", dies)
        run = reminded(store, mail, IN_TIME)
    assert (run.sent, run.failed is not None) == (["mai"], True)
    assert set(noted(store).values()) == {True}
    assert reminded(store, mail, IN_TIME).sent == ["pao"]
    assert len(mailbox.mails) == 2


def test_address_that_the_server_does_not_know_holds_up_nobody_else(
    store: StoreSettings, mail: MailSettings
) -> None:
    write(store.url(), "UPDATE account SET email = 'nobody@office.example' WHERE login = 'mai'")
    run = reminded(store, mail, IN_TIME)
    assert (run.sent, run.refused) == (["pao"], ["mai"])
    assert [one.login for one in pending(store, IN_TIME)] == ["mai"]


def test_two_runs_that_found_the_same_send_each_mail_once(
    store: StoreSettings, mail: MailSettings, mailbox: Mailbox
) -> None:
    asked = pending(store, IN_TIME)
    assert send_reminders(store, mail, asked).sent == ["mai", "pao"]
    assert send_reminders(store, mail, asked) == Run()
    assert len(mailbox.mails) == 2


def test_run_that_died_before_its_mails_is_made_up_for_after_an_hour(
    store: StoreSettings, mail: MailSettings
) -> None:
    asked = pending(store, IN_TIME)
    mai = next(one for one in asked if one.login == "mai")
    for name in mai.things:
        values = f"({mai.account}, '{name}', '2999-01-01T00:00:00Z')"
        write(store.url(), f"INSERT INTO reminder (account_id, thing, claimed_at) VALUES {values}")
    assert [one.login for one in pending(store, IN_TIME)] == ["pao"]
    assert send_reminders(store, mail, asked).sent == ["pao"]
    write(store.url(), "UPDATE reminder SET claimed_at = '2022-01-01T00:00:00Z'")
    assert reminded(store, mail, IN_TIME).sent == ["mai"]


@pytest.mark.parametrize("missing", ["smtp_host", "smtp_from", "site_address"])
def test_setting_that_is_missing_is_named(missing: str) -> None:
    with pytest.raises(MailFailed) as caught:
        settings_of(25).model_copy(update={missing: ""}).expect_all()
    assert caught.value.facts == {"reason": "not_set", "setting": missing.upper()}


def test_password_is_never_sent_over_a_plain_connection_to_another_machine() -> None:
    with pytest.raises(MailFailed) as caught:
        settings_of(25).model_copy(update={"smtp_host": "mail.example", "smtp_user": "a"}).expect_all()
    assert caught.value.facts["reason"] == "plain_password"


def set_for_command(
    monkeypatch: pytest.MonkeyPatch, store: StoreSettings, mail: MailSettings, port: int
) -> None:
    """Let the command find a store and a mail server at a port."""
    named = {"DATABASE_URL": store.database_url, "DATA_DIR": store.data_dir, "SITE_ADDRESS": SITE}
    named |= {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": port, "SMTP_FROM": mail.smtp_from}
    for name, value in (named | {"SMTP_STARTTLS": "0"}).items():
        monkeypatch.setenv(name, str(value))


def test_command_says_who_would_be_written_to_and_ends_with_a_code_where_the_server_is_dead(
    store: StoreSettings,
    mail: MailSettings,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(of_reminders, "today", lambda: IN_TIME)
    set_for_command(monkeypatch, store, mail, free_port())
    assert main(["remind", "--dry-run", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("mai: one mail about")
    assert main(["remind", "--lang", "en"]) == 6
    assert "No mail can be sent by the server 127.0.0.1" in capsys.readouterr().err
    assert noted(store) == {}
    monkeypatch.setenv("SMTP_PORT", str(mail.smtp_port))
    assert main(["remind", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"sent": ["mai", "pao"], "refused": []}
    assert len(mailbox.mails) == 2
    assert main(["remind", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "There is nothing to remind anybody of.\n"


def test_command_for_a_daily_timer_takes_away_what_has_long_been_over(
    store: StoreSettings, mail: MailSettings, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_for_command(monkeypatch, store, mail, mail.smtp_port)
    long_ago = after(days=-40)
    with changing_beside_loads(store) as connection:
        begin_session(connection, account_number(connection, "mai"), "mai", "password")
        connection.execute(update(SignInSession).values(expires_at=long_ago))
    for options, left in ((["--dry-run"], 1), ([], 0)):
        assert main(["remind", *options]) == 0
        with changing_beside_loads(store) as connection:
            assert connection.scalar(select(func.count(col(SignInSession.id)))) == left
