"""The registers that people keep, on both databases: models, overlap pairs, bottlenecks."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import URL, insert, select
from sqlmodel import col

from data_access.models import Area, Bottleneck, LivelihoodModel, OverlapPair, Table
from data_access.queries.livelihoods import (
    BOTTLENECK_COLUMNS,
    MODEL_COLUMNS,
    OVERLAP_COLUMNS,
    bottlenecks,
    livelihood_models,
    overlap_pairs,
)
from data_access.store.engines import writing_engine
from data_access.store.opening import Store, open_store
from data_access.store.settings import StoreSettings
from tests.queries.conftest import SAMPLE, written

MODEL: dict[str, Any] = {"name_vi": "Nuôi dê", "name_en": "Goats", "status": "reported"}
COUNTED: dict[str, Any] = {
    "participants_poor": 12,
    "income_before_vnd": 30_000_000_000_000,
    "income_after_vnd": 45_000_000,
    "alive_12_months": True,
    "certified": False,
}
PAIR: dict[str, Any] = {
    "chain_vi": "chè",
    "chain_en": "tea",
    "period_from": 2022,
    "period_to": 2023,
    "first_programme_code": "OWN",
    "first_item_vi": "Giống",
    "first_item_en": "Seedlings",
    "first_amount_vnd": 3_000_000_000,
    "second_programme_code": "SISTER",
    "second_item_vi": "Chế biến",
    "second_item_en": "Processing",
}
DECIDED = {
    "verdict": "complementary",
    "decided_by": "Nguyễn A",
    "decided_on": "2023-05-02",
    "reason": "Khác khâu",
}
ENTRY = {"what_vi": "Giao vốn chậm", "what_en": "Late money"}


@pytest.fixture
def registers(sample_url: URL) -> Iterator[Store]:
    """The sample store with two models, two pairs and two bottlenecks in it."""
    store = open_store(StoreSettings(database_url=written(sample_url), data_dir=SAMPLE))
    writing = writing_engine(sample_url)
    with writing.begin() as connection:
        place = connection.scalar(
            select(col(Area.id)).where(
                col(Area.level) == "province", col(Area.code) == "15", col(Area.vintage) == "v2008"
            )
        )
        same = {"load_id": 1, "area_id": place, "source_code": "decision-2022"}
        rows: list[tuple[type[Table], dict[str, Any]]] = [
            (LivelihoodModel, MODEL | {"code": "M2", "replicated_from": "M1"}),
            (LivelihoodModel, MODEL | COUNTED | {"code": "M1"}),
            (OverlapPair, PAIR | {"verdict": "undecided", "period_from": 2023}),
            (OverlapPair, PAIR | DECIDED),
            (Bottleneck, ENTRY | {"cause": "mechanism", "noted_on": "2023-01-05", "closed_on": "2023-04-01"}),
            (Bottleneck, ENTRY | {"cause": "awareness", "noted_on": "2023-02"}),
        ]
        for table, row in rows:
            connection.execute(insert(table), [row | same])
    writing.dispose()
    yield store
    store.engine.dispose()


def test_models_come_by_code_with_their_place_and_open_answers_stay_open(registers: Store) -> None:
    with registers.session() as session:
        found = livelihood_models(session)
    first, second = found.to_dict("records")
    assert {name: str(kind) for name, kind in found.dtypes.items()} == MODEL_COLUMNS
    assert (first["code"], first["vintage"], first["level"], first["area_code"]) == (
        "M1",
        "v2008",
        "province",
        "15",
    )
    assert (first["income_before_vnd"], first["participants_poor"]) == (30_000_000_000_000, 12)
    assert isinstance(first["income_before_vnd"], int)
    assert (first["alive_12_months"], first["certified"]) == (True, False)
    assert (second["code"], second["replicated_from"]) == ("M2", "M1")
    for name in ("alive_12_months", "participants_poor", "income_after_vnd"):
        assert pd.isna(second[name])


def test_pairs_keep_what_a_person_decided_and_an_undecided_one_has_no_reason(registers: Store) -> None:
    with registers.session() as session:
        found = overlap_pairs(session)
    assert {name: str(kind) for name, kind in found.dtypes.items()} == OVERLAP_COLUMNS
    assert found["verdict"].tolist() == ["complementary", "undecided"]
    assert found["reason"].fillna("").tolist() == ["Khác khâu", ""]
    assert found["first_amount_vnd"].tolist() == [3_000_000_000] * 2


def test_the_newest_bottleneck_comes_first_and_is_open_without_a_date(registers: Store) -> None:
    with registers.session() as session:
        found = bottlenecks(session)
    assert {name: str(kind) for name, kind in found.dtypes.items()} == BOTTLENECK_COLUMNS
    assert found["cause"].tolist() == ["awareness", "mechanism"]
    assert found["closed_on"].isna().tolist() == [True, False]


def test_empty_registers_are_empty_frames_of_the_same_columns(store: Store) -> None:
    with store.session() as session:
        for found, columns in (
            (livelihood_models(session), MODEL_COLUMNS),
            (overlap_pairs(session), OVERLAP_COLUMNS),
            (bottlenecks(session), BOTTLENECK_COLUMNS),
        ):
            assert found.empty
            assert {name: str(kind) for name, kind in found.dtypes.items()} == columns
