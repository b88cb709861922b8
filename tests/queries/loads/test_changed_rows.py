"""What a change of the ledger did to each figure and record, held to what the tables showed at each step."""

import random
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import URL, select
from sqlalchemy.orm import Session

from data_access.loads import LoadRefused, changed_rows, publish, submit, undo
from data_access.loads.rows import TABLES
from data_access.loads.shown_rows import KEYS
from data_access.store.engines import reading_engine
from data_access.store.opening import open_store
from data_access.store.settings import StoreSettings
from tests.queries.office import (
    BY,
    area_number,
    everything,
    figure,
    published,
    reading,
    sample_settings,
    upload,
)
from tests.queries.store.test_keeping import changed_data

VALUE = {"figure": "value", "money": "amount_vnd", "outcome": "value", "livelihood_model": "name_vi"}
Shown = dict[str, set[str]]


@pytest.fixture
def settings(sample_url: URL) -> StoreSettings:
    return sample_settings(sample_url)


def told(url: URL, change: int) -> pd.DataFrame:
    engine = reading_engine(url)
    try:
        with Session(engine) as session:
            return changed_rows(session, change)
    finally:
        engine.dispose()


def values(url: URL) -> dict[str, dict[tuple[Any, ...], Any]]:
    """What pages show of each thing, table by table."""
    with reading(url) as connection:
        shown = {}
        for table, value in VALUE.items():
            columns = TABLES[table].columns
            wanted = select(*(columns[name] for name in (*KEYS[table], value)))
            if "preference" in columns:
                wanted = wanted.where(columns["preference"] == 1)
            shown[table] = {tuple(row)[:-1]: row[-1] for row in connection.execute(wanted)}
        return shown


def expected(before: dict[Any, Any], after: dict[Any, Any]) -> list[tuple[float | None, float | None]]:
    """The values of all that differ, before and after."""
    keys = before.keys() | after.keys()
    pairs = ((before.get(key), after.get(key)) for key in keys)
    return sorted(((old, new) for old, new in pairs if old != new), key=repr)


def answered(found: pd.DataFrame, table: str) -> list[tuple[float | None, float | None]]:
    rows = found.loc[found["table"] == table, ["value_before", "value_after"]].astype("object")
    pairs = rows.where(rows.notna(), None).itertuples(index=False, name=None)
    return sorted(((old, new) for old, new in pairs if old != new), key=repr)


@pytest.mark.parametrize(("sample_url", "seed"), [("sqlite", 0), ("postgresql", 1)], indirect=["sample_url"])
def test_what_a_change_tells_is_what_the_tables_showed_before_and_after(
    settings: StoreSettings, sample_url: URL, seed: int
) -> None:
    area, chance = area_number(sample_url, "02"), random.Random(seed)
    standing: list[int] = []
    for salt in range(6):
        before = values(sample_url)
        if standing and chance.random() < 0.4:
            change = undo(settings, standing.pop(chance.randrange(len(standing))), BY)
        else:
            number = submit(settings, everything(f"{salt}.xlsx", area, salt), BY)
            change = publish(settings, number, BY)
            standing.append(number)
        after, found = values(sample_url), told(sample_url, change)
        for table in ("figure", "money", "outcome"):
            assert answered(found, table) == expected(before[table], after[table]), (salt, table)
        models = found[found["table"] == "livelihood_model"]
        names = [(old, new) for old, new in expected(before["livelihood_model"], after["livelihood_model"])]
        assert len(models[models["what"] != "same"]) == len(names)


def test_a_change_says_of_what_where_and_for_when_it_is(settings: StoreSettings, sample_url: URL) -> None:
    area = area_number(sample_url, "02")
    number = submit(settings, everything("a.xlsx", area, 1), BY)
    change = publish(settings, number, BY)
    found = told(sample_url, change)
    assert set(found["table"]) == {"figure", "money", "outcome", "livelihood_model", "area_class"}
    first = found[(found["table"] == "figure") & (found["period"] == "2022")].iloc[0]
    assert (first["code"], first["area_code"], first["level"], first["what"]) == (
        "poor_rate",
        "02",
        "province",
        "changed",
    )
    assert (first["value_before"], first["value_after"]) == (37.08, 31.0)
    assert first["area_vi"] == "Tỉnh Hà Giang"
    # Only what differs is told besides the value.
    assert first["rest_after"] == '{"source_code": "report-1"}'
    again = told(sample_url, undo(settings, number, BY))
    there_and_back = [
        sorted(zip(rows[f"value_{first}"].fillna(-1), rows[f"value_{then}"].fillna(-1), strict=True))
        for rows, first, then in ((found, "before", "after"), (again, "after", "before"))
    ]
    assert there_and_back[0] == there_and_back[1]
    assert set(again["what"]) <= {"changed", "removed", "same"}


def test_newer_embedded_data_tell_only_the_figures_that_differ(
    settings: StoreSettings, sample_url: URL, tmp_path: Path
) -> None:
    published(settings, upload("a.xlsx", figures=[figure(area_number(sample_url, "15"), 30.5)]))
    open_store(settings.model_copy(update={"data_dir": changed_data(tmp_path)})).engine.dispose()
    found = told(sample_url, 3)
    assert found[["code", "area_code", "value_before", "value_after"]].values.tolist() == [
        ["poor_rate", "02", 37.08, 38.5]
    ]
    first = told(sample_url, 1)
    assert set(first["what"]) == {"added"}
    with reading(sample_url) as connection:
        log = connection.execute(select(TABLES["audit"]).order_by(TABLES["audit"].c.id)).mappings().all()
    assert [(row["what"], row["subject"]) for row in log if row["what"] == "embedded"] == [
        ("embedded", "load 1"),
        ("embedded", "load 3"),
    ]
    assert '"load": 1' in log[-1]["state_before"]
    assert '"load": 3' in log[-1]["state_after"]


def test_a_change_that_was_never_made_is_refused(settings: StoreSettings, sample_url: URL) -> None:
    with pytest.raises(LoadRefused):
        told(sample_url, 99)
