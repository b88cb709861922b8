"""Doubtful figures are kept and listed, never shown, whatever is published or withdrawn beside them."""

import csv
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from data_access.keeping.past import open_past
from data_access.loads import changed_rows, publish, submit, undo
from data_access.queries.figures import figures_of_area, other_reports
from data_access.queries.indicators import indicator_coverage
from data_access.store.engines import reading_engine
from data_access.store.opening import open_store
from data_access.store.settings import StoreSettings
from tests.queries.conftest import SAMPLE, written
from tests.queries.office import BY, area_number, figure, upload

HA_GIANG = {"vintage": "v2008", "level": "province", "code": "02"}
DOUBTED = {
    **{"indicator_code": "poor_rate", "vintage": "v2008", "level": "province", "area_code": "02"},
    **{"year": "2030", "value": "6.13", "decimals": "2", "qualifier": "exact", "state": "reported"},
    **{"status": "final", "standard_code": "md-2022", "source_kind": "administrative"},
    **{"source_code": "decision-2022", "note_vi": "lệch", "note_en": "shifted", "doubtful": "1"},
}


@pytest.fixture
def with_doubt(tmp_path: Path) -> Path:
    """The sample with one doubtful figure, which nothing else reports."""
    folder = tmp_path / "with_doubt"
    shutil.copytree(SAMPLE, folder)
    with (folder / "figures" / "doubted.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(DOUBTED))
        writer.writeheader()
        writer.writerow(DOUBTED)
    return folder


@pytest.fixture
def settings(sample_url: URL, with_doubt: Path, tmp_path: Path) -> StoreSettings:
    """The store of the sample, renewed with the doubtful figure in it."""
    found = StoreSettings(database_url=written(sample_url), data_dir=with_doubt, var_dir=tmp_path / "var")
    open_store(found).engine.dispose()
    return found


def of_2030(url: URL, question: Any) -> list[float]:
    engine = reading_engine(url)
    with Session(engine) as session:
        found = question(session, "poor_rate", **HA_GIANG)
    engine.dispose()
    return [float(value) for value in found[found["year"] == 2030]["value"]]


def shown_and_listed(url: URL) -> tuple[list[float], list[float]]:
    return of_2030(url, figures_of_area), of_2030(url, other_reports)


def test_a_doubtful_figure_is_listed_and_not_shown(settings: StoreSettings, sample_url: URL) -> None:
    assert shown_and_listed(sample_url) == ([], [6.13])
    engine = reading_engine(sample_url)
    with Session(engine) as session:
        assert 2030 not in set(indicator_coverage(session)["year"])
        assert changed_rows(session, 2).empty
    engine.dispose()


def test_another_report_is_shown_before_it_and_gone_it_is_listed_alone(
    settings: StoreSettings, sample_url: URL
) -> None:
    ha_giang = area_number(sample_url, "02")
    sent = upload("a.xlsx", figures=[figure(ha_giang, 9.5, year=2030, status="target")])
    number = submit(settings, sent, BY)
    publish(settings, number, "Páo")
    assert shown_and_listed(sample_url) == ([9.5], [6.13])
    undo(settings, number, "Páo")
    assert shown_and_listed(sample_url) == ([], [6.13])


def test_the_store_of_a_past_day_does_not_show_it_either(settings: StoreSettings) -> None:
    past = open_past(settings, date(2999, 12, 31))
    with past.session() as session:
        shown, others = (
            question(session, "poor_rate", **HA_GIANG) for question in (figures_of_area, other_reports)
        )
    past.engine.dispose()
    assert 2030 not in set(shown["year"])
    assert others[others["year"] == 2030]["value"].tolist() == [6.13]
