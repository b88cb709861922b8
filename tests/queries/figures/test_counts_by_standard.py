from data_access.queries.counts_by_standard import COUNT_COLUMNS, counts_by_standard
from data_access.store.opening import Store


def test_counts_come_by_every_standard_the_preferred_report_first(store: Store) -> None:
    with store.session() as session:
        found = counts_by_standard(
            session, "poor_rate", level="province", vintage="v2008", years=(2022, 2022)
        )
        nothing = counts_by_standard(
            session, "poor_rate", level="commune", vintage="v2008", years=(2022, 2022)
        )
    of_ha_giang = found[found["area_code"] == "02"]
    assert of_ha_giang["value"].tolist()[0] == 37.08
    assert set(of_ha_giang["standard_code"]) == {"md-2016", "md-2022"}
    assert of_ha_giang[of_ha_giang["standard_code"] == "md-2016"]["value"].tolist() == [21.0]
    # A range is no count.
    assert "15" not in set(found["area_code"])
    assert {name: str(kind) for name, kind in found.dtypes.items()} == COUNT_COLUMNS
    assert nothing.empty
