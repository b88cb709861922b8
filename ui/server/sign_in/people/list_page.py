"""Every account, fifty a page, and the form that invites somebody."""

from __future__ import annotations

from html import escape

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from data_access import door
from data_access.accounts.people import people, rights_of
from data_access.door import PUBLIC
from data_access.place_search.spelling import bare, syllables
from data_access.store.frames import Row
from data_access.store_codes import PUBLISHED
from ui.server.sign_in.drawing import Drawing, alert, drawing_of, page
from ui.server.sign_in.forms import Form
from ui.server.sign_in.people.elements import (
    PEOPLE,
    last_signed_in,
    lines,
    person_path,
    right_lines,
    state_of,
    text_field,
)
from vocabulary.words import Words

ADD = f"{PEOPLE}/add"
SHOWN = 50
LONGEST_SEARCH = 100
HEADERS = ("person", "rights", "signed_in_at", "sessions", "state")


def list_page(request: Request, sentence: str = "", status: int = 200, form: Form | None = None) -> Response:
    """Return the page; ``form`` has what was typed into the invitation that was refused with a sentence."""
    typed = request.query_params.get("q", "").strip()[:LONGEST_SEARCH]
    drawing = drawing_of(request, PEOPLE, q=typed)
    words = drawing.words
    with door.session(PUBLIC, PUBLISHED) as session:
        known = people(session)
        rights = rights_of(session, known["id"].tolist())
    told: dict[int, list[str]] = {}
    for account, line in zip(rights["account"].tolist(), right_lines(rights, words), strict=True):
        told.setdefault(account, []).append(line)
    found = _found(known, told, typed)
    start = min(_number(request.query_params.get("from", "")), max(len(found) - 1, 0))
    content = (
        f"{alert(sentence)}<p>{escape(_counted(known, words))}</p>"
        + _search(drawing, typed)
        + _table(drawing, found.iloc[start : start + SHOWN], told)
        + _further(drawing, start, len(found))
        + _invitation(drawing, form)
    )
    return page(drawing, "people.title", content, status)


def _counted(known: pd.DataFrame, words: Words) -> str:
    return words("people.counted", count=len(known), disabled=int(known["disabled_at"].notna().sum()))


def _found(known: pd.DataFrame, told: dict[int, list[str]], typed: str) -> pd.DataFrame:
    """Return the accounts whose names or rights have every word that was typed, with accents or without."""
    wanted = bare_words(typed)
    if not wanted:
        return known
    columns = (known[name].tolist() for name in ("id", "login", "name"))
    kept = []
    for account, *names in zip(*columns, strict=True):
        known_by = " ".join(bare_words(" ".join([*names, *told.get(account, ())])))
        kept.append(all(word in known_by for word in wanted))
    return known[kept]


def bare_words(text: str) -> list[str]:
    """Return the words of a text in small letters, without accents."""
    return [bare(word) for word in syllables(text)]


def _search(drawing: Drawing, typed: str) -> str:
    words = drawing.words
    return (
        f'<form method="get" action="{PEOPLE}" class="search" role="search">'
        f'<input type="hidden" name="lang" value="{words.language}">'
        f'<input type="search" name="q" value="{escape(typed)}" aria-label="{escape(words("people.search"))}"'
        f' placeholder="{escape(words("people.search"))}" maxlength="{LONGEST_SEARCH}">'
        f'<button type="submit">{escape(words("people.search.do"))}</button></form>'
    )


def _table(drawing: Drawing, shown: pd.DataFrame, told: dict[int, list[str]]) -> str:
    words = drawing.words
    if shown.empty:
        return f"<p>{escape(words('people.none_found'))}</p>"
    names = [escape(words(f"people.column.{name}")) for name in HEADERS]
    head = "".join(f"<th scope='col'>{name}</th>" for name in names)
    rows = []
    for row in shown.to_dict("records"):
        cells = zip(names, _cells(drawing, row, told.get(row["id"], [])), strict=True)
        rows.append("".join(f"<td data-name='{name}'>{cell}</td>" for name, cell in cells))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table class='people'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(drawing: Drawing, row: Row, rights: list[str]) -> list[str]:
    words = drawing.words
    link = escape(drawing.address(person_path(row["id"])))
    person = (
        f'<a href="{link}">{escape(row["name"])}</a><br><span class="quiet">{escape(row["login"])}</span>'
    )
    when, count = escape(last_signed_in(row, words)), str(int(row["sessions"]))
    return [person, lines(rights), when, count, escape(words(f"people.state.{state_of(row)}"))]


def _further(drawing: Drawing, start: int, count: int) -> str:
    """Return the links to the accounts before and after those of the page; "" where it has all."""
    if count <= SHOWN:
        return ""
    words = drawing.words
    places = {"earlier": max(start - SHOWN, 0) if start else None, "later": start + SHOWN}
    addresses = {
        name: escape(drawing.address(PEOPLE, **{"from": str(place)}))
        for name, place in places.items()
        if place is not None and place < count
    }
    links = (f'<a href="{to}">{escape(words(f"people.{name}"))}</a>' for name, to in addresses.items())
    shown = words("people.shown", first=start + 1, last=min(start + SHOWN, count), count=count)
    return f"<p class='quiet'>{escape(shown)} {' · '.join(links)}</p>"


def _invitation(drawing: Drawing, form: Form | None) -> str:
    words, typed = drawing.words, form or Form({}, False)
    fields = (
        text_field(words, "person_name", typed.field("person_name"))
        + text_field(words, "person_login", typed.field("person_login"), hint="people.login_hint")
        + text_field(words, "email", typed.field("email"), required=False, hint="people.email_hint")
    )
    title, told = escape(words("people.invite_title")), escape(words("people.invite_told"))
    return f"<h2>{title}</h2><p>{told}</p>{drawing.form(ADD, fields, 'people.invite')}"


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 0
