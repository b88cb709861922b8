"""Backup, restore and the store of a past day, on both databases."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import URL, text
from sqlalchemy.orm import Session

from data_access.keeping.backup import back_up
from data_access.keeping.contents import contents_of
from data_access.keeping.past import open_past
from data_access.keeping.restoring import restore
from data_access.loads import history_of_figure, publish, submit, undo
from data_access.store.engines import reading_engine, writing_engine
from data_access.store.errors import NoSuchDay, StoreDamaged, StoreNotEmpty, StoreOutOfDate
from data_access.store.opening import open_store
from data_access.store.settings import StoreSettings
from tests.queries.conftest import SAMPLE
from tests.queries.office import (
    BY,
    area_number,
    everything,
    figure,
    published,
    reading,
    sample_settings,
    shown,
    upload,
)

HA_GIANG = {"vintage": "v2008", "level": "province", "code": "02"}


def silent(_fraction: float, _step: str) -> None:
    """Report no progress."""


@pytest.fixture
def settings(sample_url: URL, tmp_path: Path) -> StoreSettings:
    return sample_settings(sample_url).model_copy(update={"var_dir": tmp_path / "var"})


@pytest.fixture
def ha_giang(settings: StoreSettings, sample_url: URL) -> int:
    return area_number(sample_url, "02")


def test_a_backup_restores_a_store_of_either_database_in_every_row(
    settings: StoreSettings, sample_url: URL, ha_giang: int, tmp_path: Path
) -> None:
    published(settings, everything("a.xlsx", ha_giang, 1))
    undo(settings, published(settings, everything("b.xlsx", ha_giang, 2)), BY)
    contents = back_up(settings, tmp_path / "backup.sqlite", silent).tables
    with reading(sample_url) as connection:
        assert contents_of(connection) == contents
    assert contents["figure"].rows == 15
    for target in (settings, StoreSettings(database_url="", var_dir=tmp_path / "other", data_dir=SAMPLE)):
        if target is settings:
            with pytest.raises(StoreNotEmpty):
                restore(target, tmp_path / "backup.sqlite", silent)
            published(settings, everything("c.xlsx", ha_giang, 3))
        restore(target, tmp_path / "backup.sqlite", silent, replace=target is settings)
        with reading(target.url()) as connection:
            assert contents_of(connection) == contents
        # It is a store like any other: current, and able to take the next load.
        open_store(target).engine.dispose()
        published(target, everything("d.xlsx", ha_giang, 4))


def test_a_backup_that_was_touched_or_is_none_restores_nothing(
    settings: StoreSettings, sample_url: URL, tmp_path: Path
) -> None:
    back_up(settings, tmp_path / "backup.sqlite", silent)
    before = shown(sample_url)
    engine = writing_engine(URL.create("sqlite", database=str(tmp_path / "backup.sqlite")))
    with engine.begin() as connection:
        connection.execute(text("UPDATE figure SET value = value + 1 WHERE id = 1"))
    with pytest.raises(StoreDamaged) as raised:
        restore(settings, tmp_path / "backup.sqlite", silent, replace=True)
    assert raised.value.facts["reason"] == "corrupt"
    with engine.begin() as connection:
        connection.execute(text("UPDATE store_revision SET version_num = '0001'"))
    with pytest.raises(StoreOutOfDate):
        restore(settings, tmp_path / "backup.sqlite", silent, replace=True)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE backup_manifest"))
    engine.dispose()
    with pytest.raises(StoreDamaged) as raised:
        restore(settings, tmp_path / "backup.sqlite", silent, replace=True)
    assert raised.value.facts["reason"] == "foreign"
    assert shown(sample_url) == before


def at_times(url: URL, *times: str) -> None:
    """Let the changes of a store have been made at these times."""
    engine = writing_engine(url)
    with engine.begin() as connection:
        for number, moment in enumerate(times, start=1):
            connection.execute(
                text("UPDATE load SET loaded_at = :moment WHERE id = :number"),
                {"moment": moment, "number": number},
            )
    engine.dispose()


def test_a_past_day_shows_the_store_as_it_then_was(
    settings: StoreSettings, sample_url: URL, ha_giang: int, tmp_path: Path
) -> None:
    at_first = shown(sample_url)
    first = published(settings, everything("a.xlsx", ha_giang, 1))
    with_first = shown(sample_url)
    published(settings, everything("b.xlsx", ha_giang, 2))
    with_both = shown(sample_url)
    undo(settings, first, BY)
    changed = settings.model_copy(update={"data_dir": changed_data(tmp_path)})
    open_store(changed).engine.dispose()
    at_times(
        sample_url,
        "2024-01-01T00:00:00Z",
        "2024-01-02T16:59:59Z",
        "2024-01-02T17:00:00Z",
        "2024-01-04T00:00:00Z",
        "2024-01-05T00:00:00Z",
    )
    # The day ends at midnight in Viet Nam, which is 17:00 in UTC.
    for day, expected in ((1, at_first), (2, with_first), (3, with_both), (5, shown(sample_url))):
        past = open_past(changed, date(2024, 1, day))
        past.engine.dispose()
        assert shown(URL.create("sqlite", database=past.location)) == expected, day
    with pytest.raises(NoSuchDay) as raised:
        open_past(changed, date(2023, 12, 31))
    assert raised.value.facts == {"day": "2023-12-31", "first": "2024-01-01"}
    assert len(list((settings.var_dir / "asof").iterdir())) == 4


def changed_data(tmp_path: Path) -> Path:
    changed = Path(shutil.copytree(SAMPLE, tmp_path / "changed"))
    path = changed / "figures" / "review.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("37.08", "38.5"), encoding="utf-8")
    return changed


def test_the_history_of_a_figure_tells_every_value_it_ever_had(
    settings: StoreSettings, sample_url: URL, ha_giang: int, tmp_path: Path
) -> None:
    wrong = submit(settings, upload("wrong.xlsx", figures=[figure(ha_giang, 99.0)]), BY)
    publish(settings, wrong, "Páo")
    undo(settings, wrong, BY)
    published(settings, upload("right.xlsx", figures=[figure(ha_giang, 30.5)]))
    open_store(settings.model_copy(update={"data_dir": changed_data(tmp_path)})).engine.dispose()
    engine = reading_engine(sample_url)
    with Session(engine) as session:
        found = history_of_figure(session, "poor_rate", year=2022, **HA_GIANG)
    engine.dispose()
    told = {
        (value, file if isinstance(file, str) else "", isinstance(until, str))
        for value, file, until in found[["value", "file", "until"]].itertuples(index=False)
    }
    assert {
        (30.5, "right.xlsx", False),
        (99.0, "wrong.xlsx", True),
        (38.5, "", False),
        (37.08, "", True),
    } <= told
    assert found.loc[found["preference"] == 1, "value"].tolist() == [30.5]
    assert set(found["document"]) >= {"Quyết định rà soát 2022"}
