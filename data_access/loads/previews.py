"""What publishing a file would change, as it was shown to a person, and whether it still holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from data_access.loads.changed_rows import moved_since, newest_load
from data_access.loads.changing import reading_in
from data_access.loads.errors import LoadRefused
from data_access.loads.superseding import superseded_by
from data_access.store.frames import frame

# Workbooks are imported where a preview is made: the writers of workbooks are heavy, and pages that only read
# the store start without them.
if TYPE_CHECKING:
    from data_access.workbooks import Checked, Gazetteer

Frames = Mapping[str, pd.DataFrame]
PLAIN = {"area_id": "int64", "year": "int64", "value": "float64"}


@dataclass(frozen=True)
class Preview:
    """What a person was shown of a file before it was published.

    ``digest`` is the hash of the file, ``load`` the number of the newest load of the store at that moment.
    ``changes`` and ``totals`` are the answers of ``what_changes`` and ``changed_totals``; ``superseded`` is
    the number of the published file whose place this one would take, None for none.
    """

    digest: str
    load: int
    superseded: int | None
    changes: pd.DataFrame
    totals: pd.DataFrame

    def to_bytes(self) -> bytes:
        """Return the preview as JSON, to be kept with a submission."""
        facts: dict[str, Any] = {"digest": self.digest, "load": self.load, "superseded": self.superseded}
        frames = {"changes": _rows(self.changes), "totals": _rows(self.totals)}
        return json.dumps(facts | frames, ensure_ascii=False).encode()

    def says_the_same(self, other: Preview) -> bool:
        """Return whether both show the same changes, totals and superseded file, whatever store they saw."""
        return (
            self.superseded == other.superseded
            and _rows(self.changes) == _rows(other.changes)
            and _rows(self.totals) == _rows(other.totals)
        )


def preview_from(content: bytes) -> Preview:
    """Return the preview that ``Preview.to_bytes`` wrote."""
    from data_access.workbooks.preview import PREVIEW_COLUMNS
    from data_access.workbooks.preview_totals import TOTAL_COLUMNS

    facts = json.loads(content)
    changes = pd.DataFrame(facts["changes"], columns=list(PREVIEW_COLUMNS))
    numbers = dict.fromkeys(("before", "after"), "float64")
    totals = frame(([row[name] for name in TOTAL_COLUMNS] for row in facts["totals"]), TOTAL_COLUMNS)
    return Preview(facts["digest"], facts["load"], facts["superseded"], changes.astype(numbers), totals)


def preview_of(
    session: Session, kind: str, digest: str, rows: Frames, gazetteer: Gazetteer | None = None
) -> Preview:
    """Return what publishing a file would change now.

    ``kind`` and ``digest`` are those of the file, ``rows`` its frames by target or table.
    """
    from data_access.workbooks import changed_totals, what_changes

    connection = session.connection()
    checked = _as_checked(kind, digest, rows)
    return Preview(
        digest,
        newest_load(connection),
        superseded_by(connection, kind, rows),
        what_changes(session, checked),
        changed_totals(session, checked, gazetteer),
    )


def refuse_if_moved(connection: Connection, shown: Preview, kind: str, digest: str, rows: Frames) -> None:
    """Raise ``LoadRefused`` where a file or the store is no longer what a person was shown.

    Reasons: ``other_file`` where ``shown`` is of another file; ``store_changed`` (facts ``shown`` and
    ``now``, numbers of loads) where the store changed in a way that alters the preview. To be called within
    a change, so that nothing else changes meanwhile.
    """
    if shown.digest != digest:
        raise LoadRefused(reason="other_file")
    now = newest_load(connection)
    # Everything that changes what is shown is a load, so the same number is the same store.
    if now == shown.load:
        return
    with reading_in(connection) as session:
        same = shown.says_the_same(preview_of(session, kind, digest, rows))
    if not same or len(moved_since(connection, shown.load, rows)):
        raise LoadRefused(reason="store_changed", shown=str(shown.load), now=str(now))


def _as_checked(kind: str, digest: str, rows: Frames) -> Checked:
    from data_access.workbooks import Checked
    from data_access.workbooks.checking.checked import FINDING_COLUMNS

    figures = rows.get("figures", rows.get("figure"))
    frames = {} if figures is None or figures.empty else {"figures": figures.astype(PLAIN)}
    return Checked(kind, "", "", digest, frame([], FINDING_COLUMNS), frames)


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    plain = table.astype("object").where(table.notna(), None)
    return [
        {str(name): value.item() if hasattr(value, "item") else value for name, value in row.items()}
        for row in plain.to_dict("records")
    ]
