"""What programs read is what pages show, each number with all that explains it."""

import io
from functools import partial
from typing import Any, get_args

import pandas as pd
import pyarrow.parquet as pq
import pytest
from starlette.applications import Starlette

from data_access.comparing.like_for_like import is_reported
from data_access.models.area import LEVELS
from data_access.models.money import SCOPES, STAGES
from data_access.money.money_question import MoneyQuestion
from data_access.queries.money import money
from data_access.queries.outcomes import OutcomeQuestion, outcomes
from exports.api.application import api_routes
from exports.open_data.every_table import TABLES
from exports.open_data.questions import Level, MoneyQuestions
from tests.asgi import ask
from ui.cached import area_frames, figure_frames, source_frames, target_frames
from ui.cached.editions import Edition
from ui.cached.editions import ask as ask_store
from ui.cached.looks import Look
from ui.cached.this_year import this_year
from ui.maps.map_reading import picture_figures
from ui.maps.picture_address import PictureAddress
from ui.text.place_key import PlaceKey
from vocabulary.vintages import NEW, OLD

APP = Starlette(routes=api_routes())
RATE = "survey_multidimensional_poverty_rate"
RANGE = ["value", "value_min", "value_max"]
PLACE = ["vintage", "area_code", "year"]


def read(address: str) -> pd.DataFrame:
    """The rows of an address, as pandas reads its CSV."""
    answer = ask(APP, f"/api/v1/{address}{'&' if '?' in address else '?'}format=csv&limit=20000")
    assert answer.status == 200, answer.text()
    texts = dict.fromkeys(("area_code", "parent_code", "code", "from_code", "to_code", "as_of"), "str")
    return pd.read_csv(io.StringIO(answer.text()), dtype=texts)


def rows_of(address: str) -> list[dict[str, Any]]:
    answer = ask(APP, f"/api/v1/{address}")
    assert answer.status == 200, answer.text()
    rows: list[dict[str, Any]] = answer.json()["rows"]
    return rows


def same(found: pd.DataFrame, shown: pd.DataFrame, key: list[str], numbers: list[str]) -> None:
    """Whether two frames have the same numbers under the same keys."""
    ordered = [rows.sort_values(key)[[*key, *numbers]].reset_index(drop=True) for rows in (found, shown)]
    pd.testing.assert_frame_equal(ordered[0], ordered[1], check_dtype=False)


@pytest.mark.parametrize("look", ["reported", "today"])
@pytest.mark.parametrize("indicator", [RATE, "poor_household_rate", "poor_households", "average_population"])
def test_figures_are_those_of_the_map(edition: Edition, indicator: str, look: Look) -> None:
    level = "province"
    wanted = PictureAddress(indicator, level, look)
    shown = picture_figures(edition, wanted)
    found = read(f"figures?indicator={indicator}&look={look}&level={level}")
    assert len(found) > 0
    same(found, shown[shown["vintage"].isin(found["vintage"])], PLACE, RANGE)


def test_figures_of_one_place_are_the_series_of_its_page(edition: Edition) -> None:
    shown = figure_frames.figures_of_area(edition, RATE, OLD, "province", "20")
    same(read(f"figures?indicator={RATE}&area={OLD}.province.20"), shown, PLACE, RANGE)


def test_every_figure_has_unit_status_standard_source_licence_and_load(edition: Edition) -> None:
    for row in rows_of(f"figures?indicator={RATE}&limit=50"):
        assert all(row[name] for name in ("unit", "status", "standard_code", "source_code", "source_licence"))
        assert (row["load"], row["simulated"]) == (edition.load, False)


@pytest.mark.parametrize(
    "address", ["indicator=poor_household_rate", "indicator=poor_household_rate&look=today"]
)
def test_no_value_is_missing_without_a_reason(var_dir: object, address: str) -> None:
    rows = pd.DataFrame(rows_of(f"figures?{address}"))
    lacking = ~is_reported(rows)
    assert lacking.any()
    assert (rows["gap"].notna() == lacking).all()
    assert rows.loc[lacking, RANGE].isna().all(axis=None)


def test_what_is_measured_otherwise_is_a_gap_until_it_is_asked_for(var_dir: object) -> None:
    gaps = pd.DataFrame(rows_of("figures?indicator=poor_household_rate"))
    told = pd.DataFrame(rows_of("figures?indicator=poor_household_rate&others=1"))
    apart = gaps["set_aside"].notna()
    assert apart.any()
    assert (gaps.loc[apart, "gap"] == gaps.loc[apart, "set_aside"]).all()
    assert told.loc[told["set_aside"].notna(), RANGE].notna().any(axis="columns").all()


def test_areas_are_those_of_both_eras(edition: Edition) -> None:
    found = read("areas?level=province")
    shown = pd.concat([area_frames.areas(edition, "province", one) for one in found["vintage"].unique()])
    assert {OLD, NEW} <= set(found["vintage"])
    same(
        found,
        shown.rename(columns={"code": "area_code"}),
        ["vintage", "area_code"],
        ["name_vi", "parent_code"],
    )


def test_crosswalk_is_that_of_the_merger(edition: Edition) -> None:
    shown = figure_frames.crosswalk_of_today(edition, "province")
    same(read("crosswalk?level=province"), shown, ["from_code", "to_code"], ["moved"])


def test_money_is_what_the_store_answers(edition: Edition) -> None:
    programme = str(read("money?level=nation")["programme_code"].dropna().iloc[0])
    found = read(f"money?level=nation&programme={programme}")
    shown = ask_store(edition, partial(money, question=MoneyQuestion(OLD, "nation", programme=programme)))
    numbers = ["amount_vnd", "amount_min_vnd", "amount_max_vnd"]
    assert found[numbers].astype("Int64").equals(shown[numbers].astype("Int64"))


def test_outcomes_are_what_the_store_answers(edition: Edition) -> None:
    found = read("outcomes?level=nation&vintage=v2008")
    shown = ask_store(edition, partial(outcomes, question=OutcomeQuestion(OLD, "nation")))
    assert len(found) > 0
    pd.testing.assert_frame_equal(found[RANGE], shown[RANGE], check_dtype=False)


def test_targets_stand_where_their_page_says(edition: Edition) -> None:
    shown = target_frames.assessed(edition, this_year(edition.store))
    same(read("targets"), shown, ["key"], ["standing", *RANGE])


def test_indicators_sources_standards_and_measures_are_all_there(edition: Edition) -> None:
    shown = {
        "indicators": figure_frames.indicators(edition),
        "sources": source_frames.sources(edition),
        "standards": source_frames.standards(edition),
        "measures": target_frames.measures(edition),
    }
    for name, frame in shown.items():
        assert list(read(name)["code"]) == list(frame["code"]), name


@pytest.mark.parametrize("name", TABLES)
def test_each_table_has_its_columns_in_every_form(var_dir: object, name: str) -> None:
    address = f"/api/v1/{name}?limit=5{f'&indicator={RATE}' if name == 'figures' else ''}"
    columns = [column.name for column in TABLES[name].columns]
    forms = {form: ask(APP, f"{address}&format={form}") for form in ("json", "csv", "parquet")}
    read_back = pq.read_table(io.BytesIO(forms["parquet"].body))
    rows = forms["json"].json()["rows"]
    assert read_back.column_names == columns == list(rows[0])
    assert read_back.to_pylist() == rows
    assert forms["csv"].body.split(b"\r\n")[0].decode() == ",".join(columns)
    assert len(forms["csv"].body.strip().split(b"\r\n")) == 1 + len(rows)


def test_simulated_figures_say_so_in_every_row_and_in_the_name_of_the_file(small_country: Edition) -> None:
    address = "/api/v1/figures?store=demo&indicator=poor_household_rate&level=commune&limit=20"
    answer = ask(APP, address)
    assert answer.json()["simulated"] is True
    assert {row["simulated"] for row in answer.json()["rows"]} == {True}
    assert "simulated-figures.csv" in ask(APP, f"{address}&format=csv").headers["content-disposition"]


def test_small_cells_are_hidden_from_programs_too(small_country: Edition) -> None:
    indicator = "poor_households_ethnic_minority"
    rows = pd.DataFrame(rows_of(f"figures?store=demo&indicator={indicator}&level=commune&limit=20000"))
    shown = rows["value"].dropna()
    assert not shown.between(1, 4).any()
    assert (rows["gap"] == "suppressed").any()


def test_areas_inside_a_place_are_those_alone(small_country: Edition) -> None:
    inside = area_frames.children(small_country, PlaceKey(NEW, "province", "20"))
    rows = rows_of(f"areas?store=demo&level=commune&vintage={NEW}&within={NEW}.province.20&limit=20000")
    assert {row["area_code"] for row in rows} == set(inside["code"])


def test_what_may_be_asked_is_what_the_store_knows() -> None:
    assert set(get_args(Level)) == set(LEVELS)
    fields = MoneyQuestions.model_fields
    written = {name: str(fields[name].annotation) for name in ("scope", "stage")}
    assert all(f"'{scope}'" in written["scope"] for scope in SCOPES if scope != "programme")
    assert all(f"'{stage}'" in written["stage"] for stage in STAGES)
