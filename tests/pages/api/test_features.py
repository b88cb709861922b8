"""Geographic programs connect by address and find the areas and figures of the map."""

from typing import Any

import pandas as pd
import pytest
from starlette.applications import Starlette

from exports.api.application import api_routes
from geo.layers import layer
from tests.asgi import ask
from ui.cached.editions import Edition
from ui.maps.map_reading import picture_figures
from ui.maps.picture_address import PictureAddress
from vocabulary.vintages import NEW, OLD

APP = Starlette(routes=api_routes())
RATE = "survey_multidimensional_poverty_rate"
PROVINCES = f"/api/v1/features/collections/province-{OLD}-{RATE}/items"
HOST = {"Host": "localhost:8501"}


def read(address: str) -> Any:
    answer = ask(APP, address, HOST)
    assert answer.status == 200, answer.text()
    return answer.json()


def test_landing_leads_to_description_conformance_and_collections(edition: Edition) -> None:
    links = {link["rel"]: link["href"] for link in read("/api/v1/features")["links"]}
    assert {"self", "service-desc", "service-doc", "conformance", "data"} <= set(links)
    for rel, address in links.items():
        assert ask(APP, address.removeprefix("http://localhost:8501"), HOST).status == 200, rel
    assert any(name.endswith("/conf/core") for name in read("/api/v1/features/conformance")["conformsTo"])


def test_every_layer_is_a_collection_alone_and_with_what_its_areas_report(edition: Edition) -> None:
    listed = {one["id"]: one for one in read("/api/v1/features/collections?lang=en")["collections"]}
    assert {f"province-{OLD}", f"province-{NEW}", f"district-{OLD}", f"commune-{NEW}"} <= set(listed)
    found = listed[f"province-{OLD}-{RATE}"]
    assert found["title"].startswith("Multidimensional poverty rate (survey)")
    assert "OpenStreetMap" in found["description"]
    assert read(f"/api/v1/features/collections/{found['id']}")["id"] == found["id"]


def test_figures_are_those_of_the_map_in_every_area(edition: Edition) -> None:
    shown = picture_figures(edition, PictureAddress(RATE, "province"))
    of_year = shown[(shown["year"] == 2020) & (shown["vintage"] == OLD)].set_index("area_code")["value"]
    features = read(f"{PROVINCES}?year=2020")["features"]
    found = pd.Series({one["id"]: one["properties"]["value"] for one in features})
    assert len(found) == 63
    pd.testing.assert_series_equal(found.sort_index(), of_year.sort_index(), check_names=False)
    assert {one["properties"]["year"] for one in features} == {2020}


def test_newest_year_is_the_default_and_a_span_of_time_ends_with_its_last(edition: Edition) -> None:
    def years(query: str) -> set[int]:
        return {one["properties"]["year"] for one in read(f"{PROVINCES}?limit=3{query}")["features"]}

    assert years("&datetime=2018-01-01T00:00:00Z/2019-12-31T00:00:00Z") == {2019}
    assert years("") == {max(read_years())}


def read_years() -> list[int]:
    rows = read(f"/api/v1/figures?indicator={RATE}&vintage={OLD}&limit=20000")["rows"]
    return [row["year"] for row in rows if row["gap"] is None]


def test_area_without_a_figure_is_a_gap_with_its_reason(edition: Edition) -> None:
    features = read(f"/api/v1/features/collections/province-{OLD}-poor_household_rate/items")["features"]
    lacking = [one["properties"] for one in features if one["properties"]["value"] is None]
    assert len(features) == 63
    assert all(one["gap"] or one["value_min"] is not None for one in lacking)


def test_box_code_and_pages_narrow_what_is_sent(edition: Edition) -> None:
    items = f"/api/v1/features/collections/province-{NEW}/items"
    near = read(f"{items}?bbox=105.8,21.0,105.9,21.1")
    assert {one["id"] for one in near["features"]} == {"01"}
    assert [one["id"] for one in read(f"{items}?code=01")["features"]] == ["01"]
    first, codes = read(f"{items}?limit=10"), []
    page = first
    while True:
        codes += [one["id"] for one in page["features"]]
        following = [link["href"] for link in page["links"] if link["rel"] == "next"]
        if not following:
            break
        page = read(following[0].removeprefix("http://localhost:8501"))
    assert codes == list(layer("province", NEW).codes)
    assert first["numberMatched"] == 34


def test_one_area_has_an_address_of_its_own_with_the_archipelago(edition: Edition) -> None:
    found = read(f"/api/v1/features/collections/province-{NEW}/items/48")
    assert found["properties"]["name_en"] == "Da Nang"
    assert found["geometry"]["type"] == "MultiPolygon"
    assert max(x for ring in found["geometry"]["coordinates"] for x, _ in ring[0]) > 111


def test_unchanged_features_are_304(edition: Edition) -> None:
    first = ask(APP, PROVINCES, HOST)
    assert ask(APP, PROVINCES, {**HOST, "If-None-Match": first.headers["etag"]}).status == 304


@pytest.mark.parametrize(
    ("address", "status", "parameter"),
    [
        ("collections/nothing/items", 404, "collection"),
        (f"collections/province-{NEW}-nothing/items", 404, "collection"),
        (f"collections/province-{NEW}/items/zz", 404, "code"),
        (f"collections/province-{NEW}/items?bbox=1,2", 422, "bbox"),
        (f"collections/province-{NEW}/items?bbox=2,2,1,1", 422, "bbox"),
        (f"collections/province-{NEW}/items?sort=up", 422, "sort"),
        (f"collections/province-{OLD}-{RATE}/items?look=today", 404, "look"),
    ],
)
def test_what_there_is_not_is_named(edition: Edition, address: str, status: int, parameter: str) -> None:
    answer = ask(APP, f"/api/v1/features/{address}", HOST)
    assert (answer.status, answer.json().get("parameter")) == (status, parameter)
