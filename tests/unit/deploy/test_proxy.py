"""What the proxy is told: where the processes are, who may speak for others, what it keeps."""

from pathlib import Path

import pytest

from deploy.plan import Plan
from deploy.programs import proxy_program
from deploy.proxy import configuration, unavailable_answer, write_configuration
from deploy.refusals import DeployRefused
from ui.server.guard.settings import GuardSettings
from vocabulary.words import Words

PORTS = (40001, 40002, 40003)


def configured(guard: GuardSettings | None = None, certificate: Path | None = None) -> list[str]:
    plan = Plan("127.0.0.1", 8501, certificate, Path("haproxy"), Path("/srv/deploy"), PORTS)
    return [line.strip() for line in configuration(plan, guard or GuardSettings()).splitlines()]


def test_each_process_is_named_once_for_visitors_for_documents_and_for_when_none_is_ready() -> None:
    lines = configured()
    assert lines.count("server 2 127.0.0.1:40002 cookie 2") == 2
    assert lines.count("server 2 127.0.0.1:40002 track processes/2") == 1
    assert sum(line.startswith("server ") for line in lines) == 9


def test_nobody_speaks_for_a_visitor_unless_an_outer_proxy_is_trusted() -> None:
    assert "acl from_outer_proxy always_false" in configured()
    trusted = GuardSettings(trusted_proxies="192.0.2.7,198.51.100.0/24", proxy_login_header="X-Login")
    lines = configured(trusted)
    assert "acl from_outer_proxy src 192.0.2.7 198.51.100.0/24" in lines
    for name in ("X-Forwarded-Proto", "X-Request-Id", "X-Login", "X-Proxy-Secret"):
        assert f"http-request del-header {name} unless from_outer_proxy" in lines


def test_documents_of_figures_are_kept_by_the_proxy_only_where_reading_is_open() -> None:
    def kept(lines: list[str]) -> str:
        return next(line for line in lines if line.startswith("acl never_changes "))

    assert "/picture/" in kept(configured())
    closed = kept(configured(GuardSettings(public_reading=False)))
    assert closed == "acl never_changes path_beg /assets/ /static/"


def test_with_a_certificate_visitors_come_by_tls_and_cookies_stay_there() -> None:
    lines = configured(certificate=Path("/srv/site.pem"))
    assert "bind 127.0.0.1:8501 ssl crt /srv/site.pem alpn http/1.1" in lines
    assert "http-request set-header X-Forwarded-Proto https" in lines
    assert sum(line.endswith(" secure") for line in lines) == 2
    assert not any("X-Forwarded-Proto https" in line for line in configured())


def test_a_proxy_without_processes_says_so_in_both_languages_and_asks_again() -> None:
    head, _, page = unavailable_answer().partition("\r\n\r\n")
    assert head.splitlines()[0] == "HTTP/1.1 503 Service Unavailable"
    assert "no-store" in head
    assert all(Words(language)("deploy.unavailable") in page for language in ("vi", "en"))
    assert 'http-equiv="refresh"' in page


def test_what_the_proxy_reads_is_for_its_owner_alone(tmp_path: Path) -> None:
    plan = Plan("127.0.0.1", 8501, None, Path("haproxy"), tmp_path / "deploy", PORTS)
    path = write_configuration(plan)
    assert path.stat().st_mode & 0o077 == 0
    # The proxy takes no more than a buffer of its own.
    assert len((tmp_path / "deploy" / "unavailable.http").read_bytes()) < 8_000


def test_the_program_is_the_named_one_or_the_one_that_is_found(tmp_path: Path) -> None:
    program = tmp_path / "haproxy"
    program.touch(mode=0o755)
    assert proxy_program({"HAPROXY_PATH": str(program)}, lambda _name: None) == program
    assert proxy_program({}, lambda _name: str(program)) == program


def test_a_missing_program_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deploy.programs.PLACES", ())
    for environment, key in (({}, "deploy.no_proxy"), ({"HAPROXY_PATH": "none"}, "deploy.wrong_proxy")):
        with pytest.raises(DeployRefused) as refused:
            proxy_program(environment, lambda _name: None)
        assert refused.value.key == key
        assert "HAPROXY_PATH" in Words("vi")(key, **refused.value.facts)
