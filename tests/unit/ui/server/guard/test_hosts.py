"""Under which names the server answers, and which pages may write to it."""

import socket
from typing import Any

import pytest

from ui.server.guard.hosts import allowed_host, is_origin_allowed

NAMES = {"giamngheo.example"}


def scope(*hosts: str) -> dict[str, Any]:
    headers = [(b"host", host.encode()) for host in hosts]
    return {"type": "http", "headers": headers, "server": ("192.0.2.10", 8501)}


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST:8501", "127.0.0.1:8501", "[::1]:8501", "192.0.2.10:8501"),
        *("giamngheo.example", "GiamNgheo.example.:443", socket.gethostname()),
    ],
)
def test_server_answers_under_its_own_names_and_those_of_the_setting(host: str) -> None:
    assert allowed_host(scope(host), NAMES) == host.lower()


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "localhost.evil.example", "192.0.2.11", "giamngheo.example@evil.example", ""),
        *("localhost:8501:1", "localhost/path", "evil.giamngheo.example", "[::2]", "localhost\t"),
    ],
)
def test_server_does_not_answer_under_other_names(host: str) -> None:
    assert allowed_host(scope(host), NAMES) == ""


def test_server_does_not_answer_without_a_host_or_with_two() -> None:
    assert allowed_host(scope(), NAMES) == ""
    assert allowed_host(scope("localhost", "evil.example"), NAMES) == ""


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://localhost:8501", "localhost:8501"),
        ("http://giamngheo.example", "giamngheo.example:80"),
        ("https://giamngheo.example", "giamngheo.example:443"),
        ("https://ngoai.example", "localhost:8501"),
    ],
)
def test_own_pages_and_those_of_the_setting_may_write(origin: str, host: str) -> None:
    assert is_origin_allowed(origin, host, is_secure=False, origins={"https://ngoai.example"})


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "http://localhost:9999",
        "http://evil.example",
        "file://",
        "http://[",
        "ws://localhost:8501",
    ],
)
def test_other_pages_may_not_write(origin: str | None) -> None:
    assert not is_origin_allowed(origin, "localhost:8501", is_secure=False, origins=())


def test_page_without_tls_may_not_write_where_visitors_come_by_tls() -> None:
    for scheme, may in (("http", False), ("https", True)):
        origin = f"{scheme}://giamngheo.example"
        assert is_origin_allowed(origin, "giamngheo.example", is_secure=True, origins=()) is may
