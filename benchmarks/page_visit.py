"""A visitor of a page without a browser: asks over the websocket and waits until the page's script has ended.

What is measured is the server's share of a change of page; a browser on the same two cores would share them
with what is measured.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

STREAM = "/_stcore/stream"
LONGEST_SECONDS = 120.0


@contextmanager
def page_visit(url: str) -> Iterator[PageVisit]:
    """Open a page of the server at an address."""
    stream = f"ws://{url.partition('://')[2]}{STREAM}"
    with connect(
        stream, origin=Origin(url), subprotocols=[Subprotocol("streamlit")], max_size=None
    ) as socket:
        yield PageVisit(socket)


class PageVisit:
    """An open page."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    def change(self, page: str, query: str) -> float:
        """Open a page by its name ("" for the overview); return the seconds until its script has ended."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        began = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while True:
            said = ForwardMsg()
            said.ParseFromString(self._socket.recv(timeout=LONGEST_SECONDS))
            if said.WhichOneof("type") == "script_finished":
                if said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return time.perf_counter() - began
                raise RuntimeError(f"the page {page!r} did not end")
