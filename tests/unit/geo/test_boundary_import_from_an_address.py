"""Boundaries fetched from an address: bounded in size and time, and never from where they may not come."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.importing.errors import BoundaryFileUnusable, refusal_text
from geo.importing.files.fetching import Fetching, fetched, is_address
from geo.importing.options import ImportOptions
from geo.layers import layer, shipped_layer
from tests.fixtures import boundaries
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words


class Server:
    """A server of this machine with a few answers; ``stopped`` ends those that never end by themselves."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.stopped = threading.Event()
        ours = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.path = self.path.partition("?")[0]
                if self.path in ours.redirects:
                    self.send_response(302)
                    self.send_header("Location", ours.redirects[self.path])
                    self.end_headers()
                elif self.path == "/slow.geojson":
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write(b"{")
                    ours.stopped.wait(60)
                elif self.path == "/endless.geojson":
                    self.send_response(200)
                    self.end_headers()
                    self._write_without_end()
                elif self.path in ours.files:
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(ours.files[self.path])))
                    self.end_headers()
                    self.wfile.write(ours.files[self.path])
                else:
                    self.send_error(404)

            def _write_without_end(self) -> None:
                try:
                    while not ours.stopped.is_set():
                        self.wfile.write(b" " * 100_000)
                except OSError:
                    pass

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self._http.server_port}{path}"

    def close(self) -> None:
        self.stopped.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


@pytest.fixture(autouse=True)
def var_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of our own to import to, and no way round the server of this machine."""
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "var"


def refusal(address: str, folder: Path, fetching: Fetching) -> BoundaryFileUnusable:
    folder.mkdir()
    with pytest.raises(BoundaryFileUnusable) as refused:
        fetched(address, folder, fetching)
    assert list(folder.iterdir()) == []
    for language in LANGUAGES:
        assert "{" not in refusal_text(refused.value, Words(language))
    return refused.value


def test_districts_are_imported_from_an_address_in_one_command(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = boundaries.geoboundaries(tmp_path)
    server.files["/gbOpen/VNM/ADM2/geoBoundaries-VNM-ADM2.geojson"] = path.read_bytes()
    address = server.address("/gbOpen/VNM/ADM2/geoBoundaries-VNM-ADM2.geojson?raw=true")
    licence = "geoBoundaries, CC BY 3.0 IGO"
    assert main(["import", address, "--licence", licence, "--yes", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)["report"]
    assert (report["file"], report["level"], report["rows"]) == (
        "geoBoundaries-VNM-ADM2.geojson",
        "district",
        696,
    )
    assert layer("district", "v2008").licence_note == licence


def test_the_answer_of_the_service_that_names_the_file_is_followed(server: Server, tmp_path: Path) -> None:
    server.files["/file.geojson"] = b'{"type": "FeatureCollection", "features": []}'
    answer = {"boundaryID": "VNM-ADM2", "gjDownloadURL": server.address("/file.geojson")}
    server.files["/api/current/gbOpen/VNM/ADM2/"] = json.dumps(answer).encode()
    path = fetched(server.address("/api/current/gbOpen/VNM/ADM2/"), tmp_path, Fetching(ImportOptions()))
    assert (path.name, path.read_bytes()) == ("file.geojson", server.files["/file.geojson"])


def test_a_redirection_is_followed_to_where_an_address_may_lead(server: Server, tmp_path: Path) -> None:
    server.files["/b.geojson"] = b"{}"
    server.redirects |= {
        "/a": server.address("/b.geojson"),
        "/file": "file:///etc/passwd",
        "/ftp": "ftp://a/b",
    }
    assert fetched(server.address("/a"), tmp_path, Fetching(ImportOptions())).read_bytes() == b"{}"
    for number, path in enumerate(("/file", "/ftp")):
        refused = refusal(server.address(path), tmp_path / str(number), Fetching(ImportOptions()))
        # The library refuses some by itself.
        assert refused.code in ("address_unsafe", "address_unreachable")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://host/a.zip", "http:///a", "gopher://a/b"])
def test_only_web_addresses_are_fetched(address: str, tmp_path: Path) -> None:
    assert refusal(address, tmp_path / "a", Fetching(ImportOptions())).code == "address_unsafe"


def test_a_page_fetches_nothing_from_machines_of_this_network(server: Server, tmp_path: Path) -> None:
    server.files["/a.geojson"] = b"{}"
    of_page = Fetching(ImportOptions(), is_public=True)
    plain = refusal(server.address("/a.geojson"), tmp_path / "a", of_page)
    assert plain.code == "address_unsafe"
    for number, host in enumerate(("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "[::1]")):
        refused = refusal(f"https://{host}/a.geojson", tmp_path / f"b{number}", of_page)
        assert refused.code == "address_private"


def test_a_file_over_the_limit_is_given_up_stated_or_not(server: Server, tmp_path: Path) -> None:
    server.files["/big.geojson"] = b" " * 2_000_000
    small = Fetching(ImportOptions(max_bytes=1_000_000))
    assert refusal(server.address("/big.geojson"), tmp_path / "a", small).code == "too_large"
    assert refusal(server.address("/endless.geojson"), tmp_path / "b", small).code == "too_large"


def test_a_server_that_does_not_go_on_is_given_up(server: Server, tmp_path: Path) -> None:
    refused = refusal(server.address("/slow.geojson"), tmp_path / "a", Fetching(ImportOptions(), seconds=0.3))
    assert refused.code == "address_too_slow"
    endless = Fetching(ImportOptions(max_bytes=10**12), seconds=0.3)
    assert refusal(server.address("/endless.geojson"), tmp_path / "b", endless).code == "address_too_slow"


def test_what_is_not_there_is_said_with_its_reason(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = refusal(server.address("/nothing.geojson"), tmp_path / "a", Fetching(ImportOptions()))
    assert refused.code == "address_unreachable"
    assert "404" in str(refused.facts["reason"])
    assert (
        main(["import", server.address("/nothing.geojson"), "--licence", "x", "--yes", "--lang", "en"]) == 1
    )
    assert "could not be fetched from 127.0.0.1" in capsys.readouterr().err
    assert layer("district", "v2008") is shipped_layer("district", "v2008")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://a/b.zip", True),
        ("HTTP://a/b", True),
        ("file:///a", True),
        ("a.gpkg", False),
        ("C:\\a.zip", False),
    ],
)
def test_an_address_is_told_from_a_path(text: str, is_one: bool) -> None:
    assert is_address(text) is is_one
