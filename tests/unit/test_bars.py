import time
from pathlib import Path

import pytest

from benchmarks.bars.bar import Bar, Row
from benchmarks.report import Report
from benchmarks.scale.figures_by_year import OF_AN_INDICATOR, Bounds, NotFinished, indicators_for


def test_report_tells_of_each_bar_ours_and_the_bare_scripts_and_whether_it_is_reached() -> None:
    slow = Bar("200 viewers", [Row("95 of 100 within, s", 1.8, 0.2, 1.5, 2), Row("errors", 0, 0, 0)])
    killed = Bar("kill -9", [Row("the slowest, s", 9.5, 1.9, 10.0, 1), Row("lost", 0, None, 0)])
    told = Report(runs=1, bars=[slow, killed]).as_text()
    assert "| 200 viewers | 95 of 100 within, s | 1.80 | 0.20 | 9.0 | 1.5 | **no** |" in told
    assert "| 200 viewers | errors | 0 | 0 | – | 0 | yes |" in told
    assert "| kill -9 | the slowest, s | 9.5 | 1.9 | 5.0 | 10 | yes |" in told
    assert "| kill -9 | lost | 0 | – | – | 0 | yes |" in told


def test_memory_that_shrank_has_no_ratio() -> None:
    assert Row("MB more each minute", -2.0, 0.1, 1.0).ratio is None


def test_filling_ends_at_its_bounds(tmp_path: Path) -> None:
    soon = time.monotonic() + 3600
    Bounds(tmp_path, 0.0, soon).check()
    with pytest.raises(NotFinished, match="are free"):
        Bounds(tmp_path, 1e9, soon).check()
    with pytest.raises(NotFinished, match="--keep"):
        Bounds(tmp_path, 0.0, time.monotonic() - 1).check()


@pytest.mark.parametrize(("figures", "indicators"), [(1, 1), (OF_AN_INDICATOR, 1), (1_000_000, 8)])
def test_a_number_of_figures_is_so_many_indicators(figures: int, indicators: int) -> None:
    assert indicators_for(figures) == indicators
