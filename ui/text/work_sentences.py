"""The sentences of the work list that pages alone show: which file is on its way, came back, waits."""

from __future__ import annotations

from data_access.store.frames import Row
from data_access.text.due_reports import last_day_sentence
from ui.text.figures import is_known, text_in
from ui.text.moments import moment
from vocabulary.words import Words


def due_sentence(row: Row, words: Words) -> str:
    """Return the last day of a report and how many days are left or over, and which file is on its way."""
    told = last_day_sentence(row, words)
    if not is_known(row["number"]):
        return told
    state = words(f"ledger.state_{row['state']}")
    return f"{told} {words('work.on_its_way', number=str(row['number']), state=state)}"


def file_sentence(row: Row, words: Words) -> str:
    """Return what became of a file in the work list: sent back and why, handed in, approved or published."""
    facts = {"by": text_in(row, "by"), "at": moment(row["at"], words), "reason": text_in(row, "reason")}
    key = "approved" if row["what"] == "waiting" and row["state"] == "approved" else row["what"]
    return words(f"work.file_{key}", **facts)
