"""Publishing a submission and withdrawing it: each is one change, seen by readers whole or not at all."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlmodel import col

from data_access.accounts.allowed import change_by, is_approval_required
from data_access.accounts.rights import Action
from data_access.loads.audit import now
from data_access.loads.changing import changing
from data_access.loads.errors import LoadRefused
from data_access.loads.parts import APPROVED_PREVIEW, PREVIEW, part_of, rows_of
from data_access.loads.previews import Preview, preview_from, refuse_if_moved
from data_access.loads.projection import Frames, put_in, take_out
from data_access.loads.submissions import (
    APPROVED,
    PUBLISHED,
    SUBMITTED,
    SUPERSEDED,
    WITHDRAWN,
    Upload,
    keep_submitted,
    person,
    ready_rows,
    step,
    submission_in,
    with_sources,
)
from data_access.loads.superseding import superseded_by
from data_access.models import Load, LoadSpan, Submission
from data_access.store.settings import StoreSettings

WITHDRAWAL = "withdrawal"
Progress = Callable[[float, str], None]


def publish(
    settings: StoreSettings,
    number: int,
    by: str,
    progress: Progress | None = None,
    shown: Preview | None = None,
) -> int:
    """Put a submitted or approved file's rows into the store; return the number of the load it became.

    What is published is what was last shown: of an approved file to the person who approved it, of another
    the preview ``shown``, or without one what was shown when it was handed in.

    The one it supersedes goes in the same change: the one it names, or the one of its kind whose every row
    it replaces. ``progress`` is called with a fraction and the code of the step that goes on: ``keeping``,
    ``writing``, ``comparing``. Raises ``LoadRefused`` (``unknown``, ``wrong_state``, ``approval_required``,
    ``other_file``, ``store_changed``, ``dangling``, ``rejected``, ``signed_out``, ``no_right``) or another
    ``StoreError``; nothing is then changed.
    """
    who, report = person(by), progress or _say_nothing
    report(0.0, "keeping")
    with changing(settings) as connection:
        found = submission_in(connection, number, (SUBMITTED, APPROVED))
        change_by(connection, Action.PUBLISH, found["held_by"] or "")
        if found["state"] == SUBMITTED:
            _refuse_unapproved(settings, connection)
        frames = rows_of(connection, number)
        last_shown = _last_shown(connection, found, shown)
        if last_shown is not None:
            refuse_if_moved(connection, last_shown, found["kind"], found["content_hash"], frames)
        return _publish(connection, number, frames, who, report)


def submit_and_publish(
    settings: StoreSettings, upload: Upload, by: str, progress: Progress | None = None
) -> int:
    """``submit`` and ``publish`` as one change; return the submission's number.

    One person does both, so it is refused (``approval_required``) where a second one has to approve: by the
    setting, and in every store with accounts. Raises what the two raise; then the ledger holds nothing of
    the file either.
    """
    who, report = person(by), progress or _say_nothing
    report(0.0, "keeping")
    frames = ready_rows(upload)
    with changing(settings) as connection:
        _refuse_unapproved(settings, connection)
        number = keep_submitted(connection, upload, frames, who)
        if upload.preview is not None:
            refuse_if_moved(connection, upload.preview, upload.kind, upload.preview.digest, frames)
        _publish(connection, number, with_sources(connection, frames), who, report)
        return number


def _refuse_unapproved(settings: StoreSettings, connection: Connection) -> None:
    if settings.approval or is_approval_required(connection):
        raise LoadRefused(reason="approval_required")


def _last_shown(connection: Connection, found: dict[str, Any], shown: Preview | None) -> Preview | None:
    """What the person saw by whose decision a file is published; None where nothing was kept of it."""
    if found["state"] == SUBMITTED and shown is not None:
        return shown
    name = APPROVED_PREVIEW if found["state"] == APPROVED else PREVIEW
    content = part_of(connection, found["id"], name)
    return None if content is None else preview_from(content)


def _publish(connection: Connection, number: int, frames: Frames, who: str, report: Progress) -> int:
    load_id = _next(connection)
    approved_by = connection.scalar(select(col(Submission.approved_by)).where(col(Submission.id) == number))
    # Named again, so that the log says at the publication who approved it, or that nobody did.
    found = step(connection, number, (SUBMITTED, APPROVED), PUBLISHED, who, approved_by=approved_by)
    _add_load(connection, load_id, found, found["row_count"], who)
    connection.execute(update(Submission).where(col(Submission.id) == number).values(load_id=load_id))
    superseded = found["supersedes"] or _take_the_place(connection, number, found["kind"], frames)
    if superseded is not None:
        _withdraw(connection, superseded, SUPERSEDED, who, load_id)
    _begin_span(connection, load_id, load_id)
    put_in(connection, load_id, frames, report)
    _refresh_statistics(connection)
    return load_id


def _take_the_place(connection: Connection, number: int, kind: str, frames: Frames) -> int | None:
    """Record which published file this one replaces, if there is one; return its number."""
    superseded = superseded_by(connection, kind, frames, besides=number)
    if superseded is not None:
        mine = update(Submission).where(col(Submission.id) == number)
        connection.execute(mine.values(supersedes=superseded))
    return superseded


def undo(settings: StoreSettings, number: int, by: str, reason: str = "") -> int:
    """Withdraw a published submission; what it superseded counts again. Return the number of the change.

    Every table is then as if it had never been published, whatever was published since.
    Raises ``LoadRefused`` (``unknown``, ``wrong_state``, ``signed_out``, ``no_right``) or another
    ``StoreError``.
    """
    who = person(by)
    with changing(settings) as connection:
        change_by(connection, Action.PUBLISH)
        change = _next(connection)
        found = _withdraw(connection, number, WITHDRAWN, who, change, reason=reason.strip() or None)
        _add_load(connection, change, found | {"kind": WITHDRAWAL}, 0, who)
        if found["supersedes"] is not None:
            _restore(connection, found["supersedes"], who, change)
        return change


def _withdraw(
    connection: Connection, number: int, state: str, who: str, change: int, **facts: Any
) -> dict[str, Any]:
    found = step(connection, number, (PUBLISHED,), state, who, **facts)
    load_id = found["load_id"]
    open_span = update(LoadSpan).where(col(LoadSpan.load_id) == load_id, col(LoadSpan.until).is_(None))
    connection.execute(open_span.values(until=change))
    connection.execute(update(Load).where(col(Load.id) == load_id).values(status="superseded"))
    take_out(connection, load_id, rows_of(connection, number))
    return found


def _restore(connection: Connection, number: int, who: str, change: int) -> None:
    """Let a superseded submission count again under its old load, if it has not been withdrawn since."""
    state = connection.scalar(select(col(Submission.state)).where(col(Submission.id) == number))
    if state != SUPERSEDED:
        return
    found = step(connection, number, (SUPERSEDED,), PUBLISHED, who)
    load_id = found["load_id"]
    connection.execute(update(Load).where(col(Load.id) == load_id).values(status="current"))
    _begin_span(connection, load_id, change)
    put_in(connection, load_id, rows_of(connection, number))


def _say_nothing(_fraction: float, _step: str) -> None:
    """Report no progress."""


def _next(connection: Connection) -> int:
    return (connection.scalar(select(func.max(col(Load.id)))) or 0) + 1


def _add_load(connection: Connection, load_id: int, found: dict[str, Any], rows: int, who: str) -> None:
    row = {"id": load_id, "kind": found["kind"], "label": found["label"], "status": "current"}
    row |= {"content_hash": f"{found['content_hash'][:16]}-{load_id}", "row_count": rows}
    row |= {"loaded_at": now(), "loaded_by": who}
    connection.execute(insert(Load), [row])


def _begin_span(connection: Connection, load_id: int, since: int) -> None:
    connection.execute(insert(LoadSpan), [{"load_id": load_id, "since": since, "until": None}])


def _refresh_statistics(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # Without fresh counts the planner may read a whole indicator where a few areas are asked for.
        connection.exec_driver_sql("ANALYZE figure, money, outcome")
