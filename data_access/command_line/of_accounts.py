"""Commands about accounts: made, invited, given rights, ended."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from sqlalchemy import Connection

from data_access.accounts.facts import Grant
from data_access.accounts.invitations import invite
from data_access.accounts.listing import accounts
from data_access.accounts.managing import (
    NATION,
    account_number,
    add_account,
    area_of,
    disable_account,
    enable_account,
    end_grant,
    give_grant,
)
from data_access.accounts.passwords import expect_good, hash_of
from data_access.accounts.sessions import end_sessions, end_tokens, make_token
from data_access.accounts.signing_in import store_password
from data_access.command_line.answering import Answers
from data_access.command_line.opened import store_session
from data_access.command_line.written_places import EXAMPLE, place_in
from data_access.loads.changing import changing_beside_loads
from data_access.store.settings import StoreSettings
from terminal.options import Json
from vocabulary.words import Words

# Where a link of an invitation leads, after the address of the dashboard.
INVITATION_PATH = "/invitation/"

Login = Annotated[str, typer.Argument(help="The login name.")]
Role = Annotated[str, typer.Argument(help="reader, officer, approver, publisher, auditor or administrator.")]
Area = Annotated[str, typer.Option("--area", help=f"Where: {EXAMPLE}. Left out: the whole country.")]


def add(
    login: Login,
    name: Annotated[str, typer.Option("--name", help="The name of the person, as everybody sees it.")],
    email: Annotated[str, typer.Option("--email", help="Where reminders go.")] = "",
    role: Annotated[list[str] | None, typer.Option("--role", help="A role in the whole country.")] = None,
    ask_password: Annotated[
        bool, typer.Option("--password", help="Ask for a password here, in place of a link.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Add an account; say a link by which its owner chooses a password, good once."""
    answers = Answers(as_json)
    with answers.failures():
        stored = _asked_password(login, answers.words) if ask_password else ""
        with _changing() as (connection, by):
            number = add_account(connection, login, name, email, by)
            for given in role or ():
                give_grant(connection, number, Grant(given, *NATION), by)
            if stored:
                store_password(connection, number, stored)
            path = "" if stored else INVITATION_PATH + invite(connection, number, by)
    sentence = "account.added_with_password" if stored else "account.added"
    answers.say(answers.words(sentence, login=login, path=path), {"account": login, "path": path or None})


def list_accounts(as_json: Json = False) -> None:
    """Every account with its rights."""
    answers = Answers(as_json)
    with answers.failures(), store_session() as session:
        answers.table(accounts(session), ("login", "name", "rights", "has_password", "disabled_at"))


def grant(login: Login, role: Role, area: Area = "", as_json: Json = False) -> None:
    """Give an account a role in an area and what is below it."""
    given = _grant(role, area)

    def give(connection: Connection, account: int, by: str) -> None:
        give_grant(connection, account, given, by)

    _on_account(login, give, "account.right_given", as_json, role=role, area=area_of(given))


def end(login: Login, role: Role, area: Area = "", as_json: Json = False) -> None:
    """End a role that an account has in an area."""
    given = _grant(role, area)

    def take(connection: Connection, account: int, by: str) -> None:
        end_grant(connection, account, given, by)

    _on_account(login, take, "account.right_ended", as_json, role=role, area=area_of(given))


def invite_again(login: Login, as_json: Json = False) -> None:
    """Say a link by which the owner chooses a password, or a new one in place of a forgotten one."""
    answers = Answers(as_json)
    with answers.failures(), _changing() as (connection, by):
        path = INVITATION_PATH + invite(connection, account_number(connection, login), by)
    answers.say(answers.words("account.invited", login=login, path=path), {"account": login, "path": path})


def disable(login: Login, as_json: Json = False) -> None:
    """Let an account sign in no more; its sessions and tokens hold no longer."""
    _on_account(login, disable_account, "account.disabled", as_json)


def enable(login: Login, as_json: Json = False) -> None:
    """Let a disabled account sign in again."""
    _on_account(login, enable_account, "account.enabled", as_json)


def revoke(login: Login, as_json: Json = False) -> None:
    """End all sessions and tokens of an account; it may sign in anew."""

    def end_all(connection: Connection, account: int, by: str) -> None:
        end_sessions(connection, account, by)
        end_tokens(connection, account, by)

    _on_account(login, end_all, "account.revoked", as_json)


def token(
    login: Login,
    name: Annotated[str, typer.Option("--name", help="What the token is for.")],
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="For how many days it is good.")] = 90,
    as_json: Json = False,
) -> None:
    """Make a token by which a program acts as an account; it is shown this once."""
    answers = Answers(as_json)
    with answers.failures(), _changing() as (connection, by):
        made = make_token(connection, account_number(connection, login), name, days, by)
    answers.say(
        answers.words("account.token_made", login=login, token=made), {"account": login, "token": made}
    )


ACCOUNT_COMMANDS: dict[str, Callable[..., None]] = {
    "add": add,
    "list": list_accounts,
    "grant": grant,
    "end": end,
    "invite": invite_again,
    "disable": disable,
    "enable": enable,
    "revoke": revoke,
    "token": token,
}


def _grant(role: str, area: str) -> Grant:
    """The right that a command names; BadParameter for an office's role without an area."""
    if not area and role in ("officer", "approver"):
        raise typer.BadParameter(f"the role {role} needs --area: {EXAMPLE}")
    return Grant(role, *(place_in(area) if area else NATION))


def _on_account(
    login: str, step: Callable[[Connection, int, str], Any], sentence: str, as_json: bool, **facts: str
) -> None:
    answers = Answers(as_json)
    with answers.failures(), _changing() as (connection, by):
        step(connection, account_number(connection, login), by)
    answers.say(answers.words(sentence, login=login, **facts), {"account": login} | facts)


@contextmanager
def _changing() -> Iterator[tuple[Connection, str]]:
    """A connection to change accounts with, and as whom: the user of this machine, by a command."""
    with store_session():
        pass
    with changing_beside_loads(StoreSettings(), wait_seconds=600) as connection:
        yield connection, f"{getpass.getuser()} (command)"


def _asked_password(login: str, words: Words) -> str:
    """What is stored of a password that was asked for at the terminal, twice; never an argument."""
    typed = typer.prompt(words("account.password"), hide_input=True, confirmation_prompt=True)
    expect_good(typed, login)
    return hash_of(typed)
