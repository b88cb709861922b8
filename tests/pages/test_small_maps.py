"""Small maps show in each year what the large one shows, by one legend."""

import gzip
from collections import Counter
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette

from tests.asgi import ask
from ui.cached.editions import Edition
from ui.maps.kinds import painted_document
from ui.maps.picture_address import PictureAddress
from ui.maps.small_maps import COLUMNS
from ui.server.routes import app_routes
from vocabulary.catalogues import LANGUAGES

APP = Starlette(routes=app_routes())
SVG = "{http://www.w3.org/2000/svg}"
INCOME = "survey_income_poverty_rate"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", COLUMNS)
def test_each_year_has_the_classes_of_the_large_map(edition: Edition, language: str, columns: int) -> None:
    wanted = PictureAddress(INCOME, "province", language=language)
    document = painted_document(edition, wanted)
    answer = ask(APP, wanted.small_maps_url(edition, columns))
    assert answer.headers["cache-control"].endswith("immutable")
    drawing = ElementTree.fromstring(gzip.decompress(answer.body))
    maps = {int(one.attrib["data-year"]): one for one in drawing.iter(f"{SVG}svg") if one.get("data-year")}
    assert list(maps) == [frame["year"] for frame in document["frames"]]
    for frame in document["frames"]:
        groups = [group for group in maps[frame["year"]].iter(f"{SVG}g") if group.get("data-class")]
        drawn = {group.attrib["data-class"]: len(group) for group in groups}
        assert drawn == Counter(frame["marks"])
        for group in groups:
            mark = group.attrib["data-class"]
            if mark.isdigit():
                assert group.attrib["fill"] == document["colours"][int(mark)]
            places = [int(use.attrib["href"].rpartition("-")[2]) for use in group]
            assert all(frame["marks"][place] == mark for place in places)
    texts = [element.text for element in drawing.iter(f"{SVG}text")]
    # Two standards have classes of their own.
    for first, last in ((2006, 2008), (2010, 2016)):
        (legend,) = [frame["legend"] for frame in document["frames"] if frame["year"] == first]
        assert all(texts.count(f"{first}–{last}: {line['label']}") == 1 for line in legend)
    assert any(
        frame["break"].split()[0] in " ".join(filter(None, texts))
        for frame in document["frames"]
        if frame["break"]
    )


def test_both_archipelagos_are_in_every_small_map(edition: Edition) -> None:
    wanted = PictureAddress(INCOME, "province", language="vi")
    drawing = ElementTree.fromstring(gzip.decompress(ask(APP, wanted.small_maps_url(edition, 6)).body))
    islands = Counter(group.get("data-archipelago") for group in drawing.iter(f"{SVG}g"))
    years = len(painted_document(edition, wanted)["frames"])
    assert (islands["hoang_sa"], islands["truong_sa"]) == (years, years)


def test_small_maps_of_nothing_are_told_in_a_sentence(edition: Edition) -> None:
    unknown = PictureAddress("nope", "province").small_maps_url(edition, 6)
    answer = ask(APP, unknown)
    assert answer.status == 404
    assert b"sentence" in answer.body
