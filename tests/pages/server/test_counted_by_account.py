"""On whose account things are counted: who is signed in is one visitor, whatever address they come from."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from data_access.accounts.facts import AccountFacts
from exports.api.bounds import Bounds
from exports.jobs.answering import visitor_of
from exports.jobs.line import Visitor
from ui.controls.identity import SESSION_COOKIE, Asker
from ui.server.guard import visitors
from ui.server.guard.visitors import counted_on

MAI = f"{SESSION_COOKIE}=mai"


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever brings her session is Mai; without anything brought the database is not asked."""

    def asker_of(connection: HTTPConnection) -> Asker:
        assert connection.cookies or "authorization" in connection.headers
        known = Asker(has_accounts=True)
        is_mai = connection.cookies.get(SESSION_COOKIE) == "mai"
        return replace(known, account=AccountFacts(1, "mai.lo", "Lò Thị Mai")) if is_mai else known

    monkeypatch.setattr(visitors, "asker_of", asker_of)


def scope(address: str, **headers: str) -> dict[str, Any]:
    sent = [(name.encode(), value.encode()) for name, value in headers.items()]
    kind = {"type": "http", "method": "GET", "path": "/", "query_string": b""}
    return {**kind, "headers": sent, "client": (address, 0)}


@pytest.mark.parametrize(
    ("headers", "visitor"),
    [
        ({"cookie": MAI}, "account mai.lo"),
        ({}, "192.0.2.1"),
        ({"cookie": f"{SESSION_COOKIE}=forged"}, "192.0.2.1"),
        ({"authorization": "Bearer forged"}, "192.0.2.1"),
    ],
)
def test_request_is_counted_on_its_account_else_on_its_address(headers: dict[str, str], visitor: str) -> None:
    assert asyncio.run(counted_on(HTTPConnection(scope("192.0.2.1", **headers)))) == visitor


def test_account_has_one_place_in_the_line_of_files_and_of_the_public_each_browser() -> None:
    def visitor(address: str, cookie: str) -> Visitor:
        return asyncio.run(visitor_of(Request(scope(address, cookie=cookie))))

    mine = [visitor(f"192.0.2.{number}", f"{MAI}; _streamlit_xsrf={number}") for number in (1, 2)]
    assert mine == [Visitor("account mai.lo")] * 2
    public = [visitor("192.0.2.1", f"_streamlit_xsrf={number}") for number in (1, 2)]
    assert public == [Visitor("192.0.2.1", "1"), Visitor("192.0.2.1", "2")]


def test_programs_of_an_account_hold_up_no_others_behind_its_address() -> None:
    entered, leave = asyncio.Event(), asyncio.Event()
    statuses: dict[str, int] = {}

    async def slow(asked: Scope, receive: Receive, send: Send) -> None:
        entered.set()
        await leave.wait()
        await Response()(asked, receive, send)

    bounded = Bounds(slow, most=8, most_of_a_visitor=1)

    async def ask(name: str, asked: Scope) -> None:
        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            statuses.setdefault(name, message.get("status", 0))

        await bounded(asked, receive, send)

    async def scene() -> None:
        first = asyncio.ensure_future(ask("mai", scope("192.0.2.1", cookie=MAI)))
        await asyncio.wait_for(entered.wait(), 30)
        await ask("mai from elsewhere", scope("192.0.2.2", cookie=MAI))
        public = asyncio.ensure_future(ask("public", scope("192.0.2.1")))
        leave.set()
        await asyncio.wait_for(asyncio.gather(first, public), 30)

    asyncio.run(scene())
    assert statuses == {"mai": 200, "mai from elsewhere": 503, "public": 200}
