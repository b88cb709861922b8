"""Which published figures a review that was counted elsewhere may be compared with."""

from sqlalchemy import URL
from sqlalchemy.orm import Session

from data_access.queries.review_counts import review_counts_of_year
from data_access.store.engines import reading_engine
from tests.queries.office import area_number, figure, published, sample_settings, upload


def test_only_what_offices_found_by_the_standard_is_compared(sample_url: URL) -> None:
    first = area_number(sample_url, "02")
    rows = [
        figure(first, 7, year=2001),
        figure(first, 7.5, year=2002),
        figure(first, 7, year=2003, status="expected"),
        figure(first, 7, year=2004, source_kind="survey"),
        figure(first, None, year=2005),
    ]
    published(sample_settings(sample_url), upload("a.xlsx", figures=rows))
    engine = reading_engine(sample_url)
    with Session(engine) as session:
        found = {
            year: review_counts_of_year(session, year, "md-2022", ["poor_rate"], ["v2008"])
            for year in range(2001, 2006)
        }
        other = review_counts_of_year(session, 2001, "another", ["poor_rate"], ["v2008"])
    engine.dispose()
    assert found[2001].to_numpy().tolist() == [["v2008", "province", "02", "poor_rate", 7.0]]
    assert [year for year, rows in found.items() if len(rows)] == [2001]
    assert other.empty
