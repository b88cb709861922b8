"""How much a request may carry, and whose files are taken."""

from types import SimpleNamespace

import pytest
from starlette.types import Receive, Scope, Send
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from tests.asgi import Answer, ask
from tests.guarded import HOST, ORIGIN, Told, guarded
from ui.controls import uploaders
from ui.server.guard import bodies
from vocabulary.words import Words

OWN = {"Host": HOST, "Origin": ORIGIN}
SESSION = "f0f2d8aa-3f5b-4a0e-9d0c-1d2f3a4b5c6d"
UPLOAD = f"/_stcore/upload_file/{SESSION}/8c1d2e3f?lang=en"


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
    """A page that shows a field for files of one megabyte."""
    monkeypatch.setattr(uploaders, "_expected", {SESSION: uploaders.MEGABYTE})


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
