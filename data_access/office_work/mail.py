"""Mails go out by the server that the settings name: one connection for all of a run."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from typing import ClassVar

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from data_access.store.errors import StoreError

SECONDS = 20
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class MailFailed(StoreError):
    """No mail went out, or one did not (facts ``host``, ``why``).

    Reasons: ``not_set`` (fact ``setting``), ``no_password_file``, ``plain_password``, ``unreachable``,
    ``refused`` (the server refuses the sender or the password).
    """

    code: ClassVar[str] = "mail_failed"


class RecipientRefused(Exception):
    """The server does not take mails for this address; others may go out."""


class MailSettings(BaseSettings):
    """Settings of mails; each is read from the environment variable of its name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    smtp_host: str = Field(default="", description="The mail server; empty: no mail is sent.")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="The mail server's port.")
    smtp_from: str = Field(default="", description="The address that mails come from.")
    smtp_starttls: bool = Field(default=True, description="Whether the connection is encrypted (STARTTLS).")
    smtp_user: str = Field(default="", description="The name at the mail server; empty: without sign-in.")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="The password at the mail server.")
    smtp_password_file: Path | None = Field(default=None, description="A file that holds the password.")
    site_address: str = Field(
        default="", description="The outer address of the dashboard, such as https://dashboard.example."
    )

    def expect_all(self) -> None:
        """Raise ``MailFailed`` (``not_set``) where a setting is missing that every mail needs."""
        for name in ("smtp_host", "smtp_from", "site_address"):
            if not getattr(self, name):
                raise MailFailed(reason="not_set", setting=name.upper())
        if self.smtp_user and not self.smtp_starttls and self.smtp_host not in LOOPBACK:
            raise MailFailed(reason="plain_password", host=self.smtp_host)

    def password(self) -> str:
        """Return the password, of the file where one is named; raises ``MailFailed``."""
        if self.smtp_password_file is None:
            return self.smtp_password.get_secret_value()
        try:
            return self.smtp_password_file.read_text(encoding="utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise MailFailed(reason="no_password_file", setting="SMTP_PASSWORD_FILE") from error


class Post:
    """An open connection to the mail server."""

    def __init__(self, server: smtplib.SMTP, host: str) -> None:
        self._server, self._host = server, host

    def send(self, mail: EmailMessage) -> None:
        """Hand a mail over; raises ``RecipientRefused``, or ``MailFailed`` where none can go out."""
        with _translated(self._host):
            try:
                self._server.send_message(mail)
            except (smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError) as error:
                self._server.rset()
                raise RecipientRefused from error


@contextmanager
def opened_post(settings: MailSettings) -> Iterator[Post]:
    """Yield a connection to the mail server, signed in; raises ``MailFailed``."""
    settings.expect_all()
    password = settings.password()
    with _translated(settings.smtp_host):
        server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=SECONDS)
    try:
        with _translated(settings.smtp_host):
            if settings.smtp_starttls:
                server.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                server.login(settings.smtp_user, password)
        yield Post(server, settings.smtp_host)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


@contextmanager
def _translated(host: str) -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise MailFailed(reason="refused", host=host, why=f"{error.smtp_code}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailFailed(reason="unreachable", host=host, why=type(error).__name__) from error
