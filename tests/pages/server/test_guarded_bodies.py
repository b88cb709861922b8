"""How much a request may carry, and whose files are taken."""

from contextlib import ExitStack
from dataclasses import replace
from types import SimpleNamespace

import pytest
from starlette.types import Receive, Scope, Send
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from data_access.accounts.facts import AccountFacts, Grant
from data_access.accounts.rights import Action
from tests.asgi import Answer, ask
from tests.guarded import HOST, ORIGIN, Told, guarded
from ui.controls import uploaders
from ui.controls.identity import Asker
from ui.server.guard import before_everything, bodies
from ui.server.guard.refusals import Refusal
from vocabulary.words import Words

OWN = {"Host": HOST, "Origin": ORIGIN}
SESSION = "f0f2d8aa-3f5b-4a0e-9d0c-1d2f3a4b5c6d"
UPLOAD = f"/_stcore/upload_file/{SESSION}/8c1d2e3f?lang=en"


STRANGER = Asker(address="198.51.100.9", has_accounts=True)
OFFICER = replace(
    STRANGER,
    account=AccountFacts(1, "mai.lo", "Lò Thị Mai"),
    grants=(Grant("officer", "v2008", "province", "02"),),
)


class Reading:
    """An application that reads all that is sent."""

    def __init__(self) -> None:
        self.received = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        more = True
        while more:
            message = await receive()
            self.received += len(message.get("body", b""))
            more = message.get("more_body", False)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def field_for_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of the public that shows a field for files of one megabyte."""
    fields = uploaders.Fields("", {None: uploaders.MEGABYTE})
    monkeypatch.setattr(uploaders, "_expected", {SESSION: fields})
    asks(monkeypatch, STRANGER)


def asks(monkeypatch: pytest.MonkeyPatch, who: Asker) -> None:
    """Let somebody be who sends files."""
    monkeypatch.setattr(before_everything, "asker_of", lambda _connection: who)


def sent(method: str, address: str, size: int, headers: dict[str, str] | None = None) -> Answer:
    return ask(guarded(Reading()), address, OWN | (headers or {}), method, bytes(size))


def refused(answer: Answer, status: int, key: str) -> bool:
    return (answer.status, answer.text()) == (status, Words("en")(key))


@pytest.mark.parametrize("size", [1_000_001, 60_000_000])
def test_more_than_a_megabyte_is_refused_whether_its_length_is_said_or_not(size: int) -> None:
    assert refused(sent("POST", "/present/show?lang=en", size), 413, "guard.too_large")
    said = {"Content-Length": str(size)}
    assert refused(sent("POST", "/present/show?lang=en", 10, said), 413, "guard.too_large")
    assert sent("POST", "/present/show?lang=en", 1_000_000).status == 204


def test_file_is_refused_where_no_page_has_asked_for_one() -> None:
    assert refused(sent("PUT", UPLOAD, 10), 403, "guard.no_field")


@pytest.mark.usefixtures("field_for_files")
def test_file_is_taken_up_to_the_size_that_its_field_says() -> None:
    assert sent("PUT", UPLOAD, uploaders.MEGABYTE).status == 204
    assert refused(sent("PUT", UPLOAD, 2 * uploaders.MEGABYTE), 413, "guard.too_large")
    other = UPLOAD.replace("f0f2d8aa", "00000000")
    assert refused(sent("PUT", other, 10), 403, "guard.no_field")


@pytest.mark.usefixtures("field_for_files")
@pytest.mark.parametrize("sizes", [[10] * 6, [2_000_000, 200_000]])
def test_page_holds_so_many_files_and_bytes_and_no_more(
    sizes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "_kept_sizes", lambda _session: sizes)
    assert refused(sent("PUT", UPLOAD, 10), 429, "guard.too_many_files")


@pytest.mark.usefixtures("field_for_files")
def test_page_sends_two_files_at_once_and_no_more() -> None:
    coming = bodies.Bodies()
    scope = {"path": UPLOAD.partition("?")[0], "method": "PUT", "headers": []}
    with coming.one_of(SESSION), coming.one_of(SESSION):
        assert coming.expected(scope) == bodies.TOO_MANY_FILES
    assert isinstance(coming.expected(scope), bodies.Body)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *((OFFICER, 204), (replace(OFFICER, grants=()), 403), (STRANGER, 403)),
        (replace(OFFICER, account=AccountFacts(2, "pao.giang", "Giàng A Páo")), 403),
        (replace(OFFICER, address=""), 403),
    ],
)
def test_field_of_an_officer_takes_files_of_that_account_alone_and_while_it_may_hand_in(
    monkeypatch: pytest.MonkeyPatch, who: Asker, status: int
) -> None:
    fields = uploaders.Fields(OFFICER.owner, {Action.HAND_IN: uploaders.MEGABYTE})
    monkeypatch.setattr(uploaders, "_expected", {SESSION: fields})
    asks(monkeypatch, who)
    assert sent("PUT", UPLOAD, 10).status == status


def test_right_that_ended_leaves_the_small_field_that_is_for_everybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fields = uploaders.Fields(OFFICER.owner, {Action.HAND_IN: 3 * uploaders.MEGABYTE, None: 1000})
    monkeypatch.setattr(uploaders, "_expected", {SESSION: fields})
    for grants, status in ((OFFICER.grants, 204), ((), 413)):
        asks(monkeypatch, replace(OFFICER, grants=grants))
        assert sent("PUT", UPLOAD, 2 * uploaders.MEGABYTE).status == status


def test_files_at_once_are_counted_by_account_and_of_the_public_by_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "most_bytes_of", lambda _session, _who: 1000)
    coming, scope = bodies.Bodies(), {"path": "", "method": "PUT", "headers": []}

    def received(who: Asker, address: str, page: str = SESSION) -> bodies.Body | Refusal:
        return coming.expected_of(scope, bodies.Body(1000, page), who, address)

    with ExitStack() as under_way:
        for address in ("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"):
            body = received(OFFICER, address, page=f"page of {address}")
            assert isinstance(body, bodies.Body)
            under_way.enter_context(coming.one_of(body.session, body.visitor))
        assert received(OFFICER, "192.0.2.5") == bodies.TOO_MANY_FILES
        # Others behind the same address are others.
        assert isinstance(received(STRANGER, "192.0.2.1"), bodies.Body)
    assert isinstance(received(OFFICER, "192.0.2.5"), bodies.Body)
    with coming.one_of(SESSION), coming.one_of(SESSION):
        assert received(OFFICER, "192.0.2.5") == bodies.TOO_MANY_FILES


def test_files_of_a_page_are_counted_where_streamlit_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    manager.add_file(SESSION, UploadedFileRec("1", "x.csv", "text/csv", b"12345"))
    holder = SimpleNamespace(uploaded_file_mgr=manager)
    monkeypatch.setattr(bodies, "Runtime", SimpleNamespace(exists=lambda: True, instance=lambda: holder))
    assert bodies._kept_sizes(SESSION) == [5]
    assert bodies._kept_sizes("another") == []


@pytest.mark.parametrize(
    "path",
    [
        *("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/interact", "/auth/login"),
        *("/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/oauth2callback", "/_stcore/"),
    ],
)
def test_addresses_of_streamlit_that_no_page_needs_are_closed(path: str) -> None:
    told = Told()
    assert ask(guarded(told), path, OWN).status == 404
    assert not told.scopes
