"""The archive is made by a job after each publication.

A server looks once a minute whether the newest load has an archive, and has it made where there is none: so
it follows every publication, also one by a command or by another server of the same store.
"""

from __future__ import annotations

import asyncio

from data_access.door import PUBLIC
from data_access.store.errors import StoreError
from data_access.store_codes import PUBLISHED
from exports.bulk.keeping import is_being_made, kept_archive
from exports.jobs.tasks import make_bulk
from exports.jobs.unasked import done_unasked
from exports.jobs.work import Work
from ui.cached.editions import newest

BULK_SECONDS = 30 * 60.0
LOOK_AGAIN_SECONDS = 60.0


def bulk_work() -> Work:
    """Return the job that makes the archive of the newest load."""
    return Work(make_bulk, (), BULK_SECONDS, is_long=True)


async def follow_publications(seconds: float = LOOK_AGAIN_SECONDS) -> None:
    """Have the archive made whenever there is none of the newest load, until cancelled."""
    while True:
        await asyncio.sleep(seconds)
        if await asyncio.to_thread(_is_lacking):
            await done_unasked("archive of open data", bulk_work())


def _is_lacking() -> bool:
    """Whether the newest load has no archive and nobody makes it; False for a store that does not answer."""
    try:
        return kept_archive(newest(PUBLIC, PUBLISHED)) is None and not is_being_made()
    except StoreError:
        return False
