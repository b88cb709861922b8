"""The log of changes on the data page: who changed what when, with the state before and after."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import streamlit as st

from data_access.audit_chain import ORIGINAL_TAKEN
from data_access.loads import audit_log
from data_access.store.frames import Row
from ui.cached.editions import ask_now
from ui.controls.current_visit import published_edition
from ui.controls.identity import current_asker
from ui.controls.rights import may_read_actors, may_read_steps
from ui.data.boundaries import target_name
from ui.data.changed import changed_section
from ui.text.figures import is_known
from ui.text.moments import moment
from ui.text.tables import plain_table
from vocabulary.words import Words

SHOWN = 200
NOT_LISTED = ("content_hash", "id", "held_by", "made_account", "handed_in_account", "approved_account")


def log_section(words: Words) -> None:
    """Draw one change figure by figure, and for those who may read them the latest steps, newest first."""
    changed_section(words)
    asker = current_asker()
    if not may_read_steps(asker):
        return
    st.subheader(words("log.steps"), anchor=False)
    st.markdown(words("log.intro"))
    changes = ask_now(published_edition(), partial(audit_log, limit=SHOWN, of_accounts=asker.has_accounts))
    if changes.empty:
        st.info(words("log.empty"))
        return
    names = ("at", "who", "what", "subject", "before", "after")
    headers = [words(f"log.{name}") for name in names]
    rows = [_change(row, words) for row in changes.to_dict("records")]
    if may_read_actors(asker):
        headers.append(words("log.by"))
        rows = [[*cells, _actor(row)] for cells, row in zip(rows, changes.to_dict("records"), strict=True)]
    st.html(plain_table(words("log.caption", count=len(rows)), headers, rows))


def _change(row: Row, words: Words) -> list[str]:
    what, subject = _step(row, words)
    return [
        moment(row["at"], words),
        row["who"],
        what,
        subject,
        _state(row["state_before"], words),
        _state(row["state_after"], words),
    ]


def _actor(row: Row) -> str:
    """Return the account or key, the address and the browser of a change; "–" where none is known."""
    known = [
        str(row[name]) for name in ("by_account", "by_key", "by_address", "by_agent") if is_known(row[name])
    ]
    return ", ".join(known) or "–"


def _step(row: Row, words: Words) -> tuple[str, str]:
    """Return what was done, and to what."""
    kind, _, number = str(row["subject"]).partition(" ")
    if kind == "account":
        return _named_step(row["what"], words), _account(number, words)
    if row["what"] == ORIGINAL_TAKEN:
        return words("log.original_taken"), words("log.file", number=number)
    if kind == "submission":
        return words(f"ledger.state_{row['what']}"), words("log.file", number=number)
    if kind == "boundaries":
        level, _, vintage = number.partition(" ")
        return words(f"log.{row['what']}"), target_name(level, vintage, words)
    if kind == "store":
        return words("log.new_store"), number
    return words("log.embedded"), words("log.load", number=number)


def _account(number: str, words: Words) -> str:
    return words("log.account_unknown") if number == "0" else words("log.account", number=number)


def _named_step(what: str, words: Words) -> str:
    """Return what was done to an account."""
    return words(f"log.{what}") if words.has(f"log.{what}") else what


def _state(written: Any, words: Words) -> str:
    """Return a state as "trạng thái: đã gửi; …", names in the reader's language where there are words."""
    if not is_known(written):
        return "–"
    facts = json.loads(written)
    if facts.get("state") == "published" and "approved_by" in facts and facts["approved_by"] is None:
        facts["approval"] = words("log.one_person")
    listed = {name: value for name, value in facts.items() if value is not None and name not in NOT_LISTED}
    return "; ".join(f"{_named(name, words)}: {_value(name, value, words)}" for name, value in listed.items())


def _named(name: str, words: Words) -> str:
    key = f"log.field_{name}"
    return words(key) if words.has(key) else name


def _value(name: str, value: Any, words: Words) -> str:
    if name == "state":
        return words(f"ledger.state_{value}")
    return moment(value, words) if name.endswith("_at") else str(value)
