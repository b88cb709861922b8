"""Several processes are one dashboard: what is published, made or begun with one is there with the others."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import URL, select
from sqlmodel import col

from data_access.loads import submit_and_publish, undo
from data_access.models import Figure
from data_access.store.settings import StoreSettings
from tests.cluster.deployment import HALL, Cluster, wait_until
from tests.cluster.viewer import Viewer
from tests.queries.office import BY, area_number, reading, upload
from tests.queries.prepared import written

pytestmark = pytest.mark.cluster
PROCESSES = (1, 2, 3)
SEEN_SECONDS = 1.0
PROVINCE, YEAR = "02", 1991
BRIEFS = "/take-away/briefs?place=v2008.district.207&lang=en"
TABLE = "/take-away/map.csv?indicator=survey_multidimensional_poverty_rate&year=2023&level=province"
ENDED = re.compile(rb"data-address='([^']+)'")


@pytest.fixture
def settings(database: URL, cluster: Cluster) -> StoreSettings:
    return StoreSettings(database_url=written(database), var_dir=cluster.var_dir)


@pytest.fixture
def published(database: URL, settings: StoreSettings) -> Iterator[Any]:
    """Publish a figure of a year that nobody has reported, and return of what; it is taken out at the end."""
    numbers: list[int] = []

    def publish(value: float) -> str:
        row = figure_like_the_shipped(database, value)
        numbers.append(submit_and_publish(settings, upload("one.csv", figures=[row]), BY))
        return str(row["indicator_code"])

    yield publish
    for number in reversed(numbers):
        undo(settings, number, BY, "a test")


def figure_like_the_shipped(database: URL, value: float) -> dict[str, Any]:
    """A figure of a province as one that is there, of another year."""
    names = ("indicator_code", "standard_code", "source_kind", "source_code", "qualifier", "status")
    area = area_number(database, PROVINCE)
    columns = [col(getattr(Figure, name)) for name in names]
    of_area = select(*columns).where(col(Figure.area_id) == area, col(Figure.value).is_not(None))
    asked = of_area.order_by(col(Figure.id)).limit(1)
    with reading(database) as connection:
        found = connection.execute(asked).one()._mapping
    return {**found, "area_id": area, "year": YEAR, "value": value, "decimals": 2, "state": "reported"}


def newest_load(cluster: Cluster, process: int) -> int:
    return int(json.loads(cluster.ask("/health", process).body)["load"])


def test_what_is_published_shows_on_every_process_within_a_second(cluster: Cluster, published: Any) -> None:
    viewers = [Viewer(cluster, number, number) for number in PROCESSES]
    for viewer in viewers:
        viewer.look("sources", "lang=en")
    before = newest_load(cluster, 1)
    indicator = published(12.34)
    for number in PROCESSES:
        assert wait_until(lambda at=number: newest_load(cluster, at) > before, SEEN_SECONDS) < SEEN_SECONDS  # type: ignore[misc]
    asked = f"indicator={indicator}&area=v2008.province.{PROVINCE}&years={YEAR}&others=1&format=csv"
    of_figures = f"/api/v1/figures?{asked}"
    told = [cluster.ask(of_figures, number) for number in PROCESSES]
    assert [(one.status, b"12.34" in one.body) for one in told] == [(200, True)] * 3
    for viewer in viewers:
        viewer.look("sources", "lang=en")
        viewer.leave()


def test_a_visitor_stays_with_one_process_and_new_ones_are_shared_out(cluster: Cluster) -> None:
    assert {cluster.ask("/live").process for _ in range(30)} == set(PROCESSES)
    for number in PROCESSES:
        assert [cluster.ask("/live", number).process for _ in range(5)] == [0] * 5


def test_a_file_that_one_process_made_is_fetched_from_another(cluster: Cluster) -> None:
    page = cluster.ask(BRIEFS, 1, Accept="text/html")
    made = ENDED.search(page.body)
    assert made is not None, page.body[-400:]
    document = cluster.ask(made[1].decode(), 2)
    assert (document.status, document.body[:5]) == (200, b"%PDF-")


def test_a_code_that_one_process_printed_leads_to_its_view_from_another(cluster: Cluster) -> None:
    table = cluster.ask(TABLE, 1)
    assert table.status == 200
    kept = list((cluster.var_dir / "citations").rglob("*.json"))
    codes = [path.stem for path in kept if json.loads(path.read_text(encoding="utf-8"))["path"] == "/map"]
    assert codes
    for number in (2, 3):
        answer = cluster.ask(f"/c/{codes[0]}", number)
        assert answer.headers["location"].startswith("/map?")


def test_a_phone_with_one_process_turns_the_slides_of_a_show_with_another(cluster: Cluster) -> None:
    host, origin = f"{HALL}:{cluster.port}", f"http://{HALL}:{cluster.port}"
    told = json.loads(cluster.ask("/present/remote?lang=en", 1, "POST", Host=host, Origin=origin).body)
    phone = cluster.ask(f"/remote/{told['key']}", 2, Host=host)
    cookie = phone.headers["set-cookie"].partition(";")[0]
    assert phone.status == 200
    pressed = f"/remote/{told['key']}/press/next"
    assert cluster.ask(pressed, 2, "POST", Host=host, Origin=origin, Cookie=cookie).status == 200
    asked = f"/present/remote/{told['key']}?secret={told['secret']}&slide=1&of=3&title=x"
    for number, presses in ((1, ["next"]), (3, [])):
        assert json.loads(cluster.ask(asked, number).body)["presses"] == presses


def test_what_never_changes_is_kept_by_the_proxy_and_has_no_visitor(cluster: Cluster) -> None:
    page = cluster.ask("/map?lang=en", 1, Accept="text/html").body.decode()
    for path in (r'/geometry/[^"& ]+?\.json', r'/assets/[^"& ]+?\.js'):
        found = re.search(path, page)
        assert found is not None
        answers = [cluster.ask(found[0]) for _ in range(3)]
        assert {answer.process for answer in answers} == {0}
        assert all("immutable" in answer.headers["cache-control"] for answer in answers)
        assert "age" in answers[-1].headers
        assert len({answer.body for answer in answers}) == 1


def test_a_visitor_is_counted_and_not_the_proxy(cluster: Cluster) -> None:
    many = [Viewer(cluster, 7, 1) for _ in range(4)]
    try:
        for viewer in many[:3]:
            viewer.look("sources", "lang=en")
        with pytest.raises(Exception, match="429"):
            many[3].look("sources", "lang=en", seconds=0)
        other = Viewer(cluster, 8, 1)
        other.look("sources", "lang=en")
        other.leave()
    finally:
        for viewer in many:
            viewer.leave()
