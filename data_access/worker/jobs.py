"""What is done in a process of its own; each job takes a function for its progress last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
from sqlalchemy.orm import Session

from data_access import door
from data_access.door import Reader
from data_access.loads import (
    Preview,
    Upload,
    keep_draft,
    preview_of,
    publish,
    submit,
    submit_and_publish,
    undo,
)
from data_access.loads.changed_rows import moved_since
from data_access.loads.rows import all_typed, from_bytes, to_bytes
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from data_access.workbooks import (
    Checked,
    Choice,
    ReadFile,
    UploadUnusable,
    check,
    first_line,
    read_upload,
)

Progress = Callable[[float, str], None]
ORIGINAL = "original"
ROWS = ".parquet"
KEEP, HAND_IN, PUBLISH = "keep", "hand_in", "publish"


@dataclass(frozen=True)
class Examination:
    """What checking a file came to, and what publishing it would change.

    ``checked`` has of its rows those figures alone that the preview draws (``first_line``); all of them are
    kept in the folder of the file. ``row_count`` is how many rows would be stored.
    """

    checked: Checked
    preview: Preview
    row_count: int


def examine(
    settings: StoreSettings, reader: Reader, folder: Path, name: str, choice: Choice, progress: Progress
) -> Examination:
    """Check the file ``ORIGINAL`` of a folder for a reader and keep its rows there, ready to be sent.

    Raises ``UploadUnusable`` and ``StoreError``.
    """
    progress(0.0, "reading")
    try:
        read = _read_or_removed(folder / ORIGINAL, name, choice)
        door.opened(reader, PUBLISHED, settings=settings, build=False)
        with door.session(reader, PUBLISHED, settings=settings) as session:
            checked = check(session, read, lambda fraction, step: progress(0.3 + 0.6 * fraction, step))
            del read
            progress(0.9, "comparing")
            preview = preview_of(session, checked.kind, checked.digest, checked.rows)
    finally:
        door.forget()
    for table, frame in all_typed(checked.rows).items():
        (folder / f"{table}{ROWS}").write_bytes(to_bytes(frame))
    drawn = replace(checked, rows=_drawn(checked, preview.changes))
    return Examination(drawn, preview, checked.row_count)


def _read_or_removed(path: Path, name: str, choice: Choice) -> ReadFile:
    """The file as it is read; one that is refused is removed at once, as it may list people."""
    try:
        return read_upload(path, name, choice)
    except UploadUnusable:
        path.unlink(missing_ok=True)
        raise


def _drawn(checked: Checked, changes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    if changes.empty:
        return {}
    line, figures = first_line(changes), checked.rows["figures"]
    is_drawn = figures["indicator_code"].eq(line["indicator_code"]) & figures["year"].eq(line["year"])
    return {"figures": figures[is_drawn]}


@dataclass(frozen=True)
class Moved:
    """How a store changed since a preview: the preview of now, and the file's things now shown otherwise.

    ``rows`` has the columns of ``changed_rows``.
    """

    preview: Preview
    rows: pd.DataFrame


def moved(session: Session, shown: Preview, kind: str, rows: Mapping[str, pd.DataFrame]) -> Moved:
    """How the store changed since a preview of a file of this kind, with its rows by target or table."""
    now = preview_of(session, kind, shown.digest, rows)
    return Moved(now, moved_since(session.connection(), shown.load, all_typed(rows)))


def preview_again(
    settings: StoreSettings, reader: Reader, folder: Path, kind: str, shown: Preview, progress: Progress
) -> Moved:
    """``moved`` for a file whose rows ``examine`` kept in a folder."""
    progress(0.1, "comparing")
    try:
        with door.session(reader, PUBLISHED, settings=settings) as session:
            return moved(session, shown, kind, _kept_rows(folder))
    finally:
        door.forget()


def _kept_rows(folder: Path) -> dict[str, pd.DataFrame]:
    return {path.stem: from_bytes(path.read_bytes(), path.stem) for path in sorted(folder.glob(f"*{ROWS}"))}


def send(settings: StoreSettings, folder: Path, about: Upload, by: str, step: str, progress: Progress) -> int:
    """Take what ``examine`` kept in a folder one ``step``: KEEP it, HAND_IN, or hand in and PUBLISH at once.

    ``about`` is the upload without its content and rows. Returns the submission's number; raises
    ``LoadRefused`` or another ``StoreError``: then nothing of it is in the store.
    """
    progress(0.0, "keeping")
    upload = replace(about, content=(folder / ORIGINAL).read_bytes(), rows=_kept_rows(folder))
    return send_upload(settings, upload, by, step, progress)


def send_upload(
    settings: StoreSettings, upload: Upload, by: str, step: str, progress: Progress | None = None
) -> int:
    """Take a file one ``step``, as ``send`` does; the one who publishes does so in the same change."""
    if step == PUBLISH:
        return submit_and_publish(settings, upload, by, progress)
    return (submit if step == HAND_IN else keep_draft)(settings, upload, by)


def publish_step(
    settings: StoreSettings, number: int, by: str, shown: Preview | None, progress: Progress
) -> int:
    """``publish`` with its progress."""
    return publish(settings, number, by, progress, shown)


def undo_step(settings: StoreSettings, number: int, by: str, reason: str, progress: Progress) -> int:
    """``undo``, which has only one step to report."""
    progress(0.1, "writing")
    return undo(settings, number, by, reason)
