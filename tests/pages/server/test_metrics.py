"""What the server tells whoever watches it: to whom, of what, and with labels that name nobody."""

import json
import re
from collections.abc import Callable, Iterator
from math import isnan
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.testing.v1 import AppTest

import app as dashboard
from data_access import door
from data_access.store.standby import Following
from exports.jobs.counted import count_ended, tell_line
from exports.jobs.line import Line, Visitor
from exports.jobs.work import Made, Work
from tests.asgi import Answer, ask
from tests.guarded import Told, guarded, shake_hands
from tests.pages.rights import matrix
from ui.cached.editions import Edition
from ui.cached.shared_frames import KEPT, shared_value
from ui.server.metrics.counted_requests import CountedRequests
from ui.server.metrics.counted_runs import count_runs, counting
from ui.server.metrics.instruments import registry, standby_state
from ui.server.metrics.kept_answers import tell_what_is_kept
from ui.server.metrics.metrics_route import ROUTE, metrics_routes
from ui.server.metrics.route_templates import FOLDERS_OF_STREAMLIT, OTHER, RouteTemplates

ROOT = Path(__file__).parents[3]
TOKEN = "một-mã-dài-và-không-đoán-được"
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}
HERE = "127.0.0.1"
TEMPLATES = RouteTemplates(dashboard.routes)
NAMED = re.compile(r"\b(?:monitor|process)_(?!owner)[a-z_]+\b")


def coming_from(host: str, app: ASGIApp) -> ASGIApp:
    """An application as it is asked over a connection from an address."""

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "client": (host, 5000)}, receive, send)

    return asked


def metrics(host: str = HERE, headers: dict[str, str] = WITH_TOKEN) -> Answer:
    # As the app does it: counted, behind the guard, which replaces the address of the connection.
    app = CountedRequests(guarded(Starlette(routes=metrics_routes())), TEMPLATES)
    return ask(coming_from(host, app), ROUTE, {"Host": "localhost:8501", **headers})


def value(name: str, **labels: str) -> float:
    return registry.get_sample_value(name, labels) or 0.0


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METRICS_TOKEN", TOKEN)


def told(answer: Answer) -> set[str]:
    return {family.name for family in text_string_to_metric_families(answer.text())}


def test_metrics_are_told_to_a_program_of_this_machine_that_shows_the_token(
    edition: Edition, token: None
) -> None:
    tell_what_is_kept()
    answer = metrics()
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.headers["content-type"].startswith("text/plain")
    assert {"monitor_requests", "monitor_load_number", "monitor_kept_bytes"} <= told(answer)
    assert value("monitor_store_up") == 1
    assert value("monitor_load_number") == edition.load
    assert value("monitor_load_age_seconds") > 0


@pytest.mark.parametrize(
    ("host", "headers"),
    [
        (HERE, {}),
        (HERE, {"Authorization": "Bearer wrong"}),
        (HERE, {"Authorization": f"Basic {TOKEN}"}),
        (HERE, {**WITH_TOKEN, "X-Forwarded-For": HERE}),
        (HERE, {**WITH_TOKEN, "Forwarded": "for=127.0.0.1"}),
        ("198.51.100.9", WITH_TOKEN),
        ("", WITH_TOKEN),
    ],
)
def test_metrics_are_not_there_for_anybody_else(token: None, host: str, headers: dict[str, str]) -> None:
    answer = metrics(host, headers)
    assert (answer.status, answer.body) == (404, b"")


def test_metrics_are_not_there_without_a_token_and_are_read_from_networks_that_are_named(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert metrics(headers={"Authorization": "Bearer "}).status == 404
    (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    monkeypatch.setenv("METRICS_TOKEN_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("METRICS_NETWORKS", "198.51.100.0/24")
    assert [metrics(host).status for host in (HERE, "198.51.100.9")] == [404, 200]


def test_store_that_fails_is_told_as_down(
    token: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite")
    door.forget()
    assert metrics().status == 200
    assert value("monitor_store_up") == 0
    assert isnan(value("monitor_store_answer_seconds"))
    door.forget()


def test_standby_is_told_where_there_is_one(
    edition: Edition, token: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    standby_state.clear()
    metrics()
    assert registry.get_sample_value("monitor_standby", {"state": "follows"}) is None
    monkeypatch.setattr(door, "following", lambda *_: Following("behind", edition.load - 1, 4096))
    metrics()
    assert [value("monitor_standby", state=state) for state in ("follows", "behind", "lost")] == [0, 1, 0]
    assert (value("monitor_standby_bytes_behind"), value("monitor_store_read_only")) == (4096, 0)
    monkeypatch.setattr(door, "following", lambda *_: Following("lost"))
    metrics()
    assert value("monitor_standby", state="lost") == 1
    assert isnan(value("monitor_standby_bytes_behind"))


def test_each_route_is_counted_by_its_template() -> None:
    expected = {name.partition(" ")[2] for name in matrix.routes(dashboard.routes) | matrix.pages()}
    example = {path: re.sub(r"{[^}]+}", "0000000000", path) for path in expected}
    # An address without parameters may be one of a route that has some; which of the two counts it is named.
    assert {path: TEMPLATES.of(asked) for path, asked in example.items()} == {path: path for path in expected}
    assert len(expected) + len(FOLDERS_OF_STREAMLIT) < 150


def test_no_label_tells_what_was_asked_for_or_by_whom() -> None:
    app = CountedRequests(Told(), TEMPLATES)
    private = ("Nguyen-Van-A", "0912345678")
    invited = {"route": "/invitation/{secret}", "method": "GET", "status": "200"}
    other = {"route": OTHER, "method": OTHER, "status": "200"}
    before = [value("monitor_requests_total", **labels) for labels in (invited, other)]
    for name in private:
        for path in (
            f"/invitation/{name}",
            f"/{name}",
            f"/media/{name}",
            f"/area?place={name}",
            f"/a/{name}",
        ):
            ask(app, path, {"X-Visitor-Address": name})
            ask(app, path, method=name)
    labels = {str(sample.labels) for metric in registry.collect() for sample in metric.samples}
    assert [label for label in labels for name in private if name in label] == []
    counted = [value("monitor_requests_total", **labels) for labels in (invited, other)]
    assert [now - then for now, then in zip(counted, before, strict=True)] == [2, 4]


def test_pages_are_counted_while_they_are_open_and_refusals_by_their_status() -> None:
    seen = []

    class Watched(Told):
        async def _listen(self, receive: Receive, send: Send) -> None:
            await super()._listen(receive, send)
            seen.append(value("monitor_open_pages"))

    before = value("monitor_open_pages")
    shake_hands(CountedRequests(Watched(), TEMPLATES), {})
    assert (seen, value("monitor_open_pages")) == ([before + 1], before)
    refused = {"route": "/_stcore/stream", "method": "WEBSOCKET", "status": "421"}
    before = value("monitor_requests_total", **refused)
    shake_hands(CountedRequests(guarded(Told()), TEMPLATES), {"host": "evil.example"})
    assert value("monitor_requests_total", **refused) == before + 1


@pytest.mark.parametrize(
    ("executed", "outcome"),
    [
        ((None, True, None, False, None), "done"),
        ((None, True, object(), False, None), "stopped"),
        ((None, False, None, True, ValueError()), "failed"),
    ],
)
def test_runs_are_counted_by_page_extent_and_outcome(executed: Any, outcome: str) -> None:
    pages = SimpleNamespace(get_pages=lambda: {"h": {"url_pathname": "map"}}, main_script_hash="shell")
    context = SimpleNamespace(pages_manager=pages, page_script_hash="h", fragment_ids_this_run=["part"])
    run, labels = counting(lambda _run, _ctx: executed), {"page": "/map", "extent": "part"}
    before = value("monitor_runs_total", **labels, outcome=outcome)
    assert run(lambda: None, cast("Any", context)) == executed
    assert value("monitor_runs_total", **labels, outcome=outcome) == before + 1


def test_streamlit_executes_runs_in_the_way_that_is_counted() -> None:
    count_runs()

    def counted() -> float:
        samples = [sample for metric in registry.collect() for sample in metric.samples]
        runs = [sample for sample in samples if sample.name == "monitor_runs_total"]
        return sum(run.value for run in runs if run.labels["extent"] == "whole")

    before = counted()
    AppTest.from_string("import streamlit as st\nst.write('x')").run()
    assert counted() == before + 1


@pytest.fixture
def forgotten_keeping() -> Iterator[None]:
    known = list(KEPT)
    yield
    KEPT[:] = known


def test_kept_answers_are_counted_with_their_bytes(forgotten_keeping: None) -> None:
    def document(length: int) -> bytes:
        return b"x" * length

    kept = cast("Callable[[int], bytes]", shared_value(2)(document))
    for length in (100, 200, 200, 300):
        kept(length)
    keeping = KEPT[-1]
    assert (keeping.counted().hits, keeping.counted().misses, keeping.size) == (1, 3, 500)


def test_jobs_are_counted_by_what_came_of_them_and_the_line_by_its_length() -> None:
    def make_nothing(*_arguments: Any) -> Made:
        return Made("a.pdf", "application/pdf")

    work = Work(make_nothing, (), 1.0)
    names = ("made", "too_late")
    before = [value("monitor_jobs_total", work="make_nothing", outcome=name) for name in names]
    for outcome in (make_nothing(), "too_late"):
        count_ended(work, outcome, 2.0)
    for name, count in zip(names, before, strict=True):
        assert value("monitor_jobs_total", work="make_nothing", outcome=name) == count + 1
    line = Line(at_once=1, told=tell_line)
    first, _ = (line.join(Visitor(name), is_long=False, moved=lambda _place: None) for name in ("a", "b"))
    assert (value("monitor_jobs_running"), value("monitor_jobs_waiting")) == (1, 1)
    line.leave(first)
    assert (value("monitor_jobs_running"), value("monitor_jobs_waiting")) == (1, 0)


def metric_names() -> set[str]:
    tell_what_is_kept()
    names = set()
    for metric in registry.collect():
        endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}.get(metric.type, ("",))
        names |= {f"{metric.name}{ending}" for ending in endings}
    return names


def test_dashboard_and_documents_name_metrics_that_there_are_and_all_are_shown() -> None:
    dashboard_file = json.loads((ROOT / "deploy/dashboards/monitor.json").read_text(encoding="utf-8"))
    asked = {target["expr"] for panel in dashboard_file["panels"] for target in panel["targets"]}
    named = set(NAMED.findall(" ".join(asked)))
    assert named - metric_names() == set()
    told_of = set(NAMED.findall((ROOT / "docs/operations.md").read_text(encoding="utf-8")))
    assert told_of - metric_names() - {name.removesuffix("_bucket") for name in metric_names()} == set()
    ours = {
        re.sub(r"_(bucket|sum|count)$", "", name) for name in metric_names() if name.startswith("monitor_")
    }
    shown = {re.sub(r"_(bucket|sum|count)$", "", name) for name in named}
    assert ours - shown == {"monitor_load_number", "monitor_kept_answers"}
