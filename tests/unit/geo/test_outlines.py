import gzip
import json
import math
import re

import pytest
import shapely

from geo.assets import assets, choropleth_script, leaflet_script
from geo.choropleth import BaseMap
from geo.layers import UnknownLayer
from geo.outlines import Outlines, drawn, mercator, outlines

PROVINCES = {"v2008": 63, "v2025": 34}


def document(drawing: Outlines) -> dict[str, object]:
    found: dict[str, object] = json.loads(gzip.decompress(drawing.compressed))
    return found


@pytest.mark.parametrize(("vintage", "count"), PROVINCES.items())
def test_every_province_is_one_path_and_both_archipelagos_are_there(vintage: str, count: int) -> None:
    drawing = outlines("province", vintage)
    content = document(drawing)
    assert content["codes"] == list(drawing.codes)
    assert len(set(drawing.codes)) == count
    paths = content["paths"]
    assert isinstance(paths, list)
    assert len(paths) == count
    assert all(re.fullmatch(r"(M\d+ \d+[lh][-\d hv]*z)+", path) for path in paths)
    islands = content["islands"]
    assert isinstance(islands, list)
    assert [(island["archipelago"], island["code"]) for island in islands] == [
        ("hoang_sa", "48"),
        ("truong_sa", "56"),
    ]


def test_name_of_a_drawing_changes_with_its_bytes() -> None:
    square, wider = shapely.box(100, 10, 101, 11), shapely.box(100, 10, 102, 11)
    one, same, other = (
        drawn(["1"], [shape], [], level="province", vintage="v2008") for shape in (square, square, wider)
    )
    assert one.url == same.url != other.url
    assert one.compressed == same.compressed


def test_drawing_is_in_the_plane_that_leaflet_draws() -> None:
    drawing = drawn(["1"], [shapely.box(100, 10, 102, 12)], [], level="province", vintage="v2008")
    content = document(drawing)
    assert content["bounds"] == [[pytest.approx(10, abs=0.001), 100], [12, pytest.approx(102, abs=0.001)]]
    assert mercator(0) == pytest.approx(0)
    assert mercator(12) == pytest.approx(math.degrees(math.asinh(math.tan(math.radians(12)))))


def test_speck_smaller_than_the_grid_is_still_drawn() -> None:
    speck = shapely.box(100.5, 10.5, 100.50001, 10.50001)
    drawing = drawn(["1", "2"], [shapely.box(100, 10, 102, 12), speck], [], level="province", vintage="v2008")
    paths = document(drawing)["paths"]
    assert isinstance(paths, list)
    assert paths[1].endswith("h1v1h-1z")


def test_layer_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UnknownLayer):
        outlines("village", "v2008")


def test_no_file_of_the_map_names_another_host() -> None:
    hosts = {
        host
        for asset in assets()
        for host in re.findall(
            r"(?:src|href|url|import|fetch)[\s=(:'\"]+https?://([\w.]+)",
            gzip.decompress(asset.content).decode(),
        )
    }
    # The credit that Leaflet would show is switched off; it is a link, not a request.
    assert hosts <= {"leafletjs.com"}


def test_base_map_asks_only_the_app_for_its_files() -> None:
    page = BaseMap(zoom_by_wheel=True).get_root().render()
    assert re.findall(r"<(?:script|link)[^>]+(?:src|href)=\"([^\"]+)\"", page) == [
        leaflet_script().url,
        choropleth_script().url,
    ]
    assert "http://" not in page
    assert "https://" not in page.replace("https://www.openstreetmap.org", "")
