from data_access.queries.sources import known_slips, sources, standards, store_load_number
from data_access.store.opening import Store


def test_sources_come_with_the_number_of_figures_that_rest_on_them(store: Store) -> None:
    with store.session() as session:
        found = sources(session)
    assert found[["code", "kind", "date", "figures"]].values.tolist() == [
        ["decision-2022", "decision", "2023-03", 6],
        ["press-2023", "press", "2023-06-01", 3],
        ["unused", "dataset", "2020", 0],
        ["yearbook", "statistics", "2024-07-23", 2],
    ]


def test_standards_come_by_their_first_year_and_undated_ones_last(store: Store) -> None:
    with store.session() as session:
        found = standards(session)
    assert found["code"].tolist() == ["md-2016", "md-2022", "local"]
    assert found["first_year"].tolist()[:2] == [2016, 2022]
    assert found["first_year"].isna().tolist() == [False, False, True]


def test_known_slips_are_told_in_both_languages(store: Store) -> None:
    with store.session() as session:
        found = known_slips(session)
    assert found.values.tolist() == [
        ["wrong-sum", "Tổng in sai", "The printed sum is wrong", "press-2023", "poor_households 2022"]
    ]


def test_a_store_just_built_stands_at_its_first_load(store: Store) -> None:
    with store.session() as session:
        assert store_load_number(session) == 1
    assert store.load_number == 1
