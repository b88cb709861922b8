"""A viewer without a browser: an open page that connects again when its process is gone."""

import time
from urllib.parse import urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.page_visit import STREAM
from tests.cluster.deployment import AFFINITY, Cluster

OPEN_SECONDS, RUN_SECONDS, AGAIN_SECONDS = 10.0, 60.0, 0.5
LOST = (OSError, WebSocketException, EOFError)


class Viewer:
    """One page, open at a process of a cluster (0: whichever the proxy chooses)."""

    def __init__(self, cluster: Cluster, visitor: int, process: int = 0) -> None:
        self._cluster, self.process = cluster, process
        self._address = f"198.51.100.{visitor % 250 + 1}"
        self._socket: ClientConnection | None = None
        # How often a connection ended or was refused, and what each page said in the place of figures.
        self.losses, self.failures = 0, list[str]()

    def look(self, page: str, query: str, seconds: float = RUN_SECONDS) -> bytes:
        """Open a page and return all it was told; tries to connect for so many seconds at the most."""
        until = time.monotonic() + seconds
        while True:
            try:
                return self._run(page, query)
            except LOST:
                self.leave()
                self.losses += 1
                if time.monotonic() > until:
                    raise
                time.sleep(AGAIN_SECONDS)

    def is_lost(self) -> bool:
        """Wait until the connection ends, a minute at the most; return whether it did."""
        assert self._socket is not None
        try:
            while True:
                self._socket.recv(timeout=RUN_SECONDS)
        except TimeoutError:
            return False
        except LOST:
            return True

    def leave(self) -> None:
        """Close the page."""
        if self._socket is not None:
            self._socket.close_timeout = 0.1
            self._socket.close()
        self._socket = None

    def _run(self, page: str, query: str) -> bytes:
        socket = self._socket or self._connected()
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        socket.send(message.SerializeToString())
        told = b""
        while True:
            received = socket.recv(timeout=RUN_SECONDS)
            assert isinstance(received, bytes)
            said = ForwardMsg()
            said.ParseFromString(received)
            told += received
            if failure := failure_in(said):
                self.failures.append(failure)
            # A page whose database was lost meanwhile is drawn once more.
            if (
                said.WhichOneof("type") == "script_finished"
                and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                assert said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                return told

    def _connected(self) -> ClientConnection:
        """Connect as a browser does: ask whether the server is there, and keep the cookie it gives."""
        health = self._cluster.ask("/_stcore/health", self.process, X_Forwarded_For=self._address)
        if health.status != 200:
            raise ConnectionError(f"the server answers {health.status}")
        self.process = health.process or self.process
        self._socket = connect(
            f"ws://{urlsplit(self._cluster.url).netloc}{STREAM}",
            origin=Origin(self._cluster.url),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": f"{AFFINITY}={self.process}", "X-Forwarded-For": self._address},
            max_size=None,
            open_timeout=OPEN_SECONDS,
            # Connected directly: the page stays open from call to call.
            legacy=True,
        )
        return self._socket


def failure_in(said: ForwardMsg) -> str:
    """What a part of a page says of a failure, "" for any other part."""
    if said.WhichOneof("type") != "delta" or said.delta.WhichOneof("type") != "new_element":
        return ""
    element = said.delta.new_element
    if element.WhichOneof("type") == "exception":
        return f"{element.exception.type}: {element.exception.message}"
    is_error = element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR
    return element.alert.body if is_error else ""
