"""A file on its way in: kept as a draft or checked, handed in, sent back with a reason."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, insert, select, update
from sqlmodel import col

from data_access.accounts.allowed import areas_of_rows, change_by
from data_access.accounts.rights import Action
from data_access.loads.audit import now, record
from data_access.loads.changing import changing
from data_access.loads.errors import LoadRefused
from data_access.loads.parts import FINDINGS, ORIGINAL, PREVIEW, READING, keep_parts, part_of, parts_of_rows
from data_access.loads.previews import Preview
from data_access.loads.rows import TABLES, all_typed, typed
from data_access.models import Source, Submission
from data_access.models.ledger import UNDERSTOOD_KINDS
from data_access.store.settings import StoreSettings

DRAFT, CHECKED, SUBMITTED, APPROVED = "draft", "checked", "submitted", "approved"
PUBLISHED = "published"
SENT_BACK, SUPERSEDED, WITHDRAWN = "sent_back", "superseded", "withdrawn"
# The same file may come again after these.
OVER = (SENT_BACK, SUPERSEDED, WITHDRAWN)
LONGEST_NAME, LONGEST_REASON = 80, 500


@dataclass(frozen=True)
class Upload:
    """A file as it was sent, and what checking made of it.

    ``kind`` is the code of the template, or how else the file was read. ``rows`` are frames by target
    (``figures``, ``money``, …) with the columns of the target's table; ``findings`` are anything JSON can
    hold. With ``errors`` above 0 it can only be kept as a draft. ``supersedes`` is the number of the
    published submission whose place it takes, ``mends`` of the one that was sent back and comes again in it.
    ``preview`` is what the sender was shown that publishing it would change, ``reading`` how a table of the
    office's own was understood, as it was confirmed.
    """

    name: str
    content: bytes
    kind: str
    rows: Mapping[str, pd.DataFrame]
    errors: int = 0
    warnings: int = 0
    findings: Sequence[Any] = field(default_factory=tuple)
    supersedes: int | None = None
    reading: str = ""
    mends: int | None = None
    preview: Preview | None = None


def file_hash(content: bytes) -> str:
    """The fingerprint by which the same file is recognised."""
    return hashlib.sha256(content).hexdigest()


def keep_draft(settings: StoreSettings, upload: Upload, by: str) -> int:
    """Keep a file: ``checked`` if it has no errors, else ``draft``; return the submission's number.

    Raises ``LoadRefused`` (``same_file``, ``not_returned``, ``no_rows``, ``no_name``, ``signed_out``,
    ``no_right``, ``outside_area``), or another ``StoreError``.
    """
    who = person(by)
    frames = all_typed(upload.rows)
    state = DRAFT if upload.errors else CHECKED
    if not frames and state == CHECKED:
        raise LoadRefused(reason="no_rows")
    with changing(settings) as connection:
        _refuse_same_file(connection, upload)
        return _keep(connection, upload, frames, state, who)


def submit_checked(settings: StoreSettings, number: int, by: str) -> None:
    """Hand in a file that was kept without errors.

    Raises ``LoadRefused`` (``unknown``, ``wrong_state``, ``reading_not_confirmed``, ``signed_out``,
    ``no_right``).
    """
    with changing(settings) as connection:
        found = submission_in(connection, number, (CHECKED,))
        account = change_by(connection, Action.HAND_IN, found["held_by"] or "").account
        if found["kind"] in UNDERSTOOD_KINDS and part_of(connection, number, READING) is None:
            raise LoadRefused(reason="reading_not_confirmed")
        _hand_in(connection, number, person(by), account)


def submit(settings: StoreSettings, upload: Upload, by: str) -> int:
    """Keep a file without errors and hand it over at once; return the submission's number.

    Raises ``LoadRefused`` (``has_errors``, ``same_file``, ``not_returned``, ``no_rows``, ``no_name``,
    ``reading_not_confirmed``, ``signed_out``, ``no_right``, ``outside_area``, and ``other_file`` where its
    preview is of another file).
    """
    who, frames = person(by), ready_rows(upload)
    with changing(settings) as connection:
        return keep_submitted(connection, upload, frames, who)


def ready_rows(upload: Upload) -> dict[str, pd.DataFrame]:
    """The rows of a file by table.

    Raises ``LoadRefused`` (``has_errors``, ``no_rows``, ``reading_not_confirmed``).
    """
    frames = all_typed(upload.rows)
    if upload.errors:
        raise LoadRefused(reason="has_errors", errors=str(upload.errors))
    if upload.kind in UNDERSTOOD_KINDS and not upload.reading:
        raise LoadRefused(reason="reading_not_confirmed")
    if not frames:
        raise LoadRefused(reason="no_rows")
    return frames


def keep_submitted(connection: Connection, upload: Upload, frames: dict[str, pd.DataFrame], who: str) -> int:
    """Keep a file within a change and hand it over; return the submission's number.

    Raises ``LoadRefused`` (``same_file``, ``not_returned``, ``other_file``, ``signed_out``, ``no_right``,
    ``outside_area``).
    """
    _refuse_same_file(connection, upload)
    if upload.preview is not None and upload.preview.digest != file_hash(upload.content):
        raise LoadRefused(reason="other_file")
    number = _keep(connection, upload, frames, CHECKED, who)
    account = change_by(connection, Action.HAND_IN).account
    _hand_in(connection, number, who, account)
    return number


def send_back(settings: StoreSettings, number: int, by: str, reason: str) -> None:
    """Send a submitted file back with a reason; its rows were never put in.

    Raises ``LoadRefused`` (``unknown``, ``wrong_state``, ``no_name``, ``no_reason``, ``signed_out``,
    ``no_right``).
    """
    why = reason_given(reason)
    with changing(settings) as connection:
        open_states = (DRAFT, CHECKED, SUBMITTED, APPROVED)
        found = submission_in(connection, number, open_states)
        change_by(connection, Action.APPROVE, found["held_by"] or "")
        step(connection, number, open_states, SENT_BACK, person(by), reason=why)


def person(by: str) -> str:
    """The name under which a change is written down; raises ``LoadRefused`` where there is none."""
    name = " ".join(by.split())[:LONGEST_NAME]
    if not name:
        raise LoadRefused(reason="no_name")
    return name


def reason_given(reason: str) -> str:
    """The reason with which a change is written down; raises ``LoadRefused`` where there is none."""
    why = reason.strip()[:LONGEST_REASON]
    if not why:
        raise LoadRefused(reason="no_reason")
    return why


def step(
    connection: Connection, number: int, earlier: Sequence[str], state: str, who: str, **facts: Any
) -> dict[str, Any]:
    """Bring a submission from one of the ``earlier`` states to ``state`` and write it down; return its row.

    Raises ``LoadRefused`` (``unknown``, ``wrong_state``).
    """
    found = submission_in(connection, number, earlier)
    changed = {"state": state, "decided_by": who, "decided_at": now()} | facts
    connection.execute(update(Submission).where(col(Submission.id) == number).values(**changed))
    before = {name: found[name] for name in changed}
    record(connection, who, state, f"submission {number}", before, changed)
    return found | changed


def submission_in(connection: Connection, number: int, states: Sequence[str]) -> dict[str, Any]:
    """The row of a submission that is in one of these states.

    Raises ``LoadRefused`` (``unknown``, ``wrong_state``).
    """
    table = TABLES["submission"]
    found = connection.execute(select(table).where(table.c.id == number)).mappings().first()
    if found is None:
        raise LoadRefused(reason="unknown", number=str(number))
    if found["state"] not in states:
        raise LoadRefused(reason="wrong_state", number=str(number), state=str(found["state"]))
    return dict(found)


def _hand_in(connection: Connection, number: int, who: str, account: str | None) -> None:
    facts = {"handed_in_by": who, "handed_in_at": now(), "handed_in_account": account}
    step(connection, number, (CHECKED,), SUBMITTED, who, **facts)


def _keep(
    connection: Connection, upload: Upload, frames: dict[str, pd.DataFrame], state: str, who: str
) -> int:
    change = change_by(connection, Action.HAND_IN)
    areas = areas_of_rows(connection, frames, change)
    if upload.mends is not None:
        _expect_returned(connection, upload.mends)
    number = (connection.scalar(select(func.max(col(Submission.id)))) or 0) + 1
    row = {"id": number, "kind": upload.kind, "label": upload.name, "state": state}
    row |= {"content_hash": file_hash(upload.content), "made_by": who, "made_at": now()}
    row |= {"row_count": sum(map(len, frames.values())), "supersedes": upload.supersedes}
    row |= {"mends": upload.mends, "made_account": change.account, "held_by": areas}
    row |= {"errors": upload.errors, "warnings": upload.warnings}
    connection.execute(insert(Submission), [row])
    findings = json.dumps(list(upload.findings), ensure_ascii=False, default=str).encode()
    parts = {ORIGINAL: upload.content, FINDINGS: findings}
    if upload.reading:
        parts[READING] = upload.reading.encode()
    parts |= {PREVIEW: upload.preview.to_bytes()} if upload.preview is not None else {}
    keep_parts(connection, number, parts | parts_of_rows(with_sources(connection, frames)))
    record(connection, who, state, f"submission {number}", None, row)
    return number


def _expect_returned(connection: Connection, number: int) -> None:
    """Raise ``LoadRefused`` (``not_returned``) unless this submission was sent back."""
    state = connection.scalar(select(col(Submission.state)).where(col(Submission.id) == number))
    if state != SENT_BACK:
        raise LoadRefused(reason="not_returned", number=str(number))


def with_sources(connection: Connection, frames: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Rows together with every source they cite, so that a load is complete whatever else is withdrawn."""
    cited: set[str] = set()
    for frame in frames.values():
        cited |= set(frame["source_code"].dropna().unique()) if "source_code" in frame else set()
    own = frames.get("source", typed(pd.DataFrame(), "source"))
    missing = sorted(cited - set(own["code"]))
    rows = connection.execute(select(TABLES["source"]).where(col(Source.code).in_(missing))).mappings()
    found = typed(pd.DataFrame([dict(row) for row in rows]), "source")
    sources = pd.concat([own, found], ignore_index=True) if len(own) else found
    return {"source": sources} | frames | {"source": sources} if len(sources) else frames


def _refuse_same_file(connection: Connection, upload: Upload) -> None:
    earlier = connection.execute(
        select(TABLES["submission"])
        .where(col(Submission.content_hash) == file_hash(upload.content), col(Submission.state).not_in(OVER))
        .order_by(col(Submission.id))
    ).mappings()
    found = earlier.first()
    if found is not None:
        facts = {
            "earlier": found["id"],
            "by": found["made_by"],
            "at": found["made_at"],
            "state": found["state"],
        }
        raise LoadRefused(reason="same_file", **{name: str(value) for name, value in facts.items()})
