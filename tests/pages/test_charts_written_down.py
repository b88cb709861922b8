"""Every chart of every page, in both languages, is the one that is written down in ``golden``."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

import pytest

from tests.pages.conftest import OpenPage
from tests.pages.golden_charts import Drawn, assert_as_written_down
from ui.language import LANGUAGES
from ui.stores import Edition

INCOME = "indicator=survey_income_poverty_rate&level=province&year=2016"
EARNED = "second=monthly_income_per_capita_mean"
ONE = "series", "ranking", "distribution", "years", "regions", "peers"
LACKS = "store=demo&part=deprivation&look=district&level=district"
SMALL = "store=demo&place=v2008.province.20"
# Page → the views of it, by a name; a page of the small country's store says so.
VIEWS: Mapping[str, Mapping[str, str]] = {
    "overview": {"": ""},
    "area": {"hoa binh": "place=v2008.province.17", "lang son": SMALL},
    "explore": {view: f"part=one&view={view}&{INCOME}" for view in ONE}
    | {"scatter": f"part=two&view=scatter&{INCOME}&{EARNED}&area=11"}
    | {view: f"{LACKS}&view={view}" for view in ("profile", "heat", "index")},
    "funding": {view: f"{SMALL}&view={view}" for view in ("stages", "absorption", "need", "flow", "whatif")},
    "outcomes": {topic: f"{SMALL}&topic={topic}" for topic in ("P2", "P4", "P5")},
    "targets": {"": SMALL},
    "flows": {"": SMALL},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", VIEWS)
def test_charts_are_as_written_down(
    small_country: Edition,
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
    language: str,
) -> None:
    page, drawn, seen = open_page(key, lang=language), Drawn(monkeypatch), {}
    for name, query in VIEWS[key].items():
        drawn.charts.clear()
        page.query_params.clear()
        page.query_params.update({"lang": language, **dict(parse_qsl(query))})
        page.run()
        assert [element.value for element in page.exception] == []
        seen[name] = drawn.excerpts()
    assert all(seen.values()), "a view without charts needs not be written down"
    assert_as_written_down(f"{key}-{language}", seen)
