"""Hidden small cells are seen by the office of the commune and those above it, and by nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from data_access import door
from data_access.accounts.facts import Grant
from data_access.accounts.managing import NATION, account_number, add_account, end_grant, give_grant
from data_access.accounts.own_cells import own_hidden_cells
from data_access.door import OPERATOR, PUBLIC, Reader
from data_access.loads.changing import changing_beside_loads
from data_access.queries import small_cells
from data_access.queries.figures import figures_of_area
from data_access.store.settings import StoreSettings
from data_access.store_codes import PUBLISHED
from tests.queries.office import area_number, figure, published, sample_settings, upload

COMMUNE = {"vintage": "v2008", "level": "commune", "code": "04585"}
YEN_BAI, HA_GIANG = ("v2008", "province", "15"), ("v2008", "province", "02")
GRANTS = {
    "officer": Grant("officer", *YEN_BAI),
    "of_commune": Grant("officer", *COMMUNE.values()),
    "approver": Grant("approver", *YEN_BAI),
    "neighbour": Grant("officer", *HA_GIANG),
    "reader": Grant("reader", *YEN_BAI),
    "publisher": Grant("publisher", *NATION),
    "auditor": Grant("auditor", *NATION),
    "administrator": Grant("administrator", *NATION),
}


@pytest.fixture
def settings(sample_url: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoreSettings]:
    """A store in which four poor households of a commune are hidden, and six are not."""
    monkeypatch.setattr(small_cells, "SPECIAL", frozenset(["poor_households"]))
    monkeypatch.setattr(small_cells, "MADE_OF", {})
    settings = sample_settings(sample_url).model_copy(update={"var_dir": tmp_path / "var"})
    area = area_number(sample_url, "04585", level="commune")
    about = {"indicator_code": "poor_households", "standard_code": "md-2016", "decimals": 0}
    rows = [figure(area, value, year=year, **about) for year, value in ((2019, 4.0), (2020, 6.0))]
    published(settings, upload("a.xlsx", figures=rows))
    with changing_beside_loads(settings) as connection:
        for login, grant in GRANTS.items():
            give_grant(connection, add_account(connection, login, login, None, "it"), grant, "it")
    yield settings
    door.forget()


def seen(settings: StoreSettings, reader: Reader) -> list[tuple[int, float]]:
    with door.session(reader, PUBLISHED, settings=settings) as session:
        cells = own_hidden_cells(session, **COMMUNE)
    return list(zip(cells["year"], cells["value"], strict=True))


def test_own_office_and_those_above_it_see_what_is_hidden_and_nobody_else(settings: StoreSettings) -> None:
    told = {login for login in GRANTS if seen(settings, Reader(login)) == [(2019, 4.0)]}
    assert told == {"officer", "of_commune", "approver"}
    silent = [seen(settings, Reader(login)) for login in GRANTS if login not in told]
    assert [*silent, seen(settings, PUBLIC), seen(settings, OPERATOR)] == [[]] * (len(silent) + 2)


def test_right_that_ended_shows_nothing_whatever_the_reader_brings_along(settings: StoreSettings) -> None:
    with changing_beside_loads(settings) as connection:
        end_grant(connection, account_number(connection, "officer"), GRANTS["officer"], "it")
    assert seen(settings, Reader("officer", (GRANTS["officer"],))) == []


def test_figures_that_pages_and_files_read_stay_hidden_from_the_own_office_too(
    settings: StoreSettings,
) -> None:
    with door.session(Reader("officer"), PUBLISHED, settings=settings) as session:
        assert figures_of_area(session, "poor_households", **COMMUNE)["state"].tolist() == [
            *("suppressed", "reported")
        ]
