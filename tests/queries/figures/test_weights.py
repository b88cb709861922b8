"""The weights by which rates of provinces are averaged, from the store."""

from data_access.queries.weights import province_weights, weight_sources
from data_access.store.opening import Store


def test_a_store_without_a_census_has_no_weights(store: Store) -> None:
    with store.session() as session:
        found = province_weights(session)
    assert found.columns.tolist() == ["area_code", "year", "weight"]
    assert found.empty


def test_a_store_without_a_census_has_no_sources_of_weights(store: Store) -> None:
    with store.session() as session:
        found = weight_sources(session)
    assert found.columns.tolist() == ["source_code"]
    assert found.empty
