"""A job that no visitor asked for, as after a publication: it takes its place in the line like theirs."""

from __future__ import annotations

import logging
from contextlib import suppress

from exports.jobs.job import Ended, jobs
from exports.jobs.line import LineFull, Visitor
from exports.jobs.work import Made, Work

logger = logging.getLogger(__name__)


async def done_unasked(what: str, work: Work) -> None:
    """Do some work, named in the log where nothing comes of it; not where the line is full."""
    with suppress(LineFull):
        # No visitor has such an address.
        job = jobs().begin(Visitor(what), work)
        try:
            while not isinstance(event := await job.events.get(), Ended):
                pass
        finally:
            jobs().end(job)
        if not isinstance(event.outcome, Made):
            logger.warning("%s: not made: %s", what, event.outcome)
