import pandas as pd
import pytest

from data_access.queries.figures import (
    FIGURE_COLUMNS,
    figures_by_area,
    figures_of_area,
    other_reports,
    other_reports_by_area,
)
from data_access.store.errors import UnknownArea, UnknownIndicator
from data_access.store.opening import Store

SHORT = ["vintage", "area_code", "name_vi", "year", "value", "value_min", "value_max", "qualifier", "state"]
HA_GIANG = {"vintage": "v2008", "level": "province", "code": "02"}


def rows(found: pd.DataFrame, columns: list[str]) -> list[tuple[object, ...]]:
    shown = found[columns].astype(object)
    return [tuple(row) for row in shown.where(shown.notna(), None).itertuples(index=False)]


def test_every_year_of_a_level_comes_by_year_vintage_and_code(store: Store) -> None:
    with store.session() as session:
        found = figures_by_area(session, "poor_rate", level="province", vintages=["v2025", "v2008"])
    assert rows(found, SHORT) == [
        ("v2008", "02", "Hà Giang", 2021, 18.54, None, None, "exact", "reported"),
        ("v2008", "02", "Hà Giang", 2022, 37.08, None, None, "exact", "reported"),
        ("v2008", "15", "Yên Bái", 2022, None, 12.0, 13.0, "about", "reported"),
        ("v2008", "48", "Đà Nẵng", 2022, None, None, None, "exact", "missing"),
        ("v2025", "15", "Lào Cai", 2025, 5.0, None, None, "more_than", "reported"),
    ]


def test_of_some_years_alone_the_first_and_the_last_are_among_them(store: Store) -> None:
    with store.session() as session:
        found = figures_by_area(
            session, "poor_rate", level="province", vintages=["v2025", "v2008"], years=(2022, 2024)
        )
    assert rows(found, ["area_code", "year"]) == [("02", 2022), ("15", 2022), ("48", 2022)]


def test_a_figure_comes_with_everything_that_is_known_of_it(store: Store) -> None:
    with store.session() as session:
        found = figures_by_area(session, "poor_rate", level="province", vintages=["v2008"])
    assert dict(zip(FIGURE_COLUMNS, rows(found, list(FIGURE_COLUMNS))[1], strict=True)) == {
        "vintage": "v2008",
        "area_code": "02",
        "name_vi": "Hà Giang",
        "name_en": "Ha Giang",
        "year": 2022,
        "value": 37.08,
        "value_min": None,
        "value_max": None,
        "decimals": 2,
        "qualifier": "exact",
        "state": "reported",
        "status": "final",
        "standard_code": "md-2022",
        "source_kind": "administrative",
        "source_code": "decision-2022",
        "note_vi": "ghi chú",
        "note_en": "note",
        "period_from": None,
        "as_of": "2022-12-31",
        "status_note": None,
    }


def test_only_the_vintages_asked_for_are_answered(store: Store) -> None:
    with store.session() as session:
        found = figures_by_area(session, "poor_rate", level="province", vintages=["v2025"])
    assert rows(found, ["vintage", "area_code", "name_en"]) == [("v2025", "15", "Lao Cai")]


def test_one_area_has_its_figures_by_year(store: Store) -> None:
    with store.session() as session:
        found = figures_of_area(session, "poor_rate", vintage="v2008", level="nation", code="VN")
    assert rows(found, ["year", "value", "standard_code"]) == [
        (2021, 2.23, "md-2016"),
        (2022, 4.03, "md-2022"),
    ]


def test_other_reports_come_the_next_best_first(store: Store) -> None:
    with store.session() as session:
        found = other_reports(session, "poor_rate", **HA_GIANG)
    assert rows(found, ["year", "value", "qualifier", "status", "standard_code", "source_code"]) == [
        (2022, 37.0, "about", "final", "md-2022", "press-2023"),
        (2022, 36.9, "exact", "preliminary", "md-2022", "yearbook"),
        (2022, 21.0, "exact", "final", "md-2016", "yearbook"),
    ]


def test_numbers_beyond_32_bits_are_kept(store: Store) -> None:
    with store.session() as session:
        found = figures_of_area(session, "poor_households", vintage="v2008", level="district", code="132")
    assert rows(found, ["year", "period_from", "value", "decimals"]) == [(2022, 2021, 3e9, 0)]


@pytest.mark.parametrize("level", ["province", "commune"])
def test_types_of_columns_are_the_same_with_and_without_rows(store: Store, level: str) -> None:
    with store.session() as session:
        found = figures_by_area(session, "poor_rate", level=level, vintages=["v2008"])
    assert {name: str(kind) for name, kind in found.dtypes.items()} == FIGURE_COLUMNS


def test_an_indicator_without_figures_is_empty_and_not_an_error(store: Store) -> None:
    with store.session() as session:
        found = figures_by_area(session, "empty_indicator", level="province", vintages=["v2008"])
    assert found.empty


def test_an_unknown_indicator_is_named(store: Store) -> None:
    with store.session() as session:
        with pytest.raises(UnknownIndicator) as by_area:
            figures_by_area(session, "<b>nonsense</b>", level="province", vintages=["v2008"])
        with pytest.raises(UnknownIndicator):
            figures_of_area(session, "nonsense", **HA_GIANG)
    assert by_area.value.facts == {"indicator": "<b>nonsense</b>"}


def test_an_unknown_area_is_named(store: Store) -> None:
    with store.session() as session, pytest.raises(UnknownArea) as raised:
        figures_of_area(session, "poor_rate", vintage="v2025", level="province", code="02")
    assert raised.value.facts == {"vintage": "v2025", "level": "province", "area": "02"}


def test_other_reports_of_a_level_come_by_area_the_next_best_first(store: Store) -> None:
    with store.session() as session:
        found = other_reports_by_area(session, "poor_rate", level="province", vintages=["v2008"])
    columns = ["area_code", "year", "value", "standard_code", "preference"]
    assert rows(found, columns) == [
        ("02", 2022, 37.0, "md-2022", 2),
        ("02", 2022, 36.9, "md-2022", 3),
        ("02", 2022, 21.0, "md-2016", 4),
    ]


def test_a_level_without_other_reports_is_empty(store: Store) -> None:
    with store.session() as session:
        found = other_reports_by_area(session, "poor_rate", level="nation", vintages=["v2008"])
    assert found.empty
    assert str(found["preference"].dtype) == "int64"
