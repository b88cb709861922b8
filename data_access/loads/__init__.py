"""The life of a load: draft, checked, submitted, published or sent back, superseded or withdrawn.

- ``submissions``: a file is kept with its rows and findings, submitted, sent back.
- ``publishing``: its rows are put into the store, and taken out again, in one change each.
- ``projection``: how the tables that pages read follow from the loads that count.
- ``changing``: one change at a time, seen whole or not at all.
- ``ledger``, ``audit``: what was sent, what became of it, every step.
- ``changed_rows``: each figure and record that a change touched, with what was shown before and after.
"""

from data_access.loads.changed_rows import CHANGED_COLUMNS, changed_rows
from data_access.loads.changing import sweep
from data_access.loads.errors import LoadRefused
from data_access.loads.history import history_of_figure
from data_access.loads.ledger import audit_log, kept_part, ledger, readings_of, state_of_file
from data_access.loads.publishing import publish, submit_and_publish, undo
from data_access.loads.submissions import Upload, file_hash, keep_draft, send_back, submit, submit_checked
from data_access.loads.superseding import superseded_by

__all__ = [
    "CHANGED_COLUMNS",
    "LoadRefused",
    "Upload",
    "audit_log",
    "changed_rows",
    "file_hash",
    "history_of_figure",
    "keep_draft",
    "kept_part",
    "ledger",
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
]
