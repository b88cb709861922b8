"""What belongs to an account: its rights, sessions, tokens for programs and password."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from html import escape

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from data_access import door
from data_access.accounts.errors import AccountRefused
from data_access.accounts.facts import AccountFacts
from data_access.accounts.listing import sessions_of, tokens_of
from data_access.accounts.people import rights_of
from data_access.accounts.sessions import end_session, end_sessions, end_token, make_token
from data_access.accounts.signing_in import change_password
from data_access.door import PUBLIC
from data_access.loads.changing import changing_beside_loads
from data_access.store.frames import Row
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from ui.server.sign_in.agents import named_agent
from ui.server.sign_in.browser import SIGN_OUT, asker_of, keep_session, led_to
from ui.server.sign_in.drawing import Drawing, alert, done, drawing_of, page
from ui.server.sign_in.forms import Form
from ui.server.sign_in.people.elements import people_link
from ui.server.sign_in.sign_in_page import to_sign_in
from ui.text.account_link import ACCOUNT
from ui.text.figures import is_known
from ui.text.moments import moment
from vocabulary.words import Words

PASSWORD, SESSION, SESSIONS, TOKEN, NEW_TOKEN = (
    f"{ACCOUNT}/{name}" for name in ("password", "session", "sessions", "token", "new-token")
)
# What the address says was done, by which no sentence of somebody else gets onto the page.
DONE = ("password_changed", "session_ended", "sessions_ended", "token_ended")
TOKEN_DAYS = (30, 90, 365)
LONGEST_NAME = 80


def send_account(request: Request) -> Response:
    """Send the page of whoever is signed in; others are led to sign in."""
    if asker_of(request).account is None:
        return to_sign_in(request)
    return account_page(request)


def account_page(request: Request, sentence: str = "", status: int = 200, token: str = "") -> Response:
    """Return the page of an account; ``token`` is shown where one was just made."""
    asks = asker_of(request)
    account = asks.account
    if account is None:
        return to_sign_in(request)
    drawing = drawing_of(request, ACCOUNT)
    words = drawing.words
    what = request.query_params.get("done", "")
    said = done(words(f"account.{what}")) if what in DONE and not sentence else ""
    who = escape(words("account.who", name=account.name, login=account.login))
    content = (
        f"{alert(sentence)}{said}<p>{who}</p>"
        + _rights(drawing, account)
        + people_link(drawing, asks)
        + drawing.form(SIGN_OUT, "", "sign_in.sign_out", "quiet")
        + _sessions(drawing, account)
        + _password(drawing, account)
        + _tokens(drawing, account, token)
    )
    return page(drawing, "account.title", content, status)


def account_refused(request: Request, form: Form, sentence: str, status: int) -> Response:
    """Return the page again with what failed."""
    return account_page(request, sentence, status)


def take_password(request: Request, form: Form) -> Response:
    """Change the password; all other sessions of the account end."""
    account = _account(request)
    if form.field("new_password") != form.field("repeated"):
        raise AccountRefused(reason="password_differs")
    token = change_password(StoreSettings(), account, form.field("old_password"), form.field("new_password"))
    return keep_session(_back(request, "password_changed"), request, token)


def end_one_session(request: Request, form: Form) -> Response:
    """End one session of the account; ending the own one signs out."""
    account = _account(request)
    with _changing() as connection:
        end_session(connection, account.id, _number(form), account.login)
    return _back(request, "session_ended")


def end_other_sessions(request: Request, form: Form) -> Response:
    """End all sessions of the account but this one."""
    account = _account(request)
    with _changing() as connection:
        end_sessions(connection, account.id, account.login, account.number)
    return _back(request, "sessions_ended")


def take_new_token(request: Request, form: Form) -> Response:
    """Make a token for programs, and show it this once."""
    account = _account(request)
    name, days = " ".join(form.field("token_name").split())[:LONGEST_NAME], form.field("days")
    if not name or days not in map(str, TOKEN_DAYS):
        raise AccountRefused(reason="token_unnamed")
    with _changing() as connection:
        token = make_token(connection, account.id, name, int(days), account.login)
    return account_page(request, token=token)


def end_one_token(request: Request, form: Form) -> Response:
    """End one token of the account."""
    account = _account(request)
    with _changing() as connection:
        end_token(connection, account.id, _number(form), account.login)
    return _back(request, "token_ended")


def _changing() -> AbstractContextManager[Connection]:
    return changing_beside_loads(StoreSettings())


def _account(request: Request) -> AccountFacts:
    """Whoever is signed in; AccountRefused (``signed_out``) where the session has ended meanwhile."""
    account = asker_of(request).account
    if account is None:
        raise AccountRefused(reason="signed_out")
    return account


def _back(request: Request, what: str) -> Response:
    return led_to(drawing_of(request, ACCOUNT).address(ACCOUNT, done=what))


def _number(form: Form) -> int:
    written = form.field("number")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 16 else 0


def _rights(drawing: Drawing, account: AccountFacts) -> str:
    words = drawing.words
    with door.session(PUBLIC, PUBLISHED) as session:
        rights = rights_of(session, [account.id])
    if rights.empty:
        return f"<p>{escape(words('account.no_rights'))}</p>"
    listed = [
        words("account.right", role=words(f"role.{role}"), area=area)
        for role, area in rights[["role", f"name_{words.language}"]].to_numpy()
    ]
    items = "".join(f"<li>{escape(line)}</li>" for line in listed)
    return f"<p>{escape(words('account.rights'))}</p><ul>{items}</ul>"


def _sessions(drawing: Drawing, account: AccountFacts) -> str:
    words = drawing.words
    with door.session(PUBLIC, PUBLISHED) as session:
        found = sessions_of(session, account.id).to_dict("records")
    rows = ([*_of_session(row, drawing), _end_or_own(row, account, drawing)] for row in found)
    headers = ("session_since", "session_seen", "session_from", "session_end")
    others = drawing.form(SESSIONS, "", "account.end_others", "quiet") if len(found) > 1 else ""
    return f"<h2>{escape(words('account.sessions'))}</h2>{_table(drawing, headers, rows)}{others}"


def _of_session(row: Row, drawing: Drawing) -> list[str]:
    words = drawing.words
    agent = named_agent(str(row["agent"])) if is_known(row["agent"]) else ""
    known = [agent, str(row["address"]) if is_known(row["address"]) else ""]
    moments = [moment(str(row[name]), words) for name in ("made_at", "seen_at")]
    return [*map(escape, moments), escape(", ".join(filter(None, known)) or "–")]


def _end_or_own(row: Row, account: AccountFacts, drawing: Drawing) -> str:
    if row["id"] == account.number:
        return escape(drawing.words("account.this_session"))
    return _numbered(drawing, SESSION, row)


def _numbered(drawing: Drawing, path: str, row: Row) -> str:
    number = f'<input type="hidden" name="number" value="{int(row["id"])}">'
    return drawing.form(path, number, "account.end", "inline")


def _password(drawing: Drawing, account: AccountFacts) -> str:
    fields = (
        drawing.whose_password(account.login)
        + drawing.field("old_password", "password", "current-password")
        + drawing.field("new_password", "password", "new-password", hint="sign_in.password_hint")
        + drawing.field("repeated", "password", "new-password")
    )
    title = escape(drawing.words("account.change_password"))
    return f"<h2>{title}</h2>{drawing.form(PASSWORD, fields, 'account.change')}"


def _tokens(drawing: Drawing, account: AccountFacts, made: str) -> str:
    words = drawing.words
    with door.session(PUBLIC, PUBLISHED) as session:
        found = tokens_of(session, account.id).to_dict("records")
    rows = (
        [
            escape(str(row["name"])),
            *(escape(moment(str(row[name]), words)) for name in ("made_at", "expires_at")),
            _numbered(drawing, TOKEN, row),
        ]
        for row in found
    )
    headers = ("token_name", "token_made_at", "token_expires", "token_end")
    told = f"{done(words('account.token_shown'))}<p class='token'>{escape(made)}</p>" if made else ""
    table = _table(drawing, headers, rows) if found else ""
    title, intro = escape(words("account.tokens")), escape(words("account.tokens_intro"))
    form = drawing.form(
        NEW_TOKEN, drawing.field("token_name", "text", "off") + _days(words), "account.make_token"
    )
    return f"<h2 id='tokens'>{title}</h2>{told}<p>{intro}</p>{table}{form}"


def _days(words: Words) -> str:
    """Return the list of how long a token may be good; the middle one is chosen."""
    listed = "".join(
        f'<option value="{days}"{" selected" if days == TOKEN_DAYS[1] else ""}>'
        f"{escape(words('account.days', days=days))}</option>"
        for days in TOKEN_DAYS
    )
    label = escape(words("account.token_days"))
    return f'<label for="days">{label}</label><select id="days" name="days">{listed}</select>'


def _table(drawing: Drawing, headers: Iterable[str], rows: Iterable[list[str]]) -> str:
    """Return a table; on a phone, where each cell has a line of its own, it says what it is."""
    names = [escape(drawing.words(f"account.{name}")) for name in headers]
    head = "".join(f"<th scope='col'>{name}</th>" for name in names)
    lines = (
        "".join(f"<td data-name='{name}'>{cell}</td>" for name, cell in zip(names, row, strict=True))
        for row in rows
    )
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<div class='scroll'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
