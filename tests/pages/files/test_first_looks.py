"""After a publication the large frames are made once, before anybody looks."""

import asyncio
from pathlib import Path
from threading import Event

import pytest

from data_access.store.frame_files import ENDING
from exports import first_looks
from exports.jobs.work import FILE, Made, Outcome, Progress
from ui.cached import editions
from ui.cached.editions import FOLDER, Edition

ROUNDS = 6


def test_newest_load_of_each_open_store_is_made_ready_once(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Edition] = []
    asked: list[str] = []
    went_round = Event()
    newest_if_open = first_looks._newest_if_open

    def noted(of: Edition, folder: Path, _: Progress) -> Outcome:
        made.append(of)
        (folder / FILE).touch()
        return Made("first-looks", "text/plain")

    def counted(store: str) -> Edition | None:
        asked.append(store)
        if len(asked) == ROUNDS:
            went_round.set()
        return newest_if_open(store)

    async def followed() -> bool:
        following = asyncio.create_task(first_looks.follow_loads(0.0))
        try:
            return await asyncio.to_thread(went_round.wait, 30)
        finally:
            following.cancel()

    monkeypatch.setattr(first_looks, "make_large_frames", noted)
    monkeypatch.setattr(first_looks, "_newest_if_open", counted)
    assert asyncio.run(followed())
    assert made.count(edition) == 1
    assert len(made) == len(set(made)) <= len(first_looks.STORES)


def test_what_the_pages_ask_of_every_district_or_commune_is_in_files_afterwards(
    small_country: Edition, var_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One province has few rows; and what other tests asked is kept in memory under an edition as it is.
    monkeypatch.setattr(editions, "FEWEST_ROWS", 1)
    unknown_so_far = small_country._replace(content=f"{small_country.content} ")
    outcome = first_looks.make_large_frames(unknown_so_far, tmp_path, lambda _share, _step: None)
    assert outcome == Made("first-looks", "text/plain")
    assert (tmp_path / FILE).is_file()
    assert list((var_dir / FOLDER).glob(f"*{ENDING}"))
