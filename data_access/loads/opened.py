"""What a second person sees of a file that was handed in: what the first saw, and the store of now."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from sqlalchemy.orm import Session

from data_access.loads.changed_rows import CHANGED_COLUMNS, moved_since
from data_access.loads.errors import LoadRefused
from data_access.loads.ledger import kept_part, kept_preview, ledger
from data_access.loads.parts import FINDINGS, READING, part_of, rows_of
from data_access.loads.previews import Preview, preview_of
from data_access.store.frames import Row, frame
from data_access.workbooks import Checked, first_line
from data_access.workbooks.checking.checked import FINDING_COLUMNS

DRAWN_AS = {"area_id": "int64", "year": "int64"} | dict.fromkeys(
    ("value", "value_min", "value_max"), "float64"
)
LINE = ["indicator_code", "year", "level", "vintage"]
LINE_VALUES = ["fresh", "changed", "before", "after"]
TOTAL_VALUES = ["areas_before", "areas_after", "before", "after"]


@dataclass(frozen=True)
class Opened:
    """A submission as it is opened for approval.

    ``row`` is its line of the ledger, ``checked`` has its findings and of its rows those figures alone that
    the preview draws. ``shown`` is the preview that
    whoever handed it in saw, or whoever approved it; None where none was kept. ``now`` is the preview of the
    store as it is. ``moved`` has the things of the file that are shown in another way since ``shown``, in the
    columns of ``changed_rows``. ``reading`` is how a table of the office's own was understood, as JSON, ""
    for a template.
    """

    row: Row
    checked: Checked
    shown: Preview | None
    now: Preview
    moved: pd.DataFrame
    reading: str = ""

    @property
    def has_moved(self) -> bool:
        """Return whether the store says something else of this file than when it was last shown."""
        return self.shown is not None and (len(self.moved) > 0 or not self.shown.says_the_same(self.now))


def open_submission(session: Session, number: int) -> Opened:
    """Return a submission with all that was kept of it, and what publishing it would change now.

    Raises ``LoadRefused`` (``unknown``).
    """
    lines = ledger(session)
    found = lines[lines["id"] == number]
    if found.empty:
        raise LoadRefused(reason="unknown", number=str(number))
    row = found.iloc[0].to_dict()
    connection = session.connection()
    shown = kept_preview(session, number)
    frames = rows_of(connection, number)
    now = preview_of(session, row["kind"], row["content_hash"], frames)
    has_changed = shown is not None and shown.load != now.load
    moved = moved_since(connection, shown.load, frames) if shown and has_changed else _nothing_moved()
    reading = (part_of(connection, number, READING) or b"").decode()
    return Opened(row, _as_checked(session, row, frames, now), shown, now, moved, reading)


def differing_lines(shown: Preview, now: Preview) -> pd.DataFrame:
    """Return the lines of two previews of one file that differ, side by side.

    One row a line of changes or of totals: its ``name_vi``, ``name_en``, ``year``, ``level``, and of a total
    ``whole_vi`` and ``whole_en``; then ``before_shown``, ``after_shown``, ``before_now``, ``after_now``, and
    of changes ``fresh_…`` and ``changed_…``. Empty frame where they are alike.
    """
    changes = _beside(shown.changes, now.changes, LINE, LINE_VALUES)
    totals = _beside(shown.totals, now.totals, [*LINE, "whole"], TOTAL_VALUES)
    return pd.concat([changes, totals], ignore_index=True)


def _beside(shown: pd.DataFrame, now: pd.DataFrame, keys: list[str], values: list[str]) -> pd.DataFrame:
    sides = [table.set_index(keys) for table in (shown, now)]
    index = sides[0].index.union(sides[1].index, sort=False)
    then, later = (side.reindex(index) for side in sides)
    numbers = [(then[name].astype("float64"), later[name].astype("float64")) for name in values]
    differs = pd.Series(False, index=index)
    for one, other in numbers:
        differs |= ~((one == other) | (one.isna() & other.isna()))
    names = [name for name in ("name_vi", "name_en", "whole_vi", "whole_en", "decimals") if name in then]
    found = later[names].where(later[names].notna(), then[names])
    for name, (one, other) in zip(values, numbers, strict=True):
        found = found.assign(**{f"{name}_shown": one, f"{name}_now": other})
    return found[differs].reset_index()


def _as_checked(session: Session, row: Row, frames: Mapping[str, pd.DataFrame], now: Preview) -> Checked:
    """The check as it was kept."""
    drawn = {}
    if len(now.changes):
        line, figures = first_line(now.changes), frames["figure"]
        is_drawn = figures["indicator_code"].eq(line["indicator_code"]) & figures["year"].eq(line["year"])
        drawn = {"figures": figures[is_drawn].astype(DRAWN_AS)}
    findings = _findings(session, int(row["id"]))
    return Checked(row["kind"], row["label"], row["label"], row["content_hash"], findings, drawn)


def _findings(session: Session, number: int) -> pd.DataFrame:
    rows = json.loads(kept_part(session, number, FINDINGS))
    known = [row for row in rows if isinstance(row, dict)]
    return frame(([row.get(name) for name in FINDING_COLUMNS] for row in known), FINDING_COLUMNS)


def _nothing_moved() -> pd.DataFrame:
    return pd.DataFrame(columns=list(CHANGED_COLUMNS)).astype(CHANGED_COLUMNS)
