"""One account of somebody else: its rights, whether it is signed in, its link, and what ends its access."""

from __future__ import annotations

from html import escape

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from data_access import door
from data_access.accounts.errors import AccountRefused
from data_access.accounts.people import people, rights_of
from data_access.door import PUBLIC
from data_access.store.frames import Row
from data_access.store_codes import PUBLISHED
from ui.server.sign_in.browser import asker_of
from ui.server.sign_in.drawing import Drawing, alert, done, drawing_of, page
from ui.server.sign_in.forms import Form
from ui.server.sign_in.people.elements import (
    PEOPLE,
    back_link,
    confirmed,
    hidden,
    last_signed_in,
    person_path,
    right_lines,
    role_field,
    state_of,
    text_field,
)
from ui.text.account_link import ACCOUNT
from ui.text.figures import is_known
from ui.text.place_key import PlaceKey

# What the address says was done, by which no sentence of somebody else gets onto the page.
DONE = ("right_given", "right_ended", "access_ended", "disabled", "enabled")
USUAL_ROLE = "officer"


def person_page(
    request: Request, sentence: str = "", status: int = 200, form: Form | None = None, link: str = ""
) -> Response:
    """Return the page of an account; ``link`` is shown where it was just made, ``form`` a refused right."""
    number = int(request.path_params["account"])
    with door.session(PUBLIC, PUBLISHED) as session:
        known = people(session)
        rights = rights_of(session, [number])
    mine = known[known["id"] == number].to_dict("records")
    if not mine:
        raise AccountRefused(reason="gone")
    drawing = drawing_of(request, person_path(number))
    words, row = drawing.words, mine[0]
    what = request.query_params.get("done", "")
    said = done(words(f"people.done.{what}")) if what in DONE and not sentence else ""
    content = (
        f"{back_link(drawing, PEOPLE)}{alert(sentence)}{said}{_link(drawing, link)}{_facts(drawing, row)}"
    )
    asks = asker_of(request).account
    if asks is not None and asks.id == number:
        own = f'<a href="{escape(drawing.address(ACCOUNT))}">{escape(words("people.own_account"))}</a>'
        return page(drawing, "people.one", f"{content}{_rights(drawing, rights)}<p>{own}</p>", status)
    changes = _rights(drawing, rights, row) + _new_right(drawing, row, form) + _access(drawing, row)
    return page(drawing, "people.one", content + changes, status)


def _link(drawing: Drawing, link: str) -> str:
    if not link:
        return ""
    return f"{done(drawing.words('people.link_shown'))}<p class='token'>{escape(link)}</p>"


def _facts(drawing: Drawing, row: Row) -> str:
    words = drawing.words
    email = row["email"] if is_known(row["email"]) else words("people.no_email")
    facts = (
        ("state", words(f"people.state.{state_of(row)}")),
        ("signed_in_at", last_signed_in(row, words)),
        ("sessions", str(int(row["sessions"]))),
        ("email", str(email)),
    )
    who = escape(words("account.who", name=row["name"], login=row["login"]))
    listed = "".join(
        f"<dt>{escape(words(f'people.column.{name}'))}</dt><dd>{escape(value)}</dd>" for name, value in facts
    )
    return f"<p><strong>{who}</strong></p><dl>{listed}</dl>"


def _rights(drawing: Drawing, rights: pd.DataFrame, row: Row | None = None) -> str:
    """Return the rights of an account; with ``row`` each can be ended."""
    words = drawing.words
    title = f"<h2>{escape(words('people.rights'))}</h2>"
    if rights.empty:
        return f"{title}<p>{escape(words('people.no_rights'))}</p>"
    items = []
    for right, line in zip(rights.to_dict("records"), right_lines(rights, words), strict=True):
        item = escape(line)
        if row is not None:
            area = str(PlaceKey(right["vintage"], right["level"], right["code"]))
            fields = hidden(role=right["role"], area=area)
            path = f"{person_path(row['id'])}/right-end"
            item += confirmed(drawing, path, fields, "end_right", right=line, name=row["name"])
        items.append(f"<li>{item}</li>")
    return f"{title}<ul class='rights'>{''.join(items)}</ul>"


def _new_right(drawing: Drawing, row: Row, form: Form | None) -> str:
    words, typed = drawing.words, form or Form({}, False)
    fields = role_field(words, typed.field("role") or USUAL_ROLE)
    fields += text_field(words, "area", typed.field("area"), required=False, hint="people.area_hint")
    return drawing.form(f"{person_path(row['id'])}/right", fields, "people.give_right")


def _access(drawing: Drawing, row: Row) -> str:
    words, path, name = drawing.words, person_path(row["id"]), row["name"]
    title = f"<h2>{escape(words('people.access'))}</h2>"
    if state_of(row) == "disabled":
        told = escape(words("people.is_disabled"))
        return f"{title}<p>{told}</p>{drawing.form(f'{path}/enable', '', 'people.enable')}"
    return (
        f"{title}<p>{escape(words('people.link_told'))}</p>"
        + drawing.form(f"{path}/link", "", "people.new_link", "quiet")
        + confirmed(drawing, f"{path}/end", "", "end_access", name=name)
        + confirmed(drawing, f"{path}/disable", "", "disable", name=name)
    )
