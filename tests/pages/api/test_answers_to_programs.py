"""How programs are answered: tags, pages, forms, and sentences that name what is at fault."""

import asyncio
import json

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from data_access.store.errors import StoreDamaged
from exports.api import reading
from exports.api.application import api_routes
from exports.api.bounds import Bounds
from exports.api.documentation import older
from tests.asgi import Answer, ask
from ui.cached.editions import Edition
from vocabulary.catalogues import LANGUAGES

APP = Starlette(routes=api_routes())
RATE = "survey_multidimensional_poverty_rate"
FIGURES = f"/api/v1/figures?indicator={RATE}"
pytestmark = pytest.mark.usefixtures("var_dir")


def next_of(answer: Answer) -> str:
    """The address of the next page, "" at the end."""
    links = answer.headers["link"].split(", ")
    return next((link[1 : link.index(">")] for link in links if 'rel="next"' in link), "")


def test_an_unchanged_answer_is_304_without_a_body() -> None:
    first = ask(APP, FIGURES)
    again = ask(APP, FIGURES, {"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_tag_changes_with_load_question_and_form(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = [FIGURES, f"{FIGURES}&years=2020", f"{FIGURES}&format=csv"]
    tags = {ask(APP, address).headers["etag"] for address in addresses}
    monkeypatch.setattr(reading, "newest", lambda *_: edition._replace(load=edition.load + 1))
    tags.add(ask(APP, FIGURES).headers["etag"])
    assert len(tags) == 4


def test_pages_follow_each_other_to_the_end_in_one_order() -> None:
    whole = ask(APP, f"{FIGURES}&limit=20000").json()
    address, rows = f"{FIGURES}&limit=100", []
    while address:
        page = ask(APP, address)
        rows += page.json()["rows"]
        address = next_of(page)
    assert rows == whole["rows"]
    assert whole["total"] == len(rows)


def test_page_of_other_figures_than_todays_is_gone(edition: Edition) -> None:
    answer = ask(APP, f"{FIGURES}&cursor={edition.load + 1}-10&lang=en")
    assert (answer.status, answer.json()["parameter"]) == (404, "cursor")
    assert "figures have changed" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [("text/csv", "text/csv"), ("application/vnd.apache.parquet", "parquet"), ("*/*", "json"), ("", "json")],
)
def test_form_follows_the_header_accept(accept: str, kind: str) -> None:
    assert kind in ask(APP, FIGURES, {"Accept": accept}).headers["content-type"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "status", "parameter"),
    [
        ("figures", 422, "indicator"),
        (f"figures?indicator={RATE}&sort=up", 422, "sort"),
        (f"figures?indicator={RATE}&look=sideways", 422, "look"),
        (f"figures?indicator={RATE}&limit=0", 422, "limit"),
        (f"figures?indicator={RATE}&limit=many", 422, "limit"),
        (f"figures?indicator={RATE}&years=2024-2020", 422, "years"),
        (f"figures?indicator={RATE}&as_of=yesterday", 422, "as_of"),
        (f"figures?indicator={RATE}&indicator=other", 422, "indicator"),
        ("figures?indicator=nothing", 404, "indicator"),
        (f"figures?indicator={RATE}&area=v2025.province.99", 404, "area"),
        (f"figures?indicator={RATE}&within=v2025.province.99", 404, "within"),
        (f"figures?indicator={RATE}&as_of=2999-01-01", 404, "as_of"),
        (f"figures?indicator={RATE}&as_of=1999-01-01", 404, "as_of"),
        (f"figures?indicator={RATE}&look=today&level=district", 404, "level"),
        ("money?programme=nothing", 404, "programme"),
        ("outcomes?measure=nothing", 404, "measure"),
    ],
)
def test_a_question_that_is_not_understood_is_refused_by_name(
    address: str, status: int, parameter: str, language: str
) -> None:
    joined = "&" if "?" in address else "?"
    answer = ask(APP, f"/api/v1/{address}{joined}lang={language}")
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")
    problem = answer.json()
    assert (problem["status"], problem["parameter"]) == (status, parameter)
    assert answer.headers["content-language"] == language
    assert parameter in problem["detail"] or parameter == "as_of"


def test_unknown_address_and_writing_are_refused_with_a_sentence() -> None:
    assert ask(APP, "/api/v1/nothing?lang=en").json()["detail"].startswith("There is no such address")
    refused = ask(APP, FIGURES, method="POST")
    assert (refused.status, "GET" in refused.headers["allow"]) == (405, True)


def test_head_has_the_headers_and_no_body() -> None:
    head = ask(APP, FIGURES, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["etag"] == ask(APP, FIGURES).headers["etag"]


def test_pages_of_other_sites_may_read_without_credentials() -> None:
    answer = ask(APP, FIGURES, {"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "Link" in answer.headers["access-control-expose-headers"]


def test_failing_store_is_503_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Edition:
        raise StoreDamaged(location="published.sqlite", reason="corrupt")

    monkeypatch.setattr(reading, "newest", fails)
    answer = ask(APP, f"{FIGURES}&lang=en")
    assert (answer.status, answer.headers["content-type"]) == (503, "application/problem+json")
    assert int(answer.headers["retry-after"]) > 0


def test_store_that_is_not_open_yet_is_503_and_being_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def waits(_reader: object, _store: str, progress: object) -> None:
        progress(0.1, "checking")  # type: ignore[operator]

    monkeypatch.setattr(reading, "PATIENCE_SECONDS", -1.0)
    monkeypatch.setattr(reading, "wait_until_open", waits)
    answer = ask(APP, f"{FIGURES}&lang=en")
    assert (answer.status, "being built" in answer.json()["detail"]) == (503, True)


def test_a_question_too_many_at_once_is_told_when_to_ask_again() -> None:
    async def both() -> list[int]:
        free, began = asyncio.Event(), asyncio.Event()

        async def slow(scope: Scope, receive: Receive, send: Send) -> None:
            began.set()
            await free.wait()
            await Response()(scope, receive, send)

        statuses: list[int] = []
        bounded = Bounds(slow, most=1)
        first = asyncio.create_task(bounded(SCOPE, _nothing, _noting(statuses)))
        await began.wait()
        await bounded(SCOPE, _nothing, _noting(statuses))
        free.set()
        await first
        return statuses

    assert asyncio.run(both()) == [503, 200]


SCOPE = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}


async def _nothing() -> dict[str, object]:
    return {"type": "http.request", "body": b"", "more_body": False}


def _noting(statuses: list[int]) -> Send:
    async def send(message: object) -> None:
        if message["type"] == "http.response.start":  # type: ignore[index]
            statuses.append(message["status"])  # type: ignore[index]

    return send


def test_description_is_openapi_3_1_and_has_an_older_form_for_the_page() -> None:
    described = ask(APP, "/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert {"/figures", "/areas", "/crosswalk", "/money", "/outcomes", "/targets"} <= set(described["paths"])
    old = json.dumps(older(described))
    assert '"null"' not in old
    assert '"openapi": "3.0.3"' in old


def test_page_to_try_it_has_all_its_files_here_and_no_script_within() -> None:
    page = ask(APP, "/api/v1/docs").text()
    files = [part.split('"')[0] for part in page.split('src="')[1:]]
    files += [part.split('"')[0] for part in page.split('rel="stylesheet" href="')[1:]]
    assert len(files) == 3
    for file in files:
        assert ask(APP, file).status == 200, file
    assert all(script.startswith(">") for script in page.split("</script")[1:])
    assert "<script>" not in page
    assert ask(APP, "/api/v1/docs/index.html").status == 404
