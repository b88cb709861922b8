"""What is done in a process of its own; each job takes a function for its progress last."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from data_access import door
from data_access.door import Reader
from data_access.loads import Upload, publish, submit, submit_and_publish, superseded_by, undo
from data_access.loads.rows import all_typed, from_bytes, to_bytes
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from data_access.workbooks import (
    Checked,
    Choice,
    changed_totals,
    check,
    first_line,
    read_upload,
    what_changes,
)

Progress = Callable[[float, str], None]
ORIGINAL = "original"
ROWS = ".parquet"


@dataclass(frozen=True)
class Examination:
    """What checking a file came to, and what publishing it would change.

    ``checked`` has of its rows those figures alone that the preview draws (``first_line``); all of them are
    kept in the folder of the file. ``changes``, ``totals`` and ``superseded`` are the answers of
    ``what_changes``, ``changed_totals`` and ``superseded_by``, ``row_count`` how many rows would be stored.
    """

    checked: Checked
    changes: pd.DataFrame
    totals: pd.DataFrame
    superseded: int | None
    row_count: int


def examine(
    settings: StoreSettings, reader: Reader, folder: Path, name: str, choice: Choice, progress: Progress
) -> Examination:
    """Check the file ``ORIGINAL`` of a folder for a reader and keep its rows there, ready to be sent.

    Raises ``UploadUnusable`` and ``StoreError``.
    """
    progress(0.0, "reading")
    try:
        read = read_upload(folder / ORIGINAL, name, choice)
        with door.session(reader, PUBLISHED, settings=settings) as session:
            checked = check(session, read, lambda fraction, step: progress(0.3 + 0.6 * fraction, step))
            del read
            progress(0.9, "comparing")
            changes, totals = what_changes(session, checked), changed_totals(session, checked)
            superseded = superseded_by(session.connection(), checked.kind, checked.rows)
    finally:
        door.forget()
    for table, frame in all_typed(checked.rows).items():
        (folder / f"{table}{ROWS}").write_bytes(to_bytes(frame))
    drawn = replace(checked, rows=_drawn(checked, changes))
    return Examination(drawn, changes, totals, superseded, checked.row_count)


def _drawn(checked: Checked, changes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    if changes.empty:
        return {}
    line, figures = first_line(changes), checked.rows["figures"]
    is_drawn = figures["indicator_code"].eq(line["indicator_code"]) & figures["year"].eq(line["year"])
    return {"figures": figures[is_drawn]}


def send(settings: StoreSettings, folder: Path, about: Upload, by: str, now: bool, progress: Progress) -> int:
    """Submit what ``examine`` kept in a folder, and publish it in the same change if it is to be ``now``.

    ``about`` is the upload without its content and rows. Returns the submission's number; raises
    ``LoadRefused`` or another ``StoreError``: then nothing of it is in the store.
    """
    progress(0.0, "keeping")
    rows = {path.stem: from_bytes(path.read_bytes(), path.stem) for path in sorted(folder.glob(f"*{ROWS}"))}
    upload = replace(about, content=(folder / ORIGINAL).read_bytes(), rows=rows)
    if now:
        return submit_and_publish(settings, upload, by, progress)
    return submit(settings, upload, by)


def publish_step(settings: StoreSettings, number: int, by: str, progress: Progress) -> int:
    """``publish`` with its progress."""
    return publish(settings, number, by, progress)


def undo_step(settings: StoreSettings, number: int, by: str, progress: Progress) -> int:
    """``undo``, which has only one step to report."""
    progress(0.1, "writing")
    return undo(settings, number, by)
