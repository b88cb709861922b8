"""What is started, on which ports and with which settings, and what is refused with a sentence."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.plan import Plan, expect_free, free_ports, planned, settings_of
from deploy.refusals import DeployRefused

POSTGRESQL = "postgresql://reader@db.example/store"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "TRUSTED_PROXIES", "ALLOWED_HOSTS", "DRAIN_SECONDS", "SITE_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    program = tmp_path / "haproxy"
    program.touch(mode=0o755)
    monkeypatch.setenv("HAPROXY_PATH", str(program))
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))


@pytest.fixture
def port() -> int:
    return free_ports(1)[0]


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def a_plan(address: str = "127.0.0.1", certificate: Path | None = None) -> Plan:
    return Plan(address, 8501, certificate, Path("haproxy"), Path("var"), (40001, 40002))


def test_several_processes_are_refused_on_sqlite_and_one_is_not(port: int) -> None:
    with pytest.raises(DeployRefused) as refused:
        planned(2, "127.0.0.1", port, None)
    assert (refused.value.key, refused.value.facts) == ("deploy.one_file", {"processes": 2})
    assert len(planned(1, "127.0.0.1", port, None).ports) == 1


def test_processes_on_postgresql_get_ports_of_their_own(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", POSTGRESQL)
    plan = planned(3, "127.0.0.1", port, None)
    assert len({port, *plan.ports}) == 4


def test_a_port_that_is_taken_and_an_address_of_another_machine_are_refused(taken: int) -> None:
    for address, asked in (("127.0.0.1", taken), ("198.51.100.1", 0)):
        with pytest.raises(DeployRefused) as refused:
            expect_free(address, asked)
        assert (refused.value.key, refused.value.facts["address"]) == ("deploy.no_port", address)


def test_a_certificate_that_cannot_be_read_is_refused(port: int, tmp_path: Path) -> None:
    with pytest.raises(DeployRefused) as refused:
        planned(1, "127.0.0.1", port, tmp_path / "none.pem")
    assert refused.value.key == "deploy.no_certificate"


def test_processes_believe_their_proxy_and_those_that_were_believed_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "192.0.2.7, 198.51.100.0/24")
    found = settings_of(a_plan(), 1, {})
    assert found["TRUSTED_PROXIES"] == "127.0.0.2,192.0.2.7,198.51.100.0/24"


def test_processes_listen_here_alone_and_answer_under_the_address_of_their_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "dashboard.example")
    monkeypatch.setattr("deploy.plan.own_addresses", lambda: ["192.0.2.1", "192.0.2.1"])
    first = settings_of(a_plan("192.0.2.9"), 1, {})
    second = settings_of(a_plan("0.0.0.0"), 2, {})
    assert [one["STREAMLIT_SERVER_ADDRESS"] for one in (first, second)] == ["127.0.0.1", "127.0.0.1"]
    assert [one["STREAMLIT_SERVER_PORT"] for one in (first, second)] == ["40001", "40002"]
    assert first["ALLOWED_HOSTS"] == "dashboard.example,192.0.2.9"
    assert second["ALLOWED_HOSTS"] == "dashboard.example,192.0.2.1"


def test_the_key_is_told_once_with_the_address_of_the_proxy() -> None:
    told = [settings_of(a_plan(), number, {})["KEY_AT_START"] for number in (1, 2)]
    assert told == ["1", "0"]
    assert settings_of(a_plan(), 1, {})["SITE_ADDRESS"] == "http://127.0.0.1:8501"
    given = {"KEY_AT_START": "0", "SITE_ADDRESS": "https://dashboard.example", "DRAIN_SECONDS": "3"}
    found = settings_of(a_plan(), 1, given)
    assert {name: found[name] for name in given} == given


def test_the_site_is_written_as_a_person_opens_it() -> None:
    assert a_plan("0.0.0.0").site == "http://localhost:8501"
    assert a_plan("2001:db8::1", Path("site.pem")).site == "https://[2001:db8::1]:8501"
