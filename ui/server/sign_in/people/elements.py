"""Fields and parts that the pages of other people’s accounts share."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from data_access.accounts.rights import Action, may
from data_access.models.account import ROLES
from data_access.store.frames import Row
from ui.controls.identity import Asker
from ui.server.sign_in.drawing import Drawing
from ui.text.account_link import ACCOUNT
from ui.text.figures import is_known
from ui.text.moments import moment
from vocabulary.words import Words

PEOPLE = f"{ACCOUNT}/people"


def person_path(account: int) -> str:
    """Return the address of the page of one account."""
    return f"{PEOPLE}/{account}"


def people_link(drawing: Drawing, asks: Asker) -> str:
    """Return the link to the accounts of others, "" for whoever is no administrator."""
    if not may(asks, Action.MANAGE_ACCOUNTS):
        return ""
    link, label = escape(drawing.address(PEOPLE)), escape(drawing.words("people.link"))
    return f'<p><a class="button" href="{link}">{label}</a></p>'


def back_link(drawing: Drawing, path: str) -> str:
    """Return the link to the list, or to the page of an account, that a page was reached from."""
    label = "people.back" if path == PEOPLE else "people.back_to_one"
    return f'<p><a href="{escape(drawing.address(path))}">{escape(drawing.words(label))}</a></p>'


def text_field(words: Words, name: str, value: str = "", *, required: bool = True, hint: str = "") -> str:
    """Return a field under the key ``people.field.`` and its name; ``hint`` is the key of a sentence."""
    told = f'<p class="hint" id="{name}-hint">{escape(words(hint))}</p>' if hint else ""
    described = f' aria-describedby="{name}-hint"' if hint else ""
    return (
        f'<label for="{name}">{escape(words(f"people.field.{name}"))}</label>'
        f'<input id="{name}" name="{name}" value="{escape(value)}" maxlength="256" autocomplete="off"'
        f' spellcheck="false"{" required" if required else ""}{described}>{told}'
    )


def role_field(words: Words, chosen: str) -> str:
    """Return the list of roles."""
    names = {role: escape(words(f"role.{role}")) for role in ROLES}
    listed = "".join(
        f'<option value="{role}"{" selected" if role == chosen else ""}>{name}</option>'
        for role, name in names.items()
    )
    return (
        f'<label for="role">{escape(words("people.field.role"))}</label>'
        f'<select id="role" name="role">{listed}</select>'
    )


def hidden(**fields: str) -> str:
    """Return fields that a form sends along."""
    return "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in fields.items()
    )


def confirmed(drawing: Drawing, path: str, fields: str, step: str, **facts: str) -> str:
    """Return a step that ends something: opened first, it says what will end, and has the button."""
    words = drawing.words
    opened, sentence = words(f"people.{step}"), words(f"people.{step}.sure", **facts)
    form = drawing.form(path, fields, f"people.{step}.do", "inline")
    return (
        f'<details class="sure"><summary>{escape(opened)}</summary><p>{escape(sentence)}</p>{form}</details>'
    )


def right_lines(rights: pd.DataFrame, words: Words) -> list[str]:
    """Return each right as a line: the role and where it holds."""
    columns = ["role", f"name_{words.language}"]
    return [
        words("account.right", role=words(f"role.{role}"), area=area)
        for role, area in rights[columns].to_numpy()
    ]


def lines(written: Sequence[str]) -> str:
    """Return lines below each other, as HTML."""
    return "<br>".join(map(escape, written)) or "–"


def state_of(row: Row) -> str:
    """Return whether an account is ``disabled``, ``invited`` and not taken up yet, or ``active``."""
    if is_known(row["disabled_at"]):
        return "disabled"
    return "active" if row["can_sign_in"] or is_known(row["signed_in_at"]) else "invited"


def last_signed_in(row: Row, words: Words) -> str:
    """Return when somebody signed in last, as far as sessions are kept: a month after they ended."""
    if is_known(row["signed_in_at"]):
        return moment(str(row["signed_in_at"]), words)
    return words("people.long_ago" if row["can_sign_in"] else "people.never")
