from data_access.queries.indicators import (
    COVERAGE_COLUMNS,
    INDICATOR_COLUMNS,
    indicator_coverage,
    indicators,
)
from data_access.store.opening import Store


def test_indicators_come_by_position(store: Store) -> None:
    with store.session() as session:
        found = indicators(session)
    assert found[["code", "group", "unit", "decimals", "direction", "roll_up"]].values.tolist() == [
        ["poor_rate", "poverty", "percent", 2, "lower", "ratio"],
        ["poor_households", "poverty", "households", 0, "lower", "sum"],
        ["empty_indicator", "context", "percent", 1, "context", "none"],
    ]
    assert {name: str(kind) for name, kind in found.dtypes.items()} == INDICATOR_COLUMNS


def test_coverage_counts_areas_that_report_a_value(store: Store) -> None:
    with store.session() as session:
        found = indicator_coverage(session)
    assert found.values.tolist() == [
        ["poor_households", "v2008", "district", 2022, 1],
        ["poor_rate", "v2008", "nation", 2021, 1],
        ["poor_rate", "v2008", "nation", 2022, 1],
        ["poor_rate", "v2008", "province", 2021, 1],
        ["poor_rate", "v2008", "province", 2022, 2],
        ["poor_rate", "v2025", "province", 2025, 1],
    ]
    assert {name: str(kind) for name, kind in found.dtypes.items()} == COVERAGE_COLUMNS
