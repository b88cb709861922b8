"""A storm from one address: the server goes on answering, and another visitor hardly notices."""

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from statistics import median
from urllib.parse import urlsplit

import psutil
import pytest
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection

from tests.browser.guard.page_socket import (
    connection,
    page_socket,
    rerun,
    seconds_for_live,
    seconds_for_page,
)
from tests.browser.server import Server

pytestmark = [
    pytest.mark.guard,
    pytest.mark.skipif(sys.platform != "linux", reason="only there every address 127.… is this machine's"),
]
FROM = "127.0.0.2"
PAGES = 5
MEGABYTE = 1024 * 1024


class Storm:
    """Visitors without any right who send as fast as they can, until they are told to stop."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._stop = threading.Event()
        works = [*[self._messages] * PAGES, self._handshakes, self._files]
        self._threads = [threading.Thread(target=self._again, args=(work,), daemon=True) for work in works]

    @contextlib.contextmanager
    def around(self) -> Iterator[None]:
        """Let the storm rage while the block lasts."""
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in self._threads:
                thread.join(30)

    def _again(self, work: Callable[[], None]) -> None:
        while not self._stop.wait(0.02):
            with contextlib.suppress(OSError, WebSocketException, TimeoutError, EOFError):
                work()

    def _messages(self) -> None:
        content = rerun(filled=8000)
        with page_socket(self.server, FROM) as page:
            for _ in range(2000):
                page.send(content)
                self._read(page)
                if self._stop.is_set():
                    return

    def _read(self, page: ClientConnection) -> None:
        with contextlib.suppress(TimeoutError):
            while True:
                page.recv(timeout=0)

    def _handshakes(self) -> None:
        page_socket(self.server, FROM, origin="http://evil.example").close()

    def _files(self) -> None:
        host = urlsplit(self.server.url).netloc
        said = f"Host: {host}\r\nOrigin: {self.server.url}\r\nContent-Length: {200 * MEGABYTE}\r\n\r\n"
        with connection(self.server, FROM) as opened:
            opened.sendall(f"PUT /_stcore/upload_file/none/none HTTP/1.1\r\n{said}".encode() + bytes(60_000))
            opened.recv(4096)


def closing_code(page: ClientConnection) -> int | None:
    """Read until the page is closed, and return the code; None for a connection that was cut off."""
    try:
        while True:
            page.recv(timeout=20)
    except ConnectionClosed as closed:
        return None if closed.rcvd is None else closed.rcvd.code


def memory(server: Server) -> float:
    return float(psutil.Process(server.process.pid).memory_info().rss) / MEGABYTE


def test_server_answers_and_another_visitor_hardly_notices(server: Server) -> None:
    for page in ("", "map"):
        seconds_for_page(server, page)
    idle = median(seconds_for_page(server, "map") for _ in range(5))
    before, lives, visits = memory(server), [], []
    storm = Storm(server)
    with storm.around():
        # The messages that may come at once have come.
        time.sleep(5)
        for _ in range(6):
            lives += [seconds_for_live(server) for _ in range(5)]
            visits.append(seconds_for_page(server, "map"))
    assert median(lives) < 0.1
    assert median(visits) < 2 * idle + 0.1
    assert memory(server) - before < 400


@pytest.mark.parametrize("size", [250_000_000])
def test_message_that_unfolds_to_much_closes_its_page_and_takes_no_memory(server: Server, size: int) -> None:
    seconds_for_page(server, "")
    before = memory(server)
    for _ in range(4):
        with page_socket(server, "127.0.0.3") as page:
            with contextlib.suppress(ConnectionClosed):
                page.send(bytes(size))
            assert closing_code(page) in (None, 1009)
    assert memory(server) - before < 100
