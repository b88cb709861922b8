"""Statistical programs read the figures back: by pysdmx, against the structure and schema of each form."""

import json
from io import BytesIO
from typing import Any

import msgspec
import pandas as pd
import pytest
from pysdmx.io import get_datasets, read_sdmx
from pysdmx.io.json.sdmxjson2.messages.structure import JsonStructureMessage
from pysdmx.io.json.sdmxjson2.reader.doc_validation import validate_sdmx_json
from starlette.applications import Starlette

from exports.api.application import api_routes
from exports.open_data.figures import figure_rows
from exports.open_data.questions import FigureQuestion
from exports.open_data.sdmx import GOALS, structure
from exports.open_data.sdmx_json import figures_in_json
from tests.asgi import Answer, ask
from ui.cached import figure_frames
from ui.cached.editions import Edition
from vocabulary.vintages import OLD

APP = Starlette(routes=api_routes())
RATE = "survey_multidimensional_poverty_rate"
OF_PROVINCES = f"data/{RATE}?level=province&vintage={OLD}&limit=20000"


def sent(address: str) -> Answer:
    answer = ask(APP, f"/api/v1/sdmx/{address}")
    assert answer.status == 200, answer.text()
    return answer


@pytest.fixture(scope="module")
def observations(edition: Edition) -> pd.DataFrame:
    answer = sent(OF_PROVINCES)
    assert answer.headers["content-type"].startswith("application/vnd.sdmx.data+csv")
    found: pd.DataFrame = get_datasets(BytesIO(answer.text().encode()))[0].data
    return found


def test_structure_is_read_back_and_names_every_column_of_the_data(observations: pd.DataFrame) -> None:
    # Its reader of files asks for schemas that are a package of their own; the messages are the same.
    message = msgspec.json.decode(sent("structure").text(), type=JsonStructureMessage).to_model()
    (found,) = message.get_data_structure_definitions()
    assert [part.id for part in found.components] == list(observations.columns)
    assert [part.id for part in found.components.dimensions] == [
        "FREQ",
        "INDICATOR",
        "REF_AREA",
        "TIME_PERIOD",
    ]


def test_numbers_are_those_of_the_store_by_area_and_year(
    edition: Edition, observations: pd.DataFrame
) -> None:
    shown = figure_frames.figures_alike(edition, RATE, "province", (OLD,))
    keys = f"{OLD}.province." + shown["area_code"] + " " + shown["year"].astype("str")
    found = observations["REF_AREA"].astype("str") + " " + observations["TIME_PERIOD"].astype("str")
    expected = dict(zip(keys, shown["value"].astype("float64"), strict=True))
    read = dict(zip(found, pd.to_numeric(observations["OBS_VALUE"]).astype("float64"), strict=True))
    pd.testing.assert_series_equal(pd.Series(read).sort_index(), pd.Series(expected).sort_index())


def test_observations_say_unit_status_source_and_licence(observations: pd.DataFrame) -> None:
    assert set(observations["UNIT_MEASURE"]) == {"percent"}
    assert set(observations["OBS_STATUS"]) <= set("AEFPOMQ")
    for name in ("SOURCE", "LICENCE", "STANDARD", "LOAD"):
        assert observations[name].astype("str").str.len().gt(0).all(), name


def test_goals_are_named_for_the_survey_s_rates_alone_with_the_difference(
    edition: Edition, observations: pd.DataFrame
) -> None:
    assert set(observations["SDG_INDICATOR"]) == {"1.2.2"}
    assert observations["SDG_DIFFERENCE"].astype("str").str.contains("households").all()
    assert {GOALS[code] for code in GOALS} == {"1.2.1", "1.2.2"}
    assert set(GOALS) <= set(figure_frames.indicator_rows(edition))
    assert "1.2." not in sent("data/poor_household_rate").text()


def test_gaps_are_missing_observations_with_their_reason(edition: Edition) -> None:
    message = read_sdmx(BytesIO(sent("data/poor_household_rate").text().encode()))
    assert message.data
    data = message.data[0].data  # type: ignore[attr-defined]
    lacking = data["OBS_STATUS"].isin(["O", "M", "Q"])
    assert lacking.any()
    assert data.loc[lacking, "GAP"].astype("str").str.len().gt(0).all()


def test_unknown_indicator_and_unchanged_data(edition: Edition) -> None:
    assert ask(APP, "/api/v1/sdmx/data/nothing").status == 404
    tag = sent(f"data/{RATE}").headers["etag"]
    assert ask(APP, f"/api/v1/sdmx/data/{RATE}", {"If-None-Match": tag}).status == 304


def message_of(address: str) -> dict[str, Any]:
    """An SDMX-JSON message, held to the schema of its form."""
    answer = sent(f"{address}{'&' if '?' in address else '?'}format=json")
    assert answer.headers["content-type"] == "application/vnd.sdmx.data+json;version=2.0.0"
    validate_sdmx_json(answer.text())
    message: dict[str, Any] = answer.json()
    return message


def read_back(message: dict[str, Any]) -> pd.DataFrame:
    """The observations of a message as its field guide reads them: by the places in the lists of values."""
    (described,), (data_set,) = message["data"]["structures"], message["data"]["dataSets"]
    dimensions, attributes = described["dimensions"], described["attributes"]
    of_all = {part["id"]: part["values"][0]["value"] for part in dimensions["dataSet"]}
    of_all |= {
        part["id"]: part["values"][place]["value"]
        for part, place in zip(attributes["dataSet"], data_set["attributes"], strict=True)
    }
    rows = []
    for key, (value, *places) in data_set["observations"].items():
        places = [*map(int, key.split(":")), *places]
        parts = [*dimensions["observation"], *attributes["observation"]]
        told = zip(parts, places, strict=True)
        named = {part["id"]: None if at is None else part["values"][at]["value"] for part, at in told}
        rows.append({**of_all, **named, "OBS_VALUE": value})
    return pd.DataFrame(rows, columns=[part.id for part in structure().components])


def test_json_says_what_csv_says(edition: Edition) -> None:
    found = read_back(message_of(OF_PROVINCES))
    written = pd.read_csv(BytesIO(sent(OF_PROVINCES).text().encode()), dtype="str", keep_default_na=False)
    assert found["OBS_VALUE"].tolist() == pd.to_numeric(written["OBS_VALUE"]).tolist()
    for name in found.columns.drop("OBS_VALUE"):
        assert found[name].where(found[name].notna(), "").tolist() == written[name].tolist(), name
    assert set(found["SDG_INDICATOR"]) == {"1.2.2"}


@pytest.mark.parametrize(
    "asked", ["poor_household_rate", "poor_household_rate?limit=1", f"{RATE}?years=1950"]
)
def test_json_fits_its_schema_also_with_gaps_with_one_figure_and_with_none(
    edition: Edition, asked: str
) -> None:
    message = message_of(f"data/{asked}")
    sets = message["data"]["dataSets"]
    assert len(sets) == (0 if "1950" in asked else 1)
    assert not message["meta"]["test"]
    for data_set in sets:
        csv = sent(f"data/{asked}").text().strip().splitlines()
        assert len(data_set["observations"]) == len(csv) - 1


def test_simulated_figures_are_a_test_message(edition: Edition) -> None:
    rows = figure_rows(edition, FigureQuestion(indicator=RATE)).head(5).assign(simulated=True)
    message = json.loads(figures_in_json(rows, "5-simulated"))
    assert (message["meta"]["id"], message["meta"]["test"]) == ("5-simulated", True)
    assert set(read_back(message)["SIMULATED"]) == {"true"}


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("application/vnd.sdmx.data+json;version=2.0.0", "json"),
        ("application/json", "json"),
        ("application/vnd.sdmx.data+csv;version=2.0.0", "csv"),
        ("*/*", "csv"),
    ],
)
def test_form_of_data_follows_the_header_accept(edition: Edition, accept: str, form: str) -> None:
    answer = ask(APP, f"/api/v1/sdmx/data/{RATE}?limit=1", {"Accept": accept})
    assert f"data+{form}" in answer.headers["content-type"]
    assert "Accept," in answer.headers["vary"]
    assert ask(APP, f"/api/v1/sdmx/data/{RATE}?format=parquet").status == 422


@pytest.mark.parametrize("place", [{"level": "province"}, {"area": f"{OLD}.nation.VN"}])
def test_no_two_observations_have_the_same_key(edition: Edition, place: dict[str, str]) -> None:
    # Two publications give it for the same years.
    asked = FigureQuestion.model_validate({"indicator": "monthly_income_per_capita_mean", **place})
    rows = figure_rows(edition, asked)
    assert len(rows) > 5
    assert not rows.duplicated(["vintage", "area_code", "year"]).any()
