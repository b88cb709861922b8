"""The benchmarks of many viewers, in short: each drives the dashboard and a bare script and tells of both."""

import time
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import URL, create_engine, text

from benchmarks.bars.bar import Bar, bar_lines
from benchmarks.bars.crowd import crowd
from benchmarks.bars.killed import killed
from benchmarks.bars.memory import memory
from benchmarks.bars.viewers import Plan, viewers
from benchmarks.scale.figures_by_year import Bounds, NotFinished, fewest, filled_plainly, grow, parted_by_year
from data_access.queries.figures import figures_by_area
from data_access.store.engines import reading_engine
from data_access.store.opening import Store
from tests.queries.many_figures import INDICATOR

pytestmark = pytest.mark.cluster
SHORT = Plan(count=3, minutes=0.05, period=1.0)


def told(bar: Bar) -> dict[str, tuple[float, float | None]]:
    """What a bar says, which its table says as well."""
    assert len(list(bar_lines([bar]))) == len(bar.rows) + 5
    return {row.what: (row.ours, row.bare) for row in bar.rows}


def test_viewers_look_at_the_dashboard_and_at_a_bare_script() -> None:
    found = told(viewers(SHORT))
    assert all(both is not None and both >= SHORT.count for both in found["changes"])
    assert "MB more each minute" in found


def test_a_crowd_looks_at_processes_behind_the_proxy_and_at_bare_ones() -> None:
    found = told(crowd(SHORT, processes=2))
    assert all(both is not None and both >= SHORT.count for both in found["changes"])


def test_memory_is_that_of_both() -> None:
    ours, bare = told(memory(sessions=3))["MB of the first process"]
    assert bare is not None
    assert ours > bare > 0


def test_views_of_a_killed_process_are_back_in_both_and_publications_are_whole() -> None:
    found = told(killed(4))
    assert found["of 5 publications lost or doubled"] == (0, None)
    assert all(both is not None and both > 0 for both in found["the slowest, s"])


def answer(url: URL) -> pd.DataFrame:
    engine = reading_engine(url)
    try:
        with Store(engine, "here").session() as session:
            return figures_by_area(session, INDICATOR, level="province", vintages=["v2008"])
    finally:
        engine.dispose()


def schema(server: URL, name: str) -> URL:
    owner = create_engine(server, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {name} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {name}"))
    owner.dispose()
    return server.update_query_dict({"options": f"-csearch_path={name}"})


def test_figures_by_year_answer_like_others_and_go_on_where_they_were_ended(
    postgresql_url: URL, tmp_path: Path
) -> None:
    plain, parted = (schema(postgresql_url, name) for name in ("plain_figures", "figures_by_year"))
    filled_plainly(plain, 120_000)
    bounds = Bounds(tmp_path, 0.0, time.monotonic() + 3600)
    owner = parted_by_year(parted)
    try:
        with pytest.raises(NotFinished):
            grow(owner, 1, Bounds(tmp_path, 1e9, bounds.until))
        assert fewest(owner) == 0
        grow(owner, 1, bounds)
        grow(owner, 2, bounds)
        assert fewest(owner) == 2
    finally:
        owner.dispose()
    # Once more, as a later run of the benchmark does.
    again = parted_by_year(parted)
    try:
        assert fewest(again) == 2
    finally:
        again.dispose()
    compared = ["area_code", "year", "value"]
    expected = answer(plain)[compared]
    assert len(expected) > 600
    pd.testing.assert_frame_equal(answer(parted)[compared], expected)
