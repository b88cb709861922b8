"""Every view of every page with charts, opened once a language: what is drawn, what is offered as files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.pages.conftest import OpenPage
from tests.pages.golden_charts import Drawn
from ui.charts.exhibit import Exhibit
from ui.charts.slides import Slide

INCOME = "indicator=survey_income_poverty_rate&level=province&year=2016"
EARNED = "second=monthly_income_per_capita_mean"
ONE = "series", "ranking", "distribution", "years", "regions", "peers"
LACKS = "store=demo&part=deprivation&look=district&level=district"
SMALL = "store=demo&place=v2008.province.20"
# Page → the views of it, by a name; a page of the small country's store says so.
VIEWS: Mapping[str, Mapping[str, str]] = {
    "overview": {"": ""},
    "area": {"hoa binh": "place=v2008.province.17"}
    | {f"lang son, {view}": f"{SMALL}&view={view}" for view in ("poverty", "deprivation")},
    "explore": {view: f"part=one&view={view}&{INCOME}" for view in ONE}
    | {"scatter": f"part=two&view=scatter&{INCOME}&{EARNED}&area=11"}
    | {view: f"{LACKS}&view={view}" for view in ("profile", "heat", "index")},
    "funding": {view: f"{SMALL}&view={view}" for view in ("stages", "absorption", "need", "flow", "whatif")},
    "outcomes": {topic: f"{SMALL}&topic={topic}" for topic in ("P2", "P4", "P5")},
    "targets": {"": SMALL},
    "flows": {"": SMALL},
}


@dataclass
class Walk:
    """The excerpts of the charts of each view; those offered as files and as slides, by view and name."""

    excerpts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    offered: dict[tuple[str, str], Exhibit] = field(default_factory=dict)
    slides: dict[tuple[str, str], Slide] = field(default_factory=dict)


WALKS: dict[tuple[str, str], Walk] = {}


def walked(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, key: str, language: str) -> Walk:
    """Return what the views of a page show in a language; they are opened at the first asking."""
    if (key, language) not in WALKS:
        WALKS[key, language] = _walk(open_page, monkeypatch, key, language)
    return WALKS[key, language]


def _walk(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, key: str, language: str) -> Walk:
    drawn, found = Drawn(monkeypatch), Walk()
    offered: list[Exhibit] = []
    monkeypatch.setattr("ui.controls.exhibits.download_menu", lambda _, exhibit, __: offered.append(exhibit))
    slides: list[Slide] = []

    def add(_: object, path: str, *, pinned: Mapping[str, str], as_tool: bool) -> None:
        slides.append(Slide("", path, {**requested, **pinned}))

    monkeypatch.setattr("ui.controls.exhibits.add_to_presentation", add)
    page = None
    for name, query in VIEWS[key].items():
        drawn.charts.clear()
        offered.clear()
        slides.clear()
        requested = {"lang": language, **dict(parse_qsl(query))}
        if page is None:
            page = open_page(key, **requested)
        else:
            page.query_params.clear()
            page.query_params.update(requested)
            page.run()
        assert [element.value for element in page.exception] == []
        found.excerpts[name] = drawn.excerpts()
        keys = [exhibit.key for exhibit in offered]
        found.offered |= {(name, exhibit.key): exhibit for exhibit in offered}
        found.slides |= {(name, key): slide for key, slide in zip(keys, slides, strict=True)}
    return found
