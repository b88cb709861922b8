"""Small counts of special groups in communes are told nowhere, nor are rates made of them."""

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from data_access.loads import history_of_figure
from data_access.queries import small_cells
from data_access.queries.figures import figures_by_area, figures_of_area, figures_of_place
from data_access.store.engines import reading_engine
from tests.queries.office import area_number, figure, published, sample_settings, upload

COMMUNE = {"vintage": "v2008", "level": "commune", "code": "04585"}
DISTRICT = {"vintage": "v2008", "level": "district", "code": "132"}
COUNT, RATE = "poor_households", "poor_rate"


def test_a_small_count_and_a_rate_made_of_it_are_suppressed_in_communes_alone(
    sample_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(small_cells, "SPECIAL", frozenset([COUNT]))
    monkeypatch.setattr(small_cells, "MADE_OF", {RATE: COUNT})
    settings = sample_settings(sample_url)
    rows = []
    for place in (COMMUNE, DISTRICT):
        area = area_number(sample_url, place["code"], level=place["level"])
        for year, value in ((2018, 0.0), (2019, 4.0), (2020, 5.0)):
            about = {"year": year, "standard_code": "md-2016"}
            rows.append(figure(area, value, indicator_code=COUNT, **about))
            rows.append(figure(area, value / 10, indicator_code=RATE, **about))
    published(settings, upload("a.xlsx", figures=rows))
    engine = reading_engine(sample_url)
    with Session(engine) as session:
        for indicator, told in ((COUNT, [0.0, None, 5.0]), (RATE, [0.0, None, 0.5])):
            found = figures_of_area(session, indicator, **COMMUNE)
            assert found["value"].astype(object).where(found["value"].notna(), None).tolist() == told
            assert found["state"].tolist() == ["reported", "suppressed", "reported"]
            assert figures_of_area(session, indicator, **DISTRICT)["value"].notna().all()
        everywhere = figures_by_area(session, COUNT, level="commune", vintages=("v2008",))
        assert everywhere["state"].tolist() == ["reported", "suppressed", "reported"]
        of_place = figures_of_place(session, **COMMUNE)
        assert (of_place["state"] == "suppressed").sum() == 2
        (past,) = history_of_figure(session, COUNT, year=2019, **COMMUNE).to_dict("records")
        assert past["state"] == "suppressed"
        assert past["value"] != past["value"]
    engine.dispose()


def test_every_special_count_of_the_review_is_under_the_rule() -> None:
    assert small_cells.is_small("commune", "poor_households_headed_by_women", 2.0)
    assert small_cells.is_small("commune", "near_poor_persons_with_merit_member", 4.0)
    assert not small_cells.is_small("commune", "poor_households", 2.0)
    assert not small_cells.is_small("district", "poor_households_headed_by_women", 2.0)
    assert not small_cells.is_small("commune", "poor_households_headed_by_women", 0.0)
