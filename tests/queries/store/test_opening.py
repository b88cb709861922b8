import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, insert, select, text
from sqlmodel import col

from data_access.embedded.csv_lines import FILES, MAY_BE_MISSING
from data_access.models import Area, Figure, Load
from data_access.queries.areas import areas
from data_access.queries.figures import figures_of_area, other_reports
from data_access.queries.indicators import indicator_coverage
from data_access.store.engines import writing_engine
from data_access.store.errors import EmbeddedDataUnusable, StoreOutOfDate
from data_access.store.opening import Store, open_store
from data_access.store.settings import ROOT, StoreSettings
from tests.queries.conftest import SAMPLE, written

HA_GIANG = {"vintage": "v2008", "level": "province", "code": "02"}


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A copy of the invented data that a test may change."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "data"))


@contextmanager
def opened(url: URL, data_dir: Path, progress: Callable[[float, str], None] | None = None) -> Iterator[Store]:
    store = open_store(StoreSettings(database_url=written(url), data_dir=data_dir), progress)
    try:
        yield store
    finally:
        store.engine.dispose()


def replace(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8", newline="")


def add_load_of_an_office(url: URL, **figure: Any) -> None:
    """A second load with one figure for Hà Giang in 2022."""
    given = {"load_id": 2, "indicator_code": "poor_rate", "year": 2022, "preference": 1, "value": 40.0}
    given |= {"qualifier": "exact", "state": "reported", "status": "final", "source_kind": "administrative"}
    given |= {"standard_code": "md-2022", "source_code": "yearbook"}
    load = {"id": 2, "kind": "workbook", "label": "office", "content_hash": "x", "row_count": 1}
    load |= {"loaded_at": "2024-01-01T00:00:00Z", "loaded_by": "office", "status": "current"}
    engine = writing_engine(url)
    with engine.begin() as connection:
        found = select(col(Area.id)).where(col(Area.vintage) == "v2008", col(Area.code) == "02")
        connection.execute(insert(Load), [load])
        connection.execute(insert(Figure), [given | {"area_id": connection.scalar(found)} | figure])
    engine.dispose()


def loads(store: Store) -> list[tuple[int, str, str]]:
    with store.session() as session:
        found = session.execute(select(col(Load.id), col(Load.kind), col(Load.status)).order_by(col(Load.id)))
        return [(number, kind, status) for number, kind, status in found]


def test_progress_names_the_steps_and_never_goes_back(empty_url: URL) -> None:
    told: list[tuple[float, str]] = []
    with opened(empty_url, SAMPLE, lambda fraction, step: told.append((fraction, step))):
        pass
    steps = ["checking", "waiting", "schema", "sources", "areas", "figures", "coverage", "ready"]
    assert [step for _, step in told] == steps
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_a_current_store_is_opened_and_not_loaded_again(sample_url: URL) -> None:
    told: list[str] = []
    with opened(sample_url, SAMPLE, lambda _, step: told.append(step)) as again:
        assert again.load_number == 1
    assert told == ["checking", "ready"]


def test_changed_data_are_loaded_anew(sample_url: URL, data_dir: Path) -> None:
    replace(data_dir / "figures" / "review.csv", "37.08", "38.5")
    replace(data_dir / "areas" / "provinces.csv", "Hà Giang,Ha Giang", "Hà Giang mới,New Ha Giang")
    with opened(sample_url, data_dir) as store, store.session() as session:
        assert figures_of_area(session, "poor_rate", **HA_GIANG)["value"].tolist() == [18.54, 38.5]
        assert areas(session, level="province", vintage="v2008")["name_vi"].tolist()[0] == "Hà Giang mới"
        assert store.load_number == 2
        assert loads(store) == [(1, "embedded", "superseded"), (2, "embedded", "current")]


def test_what_left_the_data_leaves_the_store(sample_url: URL, data_dir: Path) -> None:
    provinces = data_dir / "areas" / "provinces.csv"
    kept = [line for line in provinces.read_text(encoding="utf-8").splitlines() if ",48," not in line]
    provinces.write_text("\n".join(kept) + "\n", encoding="utf-8")
    (data_dir / "areas" / "dated_names.csv").write_text(
        (SAMPLE / "areas" / "dated_names.csv").read_text(encoding="utf-8").splitlines()[0] + "\n",
        encoding="utf-8",
    )
    replace(data_dir / "figures" / "review.csv", "province,48,2022", "province,02,2020")
    with opened(sample_url, data_dir) as store, store.session() as session:
        assert areas(session, level="province", vintage="v2008")["code"].tolist() == ["02", "15"]


def test_loads_of_others_are_kept_with_what_they_rest_on(sample_url: URL, data_dir: Path) -> None:
    add_load_of_an_office(sample_url)
    (data_dir / "figures" / "statistics.csv").unlink()
    content = (data_dir / "sources.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in content if not line.startswith("yearbook")]
    (data_dir / "sources.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    with opened(sample_url, data_dir) as store, store.session() as session:
        shown = figures_of_area(session, "poor_rate", **HA_GIANG)
        others = other_reports(session, "poor_rate", **HA_GIANG)
        assert loads(store) == [
            (1, "embedded", "superseded"),
            (2, "workbook", "current"),
            (3, "embedded", "current"),
        ]
    assert shown[["year", "value", "source_code"]].values.tolist() == [
        [2021, 18.54, "decision-2022"],
        [2022, 40.0, "yearbook"],
    ]
    assert others[["value", "source_code"]].values.tolist() == [[37.08, "decision-2022"]]


def test_a_report_of_others_is_shown_when_the_better_one_is_withdrawn(
    sample_url: URL, data_dir: Path
) -> None:
    add_load_of_an_office(sample_url, status="expected", preference=5)
    (data_dir / "figures" / "statistics.csv").unlink()
    replace(data_dir / "figures" / "review.csv", "province,02,2022", "province,02,2020")
    with opened(sample_url, data_dir) as store, store.session() as session:
        shown = figures_of_area(session, "poor_rate", **HA_GIANG)
        coverage = indicator_coverage(session)
    assert shown[["year", "value"]].values.tolist() == [[2020, 37.08], [2021, 18.54], [2022, 40.0]]
    assert len(coverage) == 7


@pytest.mark.parametrize(
    ("file", "old", "new", "facts"),
    [
        ("figures/review.csv", "37.08", "37,08", {"reason": "not_a_table", "line": "4"}),
        ("figures/review.csv", "37.08", "nan", {"reason": "not_a_number", "column": "value", "text": "nan"}),
        (
            "figures/review.csv",
            "VN,2022",
            "VN,năm",
            {"reason": "not_a_number", "column": "year", "text": "năm"},
        ),
        (
            "figures/review.csv",
            "poor_households,v2008",
            "no_such,v2008",
            {"reason": "unknown_reference", "column": "indicator_code", "line": "9"},
        ),
        (
            "figures/review.csv",
            "province,48",
            "province,99",
            {"reason": "unknown_reference", "column": "area_code", "text": "99", "line": "6"},
        ),
        ("areas/communes.csv", "district,132", "district,999", {"reason": "unknown_reference"}),
        ("crosswalk.csv", "part,1", "part,maybe", {"reason": "not_yes_or_no", "column": "is_default"}),
        ("crosswalk.csv", "part,1", "some,1", {"reason": "rejected"}),
        ("figures/review.csv", ",missing,", ",reported,", {"reason": "rejected"}),
        ("figures/review.csv", ",decision-2022,ghi chú", ",,ghi chú", {"reason": "rejected"}),
    ],
)
def test_data_that_cannot_be_stored_are_named_and_the_store_stays(
    sample_url: URL, data_dir: Path, file: str, old: str, new: str, facts: dict[str, str]
) -> None:
    with opened(sample_url, data_dir) as store:
        before = loads(store)
    replace(data_dir / file, old, new)
    with pytest.raises(EmbeddedDataUnusable) as raised, opened(sample_url, data_dir):
        pass
    assert facts.items() <= raised.value.facts.items()
    with opened(sample_url, SAMPLE) as store, store.session() as session:
        assert loads(store) == before
        assert figures_of_area(session, "poor_rate", **HA_GIANG)["value"].tolist() == [18.54, 37.08]


@pytest.mark.parametrize("table", [table for table in FILES if FILES[table][0] not in MAY_BE_MISSING])
def test_a_missing_file_is_named(tmp_path: Path, data_dir: Path, table: str) -> None:
    for path in data_dir.glob(FILES[table][0]):
        path.unlink()
    url = URL.create("sqlite", database=str(tmp_path / "store.sqlite"))
    with pytest.raises(EmbeddedDataUnusable) as raised, opened(url, data_dir):
        pass
    assert raised.value.facts == {"path": str(data_dir / FILES[table][0]), "reason": "missing"}
    assert not (tmp_path / "store.sqlite").exists()


def test_text_that_is_not_utf8_is_refused(tmp_path: Path, data_dir: Path) -> None:
    (data_dir / "sources.csv").write_bytes("code,title\na,Hà Nội".encode("utf-16"))
    url = URL.create("sqlite", database=str(tmp_path / "store.sqlite"))
    with pytest.raises(EmbeddedDataUnusable) as raised, opened(url, data_dir):
        pass
    assert raised.value.facts["reason"] == "not_a_table"


HOSTILE = """<script>alert("1")</script>'; DROP TABLE area; -- %s {0} \\ &amp; \u202e\u0000"""


def test_hostile_names_are_stored_as_they_are(empty_url: URL, data_dir: Path) -> None:
    name = HOSTILE.replace("\u0000", "")
    quoted = '"' + name.replace('"', '""') + '"'
    replace(data_dir / "areas" / "provinces.csv", ",Hà Giang,Ha Giang,", f",{quoted},{quoted},")
    with opened(empty_url, data_dir) as store, store.session() as session:
        found = areas(session, level="province", vintage="v2008")
        figures = figures_of_area(session, "poor_rate", **HA_GIANG)
    assert found["name_vi"].tolist()[0] == name
    assert figures["name_en"].tolist() == [name, name]


def test_a_store_of_a_newer_program_is_left_alone(sample_url: URL) -> None:
    engine = writing_engine(sample_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE store_revision SET version_num = '9999'"))
    with pytest.raises(StoreOutOfDate) as raised, opened(sample_url, SAMPLE):
        pass
    assert raised.value.facts["found"] == "9999"
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM figure")) == 11
    engine.dispose()


def test_many_that_start_at_once_load_once(empty_url: URL) -> None:
    numbers: list[int] = []

    def start() -> None:
        with opened(empty_url, SAMPLE) as store:
            numbers.append(store.load_number)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers == [1, 1, 1, 1]


def test_two_processes_that_start_at_once_load_once(tmp_path: Path) -> None:
    program = (
        "from data_access.store.settings import StoreSettings;"
        "from data_access.store.opening import open_store;"
        "print(open_store(StoreSettings()).load_number)"
    )
    environment = os.environ | {"DATABASE_URL": "", "VAR_DIR": str(tmp_path), "DATA_DIR": str(SAMPLE)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    assert [process.communicate()[0] for process in processes] == ["1\n", "1\n"]
    left = {path.name for path in tmp_path.iterdir()}
    assert left - {"published.sqlite.lock"} == {"published.sqlite"}
