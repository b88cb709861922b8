"""With ``PUBLIC_READING=0`` each address with figures asks by itself, should the first wall be missing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

import app as dashboard
from data_access import door
from data_access.accounts.facts import Grant
from data_access.accounts.managing import add_account, give_grant
from data_access.accounts.sessions import begin_session, make_token
from data_access.loads.changing import changing_beside_loads
from data_access.store.settings import StoreSettings
from tests.asgi import Answer, ask
from ui.charts.slides import Slide, packed
from ui.controls.identity import SESSION_COOKIE, VISITOR_HEADER
from vocabulary.words import Words

MAP = "indicator=survey_multidimensional_poverty_rate&year=2023&level=province"
PICTURE = "/picture/published/1/reported/province/survey_multidimensional_poverty_rate"
ADDRESSES = (
    *(f"{PICTURE}.json", f"{PICTURE}.svg", "/search?q=ha", f"/embed/map?{MAP}"),
    *("/api/v1/figures?indicator=poor_households", "/api/v1/areas", "/api/v1/sources", "/api/v1/money"),
    *("/api/v1/features/collections/province-v2025/items", "/api/v1/sdmx/data/SDG_1_2_1"),
    *(f"/take-away/map.csv?{MAP}", "/take-away/briefs?place=v2025.province.08", "/take-away/bulk.zip"),
    *("/take-away/pack?place=v2025.province.08", "/take-away/made/x", f"/embed/chart?page=map&{MAP}"),
    f"/present/show?slides={packed([Slide('', '/map', {})])}",
)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory, built_store: Path) -> Iterator[dict[str, str]]:
    """A store that accounts alone may read; what a reader's browser sends there, and a program of theirs."""
    folder = tmp_path_factory.mktemp("closed")
    shutil.copy(built_store, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VAR_DIR", str(folder))
        patch.setenv("PUBLIC_READING", "0")
        door.forget()
        with changing_beside_loads(StoreSettings()) as connection:
            number = add_account(connection, "mai.lo", "Lò Thị Mai", None, "it")
            give_grant(connection, number, Grant("reader", "v2008", "province", "02"), "it")
            session = begin_session(connection, number, "mai.lo", "password")
            token = make_token(connection, number, "a program", 1, "mai.lo")
        yield {"Cookie": f"{SESSION_COOKIE}={session}", "Authorization": f"Bearer {token}"}
        door.forget()


def fetched(address: str, **headers: str) -> Answer:
    sent = {VISITOR_HEADER: "198.51.100.9", **headers}
    return ask(Starlette(routes=dashboard.routes), address, sent)


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_with_figures_refuses_a_stranger_by_itself(closed: dict[str, str], address: str) -> None:
    answer = fetched(address)
    assert (answer.status, Words("vi")("guard.reading_closed") in answer.text()) == (401, True)


@pytest.mark.parametrize("by", ["Cookie", "Authorization"])
def test_reader_is_answered_by_session_and_by_token(closed: dict[str, str], by: str) -> None:
    for address in ("/search?q=ha", "/api/v1/sources"):
        assert fetched(address, **{by: closed[by]}).status == 200
