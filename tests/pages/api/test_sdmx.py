"""Statistical programs read the figures back: by pysdmx, against the structure that is served."""

from io import BytesIO

import msgspec
import pandas as pd
import pytest
from pysdmx.io import get_datasets, read_sdmx
from pysdmx.io.json.sdmxjson2.messages.structure import JsonStructureMessage
from starlette.applications import Starlette

from exports.api.application import api_routes
from exports.open_data.sdmx import GOALS
from tests.asgi import Answer, ask
from ui.cached import figure_frames
from ui.cached.editions import Edition
from vocabulary.vintages import OLD

APP = Starlette(routes=api_routes())
RATE = "survey_multidimensional_poverty_rate"


def sent(address: str) -> Answer:
    answer = ask(APP, f"/api/v1/sdmx/{address}")
    assert answer.status == 200, answer.text()
    return answer


@pytest.fixture(scope="module")
def observations(edition: Edition) -> pd.DataFrame:
    answer = sent(f"data/{RATE}?level=province&vintage={OLD}&limit=20000")
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
