"""The work of an office: what is due, what came back, what waits below, what was published lately."""

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import URL, text
from sqlalchemy.orm import Session

from data_access.accounts.facts import Grant
from data_access.accounts.managing import NATION
from data_access.days import today
from data_access.loads import publish, send_back, submit
from data_access.office_work.places import Place, WorkPlaces, areas_of, places_of
from data_access.office_work.work_list import WORK_COLUMNS, work_list
from data_access.store.engines import writing_engine
from data_access.store.opening import Store
from data_access.store.settings import StoreSettings
from tests.queries.office import BY, area_number, figure, money, reading, sample_settings, upload

HA_GIANG, YEN_BAI = Place("v2008", "province", "02"), Place("v2008", "province", "15")
LAO_CAI = Place("v2025", "province", "15")
ON = dt.date(2023, 12, 5)
SECOND = "Giàng A Páo"


@pytest.fixture
def settings(sample_url: URL) -> StoreSettings:
    """A store that took in its first load before the reports of 2023 were due."""
    write(sample_url, "UPDATE load SET loaded_at = '2022-12-01T00:00:00Z'")
    return sample_settings(sample_url)


def write(url: URL, statement: str) -> None:
    engine = writing_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def asked(settings: StoreSettings, places: WorkPlaces, on: dt.date = ON) -> pd.DataFrame:
    with reading(settings.url()) as connection, Session(connection) as session:
        return work_list(session, places, on)


def told(rows: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in rows[list(columns)].astype("object").to_numpy()]


def review(url: URL, code: str, name: str, year: int = 2023) -> Any:
    row = figure(area_number(url, code), 30, indicator_code="poor_rate", year=year)
    return upload(name, figures=[row])


def test_office_owes_what_is_overdue_and_what_is_due_soon(settings: StoreSettings) -> None:
    rows = asked(settings, WorkPlaces(sends=(HA_GIANG,)))
    assert dict(rows.dtypes.astype(str)) == WORK_COLUMNS
    assert set(rows["what"]) == {"due"}
    assert told(rows, "report", "year", "due_on", "days", "code") == [
        ("review", 2022, "2022-12-14", -356, "02"),
        ("half_year", 2023, "2023-05-31", -188, "02"),
        ("whole_year", 2023, "2023-11-30", -5, "02"),
        ("review", 2023, "2023-12-14", 9, "02"),
    ]
    assert set(rows["full_name_vi"]) == {"Tỉnh Hà Giang"}
    assert rows["number"].isna().all()


def test_report_far_ahead_and_of_a_unit_that_has_ended_is_not_owed(settings: StoreSettings) -> None:
    rows = asked(settings, WorkPlaces(sends=(HA_GIANG,)), dt.date(2023, 1, 5))
    assert told(rows, "report", "year", "days") == [("review", 2022, -22)]
    assert asked(settings, WorkPlaces(sends=(HA_GIANG,)), dt.date(2026, 12, 1)).empty
    of_today = asked(settings, WorkPlaces(sends=(LAO_CAI,)), dt.date(2026, 12, 1))
    assert set(of_today["year"]) == {2025, 2026}


def test_file_on_its_way_is_named_with_the_report_that_it_makes(settings: StoreSettings) -> None:
    url = settings.url()
    number = submit(settings, review(url, "02", "a.xlsx"), BY)
    rows = asked(settings, WorkPlaces(sends=(HA_GIANG, YEN_BAI)))
    named = rows[rows["number"].notna()]
    assert told(named, "report", "year", "code", "number", "state") == [
        ("review", 2023, "02", number, "submitted")
    ]


def test_returned_file_is_told_to_its_own_office_until_it_comes_again(settings: StoreSettings) -> None:
    url = settings.url()
    number = submit(settings, review(url, "02", "a.xlsx"), BY)
    send_back(settings, number, SECOND, "Tổng không khớp")
    rows = asked(settings, WorkPlaces(sends=(HA_GIANG,)))
    back = rows[rows["what"] == "returned"]
    assert told(back, "number", "label", "by", "reason") == [(number, "a.xlsx", SECOND, "Tổng không khớp")]
    assert "returned" not in set(asked(settings, WorkPlaces(sends=(YEN_BAI,)))["what"])
    again = review(url, "02", "b.xlsx")
    submit(settings, type(again)(**{**again.__dict__, "mends": number}), BY)
    assert "returned" not in set(asked(settings, WorkPlaces(sends=(HA_GIANG,)))["what"])


def test_approver_is_told_what_waits_in_own_area_oldest_first(settings: StoreSettings) -> None:
    url = settings.url()
    first = submit(settings, review(url, "02", "a.xlsx"), BY)
    other = submit(settings, review(url, "15", "b.xlsx"), BY)
    second = submit(settings, review(url, "02", "c.xlsx", 2022), BY)
    rows = asked(settings, WorkPlaces(decides=(HA_GIANG,)))
    assert told(rows, "what", "number", "by") == [("waiting", first, BY), ("waiting", second, BY)]
    everywhere = asked(settings, places_of([Grant("publisher", *NATION)]))
    assert list(everywhere["number"]) == [first, other, second]


def test_published_lately_is_told_and_long_ago_is_not(settings: StoreSettings) -> None:
    url = settings.url()
    number = submit(settings, upload("a.xlsx", money=[money(area_number(url, "02"), 5)]), BY)
    publish(settings, number, SECOND)
    places = WorkPlaces(decides=(HA_GIANG,))
    assert told(asked(settings, places, today()), "what", "number", "by") == [("published", number, SECOND)]
    write(url, "UPDATE submission SET decided_at = '2023-10-01T00:00:00Z'")
    assert asked(settings, places).empty


def test_nobody_without_an_office_has_work(settings: StoreSettings) -> None:
    submit(settings, review(settings.url(), "02", "a.xlsx"), BY)
    reader = places_of(
        [Grant("reader", *HA_GIANG), Grant("auditor", *NATION), Grant("administrator", *NATION)]
    )
    assert reader == WorkPlaces()
    assert asked(settings, reader).empty
    assert asked(settings, WorkPlaces(sends=(Place("v2008", "province", "99"),))).empty


def test_province_of_today_holds_what_it_was_made_of_and_a_commune_only_its_communes(
    shipped_store: Store,
) -> None:
    with shipped_store.session() as session:

        def within(level: str, code: str) -> dict[tuple[str, str], int]:
            numbers = areas_of(session, [Place("v2025", level, code)]) or frozenset()
            rows = session.execute(text("SELECT id, vintage, level FROM area")).all()
            kinds = [(row.vintage, row.level) for row in rows if row.id in numbers]
            return {kind: kinds.count(kind) for kind in set(kinds)}

        # Tuyên Quang: 124 communes of today, made of Hà Giang and Tuyên Quang.
        province = within("province", "08")
        assert (province["v2025", "commune"], province["v2008", "province"]) == (124, 2)
        assert province["v2008", "district"] == 18
        # What is said of a region is for no province to answer.
        assert ("v2008", "region") not in province
        commune = within("commune", "00691")
        assert set(commune) == {("v2025", "commune"), ("v2008", "commune")}
