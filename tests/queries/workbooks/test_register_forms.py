"""A register's forms on their way into the store, made, published and withdrawn like any file."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data_access.__main__ import main as on_store
from data_access.poverty.adjusted_poverty import DEPRIVATIONS
from data_access.poverty.deprivation_counts import COUNTS, review_counts, with_adjusted_poverty
from data_access.queries.figures import figures_by_area
from data_access.store.opening import Store
from microdata.__main__ import main as on_register
from microdata.engines import duck_engine
from microdata.results.kept import DIFFERENCES, FACTS, FORMS, MEASURES, kept_results
from microdata.submission import WATCH
from tests.queries.workbooks.commands_store import store_of_commands

PROVINCE = "12"
PLACE = f"v2025.province.{PROVINCE}"
DOCUMENT = ("--kind", "figures", "--document", "Kết quả rà soát", "--document-number", "12/BC-UBND")
Command = Callable[[list[str]], int]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("register")


@pytest.fixture(scope="module")
def store(built_store: Path, folder: Path) -> Iterator[Store]:
    with store_of_commands(built_store, folder) as found:
        yield found


@pytest.fixture(scope="module")
def register(store: Store, folder: Path) -> Path:
    made = folder / "households"
    assert on_register(["generate", str(made), "--provinces", PROVINCE, "--scale", "0.04"]) == 0
    return made


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    def run(command: Command, exit_code: int, *arguments: str) -> Any:
        capsys.readouterr()
        assert command([*arguments, "--json"]) == exit_code, capsys.readouterr()
        return json.loads(capsys.readouterr().out)

    return run


def figures(store: Store, code: str, level: str) -> pd.DataFrame:
    with store.session() as session:
        found = figures_by_area(session, code, level=level, vintages=["v2025"])
    return found[found["year"] == 2025]


def test_forms_of_a_register_are_checked_published_and_withdrawn_like_any_file(
    store: Store, register: Path, folder: Path, answer: Callable[..., Any]
) -> None:
    said = answer(on_register, 0, "check", str(register))
    assert said["classes_differ"] == 0
    made = answer(on_register, 0, "make", str(register), str(folder / "forms"), "--place", PLACE)
    assert made["areas"] == said["communes"] + 1
    forms = str(folder / "forms" / "forms.csv")
    assert answer(on_store, 0, "check", forms, *DOCUMENT) == []
    loaded = answer(on_store, 0, "load", forms, *DOCUMENT, "--by", "Lò Thị Mai", "--publish")

    households = figures(store, "total_households", "commune")
    assert households["value"].sum() == said["households"]
    women = figures(store, "poor_households_headed_by_women", "commune")
    assert {*women["state"]} == {"reported", "suppressed"}
    assert women.loc[women["state"] == "suppressed", "value"].isna().all()
    _measures_are_those_of_the_figures(store, folder / "forms" / "measures.csv")

    _kept_result_agrees_with_what_is_published(
        answer(on_register, 0, "keep", str(register), "--place", PLACE)
    )
    number = str(loaded["submission"])
    answer(on_store, 0, "withdraw", number, "--by", "Páo", "--reason", "thử")
    assert figures(store, "total_households", "commune").empty


def test_refused_register_is_kept_as_reasons_and_counts(
    store: Store, register: Path, folder: Path, answer: Callable[..., Any]
) -> None:
    def changed(name: str, columns: str) -> Path:
        made = folder / f"{name}.parquet"
        with duck_engine() as engine:
            rows = f"SELECT * REPLACE ({columns}) FROM read_parquet('{register}/*.parquet')"
            engine.connection.execute(f"COPY ({rows}) TO '{made}' (FORMAT parquet)")
        return made

    answer(on_register, 4, "keep", str(changed("flawed", "0 AS members")), "--place", PLACE)
    refused = kept_results()[0]
    assert [one["code"] for one in refused.facts.findings] == ["not_in_range"]
    assert refused.facts.findings[0]["rows"] == refused.facts.rows
    assert [path.name for path in refused.folder.iterdir()] == [FACTS]
    kept = "CASE WHEN presence = 'gone' THEN NULL WHEN class_now = 'near_poor' THEN 'poor' ELSE class_now END"
    answer(on_register, 3, "keep", str(changed("typed", f"{kept} AS class_now")), "--place", PLACE)
    refused = kept_results()[0]
    assert refused.facts.refusal["reason"] == "classes_differ"
    (pair,) = refused.facts.differing
    assert (pair["recorded"], pair["by_rule"]) == ("poor", "near_poor")


def _measures_are_those_of_the_figures(store: Store, file: Path) -> None:
    """What pages work out from the published counts is what was made beside them."""
    made = pd.read_csv(file, dtype={"code": str}).set_index("code")
    for level in ("province", "commune"):
        counts = review_counts({code: figures(store, code, level) for code in COUNTS})
        found = with_adjusted_poverty(counts).set_index("area_code")
        columns = ["headcount", "intensity", "adjusted", *(f"censored_{name}" for name in DEPRIVATIONS)]
        expected = made.loc[made["level"] == level, columns].sort_index()
        pd.testing.assert_frame_equal(found[columns].sort_index(), expected, check_names=False, atol=1e-8)


def _kept_result_agrees_with_what_is_published(said: dict[str, Any]) -> None:
    """Every cell that is shown is compared, and the page is given the forms and nothing of a household."""
    (result,) = kept_results()
    assert said["name"] == result.facts.name == f"{PLACE}-2025"
    assert said["compared"] == result.facts.compared == result.forms["value"].ne("").sum()
    assert result.differences.empty
    assert {path.name for path in result.folder.iterdir()} == {FACTS, FORMS, MEASURES, DIFFERENCES, WATCH}


def test_what_the_forms_cannot_be_made_of_is_refused_with_a_sentence(
    register: Path, folder: Path, answer: Callable[..., Any]
) -> None:
    def refused(reason: str, source: Path, place: str) -> None:
        said = answer(on_register, 3, "make", str(source), str(folder / reason), "--place", place)
        assert said["reason"] == reason
        assert len(said["sentence"]) > 40
        assert not (folder / reason).exists()

    refused("outside_place", register, "v2025.province.01")
    refused("unknown_place", register, "v2025.province.99")
    refused("unknown_place", register, "v2008.region.rrd")
    refused("not_whole", register, "vn")
    changed = folder / "changed.parquet"
    with duck_engine() as engine:
        rows = f"SELECT * REPLACE ('poor' AS class_now) FROM read_parquet('{register}/*.parquet')"
        kept = f"SELECT * FROM ({rows}) WHERE presence != 'gone' AND cause_land IS NOT NULL"
        engine.connection.execute(f"COPY ({kept}) TO '{changed}' (FORMAT parquet)")
    refused("classes_differ", changed, PLACE)
