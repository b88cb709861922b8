"""Pages and addresses over a real primary and its standby, while one after the other is ended."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from starlette.applications import Starlette

from data_access import door
from data_access.door import PUBLIC
from data_access.loads import Upload
from data_access.loads.publishing import submit_and_publish
from data_access.store import lost_servers
from data_access.store.errors import StoreUnreachable
from data_access.store.settings import StoreSettings
from data_access.store.single_writer import location_of
from data_access.store_codes import PUBLISHED
from data_access.text.failures import failure_sentence
from tests.asgi import Answer, ask
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import plain, said
from tests.queries.office import area_number, figure, upload
from tests.queries.prepared import written
from tests.queries.standby_pair import READER, Pair, streaming_pair, wait_until
from ui.cached.editions import newest
from ui.server import probes
from ui.server.bounded_questions import BoundedQuestion
from ui.server.routes import app_routes
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

pytestmark = pytest.mark.cluster
APP = Starlette(routes=app_routes())
# How long a visitor may wait for the other server.
PATIENCE_SECONDS = 10.0


@pytest.fixture(scope="module")
def pair(var_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """A store of the embedded data in a primary that a standby follows, for the whole program.

    The tests end its servers for good, the last of them both.
    """
    with pytest.MonkeyPatch.context() as patched, streaming_pair() as found:
        for name in ("_load", "_readiness"):
            patched.setattr(probes, name, BoundedQuestion(getattr(probes, name)._question))
        patched.setenv("DATABASE_URL", found.either)
        patched.setenv("READ_DATABASE_URL", written(found.standby.url(READER)))
        patched.setenv("VAR_DIR", str(tmp_path_factory.mktemp("pair")))
        door.forget()
        door.opened(PUBLIC, PUBLISHED)
        found.caught_up()
        yield found
        door.forget()
    lost_servers._lost.clear()


def one_figure(year: int) -> Upload:
    """A file with one figure of a province."""
    given = {"indicator_code": "poor_household_rate", "standard_code": "review-md-2022"}
    row = figure(area_number(StoreSettings().url(), "02"), 1, year=year, source_code="nso-e1448", **given)
    return upload(f"{year}.xlsx", figures=[row])


def publish(file: Upload) -> None:
    submit_and_publish(StoreSettings(), file, "Lò Thị Mai")


def ready() -> Answer:
    return ask(APP, "/ready?lang=en")


def refused(language: str) -> str:
    error = StoreUnreachable(location=location_of(StoreSettings().url()), reason="primary_lost")
    return plain(failure_sentence(error, Words(language)))


def test_lost_standby_costs_no_visitor_an_error(
    pair: Pair, open_page: OpenPage, caplog: pytest.LogCaptureFixture
) -> None:
    def opened() -> list[object]:
        return [open_page(key, lang="vi").exception for key in ("map", "flows", "targets")]

    pair.standby.kill()
    caplog.clear()
    assert not any(opened())
    told = [line for line in caplog.messages if "does not answer" in line]
    assert len(told) == 1
    assert ready().json()["standby"]["state"] == "lost"
    pair.standby.start()
    wait_until(lambda: ready().json()["standby"]["state"] == "follows", PATIENCE_SECONDS)


def test_pages_are_read_whichever_server_is_lost(pair: Pair, open_page: OpenPage) -> None:
    assert ready().json()["standby"] == {"state": "follows", "load": 1, "bytes_behind": 0}
    pair.standby.ask("SELECT pg_wal_replay_pause()")
    first, second = one_figure(1990), one_figure(1991)
    publish(first)
    assert newest(PUBLIC, PUBLISHED).load == 2
    assert not open_page("area", lang="en", area="v2008.province.02").exception
    told = ready().json()
    assert (told["store"], told["load"]) == ("ok", 2)
    assert (told["standby"]["state"], told["standby"]["load"]) == ("behind", 1)
    pair.standby.ask("SELECT pg_wal_replay_resume()")
    pair.caught_up()

    pair.primary.kill()
    started = monotonic()
    for language in LANGUAGES:
        for key in ("overview", "map", "area", "funding"):
            page = open_page(key, lang=language)
            assert not page.exception
            assert not page.error
        assert refused(language) in plain(said(open_page("data", lang=language)))
    assert monotonic() - started < len(LANGUAGES) * 5 * PATIENCE_SECONDS
    told = ready()
    assert (told.status, told.json()["store"], told.json()["load"]) == (200, "read-only", 2)
    with pytest.raises(StoreUnreachable) as raised:
        publish(second)
    assert raised.value.facts["reason"] == "primary_lost"

    pair.standby.ask("SELECT pg_promote()")
    wait_until(lambda: ready().json()["store"] == "ok", PATIENCE_SECONDS)
    publish(second)
    assert newest(PUBLIC, PUBLISHED).load == 3
    assert refused("en") not in plain(said(open_page("data", lang="en")))

    pair.standby.kill()
    page = open_page("map", lang="en", year="2016")
    assert not page.exception
    assert [plain(told.value) for told in page.error] == [_away()]
    assert ready().status == 503


def _away() -> str:
    error = StoreUnreachable(location=location_of(StoreSettings().url()), reason="not_connected")
    return plain(failure_sentence(error, Words("en")))
