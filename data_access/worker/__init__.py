"""Long work on a store in a process of its own, so that pages go on being served.

- ``calling``: starts the process, passes on what it reports, ends it with its caller.
- ``__main__``: the process itself.
- ``jobs``: what it is asked to do: check a file, submit and publish it, publish or undo a submission.
- ``sizes``: from which size on work goes there.
"""

from data_access.worker.calling import WorkLost, call_apart
from data_access.worker.jobs import ORIGINAL, Examination, examine, publish_step, send, undo_step
from data_access.worker.sizes import WorkerSizes

__all__ = [
    "ORIGINAL",
    "Examination",
    "WorkLost",
    "WorkerSizes",
    "call_apart",
    "examine",
    "publish_step",
    "send",
    "undo_step",
]
