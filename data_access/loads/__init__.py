"""The life of a load: draft, checked, submitted, approved or sent back, published, superseded or withdrawn.

- ``submissions``: a file is kept with its rows and findings, handed in, sent back.
- ``previews``: what a person was shown that a file would change, and whether that still holds.
- ``opened``, ``approving``: what a second person sees of it, and the approval.
- ``publishing``: its rows are put into the store, and taken out again, in one change each.
- ``projection``: how the tables that pages read follow from the loads that count.
- ``changing``: one change at a time, seen whole or not at all.
- ``erasing``: the file itself is erased for good.
- ``ledger``, ``audit``: what was sent, what became of it, every step.
- ``changed_rows``: each figure and record that a change touched, with what was shown before and after.
"""

from data_access.loads.approving import approve, is_same_person
from data_access.loads.changed_rows import CHANGED_COLUMNS, changed_rows
from data_access.loads.changing import sweep
from data_access.loads.erasing import erase_original
from data_access.loads.errors import LoadRefused
from data_access.loads.history import history_of_figure, years_of_history
from data_access.loads.ledger import (
    audit_log,
    kept_original,
    kept_part,
    ledger,
    numbers_with_original,
    readings_of,
    state_of_file,
)
from data_access.loads.previews import Preview, preview_of
from data_access.loads.publishing import publish, submit_and_publish, undo
from data_access.loads.submissions import Upload, file_hash, keep_draft, send_back, submit, submit_checked
from data_access.loads.superseding import superseded_by

__all__ = [
    "CHANGED_COLUMNS",
    "LoadRefused",
    "Preview",
    "Upload",
    "approve",
    "audit_log",
    "changed_rows",
    "erase_original",
    "file_hash",
    "history_of_figure",
    "is_same_person",
    "keep_draft",
    "kept_original",
    "kept_part",
    "ledger",
    "numbers_with_original",
    "preview_of",
    "publish",
    "readings_of",
    "send_back",
    "state_of_file",
    "submit",
    "submit_and_publish",
    "submit_checked",
    "superseded_by",
    "sweep",
    "undo",
    "years_of_history",
]
