import pytest

from data_access.queries.targets import targets
from data_access.queries.tracked_results import RESULT_COLUMNS, tracked_results
from data_access.store.opening import Store
from data_access.targets.targets_with_status import with_standings


def test_results_stand_by_the_target_they_tell_of(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        known, found = targets(session).set_index("id"), tracked_results(session)
        one = tracked_results(session, target=found["target_id"].tolist()[-1])
    assert {name: str(kind) for name, kind in found.dtypes.items()} == RESULT_COLUMNS
    assert set(found["status"]) <= {"final", "preliminary", "reported"}
    code = known["indicator_code"].to_dict()
    nation = found[found["target_id"].map(code) == "target_poverty_rate_reduction_per_year"]
    by_year = nation[["year", "value", "preference"]].to_numpy().tolist()
    assert [2021, 2.23, 1] in by_year
    assert [2021, 5.2, 2] in by_year
    assert by_year[-1] == [2024, 1.93, 1]
    assert one["target_id"].nunique() == 1


def test_the_poor_districts_tell_of_the_nations_target(shipped_store: Store) -> None:
    with shipped_store.session() as session:
        found = tracked_results(session)
        known = targets(session).set_index("id")["indicator_code"]
    own = found[found["target_id"].map(known) == "target_poor_district_poverty_reduction_per_year"]
    assert own["value"].tolist() == [45.0, 31.72, 24.86]
    assert own["qualifier"].tolist() == ["about", "exact", "exact"]


@pytest.mark.parametrize(
    ("indicator", "area", "standing", "reason"),
    [
        ("target_poverty_rate_reduction_per_year", "VN", "on_track", "pace_enough"),
        ("target_poverty_rate_reduction_per_year", "365", "unsaid", "no_figure"),
        ("target_ethnic_minority_poverty_reduction_per_year", "VN", "on_track", "pace_enough"),
        ("target_poor_and_near_poor_households_reduction", "VN", "unsaid", "no_start"),
        ("target_children_in_school_at_right_age", "VN", "unsaid", "not_tracked"),
        ("target_poor_household_rate", "17", "unsaid", "no_figure"),
    ],
)
def test_where_published_targets_stand(
    shipped_store: Store, indicator: str, area: str, standing: str, reason: str
) -> None:
    with shipped_store.session() as session:
        found = with_standings(targets(session), tracked_results(session), this_year=2025)
    mine = found[(found["indicator_code"] == indicator) & (found["area_code"] == area)]
    assert mine[["standing", "reason"]].to_numpy().tolist() == [[standing, reason]]


def test_the_nations_pace_by_another_way(shipped_store: Store) -> None:
    """5.2 % of the list at the start (new standard) to 1.93 % of 2024, from the raw rows."""
    with shipped_store.session() as session:
        found = with_standings(targets(session), tracked_results(session), this_year=2025)
        statement = (
            "SELECT year, value FROM figure JOIN area ON area.id = area_id WHERE area.code = 'VN'"
            " AND indicator_code = 'poor_household_rate' AND standard_code = 'review-md-2022'"
            " AND figure.status <> 'expected' AND year >= 2020 ORDER BY year"
        )
        raw = session.connection().exec_driver_sql(statement).all()
    mine = found[
        (found["indicator_code"] == "target_poverty_rate_reduction_per_year") & (found["level"] == "nation")
    ]
    (first_year, first), *_, (last_year, last) = raw
    assert mine["pace_min"].iloc[0] == pytest.approx((first - last) / (last_year - first_year))
    assert mine["pace_min"].iloc[0] == pytest.approx(1.09)
