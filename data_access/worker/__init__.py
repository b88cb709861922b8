"""Long work on a store in a process of its own, so that pages go on being served.

- ``calling``: starts the process, passes on what it reports, ends it with its caller.
- ``lasting``: one that stays for further pieces of work.
- ``__main__``: the process itself.
- ``jobs``: what it is asked to do: check a file, submit and publish it, publish or undo a submission.
- ``sizes``: from which size on work goes there.
- ``records``: what an officer's work came to, for whoever comes back to the page.
"""

from data_access.worker.calling import WorkLost, call_apart
from data_access.worker.jobs import (
    HAND_IN,
    KEEP,
    ORIGINAL,
    PUBLISH,
    Examination,
    Moved,
    examine,
    moved,
    preview_again,
    publish_step,
    send,
    send_upload,
    undo_step,
)
from data_access.worker.lasting import LastingProcess
from data_access.worker.records import Work, begun, forget_work, recorded, works_of
from data_access.worker.sizes import WorkerSizes

__all__ = [
    "HAND_IN",
    "KEEP",
    "ORIGINAL",
    "PUBLISH",
    "Examination",
    "LastingProcess",
    "Moved",
    "Work",
    "WorkLost",
    "WorkerSizes",
    "begun",
    "call_apart",
    "examine",
    "forget_work",
    "moved",
    "preview_again",
    "publish_step",
    "recorded",
    "send",
    "send_upload",
    "undo_step",
    "works_of",
]
