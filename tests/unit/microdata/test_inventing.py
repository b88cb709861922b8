"""Invented households make up the counts of the demonstration."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from data_access.store.settings import ROOT
from microdata.counting.movement import KEYS
from microdata.counting.review import Review, counted
from microdata.engines import DuckEngine, duck_engine
from microdata.errors import RegisterRefused
from microdata.inventing.places import demonstration, places_of
from microdata.inventing.writing import Invention, write_invented
from microdata.reading.files import open_register
from microdata.reading.findings import findings_of
from microdata.reading.values import raw_table

DATA = ROOT / "data"
# The province with the fewest households after the reform.
PROVINCE = "12"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("register")


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[DuckEngine]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VAR_DIR", str(folder / "var"))
        with duck_engine() as found:
            yield found


def said_nothing(_share: float, _step: str) -> None:
    """Report no progress."""


def places(year: int) -> pd.DataFrame:
    return places_of(*demonstration(DATA, [PROVINCE], said_nothing), year)


def invented(engine: DuckEngine, folder: Path, what: Invention) -> tuple[Review, int]:
    write_invented(engine.connection, DATA, folder, what, said_nothing)
    columns = open_register(engine, folder)
    assert findings_of(engine, raw_table(columns)).empty
    review = counted(engine, columns)
    return review, int(review.passages["households"].sum())


@pytest.mark.parametrize("year", [2022, 2025])
def test_every_household_count_is_the_one_of_the_demonstration(
    engine: DuckEngine, folder: Path, year: int
) -> None:
    review, _ = invented(engine, folder / str(year), Invention(year, (PROVINCE,)))
    expected = places(year).assign(year=year).set_index(list(KEYS)).sort_index()
    found = review.counts.loc[expected.index]
    exact = [code for code in map(str, expected) if code in found and not _is_of_movement_in_persons(code)]
    assert len(exact) > 80
    pd.testing.assert_frame_equal(found[exact], expected[exact].astype("int64"))
    assert review.differing.empty


def _is_of_movement_in_persons(code: str) -> bool:
    """Persons of forms 2 and 3 follow the households; those who are on the lists now are met."""
    words = ("at_start", "rising", "other_", "_to_", "relapsed", "newly")
    return "persons" in code and any(word in code for word in words)


def test_smaller_scale_is_a_sample_and_the_same_seed_the_same_households(
    engine: DuckEngine, folder: Path
) -> None:
    what = Invention(2025, (PROVINCE,), scale=0.02)
    (review, rows), (again, _) = (invented(engine, folder / name, what) for name in ("first", "again"))
    whole = int(places(2025)["total_households"].sum())
    assert 0.018 * whole < rows < 0.022 * whole
    pd.testing.assert_frame_equal(review.counts, again.counts)
    assert review.watched["households"].sum() > 0


def test_folder_with_something_in_it_is_left_alone(engine: DuckEngine, folder: Path) -> None:
    (folder / "full").mkdir()
    (folder / "full" / "notes.txt").touch()
    with pytest.raises(RegisterRefused, match="folder_not_empty"):
        write_invented(engine.connection, DATA, folder / "full", Invention(), said_nothing)
