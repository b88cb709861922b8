"""What a first look would wait seconds for is made once after each publication, before anybody looks.

The frames that compare all districts or communes are large and kept in files (``ui.cached.editions``). A
server looks from its start, each few seconds, whether a store that it has open has a newer load, and has them
made by a job.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

from data_access import door
from data_access.door import PUBLIC
from data_access.store.errors import StoreError
from data_access.store_codes import DEMONSTRATION, PUBLISHED
from exports.jobs.unasked import done_unasked
from exports.jobs.work import FILE, Made, Outcome, Progress, Work
from ui.cached.editions import Edition, frames_folder, newest

STORES = (PUBLISHED, DEMONSTRATION)
MOST_SECONDS = 10 * 60.0
LOOK_AGAIN_SECONDS = 5.0
LOCK = ".lock"


async def follow_loads(seconds: float = LOOK_AGAIN_SECONDS) -> None:
    """Have the large frames of each newer load of an open store made, until cancelled."""
    made: dict[str, Edition] = {}
    while True:
        for store in STORES:
            edition = await asyncio.to_thread(_newest_if_open, store)
            if edition is not None and edition != made.get(store):
                # Once, also where it fails: whoever looks makes what is lacking.
                made[store] = edition
                work = Work(make_large_frames, (edition,), MOST_SECONDS, is_long=True)
                await done_unasked("frames of first looks", work)
        await asyncio.sleep(seconds)


def _newest_if_open(store: str) -> Edition | None:
    """Return the newest edition of a store; None for one that nobody opened here or that does not answer."""
    with suppress(StoreError):
        return newest(PUBLIC, store) if door.is_open(store) else None
    return None


def make_large_frames(edition: Edition, folder: Path, _progress: Progress) -> Outcome:
    """Ask what the pages of money beside need ask of all districts or communes, in every period.

    What comes of it stays in files beside the store; the job's own file is empty. Raises StoreError, also
    for a store that is not there: it is missed, not built.
    """
    from ui.funding.parts import levels_below, parts_at
    from ui.funding.what_if_facts import scored
    from ui.money.funding_choice import DEFAULT_PROGRAMME, FundingChoice, periods_of
    from ui.text.place_key import NATION

    door.opened(PUBLIC, edition.store, build=False)
    # Of several processes one makes them; the others wait, and find them made.
    frames_folder().mkdir(parents=True, exist_ok=True)
    with FileLock(frames_folder() / LOCK):
        for period in periods_of(edition, DEFAULT_PROGRAMME, NATION):
            chosen = FundingChoice(DEFAULT_PROGRAMME, NATION, period, None, None)
            for level in levels_below(edition, chosen):
                # It asks for the facts of need first.
                scored(edition, chosen, parts_at(edition, chosen, level))
    (folder / FILE).touch()
    return Made("first-looks", "text/plain")
