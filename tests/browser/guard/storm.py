"""A storm from one address, in a process of its own: ``python -m tests.browser.guard.storm URL FROM``.

In the process of a test its threads would keep the test itself from its turn, and what it measured would be
its own wait. It says that it rages, and ends when nothing more comes from its input.
"""

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection

from tests.browser.guard.page_socket import Address, connection, page_socket, rerun

PAGES = 5
MEGABYTE = 1024 * 1024


class Storm:
    """Visitors without any right who send as fast as they can, until they are told to stop."""

    def __init__(self, server: Address, address: str) -> None:
        self.server, self._from = server, address
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
        with page_socket(self.server, self._from) as page:
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
        page_socket(self.server, self._from, origin="http://evil.example").close()

    def _files(self) -> None:
        host = urlsplit(self.server.url).netloc
        said = f"Host: {host}\r\nOrigin: {self.server.url}\r\nContent-Length: {200 * MEGABYTE}\r\n\r\n"
        with connection(self.server, self._from) as opened:
            opened.sendall(f"PUT /_stcore/upload_file/none/none HTTP/1.1\r\n{said}".encode() + bytes(60_000))
            opened.recv(4096)


def main() -> None:
    with Storm(Address(sys.argv[1]), sys.argv[2]).around():
        sys.stdout.write("raging\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
